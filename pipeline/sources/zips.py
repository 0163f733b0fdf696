"""Zip archives."""

import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, ClassVar

from pipeline.document import Document
from pipeline.sources.archive import CHANGED, Member
from pipeline.sources.base import Fault
from pipeline.sources.broken import Broken, told
from pipeline.sources.limits import LARGEST_FILE, MOST_MEMBERS, too_large
from pipeline.sources.names import MemberNames, is_hidden
from pipeline.sources.saved import BEGINNING, LARGEST, beside, is_about_pages, parse_fetched, with_known

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_LEAST_ENTRY = 46
"""Bytes of a member without a name, in the directory at the end."""


class Zip:
    """The members of a zip archive, in the order of its directory; `at` counts them from 0."""

    holds_files: ClassVar = True

    def __init__(self, file: BinaryIO) -> None:
        _refuse_huge(file)
        with told():
            self._zip = zipfile.ZipFile(file)
            if not self._zip.filelist and file.seek(0) == 0 and file.read(4) == b"PK\3\4":
                raise Broken("corrupt", "its directory is empty, but there are members before it")
        self._file = file

    def members(self) -> Iterator[Member]:
        """See Archive.members."""
        names = MemberNames()
        for at, info in enumerate(self._zip.infolist()):
            name = _name(info)
            if not info.filename.endswith("/") and not is_hidden(name) and not self._is_about_pages(info.filename):
                yield Member(names.of(name), info.file_size, at, _fault(info))

    def read(self, at: int, path: str, size: int | None) -> Document:
        """See Archive.read."""
        infos = self._zip.infolist()
        if at >= len(infos) or size not in {None, infos[at].file_size}:
            raise Broken("unreadable", CHANGED)
        with told(), self._zip.open(infos[at]) as member:
            document = Document(data=member.read(LARGEST_FILE), path=path)
        if len(document.data) < infos[at].file_size:  # the library compares checksums only of what it read to its end
            raise Broken("corrupt", "it is cut off")
        page = PurePosixPath(infos[at].filename)
        if not page.stem:
            return document
        return with_known(document, page.name, parse_fetched(self._begins(str(beside(page)), LARGEST)))

    def close(self) -> None:
        """See Archive.close."""
        self._zip.close()
        self._file.close()

    def _is_about_pages(self, name: str) -> bool:
        return is_about_pages(PurePosixPath(name).name, lambda: self._begins(name, BEGINNING))

    def _begins(self, name: str, size: int) -> bytes:
        """Up to *size* bytes of the member *name*; none where there is no such, or it can't be read."""
        if name not in self._zip.NameToInfo:
            return b""
        try:
            with told(), self._zip.open(name) as member:
                return member.read(size)
        except Broken:
            return b""


def _name(info: zipfile.ZipInfo) -> str:
    """What the member is called. Many a program writes UTF-8 and does not say so; what can be read as such is such."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _fault(info: zipfile.ZipInfo) -> Fault | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return Fault("not_followed", "it is a link, and links in archives are not followed")
    if info.flag_bits & 0x1:
        return Fault("encrypted", "it is encrypted; unpack it with its password and name the folder")
    if info.compress_type not in _METHODS:
        return Fault("unsupported", f"it is packed by method {info.compress_type}, which can't be unpacked here")
    return too_large(info.file_size)


def _refuse_huge(file: BinaryIO) -> None:
    """Raises Broken where the directory of the archive, which is held in memory, is of more members than are read."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 2**16 - 200))
    tail = file.read()
    file.seek(0)
    size = 0
    if (found := tail.rfind(b"PK\x05\x06")) >= 0:
        size = int.from_bytes(tail[found + 12 : found + 16], "little")
    for wide in re.finditer(rb"PK\x06\x06", tail):  # where four bytes are too few
        size = max(size, int.from_bytes(tail[wide.start() + 40 : wide.start() + 48], "little") % 2**48)
    if min(size, end) > 4 * _LEAST_ENTRY * MOST_MEMBERS:
        raise Broken("too_many", f"its directory has {size:,} bytes; archives of so many members are not read")
