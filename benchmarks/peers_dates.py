"""Time expressions: this package beside Recognizers-Text, timexy and dateparser's search, as Markdown rows.

    python benchmarks/peers_dates.py DATA [--model en_core_web_md] [--only ours recognizers timexy dateparser]

DATA is the folder of development data (score_text.py and dates-dev.jsonl), which is not part of the project. The peers
are no dependencies: those that are installed beside this package are measured, for the others the way to get them is
printed. Where Recognizers-Text gives two readings the nearer to the publication day is taken; dateparser is asked to
prefer the past, as most news has it; timexy knows no publication date.
"""

import argparse
import datetime as dt
import importlib
import importlib.util
import re
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.annotate.context import Context
from pipeline.annotate.dates import find_dates
from pipeline.annotate.language_model import load_language_model
from pipeline.record.types import Timex

Found = dict[str, Any]
Reader = Callable[[str, dt.datetime, str | None], list[Found]]

_PACKAGES = {
    "ours": ("news-pipeline", "pipeline", "pip install ."),
    "recognizers": ("recognizers-text-suite", "recognizers_date_time", "pip install recognizers-text-suite 'emoji<2'"),
    "timexy": ("timexy", "timexy", "pip install timexy"),
    "dateparser": ("dateparser", "dateparser", "pip install dateparser"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIMEXY = re.compile(r'type="(?P<type>[A-Z]+)" value="(?P<value>[^"]+)"')
_RECOGNIZED_TYPES = {"duration": "DURATION", "set": "SET", "time": "TIME", "timerange": "TIME", "datetime": "TIME"}
_ANY_DAY = dt.datetime(2018, 6, 25)  # noqa: DTZ001 - the peers want a naive day; for texts without one, any does


def main() -> None:
    """Prints one row for each package that is installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="en_core_web_md", help="the spaCy pipeline that finds our sentences")
    parser.add_argument("--only", nargs="+", choices=list(_PACKAGES), default=list(_PACKAGES))
    args = parser.parse_args()
    scorer = _load(args.data / "score_text.py")
    items = scorer.read_jsonl(args.data / "dates-dev.jsonl")
    missing = []
    print("| package | timex: relaxed, value, days | msrec | duckling | holidays | all dates: right, clean | CPU s |")
    print("|---|---|---|---|---|---|---|")
    for name in args.only:
        package, module, how = _PACKAGES[name]
        if importlib.util.find_spec(module) is None:
            missing.append(f"{package} is not installed; to measure it: {how}")
            continue
        read = _ours(args.model) if name == "ours" else _PEERS[name]()
        start = time.process_time()
        answers = {item["id"]: {"dates": read(item["text"], _day(item), item["country"])} for item in items}
        seconds = time.process_time() - start
        results, _ = scorer.score(items, answers)
        print(f"| {package} {version(package)} | {_cells(results)} | {seconds:.0f} |")
    print("\n".join(["", *missing]))


def _cells(results: dict[str, Any]) -> str:
    timex, dates = results["all timex"], results["all dates"]
    shares = [timex["relaxed"]["f1"], timex["value_f1"], timex["days"]["share"]]
    sets = [results[name]["right"]["f1"] for name in ("msrec-dates", "duckling-dates", "duckling-holidays")]
    ends = [dates["right"]["f1"], dates["clean"]["share"]]
    return " | ".join([_percent(*shares), *map(_percent, sets), _percent(*ends)])


def _percent(*shares: float) -> str:
    return ", ".join(f"{100 * share:.1f}" for share in shares)


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _day(item: dict[str, Any]) -> dt.datetime:
    day = dt.datetime.fromisoformat(item["published"]).replace(tzinfo=None) if item["published"] else None
    return day or _ANY_DAY


def _item(start: int, end: int, kind: str, value: str, days: tuple[str, str] | None) -> Found:
    first, last = days or (None, None)
    return {"start": start, "end": end, "type": kind, "value": value, "mod": None, "earliest": first, "latest": last}


def _days(one: Timex) -> tuple[str, str] | None:
    return (str(one.earliest), str(one.latest)) if one.earliest else None


def _ours(model: str) -> Reader:
    nlp = load_language_model(model).nlp

    def read(text: str, published: dt.datetime, country: str | None) -> list[Found]:
        found = find_dates({"text": nlp(text)}, Context(published=published.date(), country=country))
        return [
            _item(
                one.start, one.end, one.type, one.value, (str(one.earliest), str(one.latest)) if one.earliest else None
            )
            | {"mod": one.mod}
            for one in found
        ]

    return read


def _recognizers() -> Reader:
    module = importlib.import_module("recognizers_date_time")

    def read(text: str, published: dt.datetime, _: str | None) -> list[Found]:
        found = []
        for one in module.recognize_datetime(text, module.Culture.English, reference=published):
            values = (one.resolution or {}).get("values") or [{}]
            value, days = _recognized(min(values, key=lambda each: _distance(each, published)))
            kind = _RECOGNIZED_TYPES.get(one.type_name.rpartition(".")[2], "DATE")
            kind = "DURATION" if value.startswith("P") and "_" not in value else kind
            found.append(_item(one.start, one.end + 1, kind, value, days))
        return found

    return read


def _distance(values: dict[str, str], published: dt.datetime) -> int:
    """The days between a reading and the publication: of a past and a coming one the nearer is taken."""
    day = _DAY.match(values.get("start", "") or values.get("value", ""))
    return abs((dt.date.fromisoformat(day[0]) - published.date()).days) if day else 0


def _recognized(values: dict[str, str]) -> tuple[str, tuple[str, str] | None]:
    """The TIMEX3 value of a reading, and its days; the end of its ranges of days is the day after."""
    timex, value, start, end = (values.get(key, "") for key in ("timex", "value", "start", "end"))
    if timex.endswith("_REF"):
        return timex, None
    if _DAY.fullmatch(start) and _DAY.fullmatch(end):
        last = dt.date.fromisoformat(end) - dt.timedelta(days=1)
        length = timex.strip("()").rpartition(",")[2]  # "(2018-03-24,2018-03-29,P5D)"
        told = start[: len(timex)] if timex.startswith("XXXX") and len(timex) in {4, 7} else length
        return told, (start, str(last))
    if day := _DAY.match(start or value):
        part = timex.rpartition("T")[2] if "T" in timex else ""
        return f"{day[0]}T{value[11:16] or part}" if part else day[0], (day[0], day[0])
    return timex, None


def _timexy() -> Reader:
    spacy = importlib.import_module("spacy")
    importlib.import_module("timexy")  # registers its component
    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def read(text: str, _published: dt.datetime, _country: str | None) -> list[Found]:
        found = []
        for entity in nlp(text).ents:
            if parts := _TIMEXY.search(entity.kb_id_):
                value = parts["value"].removesuffix("T00:00:00")
                days = (value[:10], value[:10]) if parts["type"] == "DATE" else None
                found.append(_item(entity.start_char, entity.end_char, parts["type"], value, days))
        return found

    return read


def _dateparser() -> Reader:
    search = importlib.import_module("dateparser.search")
    parser = importlib.import_module("dateparser.date").DateDataParser

    def read(text: str, published: dt.datetime, country: str | None) -> list[Found]:
        settings = {
            "RELATIVE_BASE": published,
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "MDY" if country in (None, "US") else "DMY",
        }
        reader = parser(languages=["en"], settings=settings)
        found, at = [], 0
        for words, moment in search.search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append(_item(start, at, "DATE", *_parsed(moment.date(), reader.get_date_data(words).period)))
        return found

    return read


def _parsed(day: dt.date, period: str | None) -> tuple[str, tuple[str, str]]:
    """The TIMEX3 value and the days of what dateparser calls a day, a month or a year."""
    if period == "year":
        return f"{day:%Y}", (f"{day:%Y}-01-01", f"{day:%Y}-12-31")
    if period == "month":
        last = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        return f"{day:%Y-%m}", (f"{day:%Y-%m}-01", str(last))
    return str(day), (str(day), str(day))


_PEERS = {"recognizers": _recognizers, "timexy": _timexy, "dateparser": _dateparser}

if __name__ == "__main__":
    main()
