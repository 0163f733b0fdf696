"""The commands that read many documents: run and retry."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click
from msgspec.structs import replace

from pipeline.cli import loading
from pipeline.cli.choosing import Chosen, choice_of, choice_options
from pipeline.cli.logged import logged
from pipeline.cli.options import Common, model_option, rates_option, to_option, worker_options
from pipeline.cli.telling import Line, tell
from pipeline.cli.values import Named

if TYPE_CHECKING:
    from pipeline.extractor import Extractor
    from pipeline.run.manifest import Counts, Options
    from pipeline.run.progress import Progress
    from pipeline.run.session import Outcome


class RunOptions(Chosen, Common):
    """The options of run that it shares with others."""


_RUN_EXAMPLES = """
\b
DIR/records/part-00000.jsonl ...  records, one a line
DIR/news.db                       the same in SQLite
DIR/failures.jsonl                documents that gave no record, with the reason
DIR/run.json                      what ran, and what became of it

\b
Examples:
  news-pipeline run corpus/ --output output/
  news-pipeline run monday.html tuesday/ -o output/ --max-failures 5%
  news-pipeline run pages/ -o output/ --workers 8 --document-timeout 60
  news-pipeline run crawl.warc.gz saved.zip stories.jsonl.zst -o output/
  news-pipeline run site.tar.gz -o output/ --include '*.html' --exclude drafts
  news-pipeline run pages/ -o output/ --to postgresql://me@db.example/news
  curl -s https://archive.example/crawl.warc.gz | news-pipeline run - -o output/
  find pages -name '*.html' -print0 | news-pipeline run --list - -o output/
"""
_RETRY_EXAMPLES = """
\b
Examples:
  news-pipeline retry output/
  news-pipeline retry output/ --document-timeout 300 --max-memory 12G
"""


@click.command(name="run", epilog=_RUN_EXAMPLES, short_help="Read pages, and archives of pages, into records.")
@click.argument("inputs", nargs=-1, type=click.Path(), metavar="INPUT...")
@click.option("--list", "lists", multiple=True, type=click.Path(allow_dash=True), metavar="FILE",
              help='Paths, one a line or ended by NUL bytes; "-" for standard input. May be given again.')  # fmt: skip
@click.option("-o", "--output", required=True, type=Named(path_type=Path), metavar="DIR", help="Where all goes.")
@model_option
@rates_option
@click.option("--shard-size", default=500, show_default=True, type=click.IntRange(1, 1_000_000), metavar="N",
              help="Documents of a shard, which is what a killed run does again.")  # fmt: skip
@click.option("--no-database", is_flag=True, help="Leave out the SQLite database news.db.")
@to_option()
@click.option("-F", "--force", is_flag=True, help="Replace what another run wrote to DIR. Other files there stay.")
@choice_options
@worker_options
@click.pass_context
def run_command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    lists: tuple[str, ...],
    output: Path,
    model: str,
    rates: str | None,
    shard_size: int,
    no_database: bool,
    to: str | None,
    force: bool,
    **common: Unpack[RunOptions],
) -> None:
    """Read every INPUT into records in DIR: a folder, a page (HTML, text, MHTML), or an archive of pages; "-" alone
    is a page or an archive on standard input.

    Archives are .zip, .tar, .warc, .jsonl (.ndjson) and .parquet; pages, .tar, .warc and .jsonl may be compressed (.gz,
    .bz2, .xz, .zst). Archives in folders and in one another are read, too.

    A run that was stopped goes on where it was when the same command is given again.
    """
    from pipeline.run.manifest import Options
    from pipeline.run.session import run
    from pipeline.sources import Input

    if not inputs and not lists:
        raise click.UsageError("no INPUT was named; name a folder, files, or a list of paths with --list")
    options = Options(model=model, shard_size=shard_size, database=not no_database, workers=loading.default_workers())
    options = replace(options, rates=rates, choice=choice_of(common), **_given(common))
    with logged(common):
        outcome = run(
            [*(Input(path) for path in inputs), *(Input(path, is_list=True) for path in lists)],
            output,
            options,
            _loading(options),
            force=force,
            to=to,
            progress=_progress(common),
        )
        _tell(ctx, outcome, output, common)


@click.command(name="retry", epilog=_RETRY_EXAMPLES, short_help="Have another go at the failures of a run.")
@click.argument("output", type=Named(path_type=Path), metavar="DIR")
@to_option()
@worker_options
@click.pass_context
def retry_command(ctx: click.Context, output: Path, to: str | None, **common: Unpack[Common]) -> None:
    """Have another go at every document in DIR/failures.jsonl, where DIR is the output of a run.

    Give it when what failed was repaired, may have more time or memory, or was nobody's fault. Records that are there
    stay as they are.
    """
    from pipeline.run.session import retry

    with logged(common):
        outcome = retry(
            output,
            lambda options: replace(options, **_given(common)),
            _loading,
            to=to,
            progress=_progress(common),
        )
        _tell(ctx, outcome, output, common)


def _loading(options: "Options") -> "Callable[[], Extractor]":
    """What loads the Extractor that *options* ask for, in whatever process it is called."""
    return partial(loading.load_extractor, options.model, options.batch_size, options.rates, options.limits)


def _given(common: Common) -> dict[str, Any]:
    """The settings of a run that were given."""
    names = ("workers", "batch_size", "document_timeout", "max_memory", "max_bytes", "max_elements", "max_depth")
    given = {name: common[name] for name in names}  # type: ignore[literal-required]  # each is a key of Common
    return {name: value for name, value in given.items() if value is not None}


def _progress(common: Common) -> "Progress":
    from pipeline.run.progress import Progress

    return Progress(quiet=common["quiet"] or common["log_json"])


def _tell(ctx: click.Context, outcome: "Outcome", output: Path, common: Common) -> None:
    finished = f"the run in {output} was finished already; nothing was left to do" if outcome.was_finished else None
    tell(ctx, outcome, counted(outcome.counts), output, common, kept="finished shards are kept", also=finished)


def counted(counts: "Counts") -> list[Line]:
    """What became of the documents, failures by code, and what was found."""
    return [
        ("documents", counts.documents),
        ("records", counts.records),
        ("failures", counts.failures),
        *((f"  {code}", number) for code, number in counts.failures_by_code.items()),
        ("skipped", counts.skipped),
        *([("remaining", counts.remaining)] if counts.remaining else []),
        ("entities", counts.entities),
        ("figures", counts.money),
        ("dates", counts.dates),
    ]
