"""The command export: records in the formats that others read."""

import sys
from pathlib import Path

import click

from pipeline.cli.records import readable, records_argument
from pipeline.cli.values import Named
from pipeline.export import FORMATS, export, export_to_stream
from pipeline.sinks.records import STANDARD_INPUT

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
@records_argument
@click.option("--format", "name", required=True, type=click.Choice(list(FORMATS)), help="See below.")
@click.option("-o", "--output", required=True, type=Named(allow_dash=True), metavar="PATH",
              help='A folder or a file, as the format is; "-": standard output, for formats of one file.')  # fmt: skip
@click.option("-F", "--force", is_flag=True, help="Replace what the format wrote there before.")
def export_command(records: tuple[str, ...], name: str, output: str, force: bool) -> None:
    """Write RECORDS in another format: a run's output folder, a folder of .jsonl or .jsonl.gz files, such files.

    Where several records have one id, the last is written, as a database keeps it.
    """
    with readable(records) as read:
        if output == STANDARD_INPUT:
            done = export_to_stream(read, name, sys.stdout.buffer)
        else:
            done = export(read, name, Path(output), force=force)
    left_out = f" ({done.replaced:,} left out: a later one has their id)" if done.replaced else ""
    click.echo(f"{done.records:,} records to {output}{left_out}", err=True)
