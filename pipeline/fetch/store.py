"""Pages on disk, each with a file beside it that says how it was fetched."""

import datetime as dt
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from pipeline.fetch.names import SUFFIXES, folder_name, stem
from pipeline.fetch.urls import Address
from pipeline.fetch.visit import Visit
from pipeline.sources.saved import BESIDE, Fetched, Said, read_fetched

Became = Literal["new", "changed", "unchanged"]
"""What became of a page that was fetched, beside what an earlier session kept of it."""


@dataclass(frozen=True)
class Store:
    """Pages below `root`, one folder a host. `scratch` is a folder of the same disk for what is not whole yet.

    With `warc`, pages only wait here to go into the WARC `archive` of this session; what is beside them stays, and
    counts while the WARC that it names is there.
    """

    root: Path
    scratch: Path
    archive: Path | None = None

    def known(self, address: Address) -> Fetched | None:
        """How the page at *address* was fetched that is kept; None where none is, or not as it was fetched."""
        known = read_fetched(self._beside(address))
        if known is None or known.url != address.url:
            return None
        if self.archive is not None and known.warc is not None and self.archive.with_name(known.warc).is_file():
            return known
        try:
            data = self.page(address, known).read_bytes()
        except OSError:
            return None
        return known if hashlib.sha256(data).hexdigest() == known.sha256 else None

    def page(self, address: Address, fetched: Fetched) -> Path:
        """Where the page at *address* lies."""
        return self._folder(address) / Path(fetched.file).name

    def keep(
        self, address: Address, visit: Visit, time: dt.datetime, said: Said | None, known: Fetched | None
    ) -> Became:
        """Keeps what a *visit* at *time* gave beside what is *known*, and says what became of the page.

        Killed half-way, it leaves the page as it was, or one whose neighbour is of another page, which is never
        taken for known.
        """
        body = visit.body or b""
        digest = hashlib.sha256(body).hexdigest()
        etag, modified = visit.answer.header("etag"), visit.answer.header("last-modified")
        if known is not None and (visit.body is None or digest == known.sha256):
            told = replace(
                known,
                etag=etag or known.etag,
                last_modified=modified or known.last_modified,
                said=said or known.said,
            )
            if told != known:
                self._tell(address, told)
            return "unchanged"
        media_type = visit.answer.header("content-type")
        name = stem(address) + SUFFIXES.get((media_type or "").split(";")[0].strip().lower(), ".html")
        fetched = Fetched(
            file=name,
            url=address.url,
            fetched=time,
            media_type=media_type,
            size=len(body),
            sha256=digest,
            etag=etag,
            last_modified=modified,
            said=said or (known.said if known is not None else None),
            warc=self.archive.name if self.archive is not None else None,
            redirects=visit.redirects,
            answer=visit.answer,
        )
        # The neighbour first: `run` may then take the page for fetched later than it was, never for earlier.
        self._tell(address, fetched)
        write_whole(self.page(address, fetched), body, self.scratch)
        if known is not None and known.file != name:
            self.page(address, known).unlink(missing_ok=True)
        return "new" if known is None else "changed"

    def release(self) -> None:
        """Removes every page and leaves what is beside it: they are in a WARC now, or nobody asks for them."""
        for page in [*self.root.glob("*/*")]:
            if not page.name.endswith(BESIDE):
                page.unlink()

    def _folder(self, address: Address) -> Path:
        return self.root / folder_name(address)

    def _beside(self, address: Address) -> Path:
        return self._folder(address) / (stem(address) + BESIDE)

    def _tell(self, address: Address, fetched: Fetched) -> None:
        self._folder(address).mkdir(parents=True, exist_ok=True)
        lines = msgspec.json.format(msgspec.json.encode(fetched), indent=1) + b"\n"
        write_whole(self._beside(address), lines, self.scratch)


def write_whole(path: Path, data: bytes, scratch: Path) -> None:
    """Makes *path* hold *data*, at once: killed at any time, it is as it was or as it shall be."""
    unfinished = scratch / f"{path.name}.tmp"
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
