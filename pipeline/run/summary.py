"""The table at the end of a run, for people."""

from pathlib import Path

from pipeline.run.session import Outcome


def summary(outcome: Outcome, output: Path) -> str:
    """The lines that say what a session did: counts, failures by code, seconds, and where the output is."""
    counts = outcome.counts
    lines = [
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
    width = max(len(name) for name, _ in lines)
    table = [f"{name:<{width}}  {number:>12,}" for name, number in lines]
    return "\n".join([*table, f"{'seconds':<{width}}  {outcome.seconds:>12,.1f}", f"{'output':<{width}}  {output}"])
