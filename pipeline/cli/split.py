"""The command split: an export of many articles into a file for each."""

from pathlib import Path

import click

from pipeline.cli.files import read
from pipeline.cli.values import Named
from pipeline.errors import InputError
from pipeline.sources.names import to_text

_EXAMPLES = """
\b
Examples:
  news-pipeline split Factiva-20180625.txt --output articles/
  news-pipeline split exports/*.txt -o articles/ && news-pipeline run articles/ -o output/
"""


@click.command("split", epilog=_EXAMPLES, short_help="Cut an export of many articles into a file for each.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option("-o", "--output", required=True, type=Named(path_type=Path), metavar="FOLDER",
              help="Where NAME-0001.txt, NAME-0002.txt ... are written, in UTF-8.")  # fmt: skip
def split_command(files: tuple[str, ...], output: Path) -> None:
    """Cut FILEs of text, as LexisNexis, Factiva and ProQuest export them, into one for each article.

    Nothing is replaced: where a file is there already, nothing more is written.
    """
    from pipeline.page.decode import decode
    from pipeline.page.text_export import split_export

    for file in files:
        parts = split_export(decode(read(file), "text/plain").text)
        for number, part in enumerate(parts, 1):
            _write(output / f"{Path(file).stem}-{number:04}.txt", part)
        articles = "article" if len(parts) == 1 else "articles"
        click.echo(f"{to_text(file)}: {len(parts):,} {articles}", err=True)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(f"{path} is there already; name another folder with --output") from error
    except OSError as error:
        raise InputError(f"{path} can't be written: {error.strerror}") from error
