"""What stands lower never imports what stands higher, and each library has the home that ARCHITECTURE.md gives it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"

# room -> what it may import of this package, beside itself
MAY_IMPORT = {
    "errors": set(),
    "document": set(),
    "data": set(),
    "record": {"errors", "data"},
    "page": {"record", "document", "data", "errors"},
    "annotate": {"record", "data", "errors"},
    "sources": {"document", "errors"},
    "sinks": {"record", "errors", "document"},
    "fetch": {"document", "errors", "sources"},
    "export": {"sinks", "annotate", "record", "data", "errors"},
    "extractor": {"page", "annotate", "record", "document", "errors", "pipeline"},
    "run": {"extractor", "page", "annotate", "record", "document", "errors", "sources", "sinks", "data", "pipeline"},
    "report": {"run", "export", "sinks", "record", "document", "errors"},
    "cli": {
        "run", "fetch", "extractor", "page", "annotate", "record", "document", "errors", "sources", "sinks", "export",
        "report", "pipeline",
    },
    "__main__": {"cli"},
    "__init__": {"annotate", "document", "errors", "extractor", "page", "record"},
}  # fmt: skip
HOMES = {
    "bs4": {"page"},
    "lxml": {"page", "fetch"},
    "spacy": {"annotate", "export"},  # a DocBin is spaCy's own file
    "sqlite3": {"sinks"},
    "sqlalchemy": {"sinks"},
    "psycopg": {"sinks"},
    "pymysql": {"sinks"},
    "click": {"cli"},
    "tqdm": {"run", "cli"},
    "fastwarc": {"sources"},
    "zstandard": {"sources"},
    "pyarrow": {"sources", "export"},
    "requests": {"fetch"},
    "urllib3": {"fetch"},
    "protego": {"fetch"},
    "feedparser": {"fetch"},
}


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "pipeline")
    return names


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_flow_one_way(path: Path) -> None:
    room = _room(path)
    ours = {name for name in _imports(path) if name == "pipeline" or name.startswith("pipeline.")}
    rooms = {name.split(".")[1] if "." in name else "pipeline" for name in ours}
    rooms -= {room, "__version__"}
    if any(name == "pipeline.__version__" for name in ours):
        rooms.discard("pipeline")
        rooms.discard("__version__")
        assert "pipeline" in MAY_IMPORT[room]
    assert rooms <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_one_home(path: Path) -> None:
    for library, rooms in HOMES.items():
        if any(name.split(".")[0] == library for name in _imports(path)):
            assert _room(path) in rooms


@pytest.mark.parametrize(
    "module", ["pipeline", "pipeline.cli", "pipeline.export", "pipeline.report", "pipeline.record.schema"]
)
def test_importing_loads_no_language_model(module: str) -> None:
    code = f"import sys, {module}; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
