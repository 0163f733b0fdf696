"""Every file under a folder, each once."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pipeline.sources.saved import BEGINNING, is_about_pages


def walk(top: Path, excluded: Path | None = None) -> Iterator[tuple[str, int]]:
    """The path and size in bytes of every file under *top*; hidden files and folders (".name") are passed by, and
    so is what `fetch` wrote about its pages.

    Broken links and folders that can't be listed come with size 0, so that reading them says why. Links to files are
    followed. Links to folders wait until all else is walked, and are then followed in the order of their names unless
    what they lead to was walked before: a link back to a folder above does no harm, and the name that a file is listed
    under never depends on the disk. *excluded* is the real path of a folder to leave out.
    """
    tops: set[Path] = set()
    links = [top]
    for link in links:  # grows as links are found
        real_top = link.resolve()
        if _is_covered(real_top, tops):
            continue
        tops.add(real_top)
        found: list[Path] = []
        folders = [(link, real_top)]
        while folders:
            folder, real = folders.pop()
            if real == excluded:
                continue
            try:
                entries = os.scandir(folder)
            except OSError:
                yield str(folder), 0
                continue
            with entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        child = real / entry.name
                        if child not in tops:
                            folders.append((folder / entry.name, child))
                    elif entry.is_symlink() and _leads_to_folder(entry):
                        found.append(folder / entry.name)
                    elif (entry.is_symlink() or entry.is_file()) and not is_about_pages(
                        entry.name, partial(_begins, entry)
                    ):
                        yield entry.path, _size(entry)
        links.extend(sorted(found))


def _is_covered(real: Path, tops: set[Path]) -> bool:
    """Whether walking *tops* comes by the folder *real*: one above it is there, and nothing between is hidden."""
    while real not in tops:
        if real == real.parent or real.name.startswith("."):
            return False
        real = real.parent
    return True


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # a link that leads to itself, or where nobody may look
        return False


def _begins(entry: os.DirEntry[str]) -> bytes:
    """The first bytes of a file, none where they can't be read."""
    try:
        if not entry.is_file():  # opening a pipe would wait for ever
            return b""
        with Path(entry).open("rb") as file:
            return file.read(BEGINNING)
    except OSError:
        return b""


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return 0
