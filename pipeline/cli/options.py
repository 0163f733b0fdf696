"""Options that several commands share."""

from collections.abc import Callable, Sequence

import click

from pipeline.cli.loading import DEFAULT_MODEL
from pipeline.cli.logged import Spoken
from pipeline.cli.values import TooMany, memory, too_many

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


class Speech(Spoken):
    """What `speech_options` gives; None where the user left it open."""

    max_failures: TooMany | None


class Common(Speech):
    """What `worker_options` gives; None where the user left it open."""

    workers: int | None
    batch_size: int | None
    document_timeout: float | None
    max_memory: int | None
    max_bytes: int | None
    max_elements: int | None
    max_depth: int | None


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
        click.option("--max-memory", callback=memory, metavar="SIZE",
                     help="Give up a document that takes a worker above so much memory, by default 4G."),
        click.option("--max-bytes", type=click.IntRange(1), metavar="N",
                     help="Refuse a document of more bytes, by default 20,000,000."),
        click.option("--max-elements", type=click.IntRange(1), metavar="N",
                     help="Refuse a page of more elements, by default 200,000."),
        click.option("--max-depth", type=click.IntRange(10), metavar="N",
                     help="Leave out what stands in more elements, by default 2,000; the record says so."),
    ]  # fmt: skip
    return _with(options, speech_options(command))


def speech_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of how much a command says, and of what it calls too many failures."""
    options = [
        click.option("--max-failures", callback=too_many, metavar="N|P%",
                     help="Exit with 1 where more documents fail."),
        click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary."),
        click.option("-v", "--verbose", count=True,
                     help="Name each failure as it happens; twice: and what led to it."),
        click.option("--log-json", is_flag=True,
                     help="Log lines as JSON objects, in place of the progress bar and the summary."),
    ]  # fmt: skip
    return _with(options, command)


def _with(options: Sequence[Callable[..., Callable[..., None]]], command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(options):
        command = option(command)
    return command


def to_option(*, required: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option that names a database; None where it was left open."""
    return click.option(
        "--to",
        required=required,
        envvar="NEWS_PIPELINE_DATABASE_URL",
        show_envvar=True,
        metavar="URL",
        help="postgresql://user@host/database, mysql:// or mariadb:// likewise, sqlite:///file.db; TLS and other "
        "options of the driver as ?name=value. Passwords are safer in the environment than here.",
    )
