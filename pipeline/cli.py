"""The command: arguments in, exit code out. Data goes to standard output, everything else to standard error.

Exit codes: 0 done; 1 done, but more failures than --max-failures allows, a page that gives no record, or a promise
that validate found broken; 2 something asked for that can't be done; 130 interrupted.
"""

import datetime as dt
import importlib.metadata
import importlib.util
import logging
import platform
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypedDict, Unpack

import click
from msgspec.structs import asdict, replace

from pipeline import __version__
from pipeline.errors import DocumentError, InputError, PipelineError

if TYPE_CHECKING:
    from pipeline.annotate.context import Annotations
    from pipeline.extractor import Extractor
    from pipeline.page.limits import Limits
    from pipeline.run.manifest import Counts
    from pipeline.run.progress import Progress
    from pipeline.run.session import Outcome

logger = logging.getLogger(__name__)

# Modules that load spaCy, or take long to load, are imported by the command that needs them: --help answers at once.

DEFAULT_MODEL = "en_core_web_md"
INTERRUPTED = 130
LEAST_MEMORY = 64 * 2**20
NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")  # two letters in CLDR, and no country

# What stands below the options in --help. "\b" keeps click from refilling the lines.
_MAIN_EXAMPLES = """
\b
Examples:
  news-pipeline run corpus/ --output output/
  news-pipeline extract page.html
  echo "The bridge cost $3 million last year." | news-pipeline annotate - --published 2018-06-25
"""
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
  find pages -name '*.html' -print0 | news-pipeline run --list - -o output/
"""
_RETRY_EXAMPLES = """
\b
Examples:
  news-pipeline retry output/
  news-pipeline retry output/ --document-timeout 300 --max-memory 12G
"""
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
_VALIDATE_EXAMPLES = """
\b
Examples:
  news-pipeline validate output/records/*.jsonl
  news-pipeline extract page.html | news-pipeline validate -
"""


class Commands(click.Group):
    """The commands, with the faults of the caller as one sentence and the right exit code."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            click.echo(f"news-pipeline: {error}", err=True)
            ctx.exit(1 if isinstance(error, DocumentError) else 2)
        except KeyboardInterrupt:
            click.echo("news-pipeline: interrupted", err=True)
            ctx.exit(INTERRUPTED)


TooMany = Callable[["Counts"], bool]


class Common(TypedDict):
    """What `worker_options` gives; None where the user left it open."""

    workers: int | None
    batch_size: int | None
    document_timeout: float | None
    max_memory: int | None
    max_bytes: int | None
    max_elements: int | None
    max_depth: int | None
    max_failures: TooMany | None
    quiet: bool
    verbose: int
    log_json: bool


def default_workers() -> int:
    """Workers where nobody says how many: as many as there are cores."""
    from pipeline.run.machine import cores

    return cores()


def _memory(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """*value* in bytes: 4G, 500M, or a plain number of bytes."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,15})([KMGT]?)B?", value.upper())
    size: int = int(found[1]) * 1024 ** " KMGT".index(found[2] or " ") if found else 0
    if size < LEAST_MEMORY:
        message = f"{value!r} is not an amount of memory such as 4G or 900M, of at least {LEAST_MEMORY // 2**20}M"
        raise click.BadParameter(message, ctx, param)
    return size


def _too_many(ctx: click.Context, param: click.Parameter, value: str | None) -> TooMany | None:
    """Whether some counts hold more failures than *value* allows: a number of documents, or a share such as 2.5%."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,15})|([0-9]{1,3}(?:\.[0-9]{1,9})?)%", value)
    if found is None or (found[2] and Decimal(found[2]) > 100):
        message = f"{value!r} is neither a number of documents (20) nor a share of them (2.5%)"
        raise click.BadParameter(message, ctx, param)
    if found[1]:
        most = int(found[1])
        return lambda counts: counts.failures > most
    share = Decimal(found[2])
    return lambda counts: counts.failures * 100 > share * counts.documents


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date of ISO 8601, such as 2018-06-25", ctx, param) from error


def _country(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """*value* in capitals, if it is a country's code: "UK" is a habit, GB the code."""
    if value is None:
        return None
    from babel import Locale

    code = value.upper()
    if not re.fullmatch("[A-Z]{2}", code) or code in NO_COUNTRIES or code not in Locale("en").territories:
        raise click.BadParameter(f"{value!r} is not a country code of ISO 3166-1, such as GB", ctx, param)
    return code


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001 -- click calls it
    if value:
        click.echo(f"news-pipeline {__version__} (Python {platform.python_version()})")
        ctx.exit()


model_option = click.option(
    "--model",
    default=DEFAULT_MODEL,
    show_default=True,
    metavar="NAME",
    help="An installed spaCy pipeline, or the path of one.",
)
rates_option = click.option(
    "--rates",
    type=click.Path(resolve_path=True),
    metavar="FILE",
    help="Exchange rates of your own: a CSV date,currency,rate (units per US dollar), or the ECB's eurofxref-hist.csv.",
)


@click.group(cls=Commands, epilog=_MAIN_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Show the version.")
def main() -> None:
    """Read saved news pages into records: entities, monetary figures and dates."""
    from pipeline.run.machine import one_thread_each

    one_thread_each()


def worker_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that has many documents read."""
    options = [
        click.option("-n", "--workers", type=click.IntRange(0, 1024), metavar="N",
                     help="Processes that work side by side; by default one a core. 0: all in this process, where no "
                     "document is stopped that never ends."),
        click.option("-b", "--batch-size", type=click.IntRange(1, 4096), metavar="N",
                     help="Documents read before they are annotated, by default 32; changes speed, never a record."),
        click.option("--document-timeout", type=click.FloatRange(0.1, 86_400), metavar="SECONDS",
                     help="Give up a document that takes longer, by default 30 seconds."),
        click.option("--max-memory", callback=_memory, metavar="SIZE",
                     help="Give up a document that takes a worker above so much memory, by default 4G."),
        click.option("--max-bytes", type=click.IntRange(1), metavar="N",
                     help="Refuse a document of more bytes, by default 20,000,000."),
        click.option("--max-elements", type=click.IntRange(1), metavar="N",
                     help="Refuse a page of more elements, by default 200,000."),
        click.option("--max-depth", type=click.IntRange(10), metavar="N",
                     help="Leave out what stands in more elements, by default 2,000; the record says so."),
        click.option("--max-failures", callback=_too_many, metavar="N|P%",
                     help="Exit with 1 where more documents fail."),
        click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary."),
        click.option("-v", "--verbose", count=True,
                     help="Name each failure as it happens; twice: and where it arose."),
        click.option("--log-json", is_flag=True,
                     help="Log lines as JSON objects, in place of the progress bar and the summary."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@main.command(name="run", epilog=_RUN_EXAMPLES)
@click.argument("inputs", nargs=-1, type=click.Path(), metavar="INPUT...")
@click.option("--list", "lists", multiple=True, type=click.Path(allow_dash=True), metavar="FILE",
              help='Paths, one a line or ended by NUL bytes; "-" for standard input. May be given again.')  # fmt: skip
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where all goes.")
@model_option
@rates_option
@click.option("--shard-size", default=500, show_default=True, type=click.IntRange(1, 1_000_000), metavar="N",
              help="Documents of a shard, which is what a killed run does again.")  # fmt: skip
@click.option("--no-database", is_flag=True, help="Leave out the SQLite database news.db.")
@click.option("-F", "--force", is_flag=True, help="Replace what another run wrote to DIR. Other files there stay.")
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
    force: bool,
    **common: Unpack[Common],
) -> None:
    """Read every INPUT, a folder or a file, into records in DIR.

    A run that was stopped goes on where it was when the same command is given again.
    """
    from pipeline.run.manifest import Options
    from pipeline.run.session import run
    from pipeline.sources import Input

    if not inputs and not lists:
        raise click.UsageError("no INPUT was named; name a folder, files, or a list of paths with --list")
    options = Options(model=model, shard_size=shard_size, database=not no_database, workers=default_workers())
    options = replace(options, rates=rates, **_given(common))
    with _logged(common):
        outcome = run(
            [*(Input(path) for path in inputs), *(Input(path, is_list=True) for path in lists)],
            output,
            options,
            partial(load_extractor, model, options.batch_size, rates, options.limits),
            force=force,
            progress=_progress(common),
        )
        _tell(ctx, outcome, output, common)


@main.command(name="retry", epilog=_RETRY_EXAMPLES, short_help="Have another go at the failures of a run.")
@click.argument("output", type=click.Path(path_type=Path), metavar="DIR")
@worker_options
@click.pass_context
def retry_command(ctx: click.Context, output: Path, **common: Unpack[Common]) -> None:
    """Have another go at every document in DIR/failures.jsonl, where DIR is the output of a run.

    Give it when what failed was repaired, may have more time or memory, or was nobody's fault. Records that are there
    stay as they are.
    """
    from pipeline.run.session import retry

    with _logged(common):
        outcome = retry(
            output,
            lambda options: replace(options, **_given(common)),
            lambda options: partial(load_extractor, options.model, options.batch_size, options.rates, options.limits),
            progress=_progress(common),
        )
        _tell(ctx, outcome, output, common)


def _given(common: Common) -> dict[str, Any]:
    """The settings of a run that were given."""
    names = ("workers", "batch_size", "document_timeout", "max_memory", "max_bytes", "max_elements", "max_depth")
    given = {name: common[name] for name in names}  # type: ignore[literal-required]  # each is a key of Common
    return {name: value for name, value in given.items() if value is not None}


def _progress(common: Common) -> "Progress":
    from pipeline.run.progress import Progress

    return Progress(quiet=common["quiet"] or common["log_json"])


def _tell(ctx: click.Context, outcome: "Outcome", output: Path, common: Common) -> None:
    """Says how a session ended, by words and exit code."""
    from pipeline.run.summary import summary

    if common["log_json"]:
        what = {"counts": asdict(outcome.counts), "seconds": round(outcome.seconds, 1), "output": str(output)}
        logger.info("interrupted" if outcome.interrupted else "finished", extra=what)
    elif not common["quiet"]:
        click.echo(summary(outcome, output), err=True)
    say = logger.info if common["log_json"] else partial(click.echo, err=True)
    if outcome.was_finished:
        say(f"news-pipeline: the run in {output} was finished already; nothing was left to do")
    if outcome.interrupted:
        say("news-pipeline: interrupted; finished shards are kept, the same command goes on")
        ctx.exit(INTERRUPTED)
    if common["max_failures"] is not None and common["max_failures"](outcome.counts):
        say(f"news-pipeline: more failures than --max-failures allows, see {output}/failures.jsonl")
        ctx.exit(1)


@main.command(epilog=_EXTRACT_EXAMPLES)
@click.argument("file", type=click.Path(allow_dash=True), metavar="FILE|-")
@click.option("--url", help="The address that the page was fetched from.")
@click.option("--media-type", help='What the page is, as its server said: "text/html; charset=utf-8".')
@model_option
@rates_option
def extract(file: str, url: str | None, media_type: str | None, model: str, rates: str | None) -> None:
    """Print the record of one page, a line of JSON."""
    from pipeline.record.check import promised
    from pipeline.sources.files import media_type_of
    from pipeline.sources.names import to_text

    data = _read(file)
    name = to_text(Path(file).name)
    extractor = load_extractor(model, rates=rates)
    try:
        line = promised(extractor.extract(data, url, path=name, media_type=media_type or media_type_of(name)))
    except DocumentError as error:
        raise DocumentError(error.stage, error.code, f"{file} gives no record: {error}") from error
    click.echo(line.encode())


@main.command(epilog=_ANNOTATE_EXAMPLES, short_help="Print what plain text holds, a line of JSON.")
@click.argument("file", type=click.Path(allow_dash=True), metavar="FILE|-")
@click.option("--published", callback=_day, metavar="DATE",
              help="The day that relative dates count from, ISO 8601: 2018-06-25.")  # fmt: skip
@click.option("--country", callback=_country, metavar="CC",
              help='The publisher\'s country, ISO 3166-1: GB. Decides "$" and "12/06/2018".')  # fmt: skip
@model_option
@rates_option
def annotate(file: str, published: dt.date | None, country: str | None, model: str, rates: str | None) -> None:
    """Print the entities, money and dates of plain text, a line of JSON."""
    try:
        text = _read(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8 text: byte {error.start} is {error.object[error.start]:#04x}") from error
    notes = load_extractor(model, rates=rates).annotate(text, published=published, country=country)
    click.echo(_annotations_json(notes).encode())


@main.command(epilog=_VALIDATE_EXAMPLES, short_help="Hold records against all that they promise.")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True), metavar="FILE|-...")
@click.pass_context
def validate(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Hold the records in FILES (JSON lines) against the schema, and against what a schema can't say.

    Prints each broken promise as FILE:LINE: SENTENCE.
    """
    from pipeline.record.validate import broken_promises

    records = broken = 0
    for file in files:
        with _opened(file) as lines:
            for number, line in enumerate(lines, 1):
                records += 1
                for sentence in broken_promises(line):
                    broken += 1
                    click.echo(f"{file}:{number}: {sentence}")
    click.echo(f"{records:,} records, {broken:,} broken promises", err=True)
    ctx.exit(1 if broken else 0)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a record (draft 2020-12)."""
    from pipeline.record.schema import schema_json

    click.echo(schema_json().encode(), nl=False)


@main.command()
def info() -> None:
    """Print the versions of what is installed."""
    lines = [("news-pipeline", __version__), ("python", platform.python_version()), ("platform", platform.platform())]
    lines += [(name, importlib.metadata.version(name)) for name in ("spacy", "beautifulsoup4", "lxml", "msgspec")]
    lines += [(f"model {name}", what) for name, what in _models()]
    width = max(len(name) for name, _ in lines)
    for name, what in lines:
        click.echo(f"{name:<{width}}  {what}")


def load_extractor(
    model: str, batch_size: int = 32, rates: str | None = None, limits: "Limits | None" = None
) -> "Extractor":
    """The Extractor of a command: only now are spaCy and the model loaded."""
    from pipeline.extractor import Extractor
    from pipeline.page.limits import DEFAULT_LIMITS

    return Extractor(model, batch_size=batch_size, rates=rates, limits=limits or DEFAULT_LIMITS)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    """*file* to read, "-" for standard input. Raises InputError where it can't be."""
    try:
        opened = click.open_file(file, "rb")
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    with opened:
        yield opened


def _read(file: str) -> bytes:
    with _opened(file) as opened:
        return opened.read()


def _annotations_json(notes: "Annotations") -> str:
    from pipeline.record.serialize import to_json

    parts = {"entities": notes.entities, "money": notes.money, "dates": notes.dates, "warnings": notes.warnings}
    lists = (f'"{name}":[{",".join(map(to_json, items))}]' for name, items in parts.items())
    return "{" + ",".join(lists) + "}"


def _models() -> Iterator[tuple[str, str]]:
    """Each language model known by name, and the version of the package that it is installed as."""
    from pipeline.annotate.language_model import INDEX_COPIES

    registered = {entry.name for entry in importlib.metadata.entry_points(group="spacy_models")}
    copies = {module for module, _ in INDEX_COPIES.values()}
    for name in sorted(registered - copies | set(INDEX_COPIES)):
        module, extra = INDEX_COPIES.get(name, (name, ""))
        installed = next((each for each in (name, module) if importlib.util.find_spec(each) is not None), None)
        if installed is None:
            yield name, f'not installed; pip install "news-pipeline[{extra}]"'
        else:
            yield name, f"{importlib.metadata.version(installed.replace('_', '-'))} ({installed})"


@contextmanager
def _logged(common: Common) -> Iterator[None]:
    """Writes log lines to standard error, above the progress bar: each failure, and at 2 everything."""
    from tqdm.contrib.logging import logging_redirect_tqdm

    from pipeline.run.logs import JsonFormatter

    if not common["verbose"] and not common["log_json"]:
        yield
        return
    ours = logging.getLogger("pipeline")
    handler, level = logging.StreamHandler(), ours.level
    handler.setFormatter(JsonFormatter() if common["log_json"] else logging.Formatter("%(levelname)s %(message)s"))
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG if common["verbose"] > 1 else logging.INFO)
    try:
        with logging_redirect_tqdm([ours]):
            yield
    finally:
        ours.removeHandler(handler)
        ours.setLevel(level)
