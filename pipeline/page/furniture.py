"""Which passages are not the article, by where they stand."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.page.forms import is_date_line
from pipeline.page.images import is_small
from pipeline.page.names import is_byline, is_name
from pipeline.page.passages import Passage, Passages, Picture, Scope
from pipeline.page.tree import attribute
from pipeline.page.wording import words_of

_APART = frozenset({"comments", "cookies"})
"""Roles of things that can hold more prose than the article."""
_BESIDE = frozenset({"related", "sidebar", "footer", "navigation", "biography", "hidden", "advertising"})
"""Roles that are believed unless nearly all of the page's prose stands there, or the headline."""
_WITHIN = frozenset({
    "share", "newsletter", "paywall", "tags", "pullquote", "player", "gallery", "tools", "breadcrumbs",
    "caption", "credit", "byline", "date", "kicker", "meta",
})  # fmt: skip
"""Roles of small things: names that hold much of the page's prose were given for another reason."""
_EMBEDDING = frozenset({"share", "player", "gallery"})
"""Roles of things that may hold a quoted post, which is the article's."""
_NAMED = _APART | _BESIDE | _WITHIN
_SLIGHT = _WITHIN | {"advertising"}
"""Roles of things that even together have less prose than the article: where they have more, they are the article."""
_ALL_OF_A_ROLE = 0.6
"""The share of the page's prose that all things of a slight role may have together."""
_SHORTEST = 8
"""Words: shorter passages say nothing on where the prose is."""
_OF_A_TEASER = 8
"""Passages: heading, kicker, line, date, author."""
_WORDS_OF_A_TEASER = 80
_OF_A_TITLE = 3
"""Words of a link that is the headline of another story."""
_OF_A_STORY = 0.05
"""The share of a passage in links that tells of another story; a lead may have a word in a link."""
_OF_A_CAPTION, _LONGEST_CAPTION = 3, 80
"""Words."""
_WITH_A_PICTURE = 35
"""Words of a line that stands in a block with a picture alone."""
_BARE = 20
"""Words of a line that stands bare behind a picture, among paragraphs."""
_CAPTIONS = 0.4
"""The share of a page's prose that lines which only stand by pictures may have: more is the article."""
_IN_ROWS = frozenset({"p", "tr", "li", "ul", "ol", "body", "a"})
"""Blocks in which a picture stands beside a text, or in it."""
_FRAMES = frozenset({"div", "li", "section", "article", "td", "tr", "p"})
"""Elements that teasers are made of."""
_CENTRED = re.compile(r"text-align:\s?center|(?<![a-z])center(?![a-z])", re.IGNORECASE)
_TYPOGRAPHY = 20
"""Characters by which the same words may differ in length."""
_MOST = 0.3
"""The share of the article's prose that what stands within it may have."""


def find_furniture(page: Passages) -> list[str | None]:
    """For each passage the role that takes it out of the article, None where nothing does.

    A role counts for all that stands in its block, so it is believed only where its share of the page's prose is what
    such a thing can have: of all prose for comments, then of what is left for what stands beside articles, then of
    what is left for what stands within them.
    """
    found: list[str | None] = [None] * len(page.passages)
    stated = _stated_bodies(page)
    named = [scope for scope in page.scopes if scope.roles and scope.first < scope.end]
    headline = next((p.index for p in page.passages if p.level == 1), None)
    links = [0, *accumulate(p.linked > _OF_A_STORY for p in page.passages)]
    own = [_prose(passage) for passage in page.passages]
    for roles in (_APART, _BESIDE, _WITHIN):
        prose = [0, *accumulate(words if role is None else 0 for words, role in zip(own, found, strict=True))]
        while True:
            blocks = _blocks(named, roles, prose, links, headline, stated)
            held = Counter[str]()
            for scope, role in blocks:
                held[role] += prose[scope.end] - prose[scope.first]
            wrong = {role for role in held if role in _SLIGHT and held[role] > _ALL_OF_A_ROLE * prose[-1]}
            if not wrong:
                break
            roles -= wrong  # what else the blocks in such blocks are now counts
        for scope, role in blocks:
            for index in range(scope.first, scope.end):
                if role not in _EMBEDDING or page.passages[index].kind != "quote":
                    found[index] = found[index] or role
    for teaser in _teasers(page, headline):
        found[teaser.first : teaser.end] = ["related"] * (teaser.end - teaser.first)
    for index, role in (*_named_lines(page, found, prose[-1]), *_alternatives(page), *_with_pictures(page, found)):
        found[index] = found[index] or role
    return found


def _blocks(
    named: Sequence[Scope],
    roles: frozenset[str],
    prose: Sequence[int],
    links: Sequence[int],
    headline: int | None,
    stated: set[Scope],
) -> list[tuple[Scope, str]]:
    """The outermost of the blocks *named* whose names give them one of *roles* that can be believed, and that role.

    *prose* and *links* count the words and the links before each passage.
    """
    blocks: list[tuple[Scope, str]] = []
    until = 0
    for scope in named:  # in page order: a block's own blocks come after it
        if scope.first < until or scope in stated or not scope.roles & roles:
            continue
        own = prose[scope.end] - prose[scope.first]
        holds_headline = headline is not None and scope.first <= headline < scope.end
        role = _believed(scope, roles, own / max(1, prose[-1]), holds_headline=holds_headline)
        if role is None or (role == "related" and own and links[scope.first] == links[scope.end]):
            continue  # other stories are links
        if role == "kicker" and own:
            continue  # no category has a sentence
        blocks.append((scope, role))
        until = scope.end
    return blocks


def _named_lines(page: Passages, found: Sequence[str | None], prose: int) -> list[tuple[int, str]]:
    """The passages that one element of a line holds whole, and the role that it gives them; not where all those of one
    role have much of the page's *prose*.
    """
    named = [(p, min(p.roles & _NAMED)) for p in page.passages if found[p.index] is None and p.roles & _NAMED]
    held = Counter[str]()
    for passage, role in named:
        held[role] += _prose(passage)
    return [(passage.index, role) for passage, role in named if held[role] <= _MOST * prose]


def _alternatives(page: Passages) -> list[tuple[int, str]]:
    """The lines behind pictures that are captions: the text which stands for the picture where it is not shown, or a
    line that is centred as the picture is.
    """
    return [
        (picture.index, "caption")
        for picture in page.pictures
        if picture.index < len(page.passages) and _is_below(page.passages[picture.index], picture)
    ]


def _with_pictures(page: Passages, found: Sequence[str | None]) -> list[tuple[int, str]]:
    """The lines that are captions by where they stand: in one block with a picture, below it and alone; or bare behind
    it where all other text stands in paragraphs. Not where they are much of the page's prose.
    """
    lines = dict[int, int]()
    for picture in page.pictures:
        if picture.index >= len(page.passages) or page.passages[picture.index].words > _WITH_A_PICTURE:
            continue
        below = _alone_with(picture, page) or _bare_behind(picture, page)
        below = [p for p in below if found[p.index] is None]
        if below and not any(map(_names_somebody, below)):  # no portrait
            lines |= {passage.index: passage.words for passage in below}
    if not lines:
        return []
    prose = sum(_prose(p) for p in page.passages if found[p.index] is None)
    return [(index, "caption") for index in lines] if sum(lines.values()) <= _CAPTIONS * prose else []


def _names_somebody(passage: Passage) -> bool:
    """Whether a line by a picture is a name, a byline or its date; where a script has no capitals, any words may look
    like a name.
    """
    text = passage.text
    return (text != text.lower() and is_name(text)) or is_byline(text) or is_date_line(text)


def _alone_with(picture: Picture, page: Passages) -> Sequence[Passage]:
    """The line or two that stand below *picture* in the smallest block with any text, if that has nothing else."""
    block = next((scope for scope in picture.scope.ancestors() if scope.end > scope.first), None)
    if block is None or block.first != picture.index or block.end > block.first + 2 or block.name in _IN_ROWS:
        return ()
    inside = page.passages[block.first : block.end]
    words = sum(p.words for p in inside)
    kind = "list_item" if block.name == "dl" else "paragraph"
    is_text = any(p.kind != kind or p.linked > _OF_A_STORY for p in inside) or is_small(picture)
    return () if is_text or not _OF_A_CAPTION <= words <= _WITH_A_PICTURE else inside


def _bare_behind(picture: Picture, page: Passages) -> Sequence[Passage]:
    """The short line that stands behind *picture* in no block of its own, where paragraphs follow in theirs."""
    behind = page.passages[picture.index : picture.index + 3]
    if len(behind) < 3 or behind[0].scope is not picture.scope or picture.scope.name in _IN_ROWS:
        return ()
    is_text = behind[0].kind != "paragraph" or behind[0].linked > _OF_A_STORY or is_small(picture)
    if is_text or not _OF_A_CAPTION <= behind[0].words <= _BARE:
        return ()
    apart = all(p.scope.name == "p" and p.scope.parent is picture.scope for p in behind[1:])
    return behind[:1] if apart else ()


def _is_below(passage: Passage, picture: Picture) -> bool:
    if passage.kind != "paragraph" or not _OF_A_CAPTION <= passage.words <= _LONGEST_CAPTION:
        return False
    if passage.scope.name == "p" and _is_centred(passage.scope) and _is_centred(picture.scope):
        return True
    alternative = attribute(picture.tag, "alt") or ""
    return abs(len(alternative) - len(passage.text)) < _TYPOGRAPHY and words_of(alternative) == words_of(passage.text)


def _is_centred(scope: Scope) -> bool:
    """Whether page makers have put the lines of a block in its middle: pictures, and what is said of them."""
    return bool(
        _CENTRED.search(" ".join(scope.part.attributes.get(name) or "" for name in ("class", "style", "align")))
    )


def _teasers(page: Passages, headline: int | None) -> Iterator[Scope]:
    """The blocks that are teasers of other articles: short, with a heading that is a link. One or two article elements
    may be something else; of other elements several of one kind stand side by side, and have little of the prose.
    """
    titles = {p.index for p in page.passages if p.linked > 0.8 and p.words >= _OF_A_TITLE and p.index != headline}
    headings = {index for index in titles if page.passages[index].level}
    articles: list[Scope] = []
    alike: dict[tuple[int, str, str | None], list[Scope]] = {}
    for scope in page.scopes if titles else ():
        size = scope.end - scope.first
        if not 0 < size <= _OF_A_TEASER or not (scope.first in titles or scope.name == "article"):
            continue
        if scope.name not in _FRAMES:
            continue
        is_article = scope.name == "article" and not headings.isdisjoint(range(scope.first, scope.end))
        is_one = size > 1 and scope.first in titles
        if (is_article or is_one) and sum(p.words for p in _inside(scope, page)) <= _WORDS_OF_A_TEASER:
            if is_article:
                articles.append(scope)
            if is_one:
                alike.setdefault((id(scope.parent), scope.name, scope.part.attributes.get("class")), []).append(scope)
    several = [kind for kind in alike.values() if len(kind) > 1]
    prose = sum(map(_prose, page.passages)) if several else 0
    for kind in several:
        if sum(_prose(p) for scope in kind for p in _inside(scope, page)) <= _MOST * prose:
            yield from kind
    if len(articles) > 2:
        yield from articles


def _inside(scope: Scope, page: Passages) -> Sequence[Passage]:
    return page.passages[scope.first : scope.end]


def _stated_bodies(page: Passages) -> set[Scope]:
    """The blocks that hold what the page's microdata says is the article's text: they are nothing else."""
    found: set[Scope] = set()
    for mark in page.marks:
        if "body" in mark.roles and mark.tag.get("itemprop"):
            for scope in mark.scope.ancestors():
                if scope in found:
                    break
                found.add(scope)
    return found


def _prose(passage: Passage) -> int:
    """The words that say where the page's prose is."""
    return passage.words if passage.words >= _SHORTEST and passage.linked < 0.5 else 0


def _believed(scope: Scope, roles: frozenset[str], share: float, *, holds_headline: bool) -> str | None:
    """Which of *roles* the block's passages have, if any."""
    name = scope.name
    own = scope.roles & roles
    if name in {"body", "html", "main"} or (name == "article" and not own & {"comments", "related"}):
        return None
    if roles <= _WITHIN:
        return min(own) if share < _MOST else None
    return min(own) if share < (0.9 if roles <= _APART else 0.6) and not holds_headline else None
