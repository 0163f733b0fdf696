"""Something done at chosen moments of a load: after its n-th statement."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


class Moments:
    """How many statements there were."""

    def __init__(self) -> None:
        self.passed = 0


@contextmanager
def at_moments(moments: Collection[int], act: Callable[[], Any]) -> Iterator[Moments]:
    """Calls *act* after each statement of this process whose number, from 1, is among *moments*; counts them all."""
    counted = Moments()
    acting = False

    def after(*_: object) -> None:
        nonlocal acting
        if not acting:
            counted.passed += 1
            if counted.passed in moments:
                acting = True  # statements of its own do not count
                try:
                    act()
                finally:
                    acting = False

    event.listen(Engine, "after_cursor_execute", after)
    try:
        yield counted
    finally:
        event.remove(Engine, "after_cursor_execute", after)
