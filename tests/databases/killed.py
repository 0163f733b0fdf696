"""Loaders that die without warning: python -m tests.databases.killed ADDRESS MOMENT=FOLDER..."""

import os
import signal
import sys

from pipeline.run.load import load
from tests.databases.moments import at_moments


def main(address: str, *moments: str) -> None:
    """A process each that loads FOLDER and is killed after its statement number MOMENT."""
    for each in moments:
        moment, _, folder = each.partition("=")
        child = os.fork()
        if child == 0:
            with at_moments({int(moment)}, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                for _ in load([folder], address):
                    pass
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"{each}: the loader ended by itself"
        assert os.WTERMSIG(status) == signal.SIGKILL


if __name__ == "__main__":
    main(*sys.argv[1:])
