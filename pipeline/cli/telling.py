"""How a session of many documents or pages ended: the table, the closing sentences, the exit code."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from pipeline.cli.options import Speech

if TYPE_CHECKING:
    from pipeline.fetch.session import Outcome as Fetched
    from pipeline.run.session import Outcome as Ran

logger = logging.getLogger(__name__)

INTERRUPTED = 130

Line = tuple[str, int]


def tell(
    ctx: click.Context,
    outcome: "Ran | Fetched",
    lines: Sequence[Line],
    output: Path,
    speech: Speech,
    *,
    kept: str,
    also: str | None = None,
) -> None:
    """Says how a session ended, with *lines* in its table, and leaves with the exit code that fits.

    *kept* says what stays of one that was interrupted; *also* is a sentence of the command's own.
    """
    if speech["log_json"]:
        what = {"counts": asdict(outcome.counts), "seconds": round(outcome.seconds, 1), "output": str(output)}
        logger.info("interrupted" if outcome.interrupted else "finished", extra=what)
    elif not speech["quiet"]:
        click.echo(table(lines, outcome.seconds, output), err=True)
    say = logger.info if speech["log_json"] else partial(click.echo, err=True)
    if also is not None:
        say(f"news-pipeline: {also}")
    if outcome.interrupted:
        say(f"news-pipeline: interrupted; {kept}, the same command goes on")
        ctx.exit(INTERRUPTED)
    if speech["max_failures"] is not None and speech["max_failures"](outcome.counts):
        say(f"news-pipeline: more failures than --max-failures allows, see {output}/failures.jsonl")
        ctx.exit(1)


def table(lines: Sequence[Line], seconds: float, output: Path) -> str:
    """The table at the end, for people: *lines*, how long it took, and where the output is."""
    width = max(len(name) for name, _ in lines)
    counted = [f"{name:<{width}}  {number:>12,}" for name, number in lines]
    return "\n".join([*counted, f"{'seconds':<{width}}  {seconds:>12,.1f}", f"{'output':<{width}}  {output}"])
