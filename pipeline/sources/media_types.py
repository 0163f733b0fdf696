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
}
"""What a suffix says of a file. Of any other nothing is known, and its bytes decide."""


def media_type_of(path: str) -> str | None:
    """The media type that the suffix of *path* stands for; None where it says nothing.

    >>> media_type_of("a/INDEX.HTM"), media_type_of("story.php")
    ('text/html', None)
    """
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower())
