"""The command that brings records into a database."""

import click

from pipeline.cli.options import to_option
from pipeline.cli.records import records_argument

_EXAMPLES = """
\b
Examples:
  news-pipeline load output/ --to sqlite:///all.db
  news-pipeline load output/ --to postgresql://me@db.example/news?sslmode=verify-full
  zcat old/*.jsonl.gz | news-pipeline load - --to mysql://me@db.example/news
"""


@click.command(epilog=_EXAMPLES, short_help="Bring records into a database.")
@records_argument
@to_option(required=True)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
def load(records: tuple[str, ...], to: str, quiet: bool) -> None:
    """Bring RECORDS into the database at URL: the output folder of a run, or files of JSON lines, plain or .gz.

    The tables are made where there are none. An article that is there already is replaced, with all that belongs to
    it; the same records twice change nothing.
    """
    from tqdm import tqdm

    from pipeline.run.load import Loaded
    from pipeline.run.load import load as load_records
    from pipeline.sinks import shown

    done = Loaded()
    with tqdm(unit=" records", disable=True if quiet else None) as bar:
        for loaded in load_records(records, to):
            bar.update(loaded.records - done.records)
            done = loaded
    if not quiet:
        said = f"{done.records:,} records loaded, transactions: {done.shards:,}, {shown(to)}"
        click.echo(f"news-pipeline: {said}", err=True)
