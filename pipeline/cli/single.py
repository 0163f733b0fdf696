"""The commands that read one document: extract and annotate."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import loading
from pipeline.cli.files import read
from pipeline.cli.options import model_option, rates_option
from pipeline.cli.values import country, day, language
from pipeline.errors import DocumentError, InputError

if TYPE_CHECKING:
    from pipeline.annotate.context import Annotations

_EXTRACT_EXAMPLES = """
\b
Examples:
  news-pipeline extract page.html
  curl -s https://news.example/story | news-pipeline extract - --url https://news.example/story
"""
_ANNOTATE_EXAMPLES = """
\b
Examples:
  news-pipeline annotate story.txt --published 2018-06-25 --country GB
  echo "The bridge cost $3 million last year." | news-pipeline annotate - --published 2018-06-25
"""


@click.command(epilog=_EXTRACT_EXAMPLES)
@click.argument("file", type=click.Path(allow_dash=True), metavar="FILE|-")
@click.option("--url", help="The address that the page was fetched from.")
@click.option("--media-type", help='What the page is, as its server said: "text/html; charset=utf-8".')
@model_option
@rates_option
def extract(file: str, url: str | None, media_type: str | None, model: str, rates: str | None) -> None:
    """Print the record of one page, a line of JSON."""
    from pipeline.record.check import promised
    from pipeline.sources.media_types import media_type_of
    from pipeline.sources.names import to_text

    data = read(file)
    name = to_text(Path(file).name)
    extractor = loading.load_extractor(model, rates=rates)
    try:
        line = promised(extractor.extract(data, url, path=name, media_type=media_type or media_type_of(name)))
    except DocumentError as error:
        raise DocumentError(error.stage, error.code, f"{file} gives no record: {error}") from error
    click.echo(line.encode())


@click.command(epilog=_ANNOTATE_EXAMPLES, short_help="Print what plain text holds, a line of JSON.")
@click.argument("file", type=click.Path(allow_dash=True), metavar="FILE|-")
@click.option("--published", callback=day, metavar="DATE",
              help="The day that relative dates count from, ISO 8601: 2018-06-25.")  # fmt: skip
@click.option("--country", callback=country, metavar="CC",
              help='The publisher\'s country, ISO 3166-1: GB. Decides "$" and "12/06/2018".')  # fmt: skip
@click.option("--language", callback=language, metavar="LL",
              help="The text's, ISO 639-1: de. Else the model's, unless the text is surely in another.")  # fmt: skip
@model_option
@rates_option
def annotate(
    file: str, published: dt.date | None, country: str | None, language: str | None, model: str, rates: str | None
) -> None:
    """Print the entities, money and dates of plain text, a line of JSON."""
    try:
        text = read(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8 text: byte {error.start} is {error.object[error.start]:#04x}") from error
    extractor = loading.load_extractor(model, rates=rates)
    notes = extractor.annotate(text, published=published, country=country, language=language)
    click.echo(_annotations_json(notes).encode())


def _annotations_json(notes: "Annotations") -> str:
    from pipeline.record.serialize import to_json

    parts = {"entities": notes.entities, "money": notes.money, "dates": notes.dates, "warnings": notes.warnings}
    lists = (f'"{name}":[{",".join(map(to_json, items))}]' for name, items in parts.items())
    return "{" + ",".join(lists) + "}"
