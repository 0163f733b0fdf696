"""The command: arguments in, exit code out. Data goes to standard output, everything else to standard error.

Exit codes: 0 done; 1 done, but more failures than --max-failures allows, a page that gives no record, or a promise
that validate found broken; 2 something asked for that can't be done; 130 interrupted.

Modules that load spaCy, or take long to load, are imported by the command that needs them: --help answers at once.
"""

import platform

import click

from pipeline import __version__
from pipeline.cli.export import export_command
from pipeline.cli.fetch import fetch_command
from pipeline.cli.info import info
from pipeline.cli.load import load
from pipeline.cli.promises import schema, validate
from pipeline.cli.report import report_command
from pipeline.cli.runs import retry_command, run_command
from pipeline.cli.single import annotate, extract
from pipeline.cli.split import split_command
from pipeline.cli.telling import INTERRUPTED
from pipeline.errors import DocumentError, PipelineError

__all__ = ["INTERRUPTED", "main"]

COMMANDS: tuple[click.Command, ...] = (
    run_command, extract, annotate, fetch_command, retry_command, load, export_command, report_command,
    split_command, validate, schema, info,
)  # fmt: skip
"""Every command. A new one is its module and its name here."""

# What stands below the options in --help. "\b" keeps click from refilling the lines.
_MAIN_EXAMPLES = """
\b
Examples:
  news-pipeline run corpus/ --output output/
  news-pipeline extract page.html
  echo "The bridge cost $3 million last year." | news-pipeline annotate - --published 2018-06-25
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
        except BrokenPipeError:  # whoever read it has had enough
            raise
        except OSError as error:
            what = f"{error.filename} can't be used" if error.filename else "the output can't be written"
            click.echo(f"news-pipeline: {what}: {error.strerror or error}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("news-pipeline: interrupted", err=True)
            ctx.exit(INTERRUPTED)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001 -- click calls it
    if value:
        click.echo(f"news-pipeline {__version__} (Python {platform.python_version()})")
        ctx.exit()


@click.group(cls=Commands, epilog=_MAIN_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Show the version.")
def main() -> None:
    """Read saved news pages into records: entities, monetary figures and dates."""
    from pipeline.run.machine import one_thread_each

    one_thread_each()


for each in COMMANDS:
    main.add_command(each)
