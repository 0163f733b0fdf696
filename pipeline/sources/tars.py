"""Tar archives, compressed or not."""

import tarfile
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, ClassVar, Self, cast

from pipeline.document import Document
from pipeline.sources.archive import CHANGED, Member
from pipeline.sources.base import Fault
from pipeline.sources.broken import Broken, told
from pipeline.sources.limits import LARGEST_FILE, too_large
from pipeline.sources.names import MemberNames, is_hidden
from pipeline.sources.saved import BEGINNING, is_about_pages

_BLOCK = tarfile.BLOCKSIZE
_LARGEST_HEADER = 2**17
"""Bytes: names have at most some thousand, and what else a header may hold takes the library quadratic time."""


class _Header(tarfile.TarInfo):
    """A header that says so where it is damaged: the library takes that for the end of the archive."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile, /) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            kind = type(error).__name__
            if kind == "EmptyHeaderError" and archive.offset:
                raise EOFError from error  # whole ones end in blocks of zeros
            if kind in {"EOFHeaderError", "EmptyHeaderError"}:
                raise
            raise tarfile.ReadError(str(error)) from error


class _Headers:
    """*file* for the library, which reads only headers, and takes as much for one as an archive says that it has."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int) -> bytes:
        """The next *size* bytes."""
        if size > _LARGEST_HEADER:
            raise Broken("bomb", f"a header in it has {size:,} bytes; over {_LARGEST_HEADER:,} are not read")
        return self._file.read(size)


class Tar:
    """The members of a tar archive; `at` is the offset of the header in front of the data."""

    holds_files: ClassVar = True

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def members(self) -> Iterator[Member]:
        """See Archive.members."""
        names = MemberNames()
        self._file.seek(0)
        with told():
            archive = tarfile.TarFile(
                fileobj=cast("BinaryIO", _Headers(self._file)),
                tarinfo=_Header,
                encoding="utf-8",
                errors="surrogateescape",
            )
        while (info := self._next(archive)) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # typeshed leaves it out; uncleared it grows and grows
            if not (info.isreg() or info.issym() or info.islnk()) or is_hidden(info.name):
                continue
            if not is_about_pages(PurePosixPath(info.name).name, partial(self._begins, info)):
                yield Member(names.of(info.name), info.size, info.offset_data - _BLOCK, _fault(info))
        self._refuse_more()

    def read(self, at: int, path: str, size: int | None) -> Document:
        """See Archive.read."""
        with told():
            self._file.seek(at)
            header = tarfile.TarInfo.frombuf(self._file.read(_BLOCK), "utf-8", "surrogateescape")
            if size not in {None, header.size} or header.size > LARGEST_FILE:
                raise Broken("unreadable", CHANGED)
            data = self._file.read(header.size)
        if len(data) < header.size:
            raise Broken("corrupt", "it is cut off")
        return Document(data=data, path=path)

    def close(self) -> None:
        """See Archive.close."""
        self._file.close()

    def _begins(self, info: tarfile.TarInfo) -> bytes:
        """The first bytes of the member of which the header was read last."""
        with told():
            self._file.seek(info.offset_data)
            return self._file.read(min(info.size, BEGINNING) if info.isreg() else 0)

    def _refuse_more(self) -> None:
        """Reads on behind the end, where there are only zeros: of a compressed archive, the checksum comes last."""
        with told():
            while rest := self._file.read(2**20):
                if rest.strip(b"\0"):
                    raise Broken("corrupt", "there is more behind the end that it says it has, which is not read")

    def _next(self, archive: tarfile.TarFile) -> tarfile.TarInfo | None:
        with told():
            return archive.next()


def _fault(info: tarfile.TarInfo) -> Fault | None:
    if not info.isreg():
        return Fault("not_followed", "it is a link, and links in archives are not followed")
    if info.issparse():
        return Fault("unsupported", "it is stored as a sparse file, which can't be unpacked here")
    return too_large(info.size)
