"""Tables of facts, and the one way to read them. SOURCES.md says where each comes from."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """The table data/*name*.toml, read once a process."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
