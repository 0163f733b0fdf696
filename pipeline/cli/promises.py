"""The commands about what a record promises: validate and schema."""

import click

from pipeline.cli.records import records_argument
from pipeline.sinks.records import files_of, numbered_lines

_VALIDATE_EXAMPLES = """
\b
Examples:
  news-pipeline validate output/
  news-pipeline extract page.html | news-pipeline validate -
"""


@click.command(epilog=_VALIDATE_EXAMPLES, short_help="Hold records against all that they promise.")
@records_argument
@click.pass_context
def validate(ctx: click.Context, records: tuple[str, ...]) -> None:
    """Hold RECORDS (a run's output folder, or JSON lines) against the schema, and against what a schema can't say.

    Prints each broken promise as FILE:LINE: SENTENCE.
    """
    from pipeline.record.validate import broken_promises

    count = broken = 0
    for file in (file for target in records for file in files_of(target)):
        for number, line in numbered_lines(file):
            count += 1
            for sentence in broken_promises(line):
                broken += 1
                click.echo(f"{file}:{number}: {sentence}")
    click.echo(f"{count:,} records, {broken:,} broken promises", err=True)
    ctx.exit(1 if broken else 0)


@click.command()
@click.option("--datasette", is_flag=True, help="Print the metadata file with which Datasette shows news.db instead.")
def schema(datasette: bool) -> None:
    """Print the JSON Schema of a record (draft 2020-12)."""
    if datasette:
        from pipeline.sinks.datasette import datasette_metadata

        click.echo(datasette_metadata().encode(), nl=False)
        return
    from pipeline.record.schema import schema_json

    click.echo(schema_json().encode(), nl=False)
