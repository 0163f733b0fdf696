"""What the article is filed under: section and keywords."""

import re
from itertools import islice

from pipeline.data import load_table
from pipeline.page.linked_data import LinkedData, as_list, texts
from pipeline.page.metadata import Metadata
from pipeline.page.names import is_byline, is_given, is_name
from pipeline.page.passages import Passages, count_words
from pipeline.page.tree import all_of, attribute, text_of
from pipeline.page.wording import words_of

_STEPS = re.compile(r"\s*(?:[>›»→/|:：]|::|&gt;)\s*")
_HOME = frozenset(load_table("furniture")["words"]["home"])
_UNFILED = frozenset(load_table("furniture")["words"]["unfiled"])
"""What software files an article under that nobody filed."""
_CRUMBS = 300
"""Characters: a longer element holds more than the way to the page."""
_NEAR = 3
"""Passages: how far from the headline the name of its section stands."""
_LONGEST = 4
"""Words: no section has a longer name."""
_NEAR_FILED = 8
"""Passages: how far from the headline the line on where it is filed may stand."""


def find_section(
    page: Passages, metadata: Metadata, linked: LinkedData, title: str | None, publisher: str | None, headline: int = 0
) -> str | None:
    """The section; None where the page names none.

    Asked in turn: articleSection in linked data, article:section, the last of the breadcrumbs that is not the article,
    what is named as the kicker or category beside the *headline*, the one category that links near it name.
    """
    stated = [
        *linked.all_texts("articleSection"),
        *metadata.all(
            "article:section", "og:article:section", "og:section", "parsely-section", "section", "cxenseparse:section"
        ),
    ]
    not_sections = {words_of(title or ""), words_of(publisher or ""), ()}
    for name in stated:
        if words_of(name) not in not_sections and len(name) <= 60:
            return name
    crumb = next((step for step in reversed(_crumbs(page, linked)) if words_of(step) not in not_sections), None)
    beside = range(headline - _NEAR, headline + _NEAR + 1)
    kickers = (
        text_of(next(all_of(mark.tag, "a"), mark.tag), _CRUMBS).lstrip("/›>» ")
        for mark in page.marks
        if "kicker" in mark.roles and mark.index in beside
    )
    kicker = next((text for text in kickers if _is_section(text) and words_of(text) not in not_sections), None)
    return crumb or kicker or next((n for n in _category(page, headline) if words_of(n) not in not_sections), None)


def _is_section(text: str) -> bool:
    """Whether what stands above a headline may be a section: not "News", not who wrote it."""
    is_person = is_byline(text) or (is_given(text) and is_name(text))
    return 0 < count_words(text) <= _LONGEST and text.casefold() not in _UNFILED and not is_person


def _category(page: Passages, headline: int) -> list[str]:
    """What the rel="category tag" links say around the headline, or in its article element, where they say one thing.

    Blogs file articles under several: which of them is its section is not known.
    """
    around = page.passages[headline].scope.ancestors() if headline < len(page.passages) else ()
    article = next((scope for scope in around if scope.name == "article"), None)
    marks = (
        mark
        for mark in page.marks
        if mark.roles & {"meta", "tags"}
        and (abs(mark.index - headline) <= _NEAR_FILED or (article and article.first <= mark.index < article.end))
    )
    links = (link for mark in islice(marks, 10) for link in islice(all_of(mark.tag, "a"), 20))
    found = {text_of(link, 100) for link in links if (attribute(link, "rel") or "").startswith("category")}
    return [name for name in found if len(found) == 1 and name.casefold() not in _UNFILED]


def _crumbs(page: Passages, linked: LinkedData) -> list[str]:
    """The steps of the breadcrumbs, without home."""
    steps: list[str] = []
    for node in linked.nodes:
        if "BreadcrumbList" in texts(node.get("@type")):
            for element in as_list(node.get("itemListElement")):
                if isinstance(element, dict):
                    item = element.get("item")
                    steps.extend(texts(element.get("name") or (item.get("name") if isinstance(item, dict) else None)))
            break
    if not steps:
        mark = next(
            (mark for mark in page.marks if "breadcrumbs" in mark.roles and len(text_of(mark.tag, _CRUMBS)) <= _CRUMBS),
            None,
        )
        if mark is not None:
            steps = [text_of(link) for link in all_of(mark.tag, "a")] or _STEPS.split(text_of(mark.tag))
        else:
            steps = _led(page)
    return [
        step
        for step in steps
        if step.casefold() not in _HOME
        and 0 < len(words_of(step)) <= _LONGEST
        and sum(map(str.isalpha, step)) >= sum(map(str.isdigit, step))
    ]


def _led(page: Passages) -> list[str]:
    """Breadcrumbs without a name: a line near the top that begins at home and leads on by arrows."""
    for passage in page.passages[:40]:
        steps = _STEPS.split(passage.text)
        home = next((number for number, step in enumerate(steps[:2]) if step.casefold() in _HOME), None)
        if home is not None and 2 <= len(steps) <= 6 and any(arrow in passage.text for arrow in ">›»→"):
            return steps[home + 1 :]
    return []


def find_keywords(page: Passages, metadata: Metadata, linked: LinkedData) -> tuple[str, ...]:
    """The keywords, in the page's order and spelling; () where it states none.

    Asked in turn, the first that has some counts: linked data, news_keywords, keywords, article:tag, the
    links that the page marks as its tags.
    """
    for stated in (
        linked.all_texts("keywords"),
        tuple(metadata.all("news_keywords")),
        tuple(metadata.all("keywords")),
        tuple(metadata.all("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags")),
        tuple(_tag_links(page)),
    ):
        words = tuple(dict.fromkeys(word for value in stated for word in _parts(value)))
        if words:
            return words
    return ()


def _tag_links(page: Passages) -> list[str]:
    """What the rel="tag" links of the first block named for tags say."""
    for mark in [mark for mark in page.marks if "tags" in mark.roles][:5]:
        found = [text_of(link, 100) for link in islice(all_of(mark.tag, "a"), 20) if attribute(link, "rel") == "tag"]
        if found:
            return found
    return []


def _parts(value: str) -> list[str]:
    """Keywords written in one string; what tags of a machine's ("topic:tea") hold is none."""
    parts = (part.strip(" \"'") for part in re.split(r"[,;，、]", value))
    return [part for part in parts if part and len(part) <= 80 and not re.match(r"\w+:\S", part)]
