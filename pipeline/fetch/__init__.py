"""The web in: URLs, feeds and sitemaps, fetched politely into a folder of saved pages or a WARC."""

import importlib.util

from pipeline.errors import UsageError

PACKAGES = ("protego", "feedparser")
"""What the extra `fetch` brings that this room can't do without."""


def require_packages() -> None:
    """Raises UsageError where a package of the extra `fetch` is not installed."""
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(f'fetch needs {" and ".join(missing)}; pip install "news-pipeline[fetch]" brings it')
