"""The paper's or site's name."""

import re

from pipeline.data import load_table
from pipeline.page.linked_data import LinkedData, texts
from pipeline.page.links import leads_home
from pipeline.page.metadata import Metadata
from pipeline.page.passages import Passages
from pipeline.page.tree import attribute
from pipeline.page.wording import words_of

_BETWEEN = re.compile(r"\s+[-–—|·•»:]+\s+|\s*[|｜»：]\s*|(?<=[\u3000-\u9fff%\d])[-_—－]{1,2}(?=[\u3400-\u9fff])")
_PAPER = re.compile(r"[\u3400-\u9fff]{1,8}(?:网|網|日报|日報|晚报|晚報|时报|時報|早报|早報|新聞社)")
"""What a paper or its site is called in Chinese; other ends of a title need somebody to confirm them."""
_CLAIM = re.compile("|".join(map(re.escape, load_table("bylines")["copyright"]["claims"])), re.IGNORECASE)
_OF_A_CLAIM = 60
"""Words."""
_HOST = re.compile(r"^(?:https?:)?//|^(?:www\.)?[\w.-]+\.[a-z]{2,}$", re.IGNORECASE)
_LONGEST = 8


def find_publisher(metadata: Metadata, linked: LinkedData, page: Passages) -> str | None:
    """The publisher's name as it spells it; None where the page does not say.

    Asked in turn: the article's publisher in JSON-LD or microdata; og:site_name; the name that other tags give the
    site; the end of the title element, where a logo's text or another mention of the page's confirms it.
    """
    stated = [name for thing in linked.things("publisher") for name in texts(thing.get("name"))]
    stated += metadata.all(
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "publisher",
        "citation_publisher",
    )
    for name in stated:
        if len(words_of(name)) in range(1, _LONGEST + 1) and not _HOST.match(name):
            return _spelt(name, [*stated, *map(str.strip, _BETWEEN.split(metadata.title or ""))])
    return _confirmed(metadata, page) or next(iter(stated), None)


def _spelt(name: str, others: list[str]) -> str:
    """*name* as one of *others* spells it, where it is put together in small letters: "harbourpost"."""
    letters = "".join(words_of(name))
    spelt = (other for other in others if not other.islower() and "".join(words_of(other)) == letters)
    return next(spelt, name) if name.islower() else name


def _confirmed(metadata: Metadata, page: Passages) -> str | None:
    """An end of the title element that is also a logo's text, a link's to the front page, or named in the line of
    copyright. A link to anything else may be one to what the title names before the site.
    """
    parts = [part.strip() for part in _BETWEEN.split(metadata.title or "")]
    ends = [part for part in (parts[-1], parts[0]) if 0 < len(words_of(part)) <= _LONGEST] if len(parts) > 1 else []
    stated = {words_of(title) for title in (metadata.first("og:title"), metadata.first("twitter:title")) if title}
    stated |= {words_of(p.text) for p in page.passages if p.level and not leads_home(p)}  # headings name articles
    ends = [end for end in ends if words_of(end) not in stated]
    if not ends:
        return None
    known = {words_of(attribute(picture.tag, "alt") or "") for picture in page.pictures}
    wanted = set(map(words_of, ends))
    known |= {
        words
        for p in page.passages
        if p.linked > 0.9 and p.words <= _LONGEST and (words := words_of(p.text)) in wanted and leads_home(p)
    }
    return next((end for end in ends if words_of(end) in known or _PAPER.fullmatch(end) or _claims(page, end)), None)


def _claims(page: Passages, name: str) -> bool:
    """Whether a line claims the copyright of the page for *name*."""
    return any(name in p.text and p.words <= _OF_A_CLAIM and _CLAIM.search(p.text) for p in page.passages)
