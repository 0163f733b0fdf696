"""The command export: records in the formats that others read."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from pipeline.export import FORMATS, export, export_to_stream
from pipeline.record.types import Record
from pipeline.sinks.records import STANDARD_INPUT, read_records

_EXAMPLES = """
\b
Examples:
  news-pipeline export output/ --format parquet --output tables/
  news-pipeline export output/ --format ftm --output - | alephclient write-entities -f my_collection
  zcat old/*.jsonl.gz | news-pipeline export - --format csv --output tables/

\b
Formats:
""" + "\n".join(f"  {name:<11} {format_.about}" for name, format_ in FORMATS.items())


@click.command("export", epilog=_EXAMPLES, short_help="Write records in the formats that others read.")
@click.argument("records", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="RECORDS|-...")
@click.option("--format", "name", required=True, type=click.Choice(list(FORMATS)), help="See below.")
@click.option("-o", "--output", required=True, type=click.Path(allow_dash=True), metavar="PATH",
              help='A folder or a file, as the format is; "-": standard output, for formats of one file.')  # fmt: skip
@click.option("-F", "--force", is_flag=True, help="Replace what the format wrote there before.")
def export_command(records: tuple[str, ...], name: str, output: str, force: bool) -> None:
    """Write RECORDS in another format: a run's output folder, a folder of .jsonl or .jsonl.gz files, such files.

    Where several records have one id, the last is written, as a database keeps it.
    """
    with _standard_input(records) as standard_input:

        def read() -> Iterator[Record]:
            if standard_input:
                standard_input.seek(0)
            return read_records(records, standard_input)

        if output == STANDARD_INPUT:
            done = export_to_stream(read, name, sys.stdout.buffer)
        else:
            done = export(read, name, Path(output), force=force)
    left_out = f" ({done.replaced:,} left out: a later one has their id)" if done.replaced else ""
    click.echo(f"{done.records:,} records to {output}{left_out}", err=True)


@contextmanager
def _standard_input(records: tuple[str, ...]) -> Iterator[BinaryIO | None]:
    """Standard input in a temporary file, where it is asked for: records are read twice, and memory stays flat."""
    if STANDARD_INPUT not in records:
        yield None
        return
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
        yield file
