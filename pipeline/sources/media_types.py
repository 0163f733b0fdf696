"""What the suffix of a file says of what it holds."""

from pathlib import PurePosixPath

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".shtml": "text/html",
    ".xht": "application/xhtml+xml",
    ".xhtml": "application/xhtml+xml",
    ".text": "text/plain",
    ".txt": "text/plain",
    # What browsers save beside a page, and what else lies in such folders.
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".tsv": "text/tab-separated-values",
}
"""What a suffix says of a file. Of any other nothing is known, and its bytes decide."""


def media_type_of(path: str) -> str | None:
    """The media type that the suffix of *path* stands for; None where it says nothing.

    >>> media_type_of("a/INDEX.HTM"), media_type_of("story.php")
    ('text/html', None)

    Chrome writes a suffix of its own behind that of a script:

    >>> media_type_of("story_files/lib.js.download")
    'text/javascript'
    """
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    return MEDIA_TYPES.get(PurePosixPath(name.stem).suffix.lower() if suffix == ".download" else suffix)
