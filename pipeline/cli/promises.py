"""The commands about what a record promises: validate and schema."""

import click

from pipeline.cli.files import opened

_VALIDATE_EXAMPLES = """
\b
Examples:
  news-pipeline validate output/records/*.jsonl
  news-pipeline extract page.html | news-pipeline validate -
"""


@click.command(epilog=_VALIDATE_EXAMPLES, short_help="Hold records against all that they promise.")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="FILE|-...")
@click.pass_context
def validate(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Hold the records in FILES (JSON lines) against the schema, and against what a schema can't say.

    Prints each broken promise as FILE:LINE: SENTENCE.
    """
    from pipeline.record.validate import broken_promises

    records = broken = 0
    for file in files:
        with opened(file) as lines:
            for number, line in enumerate(lines, 1):
                records += 1
                for sentence in broken_promises(line):
                    broken += 1
                    click.echo(f"{file}:{number}: {sentence}")
    click.echo(f"{records:,} records, {broken:,} broken promises", err=True)
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
