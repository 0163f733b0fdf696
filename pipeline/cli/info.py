"""The command that says what is installed."""

import importlib.metadata
import importlib.util
import platform
from collections.abc import Iterator

import click

from pipeline import __version__


@click.command()
def info() -> None:
    """Print the versions of what is installed."""
    lines = [("news-pipeline", __version__), ("python", platform.python_version()), ("platform", platform.platform())]
    lines += [(name, importlib.metadata.version(name)) for name in ("spacy", "beautifulsoup4", "lxml", "msgspec")]
    lines += [(f"model {name}", what) for name, what in _models()]
    width = max(len(name) for name, _ in lines)
    for name, what in lines:
        click.echo(f"{name:<{width}}  {what}")


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
