"""Bytes to an article: the order in which a page is asked for what it holds."""

from dataclasses import replace

from pipeline.document import Document
from pipeline.errors import DocumentError
from pipeline.page.body import Body, find_body, without_biography
from pipeline.page.byline import Authors, find_authors
from pipeline.page.claim import states_article
from pipeline.page.collector import collector_at_rest
from pipeline.page.country import find_country
from pipeline.page.credit import find_credit
from pipeline.page.dateline import find_dateline
from pipeline.page.decode import Decoded, decode
from pipeline.page.fetched import not_after
from pipeline.page.furniture import find_furniture
from pipeline.page.images import find_images
from pipeline.page.language import find_language
from pipeline.page.layout import lay_out
from pipeline.page.limits import DEFAULT_LIMITS, Limits
from pipeline.page.linked_data import LinkedData, read_linked_data
from pipeline.page.metadata import find_url, read_metadata
from pipeline.page.passages import Passages, count_words, read_passages
from pipeline.page.paywall import is_paywalled
from pipeline.page.plain_text import is_plain_text, opens_as_page, read_plain_text
from pipeline.page.publisher import find_publisher
from pipeline.page.refuse import Withheld, refuse_bytes, refuse_kind, refuse_page
from pipeline.page.script_data import ENOUGH, TIMES_MORE, find_script_body
from pipeline.page.summary import find_subtitle, find_summary, is_apart
from pipeline.page.times import Times, find_times
from pipeline.page.timestamps import Calendar
from pipeline.page.title import Headline, find_headline
from pipeline.page.topics import find_keywords, find_section
from pipeline.page.tree import Tree, parse_tree
from pipeline.page.types import Page
from pipeline.record.types import Article, BlockKind, Evidence, Warning
from pipeline.record.warnings import warn

_SLIGHT = 40
"""Words: less, on a page that does not call itself an article, may well be none."""


def read_article(data: bytes | str, url: str | None = None, media_type: str | None = None) -> Article:
    """The article in *data*, a page of HTML or plain text; raises DocumentError where it holds none: see `read_page`.

    *url* is the address that it was fetched from, *media_type* the Content-Type that came with it.
    """
    if isinstance(data, str):  # a byte order mark outranks what the text says of its encoding
        data = b"\xef\xbb\xbf" + data.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")
    return read_page(Document(data=data, path="", url=url, media_type=media_type)).article


def read_page(document: Document, limits: Limits = DEFAULT_LIMITS) -> Page:
    """The article of *document* and what was learnt on the way.

    Raises DocumentError with stage "page" and the code `empty` (nothing, or white space), `too_large` (beyond
    *limits*), `not_text` (a picture, a PDF, an archive), `no_body` (nothing to read, as where
    scripts would load it), `consent_wall` (nothing but a question about cookies) or `not_an_article` (a section's
    front, an error page, what by its media type is for programs). A page that states an article of which it shows
    nothing gives one with what it states, an empty text, and a warning of the last three codes.
    """
    refuse_bytes(document.data, limits.max_bytes)
    with collector_at_rest():
        return _read_page(document, limits)


def _read_page(document: Document, limits: Limits) -> Page:
    """The same, of bytes that may hold a page."""
    decoded = decode(document.data, document.media_type)
    if not opens_as_page(decoded.text):
        refuse_kind(document.media_type)
    if is_plain_text(decoded.text, document.media_type):
        article = read_plain_text(decoded.text)
        warnings = (*decoded.warnings, *_warnings_of(article))
        return Page(
            article=article, country=None, media_type="text/plain", encoding=decoded.encoding, warnings=warnings
        )

    tree = parse_tree(decoded.markup, limits)
    try:
        return _read_tree(tree, decoded, document)
    finally:
        tree.outline.clear()


def _read_tree(tree: Tree, decoded: Decoded, document: Document) -> Page:
    """The same, of a page of HTML."""
    metadata = read_metadata(tree)
    linked = read_linked_data(tree)
    page = read_passages(tree.body)
    furniture = find_furniture(page)

    publisher = find_publisher(metadata, linked, page)
    title = find_headline(page, metadata, linked, publisher)
    summary = find_summary(metadata, linked)
    subtitle = find_subtitle(page, title.index, summary)
    if subtitle and is_apart(subtitle):
        furniture[subtitle.index] = "subtitle"
    body = find_body(page, furniture, title.text, title.index, linked.text("articleBody"))
    scripted = find_script_body(decoded.text, title.text, body.words)
    try:
        withheld = None if scripted else refuse_page(page, furniture, body, title, linked, metadata)
    except DocumentError as error:
        if not tree.warnings:
            raise
        raise DocumentError(
            error.stage, error.code, " ".join([str(error), *(w.message for w in tree.warnings)])
        ) from error
    if withheld:
        body = replace(body, passages=())
    if withheld == "not_an_article":  # what a front shows is of the articles that it lists
        furniture = ["related"] * len(furniture)
    headline = _place_of_headline(page, title, body)
    url = find_url(metadata, linked.text("url"), document.url)
    address = document.url or url
    declared = tree.language or linked.text("inLanguage") or metadata.first("og:locale")
    authors = find_authors(
        page, furniture, metadata, linked, publisher, headline, body, address, (declared or "")[:2].lower()
    )
    body = without_biography(body, authors.names)
    shown = without_biography(scripted, authors.names) if scripted else body
    stated = _stated_parts(linked, shown)
    parts = stated or [(passage.kind, passage.text) for passage in shown.passages]
    source = "body_from_linked_data" if stated else "body_from_script" if scripted else None
    text, blocks = lay_out(parts)
    language = find_language(declared, text)
    country = find_country(metadata, linked, tree.language, publisher, url, document.url)
    calendar = Calendar(language, country)
    times = find_times(page, furniture, metadata, linked, headline, body.span, address, calendar, decoded.text)
    times, refused = not_after(times, document.fetched)
    credit = find_credit(_credit_lines(page, body, headline))
    article = Article(
        url=url,
        title=title.text,
        subtitle=subtitle.text if subtitle else None,
        summary=summary,
        authors=authors.names,
        editors=credit.editors,
        publisher=publisher,
        credit=credit.source,
        published=times.published,
        modified=times.modified,
        language=language,
        section=find_section(page, metadata, linked, title.text, publisher, headline),
        keywords=find_keywords(page, metadata, linked),
        dateline=find_dateline([line for kind, line in parts if kind == "paragraph"][:8]),
        images=find_images(page, furniture, body.passages, headline, address),
        text=text,
        blocks=blocks,
        evidence=Evidence(title=title.evidence, authors=authors.evidence, published=times.evidence),
    )
    warnings = (
        *decoded.warnings,
        *tree.warnings,
        *linked.warnings,
        *_warnings_of(article),
        *refused,
        *_disagreements(title, authors, times),
        *_paywall(page, linked),
        *_missing(article, body, source, withheld, is_stated=states_article(linked, metadata)),
    )
    return Page(article=article, country=country, media_type="text/html", encoding=decoded.encoding, warnings=warnings)


def _place_of_headline(page: Passages, title: Headline, body: Body) -> int:
    """Where the headline stands; a little above the text where it is nowhere, or below most of the text, as the site's
    name is in its footer. A page's first line is the headline where it is a heading; else it may repeat its title.
    """
    passed = sum(passage.words for passage in body.passages if passage.index < title.index)
    is_below = 2 * passed > body.words
    is_shown = title.index > 0 or (title.evidence == "visible" and page.passages[0].level > 0)
    return title.index if is_shown and not is_below else max(0, body.first - 6)


def _warnings_of(article: Article) -> tuple[Warning, ...]:
    """What a reader of the article should know of its fields."""
    found = []
    if article.title is None:
        found.append(warn("no_title"))
    if article.published is None:
        found.append(warn("no_published_date"))
    return tuple(found)


def _disagreements(title: Headline, authors: Authors, times: Times) -> tuple[Warning, ...]:
    """Where sources name different things; wording, spelling and time zones are none."""
    stated: list[tuple[str, str | None, list[tuple[str, str]]]] = [
        ("title", title.text, [(source, other) for source, other in title.others]),
        ("authors", ", ".join(authors.names), [(source, ", ".join(names)) for source, names in authors.others]),
        ("published", times.published, [(source, day) for source, day in times.others]),
    ]
    chosen = {"title": title.evidence, "authors": authors.evidence, "published": times.evidence}
    return tuple(
        warn(
            "sources_disagree",
            field=field,
            sources="; ".join(f"{source} has {other}" for source, other in [(str(chosen[field]), str(value)), *others]),
        )
        for field, value, others in stated
        if others
    )


def _paywall(page: Passages, linked: LinkedData) -> tuple[Warning, ...]:
    return (warn("paywalled"),) if is_paywalled(page, linked) else ()


def _stated_parts(linked: LinkedData, body: Body) -> list[tuple[BlockKind, str]]:
    """The text that the linked data states, where the page shows none, or so little that it can't be all; else none."""
    stated = linked.body_paragraphs() if body.words < ENOUGH else ()
    if body.passages and sum(map(count_words, stated)) < max(ENOUGH, TIMES_MORE * body.words):
        return []
    return [("paragraph", text) for text in stated]


def _missing(
    article: Article, body: Body, source: str | None, withheld: Withheld | None, *, is_stated: bool
) -> tuple[Warning, ...]:
    """Where the text is not what a page shows as its article: it has none, for the reason *withheld*, or one of the
    *source* that the warning of this name tells of, or a slight one.
    """
    if not article.text:
        return (warn(withheld or "not_an_article"),)
    if source:
        return (warn(source),)
    is_slight = not is_stated and article.published is None and body.words < _SLIGHT
    return (warn("not_an_article"),) if is_slight else ()


def _credit_lines(page: Passages, body: Body, headline: int) -> list[str]:
    """The lines that may credit the article: from above the headline to its text, and from its last passages on."""
    start, end = body.span.start, body.span.stop
    above = page.passages[max(0, headline - 3) : start]
    near = page.passages[max(start, end - 3) : end + 4]
    below = page.passages[max(end + 4, body.end - 3) : body.end + 4]
    return [passage.text for passage in (*above, *near, *below)]
