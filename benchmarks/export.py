"""Every format of `news-pipeline export`: CPU time, most memory, bytes written, as a Markdown table.

    python benchmarks/export.py [--records 2000 20000] [--formats parquet csv ...]

Makes its own records, the same for the same seed, and exports them by the command, each format in a process of its own.
"""

import argparse
import datetime as dt
import random
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from made_pages import FIRMS, PEOPLE, PLACES, PLAIN, THINGS

from pipeline.export import FORMATS
from pipeline.record.ids import record_id
from pipeline.record.types import (
    About,
    Article,
    Block,
    Entity,
    EntityType,
    Mention,
    Money,
    Producer,
    Record,
    Source,
    Timex,
    Usd,
)
from pipeline.sinks.jsonl import json_line

SENTENCES = 24
"""Of an article: about 500 words, every fourth with a figure."""

KB, MB = 2**10, 2**20

# The most memory is read where the system keeps it for this program alone: getrusage counts that of its parent too.
_MEASURED = """
import re, sys, time
from pathlib import Path
from pipeline.cli import main
main(sys.argv[1:], standalone_mode=False)
print(time.process_time(), re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
"""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    args = parser.parse_args()
    print("| format | records | MB read | MB written | CPU s | most memory in MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in args.records:
            made = folder / f"{count}.jsonl"
            rng = random.Random(7)  # noqa: S311 -- made-up news
            with made.open("wb") as file:
                file.writelines(json_line(_record(number, rng)) for number in range(count))
            for format_ in args.formats:
                output = folder / f"{count}-{format_}"
                seconds, peak = _exported(made, format_, output)
                sizes = f"{made.stat().st_size / MB:.0f} | {_size(output) / MB:.0f}"
                print(f"| {format_} | {count:,} | {sizes} | {seconds:.1f} | {peak / MB:.0f} |", flush=True)


def _exported(made: Path, format_: str, output: Path) -> tuple[float, int]:
    """CPU seconds and most resident bytes of one export."""
    command = [sys.executable, "-c", _MEASURED, "export", str(made), "--format", format_, "--output", str(output)]
    seconds, peak = subprocess.check_output(command, stderr=subprocess.DEVNULL).split()
    return float(seconds), int(peak) * KB


def _size(output: Path) -> int:
    return sum(path.stat().st_size for path in (output.iterdir() if output.is_dir() else [output]))


class _Text:
    """A text that grows, with the things that were named in it."""

    def __init__(self) -> None:
        self.text = ""
        self.mentions: dict[tuple[EntityType, str], list[Mention]] = {}

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def name(self, type_: EntityType, name: str) -> str:
        """Names it, and returns its id."""
        start, end = self.add(name)
        mentions = self.mentions.setdefault((type_, name), [])
        mentions.append(Mention(in_="text", start=start, end=end, text=name))
        return f"e{list(self.mentions).index((type_, name)) + 1}"


def _record(number: int, rng: random.Random) -> Record:
    text = _Text()
    money: list[Money] = []
    dates: list[Timex] = []
    blocks: list[Block] = []
    for n in range(SENTENCES):
        start = len(text.text)
        if n % 4:
            plain = rng.choice(PLAIN)
            text.add(plain.format(person=rng.choice(PEOPLE), firm=rng.choice(FIRMS), place=rng.choice(PLACES)))
        else:
            _figure(text, money, dates, rng)
        blocks.append(Block(kind="paragraph", start=start, end=len(text.text)))
        if n + 1 < SENTENCES:
            text.add("\n\n")
    article = Article(
        url=f"https://news.example/{number}",
        title=f"{rng.choice(FIRMS)} and {rng.choice(THINGS)}",
        subtitle=None,
        summary=None,
        authors=(rng.choice(PEOPLE),),
        editors=(),
        publisher="Harbour Post",
        credit=None,
        published=f"2018-06-{rng.randrange(1, 31):02}T10:56:00+08:00",
        modified=None,
        language="en",
        section="Business",
        keywords=("ferries", "trade"),
        dateline=None,
        images=(),
        text=text.text,
        blocks=tuple(blocks),
    )
    return Record(
        schema_version="1",
        id=record_id(article),
        source=Source(
            path=f"{number:07}.html",
            url=None,
            sha256=f"{number:064x}",
            media_type="text/html",
            encoding="utf-8",
        ),
        article=article,
        entities=tuple(
            Entity(id=f"e{n}", type=type_, name=name, mentions=tuple(mentions), country=None, geonames=None)
            for n, ((type_, name), mentions) in enumerate(text.mentions.items(), 1)
        ),
        money=tuple(money),
        dates=tuple(dates),
        duplicate_of=None,
        warnings=(),
        producer=Producer(version="0.1.0", spacy="3.8", model="made", model_version="0"),
    )


def _figure(text: _Text, money: list[Money], dates: list[Timex], rng: random.Random) -> None:
    """A sentence with who, how much, of what, when, where."""
    start = len(text.text)
    subject = text.name("ORG", rng.choice(FIRMS))
    text.add(" spent ")
    million = Decimal(rng.randrange(1, 100_000)).scaleb(-2)
    words = f"${million} million"
    figure = text.add(words)
    thing = rng.choice(THINGS)
    text.add(f" on {thing} in ")
    year = rng.randrange(1990, 2018)
    when = text.add(f"June {year}")
    text.add(", ")
    text.name("PERSON", rng.choice(PEOPLE))
    text.add(" said in ")
    text.name("GPE", rng.choice(PLACES))
    _, end = text.add(".")
    about = About(subject=subject, measure=thing, predicate="spend", period=f"d{len(dates) + 1}", measure_head="it",
                  sentence_start=start, sentence_end=end, rule="object")  # fmt: skip
    amount = million * 10**6
    money.append(
        Money(
            id=f"m{len(money) + 1}",
            in_="text",
            start=figure[0],
            end=figure[1],
            text=words,
            low=amount,
            high=amount,
            currency="USD",
            currency_from="symbol",
            qualifier="exact",
            per=None,
            usd=Usd(low=amount, high=amount, rate_date=dt.date(2018, 6, 1), rate_source="made"),
            about=about,
        )
    )
    dates.append(
        Timex(
            id=f"d{len(dates) + 1}",
            in_="text",
            start=when[0],
            end=when[1],
            text=f"June {year}",
            type="DATE",
            value=f"{year}-06",
            mod=None,
            earliest=dt.date(year, 6, 1),
            latest=dt.date(year, 6, 30),
            relative=False,
        )
    )


if __name__ == "__main__":
    main()
