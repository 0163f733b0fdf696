"""Which documents are meant, and how rows name what they hold: what a caller may say of every source."""

import re
from functools import lru_cache

from msgspec import Struct

from pipeline.sources.names import levels


class Columns(Struct, frozen=True, kw_only=True):
    """The columns of Parquet, or keys of JSON Lines, that hold what is read; None for those of the names below."""

    url: str | None = None
    html: str | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    fetched: str | None = None

    def named(self, part: str) -> tuple[str, ...]:
        """The names that *part* may have, in the order in which they are looked for."""
        given: str | None = getattr(self, part)
        return NAMES[part] if given is None else (given,)


NAMES = {
    "url": ("url", "uri", "link"),
    "html": ("html", "raw_html"),
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "date_published", "date"),
    "fetched": ("fetched", "fetched_at", "crawled_at"),
}
"""What columns are called where nobody says otherwise."""


class Choice(Struct, frozen=True, kw_only=True):
    """Which of the documents that there are shall be read, and by which columns.

    A document is read if a pattern of `include` fits (or there is none) and no pattern of `exclude` does. A pattern
    fits a document if it does its path, or that of a folder or archive it lies in: "a.zip!b/c.html" is tried as
    "a.zip", "a.zip/b" and "a.zip/b/c.html". A pattern without "/" looks at the last name only; "*" stands for any
    part of a name, "**" for any folders, "?" for one character, "[ab]" for one of these.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    columns: Columns = Columns()

    def takes(self, path: str) -> bool:
        """Whether the document at *path* shall be read."""
        return not self.excludes(path) and (not self.include or _fits(self.include, path))

    def excludes(self, path: str) -> bool:
        """Whether the document at *path*, and all in it if it is an archive, is left out by name."""
        return bool(self.exclude) and _fits(self.exclude, path)


EVERYTHING = Choice()


def _fits(patterns: tuple[str, ...], path: str) -> bool:
    parts = [part for name in levels(path) for part in name.split("/")]
    above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return any(_compiled(pattern).fullmatch(each) for pattern in patterns for each in above)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """What *pattern* says, as an expression for the whole of a path with "/" between all its names."""
    made = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    for found in re.findall(r"\*\*/|\*\*|\[!?\]?[^\]/]*\]|.", pattern.strip("/"), re.DOTALL):
        if found == "**/":
            made += "(?:.*/)?"
        elif found == "**":
            made += ".*"
        elif found == "*":
            made += "[^/]*"
        elif found == "?":
            made += "[^/]"
        elif found[0] == "[" and len(found) > 2:
            negated = found[1] == "!"
            inside = found[2 if negated else 1 : -1].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
            made += f"[{'^/' if negated else ''}{inside}]"
        else:
            made += re.escape(found)
    return re.compile(made, re.DOTALL)
