"""Log lines of a command, for people or for machines."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict


class Spoken(TypedDict):
    """How much a command says; see options.speech_options."""

    quiet: bool
    verbose: int
    log_json: bool


@contextmanager
def logged(common: Spoken) -> Iterator[None]:
    """Writes log lines to standard error, above the progress bar, where they are asked for: each failure, and at 2
    everything.
    """
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
