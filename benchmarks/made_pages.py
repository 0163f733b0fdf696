"""Pages for benchmarks: the layouts of corpus/ filled with generated news, the same for the same seed."""

import random
from collections.abc import Iterator
from pathlib import Path

from pipeline import Document, DocumentError
from pipeline.page.article import read_page
from pipeline.sources.media_types import media_type_of

PEOPLE = ["Mara Ellison", "Tomasz Wolny", "Aisha Rahman", "Chen Wei", "Daniel Okoro", "Priya Nair", "Sofia Lindqvist"]
FIRMS = ["Hale Shipping", "Norvik Energy", "the Meridian Group", "Castlegate Bank", "Orlan Foods", "Tessel Robotics"]
PLACES = ["Gdynia", "Nairobi", "Leeds", "Wuhan", "Pune", "Ohio", "Cape Town", "Lyon", "Alberta", "South Korea"]
THINGS = ["a new terminal", "the ferry line", "its wind farm", "the hospital wing", "a battery plant", "the old market"]
MONEY = [
    "$3.2 million",
    "740 million yuan",
    "€1.5bn",
    "between £20m and £30m",
    "Rs 450 crore",
    "about 12,000 rand",
    "$4.10 a share",
]
DATES = [
    "on Tuesday",
    "last year",
    "in March",
    "by the end of 2027",
    "on June 14",
    "in the second quarter",
    "this week",
]
PLAIN = [
    "The plan had been debated for months, and few of those who live nearby expected it to come so soon.",
    "Residents who spoke after the meeting said they had not been told how the work would be paid for.",
    "“Nobody here is against it,” said {person}, who has run a shop on the corner since the road was built.",
    "{person}, a spokeswoman for {firm}, declined to comment on the figures but said talks would continue.",
    "The council in {place} is expected to publish its own report, which may differ from that of {firm}.",
    "Analysts at {firm} described the decision as cautious, given how weak demand in {place} has been.",
    "It is not the first time that {place} has tried, and the earlier attempt ended in a long dispute over land.",
    "Workers at the site were told to wait for further instructions while engineers looked at the foundations.",
]
DATED = [
    "{firm} will open {thing} in {place} {date}, according to a statement signed by {person}.",
    "The first stage was finished {date}, when {person} visited {place} with a group of officials.",
    "{person} left {firm} {date} and has since advised the government of {place}.",
]
PRICED = [
    "{firm} said {date} that {thing} in {place} would cost {money}, more than was planned.",
    "The contract, worth {money}, went to {firm} after two rivals from {place} withdrew.",
    "Of that sum, {money} had been paid {date}, {person} told reporters in {place}.",
]  # fmt: skip


def write_pages(folder: Path, corpus: Path, pages: int, seed: int, words: int = 600) -> Path:
    """Writes so many *pages* of about so many *words* each below *folder*; *folder* itself."""
    chance = random.Random(seed)  # noqa: S311 -- news, not secrets
    layouts = list(_layouts(corpus))
    for number in range(pages):
        suffix, layout, paragraphs = layouts[number % len(layouts)]
        text = layout
        for n, paragraph in enumerate(paragraphs):
            text = text.replace(paragraph, _paragraph(chance, words // len(paragraphs), "" if n else f"({number}) "))
        path = folder / f"{number // 100:03}" / f"{number:06}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def _layouts(corpus: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The suffix, markup and paragraphs of every English page of *corpus* that is UTF-8 and has its paragraphs in one
    piece.
    """
    for path in sorted(path for path in corpus.rglob("*") if path.is_file()):
        data = path.read_bytes()
        try:
            article = read_page(Document(data=data, path=path.name, media_type=media_type_of(path.name))).article
            layout = data.decode("utf-8")
        except (DocumentError, UnicodeDecodeError):
            continue
        if article.language not in (None, "en"):
            continue
        blocks = [article.text[block.start : block.end] for block in article.blocks]
        paragraphs = [block for block in blocks if len(block) > 80 and layout.count(block) == 1]
        if len(paragraphs) >= 3:
            yield path.suffix, layout, paragraphs


def _paragraph(chance: random.Random, words: int, beginning: str) -> str:
    """About so many *words* of news: of eight sentences two name a day, and one an amount."""
    text = beginning
    while len(text.split()) < words:
        pattern = chance.choice(chance.choices([PLAIN, DATED, PRICED], weights=[5, 2, 1])[0])
        text += pattern.format(
            person=chance.choice(PEOPLE),
            firm=chance.choice(FIRMS),
            place=chance.choice(PLACES),
            thing=chance.choice(THINGS),
            money=chance.choice(MONEY),
            date=chance.choice(DATES),
        )
        text += " "
    return text.strip()
