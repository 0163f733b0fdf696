"""Archives of every kind, written by others than what reads them where there are such."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pyarrow as pa
import zstandard
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Pages = Mapping[str, bytes]

DATE = "2018-06-25T10:56:00Z"


def zipped(pages: Pages) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pages.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(pages: Pages) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", errors="surrogateescape") as archive:
        for name, data in pages.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def warc(pages: Pages, *, packed: bool = True, date: str = DATE) -> bytes:
    """Each page as a response among records that are none, as warcio writes them."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "made for a test"}))
    for number, data in enumerate(pages.values()):
        write_response(writer, f"https://news.example/{number}", data, date=date)
    return made.getvalue()


def write_response(
    writer: WARCWriter,
    url: str,
    data: bytes,
    *,
    status: str = "200 OK",
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),),
    record_type: str = "response",
    record_id: str | None = None,
    date: str = DATE,
) -> None:
    answer = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if record_type != "resource" else None
    if record_type == "revisit":
        writer.write_record(writer.create_revisit_record(url, "sha1:A", url, DATE, http_headers=answer))
        return
    named = {"WARC-Date": date} | ({"WARC-Record-ID": record_id} if record_id else {})
    record = writer.create_warc_record(
        url,
        record_type,
        payload=io.BytesIO(data),
        http_headers=answer,
        warc_headers_dict=named,
        warc_content_type=dict(headers).get("Content-Type", "") if answer is None else "",
    )
    writer.write_record(record)
    record.raw_stream.close()  # it was copied to a temporary file


def json_lines(pages: Pages) -> bytes:
    rows = [{"url": f"https://news.example/{name}", "html": data.decode()} for name, data in pages.items()]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def table(pages: Pages, rows_a_group: int = 2) -> bytes:
    made = io.BytesIO()
    columns = {"url": [f"https://news.example/{name}" for name in pages], "html": [*pages.values()]}
    parquet.write_table(pa.table(columns), made, row_group_size=rows_a_group)
    return made.getvalue()


PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
}

MAKERS: dict[str, Callable[[Pages], bytes]] = {
    ".zip": zipped,
    ".tar": tarred,
    ".warc": lambda pages: warc(pages, packed=False),
    ".warc.gz": warc,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".parquet": table,
    **{
        suffix + packing: lambda pages, make=make, pack=pack: pack(make(pages))  # type: ignore[misc]  # bound early
        for suffix, make in (
            (".tar", tarred),
            (".warc", partial(warc, packed=False)),
            (".jsonl", json_lines),
            (".ndjson", json_lines),
        )
        for packing, pack in PACK.items()
        if suffix + packing != ".warc.gz"
    },
}
"""What makes the bytes of an archive with a suffix."""


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
