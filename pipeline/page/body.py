"""Which passages are the article's text."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from pipeline.data import load_table
from pipeline.page.asides import without_asides
from pipeline.page.names import is_given, is_name
from pipeline.page.passages import Passage, Passages, Scope, count_words
from pipeline.page.summary import LONGEST_DECK
from pipeline.page.wording import ends_sentence, shingles, words_of

_CORE = 0.85
"""The share of a block's prose that one of its blocks must hold to be the article in its place."""
_MOST_LOST = 60
"""What may be lost for a smaller block: about as many words. More beside it is of the article."""
_NAMED = 0.7
"""The share of what was chosen that blocks named as the article's text hold where the name is true."""
_LINES = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLES = frozenset({"ul", "ol", "dl", "li", "blockquote", "figure"})
_ENDS = frozenset(words_of(phrase) for phrase in load_table("furniture")["phrases"]["ends"])
_ENOUGH = 100
"""Words: as many of a stated text found on the page show where it stands."""
_KEPT_APART = frozenset({"caption", "credit", "comments"})
_OF_A_BIOGRAPHY = 4
"""Passages: a heading and a paragraph for each author."""
_LONGEST_BIOGRAPHY = 120
"""Words."""
_OF_AN_ADDRESS, _BEFORE_A_NAME = 40, 4
"""Words of a passage that tells how to reach an author, and those before the name: "You can contact"."""
_ADDRESS = re.compile(r"(?<![\w/])(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{3,})")
"""Of mail, or the name that somebody has on a social network."""
_IS = frozenset(load_table("furniture")["phrases"]["biographies"])
_OF_A_CROSSHEAD = 3
"""Words: a shorter line is seldom a headline."""
_OF_A_KIND = 3
"""Headings of the first level: fewer may be headlines of the stories that follow."""
_OF_A_LABEL = 8
"""Words: a longer line above links is more than that."""
_IN_ONE = 0.6
"""The share of a text that stands in paragraphs of one block where what has a block of its own may be a box."""
_OF_A_BOX = 80
"""Words."""
_BOXES = frozenset({"div", "section", "table"})
_TOLD = frozenset({"quote", "table"})
"""What no box has, and texts have in blocks of their own."""
_LINKED = 0.85
"""The share of a passage in links that leaves nothing to read but them."""
_NEAR = 40
"""Passages: how far above the text its headline may stand."""


@dataclass(frozen=True)
class Body:
    """The article's passages, and the first and last of the region that they were taken from."""

    passages: tuple[Passage, ...]
    first: int
    end: int

    @property
    def span(self) -> range:
        """The indexes from its first passage to its last; those of the region where it has none."""
        first, last = (self.passages[0], self.passages[-1]) if self.passages else (None, None)
        return range(first.index, last.index + 1) if first and last else range(self.first, self.end)

    @property
    def words(self) -> int:
        """How many words the article has."""
        return sum(passage.words for passage in self.passages)


def find_body(
    page: Passages, furniture: Sequence[str | None], title: str | None, headline: int, stated: str | None
) -> Body:
    """The article among the passages of *page*, whose *title* stands at the index *headline*; 0 where at none.

    *stated* is the articleBody that the page states in JSON-LD: evidence where the article stands, not its text, since
    it is often cut short and without paragraphs.
    """
    evidence = _agreeing(page, stated)
    if sum(page.passages[index].words for index in evidence) >= _ENOUGH:  # what the page states beats what it is named
        furniture = [
            None if index in evidence and role not in _KEPT_APART else role for index, role in enumerate(furniture)
        ]
    body = _find(page, furniture, title, headline, evidence)
    if not body.passages:  # the names misled: without them, what is prose and no menu
        body = _find(page, [None] * len(furniture), title, headline, evidence)
    return body


def _find(
    page: Passages, furniture: Sequence[str | None], title: str | None, headline: int, evidence: set[int]
) -> Body:
    values = [
        0.0 if role else _value(passage, stated_here=passage.index in evidence)
        for passage, role in zip(page.passages, furniture, strict=True)
    ]
    root = _find_root(page, values)
    chosen = [p for p in page.passages[root.first : root.end] if furniture[p.index] is None]
    chosen = _in_own_article(page, values, title, headline, chosen)
    chosen = _named_bodies(page, values, root, chosen)
    chosen = _opening(page, furniture, title, headline, chosen) + chosen
    chosen = _behind_headline(chosen, title, page.passages[headline] if page.passages else None)
    wanted = words_of(title or "")
    chosen = [p for p in chosen if p.index != headline or not p.level or words_of(p.text)[-len(wanted) :] != wanted]
    chosen = _before_end(chosen)
    end = len(chosen)
    while end and (chosen[end - 1].kind == "heading" or chosen[end - 1].linked > _LINKED):  # loose ends, told below
        end -= 1
    chosen = [p for p in chosen[:end] if not _heads_links(page, furniture, p)] + chosen[end:]
    boxes = _boxes(page, chosen)
    chosen = [p for p in chosen if p.index not in boxes]
    return Body(tuple(without_asides(chosen, title, evidence)), root.first, root.end)


def _boxes(page: Passages, chosen: list[Passage]) -> set[int]:
    """The passages of boxes among the paragraphs: a short block with a line on top, where nearly all of the text stands
    in paragraphs beside it. Several of a kind are parts of the text.
    """
    held = Counter[tuple[Scope, str, str | None]]()
    for passage in chosen:
        if passage.scope.parent is not None and passage.scope.name in {"p", "div"}:
            kind = None if passage.scope.name == "p" else passage.scope.part.attributes.get("class")
            held[passage.scope.parent, passage.scope.name, kind] += passage.words
    if not held:
        return set()
    (((around, _, _), words),) = held.most_common(1)
    if words < _IN_ONE * sum(p.words for p in chosen):
        return set()
    own = {p.index: p for p in chosen}
    boxes: dict[tuple[str, str | None], list[list[Passage]]] = {}
    for scope in page.scopes:
        if scope.parent is around and scope.name in _BOXES:
            inside = [own[index] for index in range(scope.first, scope.end) if index in own]
            if _is_box(inside):
                boxes.setdefault((scope.name, scope.part.attributes.get("class")), []).append(inside)
    return {p.index for alike in boxes.values() if len(alike) < _OF_A_KIND for inside in alike for p in inside}


def _is_box(inside: list[Passage]) -> bool:
    """Whether passages that have a block of their own may be a box: few words, the first of them a line on top."""
    if len(inside) < 2 or sum(p.words for p in inside) > _OF_A_BOX or any(p.kind in _TOLD for p in inside):
        return False
    return inside[0].words <= _OF_A_LABEL and not ends_sentence(inside[0].text.rstrip(":："))


def _heads_links(page: Passages, furniture: Sequence[str | None], passage: Passage) -> bool:
    """Whether a passage is the line above links to other stories: several of them stand behind it, with a heading
    or nothing behind these; or it has a block together with them.
    """
    if passage.words > _OF_A_LABEL or passage.linked > _LINKED:
        return False
    end = passage.index + 1
    while end < len(page.passages) and (page.passages[end].linked > _LINKED or furniture[end] == "related"):
        end += 1
    count = end - passage.index - 1
    if not count or ends_sentence(passage.text.rstrip(":：")):
        return False
    if is_given(passage.text) and is_name(passage.text):  # of an author, say, above what there is more of theirs
        return False
    around = next((s for s in passage.scope.ancestors() if s.end > passage.index + 1), None)
    if around and around.first == passage.index and around.end <= end:
        return True
    is_closed = passage.kind != "heading" or end == len(page.passages) or page.passages[end].kind == "heading"
    return count > 1 and is_closed


def _value(passage: Passage, *, stated_here: bool) -> float:
    """How much a passage speaks for its block's being the article: prose for it, menus against it."""
    if stated_here:
        return 2.0 * passage.words
    if passage.linked > 0.5:
        return -min(passage.words, 10) / 2
    prose = passage.words >= 12 or (passage.words >= 5 and ends_sentence(passage.text))
    if passage.kind == "table" or not prose:
        return -1.0 if passage.kind != "heading" else 0.0
    return min(passage.words, 120) * (1 - passage.linked)


def _agreeing(page: Passages, stated: str | None) -> set[int]:
    """The passages that stand in the stated text."""
    if not stated:
        return set()
    known = set(shingles(stated, 5))
    found = set()
    for passage in page.passages:
        if passage.words >= 5:
            own = shingles(passage.text, 5)
            if sum(run in known for run in own) >= 0.8 * len(own):
                found.add(passage.index)
    return found


def _find_root(page: Passages, values: Sequence[float]) -> Scope:
    """The smallest block that holds the article: from the page inwards, as long as one block holds nearly all."""
    sums = [0.0, *accumulate(max(value, 0.0) for value in values)]
    inner: dict[Scope, Scope] = {}
    for scope in page.scopes:
        parent = scope.parent
        if parent is None:
            continue
        best = inner.get(parent)
        if best is None or sums[scope.end] - sums[scope.first] > sums[best.end] - sums[best.first]:
            inner[parent] = scope
    root = page.scopes[0]
    while (best := inner.get(root)) is not None:
        own, whole = sums[best.end] - sums[best.first], sums[root.end] - sums[root.first]
        if own < max(_CORE * whole, whole - _MOST_LOST, 1.0):
            break
        if best.name in {"p", "li", "blockquote"}:
            break
        root = best
    return root


def _in_own_article(
    page: Passages, values: Sequence[float], title: str | None, headline: int, chosen: list[Passage]
) -> list[Passage]:
    """Without the article elements beside that in which the headline stands, where that one holds an article."""
    if not title or not page.passages or not _holds_line(page.passages[headline], words_of(title)):
        return chosen
    own = next((s for s in page.passages[headline].scope.ancestors() if s.name == "article"), None)
    if own is None or _worth(values, chosen, range(own.first, own.end)) < _ENOUGH:
        return chosen
    others = [s for s in page.scopes if s.name == "article" and (s.end <= own.first or s.first >= own.end)]
    outer, _ = _outermost(others)
    inside = {index for scope in outer for index in range(scope.first, scope.end)}
    return [p for p in chosen if p.index not in inside]


def _named_bodies(page: Passages, values: Sequence[float], root: Scope, chosen: list[Passage]) -> list[Passage]:
    """Only what stands in blocks named as the article's text, where those hold most of what was chosen; and nothing
    behind the last of the blocks so named within them, where these hold nearly as much. Where paragraphs are named one
    by one, the headings, lists and quotes beside them are of the text.
    """
    named = [s for s in page.scopes if "body" in s.roles and root.first <= s.first < s.end <= root.end]
    outer, inner = _outermost(named)
    inside = {index for scope in outer for index in range(scope.first, scope.end)}
    if _worth(values, chosen, inside) < _NAMED * _worth(values, chosen):
        return chosen
    around = {scope.parent for scope in outer if scope.name in _LINES}
    chosen = [p for p in chosen if p.index in inside or (p.kind != "paragraph" and _beside(p) in around)]
    within, _ = _outermost([scope for scope in inner if scope.name not in _LINES])
    inside = {index for scope in within for index in range(scope.first, scope.end)}
    if not within or _worth(values, chosen, inside) < _NAMED * _worth(values, chosen):
        return chosen
    return [p for p in chosen if p.index < within[-1].end]


def _outermost(scopes: list[Scope]) -> tuple[list[Scope], list[Scope]]:
    """The *scopes* that stand in no other of them, and the rest; they are in page order."""
    outer: list[Scope] = []
    inner: list[Scope] = []
    for scope in scopes:
        (inner if outer and scope.first < outer[-1].end else outer).append(scope)
    return outer, inner


def _worth(values: Sequence[float], chosen: list[Passage], inside: Collection[int] | None = None) -> float:
    """What the passages *chosen* are worth, of those *inside* if given."""
    return sum(max(values[p.index], 0.0) for p in chosen if inside is None or p.index in inside)


def _opening(
    page: Passages, furniture: Sequence[str | None], title: str | None, headline: int, chosen: list[Passage]
) -> list[Passage]:
    """The prose between the headline and what was chosen: first paragraphs often stand outside the main container."""
    wanted = words_of(title or "")
    if not chosen or not wanted:
        return []
    first = chosen[0].index
    lead: list[Passage] = []
    for passage in reversed(page.passages[max(0, first - _NEAR) : first]):
        is_headline = passage.index == headline and passage.level > 0
        if is_headline or (passage.words < 60 and _holds_line(passage, wanted)):
            return lead[::-1]
        is_long = passage.words > LONGEST_DECK
        is_named = any("lead" in scope.roles for scope in islice(passage.scope.ancestors(), 2))
        is_prose = passage.words >= 8 and (ends_sentence(passage.text) or (is_long and is_named))
        if (
            is_prose
            and (is_long or is_named or passage.kind != "heading")
            and passage.linked < 0.3
            and furniture[passage.index] is None
        ):
            lead.append(passage)
    return []


def _holds_line(passage: Passage, wanted: tuple[str, ...]) -> bool:
    return any(words_of(line) == wanted for line in (passage.text, *passage.lines))


def _behind_headline(chosen: list[Passage], title: str | None, headline: Passage | None) -> list[Passage]:
    """What stands behind the headline, and before the next article's."""
    if not title or headline is None:
        return chosen
    wanted, total = words_of(title), sum(map(_read_words, chosen))
    before, start = 0.0, 0
    for position, passage in enumerate(chosen):
        if before > 0.3 * total:
            break
        if passage.words < 60 and passage.index <= headline.index and _holds_line(passage, wanted):
            start = position + 1
        before += _read_words(passage)
    before, crossheads = 0.0, _crossheads(chosen, headline)
    for position in range(start, len(chosen)):
        is_headline = chosen[position].level == 1 and position not in crossheads
        if is_headline and before > 0.3 * total and words_of(chosen[position].text) != wanted:
            return chosen[start:position]
        before += _read_words(chosen[position])
    return chosen[start:]


def _read_words(passage: Passage) -> float:
    """The words of a passage that are no links."""
    return passage.words * (1 - passage.linked)


def _crossheads(chosen: list[Passage], headline: Passage) -> set[int]:
    """The positions of h1 elements that are crossheads: they stand beside the paragraphs before them, and are several
    or short; or they are many, and the *headline* is none.
    """
    first = [position for position, passage in enumerate(chosen) if passage.level == 1]
    if headline.level != 1 and len(first) >= _OF_A_KIND:
        return set(first)
    beside = [
        position
        for position in range(1, len(chosen))
        if chosen[position].level == 1 and chosen[position].scope.parent is _beside(chosen[position - 1])
    ]
    count = Counter(id(chosen[position].scope.parent) for position in beside)
    return {
        position
        for position in beside
        if count[id(chosen[position].scope.parent)] > 1 or chosen[position].words <= _OF_A_CROSSHEAD
    }


def _beside(passage: Passage) -> Scope | None:
    """The block in which a passage, or the list or quote that it is of, stands."""
    return next((s.parent for s in passage.scope.ancestors() if s.parent and s.parent.name not in _WHOLES), None)


def without_furniture(chosen: list[Passage], title: str | None, evidence: Collection[int]) -> list[Passage]:
    """What of the passages *chosen* is the text of the article with this *title*, by what they say; those at the
    indexes in *evidence* are believed to be.
    """
    return without_asides(_before_end(chosen), title, evidence)


def _before_end(chosen: list[Passage]) -> list[Passage]:
    """What stands before a heading such as "Related stories", unless most stands behind it."""
    total, before = sum(p.words for p in chosen), 0
    for position, passage in enumerate(chosen):
        line = passage.lines[0]
        label = line.partition(":")[0] if len(passage.lines) > 1 else line
        if before > total / 2 and count_words(label) <= 8 and words_of(label.rstrip("()0123456789 ")) in _ENDS:
            rest = (total - before) / total
            if rest < (0.35 if passage.kind == "heading" or line.endswith(":") else 0.15):
                return chosen[:position]
        before += passage.words
    return chosen


def without_biography(body: Body, authors: Sequence[str]) -> Body:
    """*body* without the paragraphs at its end that tell who its *authors* are, and the heading above them; without
    the line that names one above it.
    """
    if len(body.passages) > 1 and any(_is_signature(body.passages[0], author) for author in authors):
        body = replace(body, passages=body.passages[1:])
    end, last = len(body.passages), body.passages[-_OF_A_BIOGRAPHY:]
    for position, passage in enumerate(last[1:], end - len(last) + 1):
        behind = body.passages[position + 1 :]
        is_name = any(words_of(passage.text) == words_of(author) for author in authors)
        if is_name and sum(p.words for p in behind) <= min(_LONGEST_BIOGRAPHY, body.words / 4):
            end = position
            break
    for passage in reversed(body.passages[max(1, end - _OF_A_BIOGRAPHY) : end]):
        if not any(_tells_of(passage, author) for author in authors):
            break
        end -= 1
    return replace(body, passages=body.passages[:end])


def _is_signature(passage: Passage, author: str) -> bool:
    """Whether a line is an author's name and little behind it, as the place: "Jane Doe, Halloran"."""
    name = words_of(author)
    is_short = len(name) > 1 and passage.words <= len(name) + 3 and passage.kind == "paragraph"
    return is_short and not ends_sentence(passage.text) and words_of(passage.text)[: len(name)] == name


def _tells_of(passage: Passage, author: str) -> bool:
    """Whether a passage tells who *author* is: it begins with the name and "is", or is a heading with that name; or how
    to reach them: it names them, and an address.
    """
    name, words = words_of(author), words_of(passage.text)
    if len(name) < 2 or passage.words > _LONGEST_BIOGRAPHY:
        return False
    if words == name:
        return True
    if passage.kind == "heading":
        return words[-len(name) :] == name and len(words) <= len(name) + 2
    if passage.words <= _OF_AN_ADDRESS and passage.kind != "quote" and _ADDRESS.search(passage.text):
        return any(words[start : start + len(name)] == name for start in range(_BEFORE_A_NAME + 1))
    return words[: len(name)] == name and len(words) > len(name) and words[len(name)] in _IS
