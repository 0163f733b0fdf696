"""The command report: what a run or some records come to, for people."""

import sys
from pathlib import Path

import click

from pipeline.cli.records import readable, records_argument
from pipeline.cli.values import Named
from pipeline.sinks.records import STANDARD_INPUT

_EXAMPLES = """
\b
Examples:
  news-pipeline report output/ | less
  news-pipeline report output/ --top 25 --output report.md
  zcat old/*.jsonl.gz | news-pipeline report -
"""


@click.command("report", epilog=_EXAMPLES, short_help="Sum up records for people, in Markdown.")
@records_argument
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 10_000), metavar="N",
              help="Rows of the tables that rank: publishers, names, currencies, the largest figures.")  # fmt: skip
@click.option("-o", "--output", default=STANDARD_INPUT, type=Named(allow_dash=True), metavar="FILE",
              help="Where the report goes; by default standard output.")  # fmt: skip
@click.option("-F", "--force", is_flag=True, help="Replace FILE where it is there.")
def report_command(records: tuple[str, ...], top: int, output: str, force: bool) -> None:
    """Sum up RECORDS in Markdown: a run's output folder, a folder of .jsonl or .jsonl.gz files, such files.

    Of a run's output folder it tells what was run and what failed, too. Sums leave out what the views of a database do:
    articles that repeat others, figures that restate another or stand in a headline for one of the text, amounts by the
    share or year. Where several records have one id, the last counts. Texts of pages are cut at 240 characters.
    """
    from pipeline.export.place import File, standard_output
    from pipeline.report import report

    opened = standard_output(sys.stdout.buffer) if output == STANDARD_INPUT else File(Path(output), force=force)
    with readable(records) as read:
        written = report(records, read, top).encode()
    with opened as place:
        place.file.write(written)
