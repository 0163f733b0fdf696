"""What each rule about entities adds: the score without it, and with it alone, on annotated articles.

    python benchmarks/entities.py DATA [--model en_core_web_md]

DATA is the folder of development data (score_gold.py and gold-dev), which is not part of the project: it is others'
text. The second set is the project's own: the golden records of tests/golden. Scores are F1 of mentions (exact) and of
distinct entities, in points.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.tokens import Doc

from pipeline.annotate.context import Annotations
from pipeline.annotate.entities import find_entities, group
from pipeline.annotate.entities.names import trim_name
from pipeline.annotate.language_model import load_language_model
from pipeline.annotate.span import Span

ROOM = "pipeline.annotate.entities."
GOLDEN = Path(__file__).parent.parent / "tests" / "golden"

NEVER = re.compile(r"(?!)")

Part = tuple[dict[str, Any], str, Doc, list[Span]]
"""A text with its truth as score_gold.py reads it, its `in` name, the parsed text, what figures and dates take."""


def _trimmed(_: Doc, text: str, start: int, end: int, type_: str) -> Iterator[tuple[int, int]]:
    trimmed = trim_name(text, start, end, person=type_ == "PERSON")
    if trimmed:
        yield trimmed


def _no(*_: object) -> bool:
    return False


def _nothing(*_: object, **__: object) -> Iterator[Any]:
    return iter(())


# rule -> what stands for it where it is off. "spans: x" is a part of "spans repaired", "repeats: x" of "repeats".
RULES: dict[str, dict[str, Any]] = {
    "spans repaired": {"find.repair": _trimmed},
    "spans: two names in one (U.S.-Mexico; X and the Y)": {"repair._halves": lambda *_: [], "repair._JOINT": NEVER},
    "spans: a dash parts (LEEDS - Kestrel Foods)": {"repair._APART": NEVER},
    "spans: words in small letters cut off": {"repair._without_lower_words": lambda _, start, end: (start, end)},
    "spans: the rest of a name taken in (Co-operative, Group)": {"repair._whole": lambda _, __, ___, end, ____: end},
    "spans: datelines of several words": {"repair._from_the_line_start": lambda _, start, __: start},
    "spans: prefixes and numbers cut off (intra-, 7-6)": {"repair._PREFIXES": NEVER, "repair._NUMBER_BEHIND": NEVER},
    "spans: posts are no names (Secretary of State)": {"repair.ends_a_post": _no},
    "longer names that a place begins (Irish Sea Packet)": {"find.longer_name": lambda _, __, ___, end: end},
    "headlines in capitals read by the body's names": {"find._is_a_headline": _no},
    "headlines in title case told by the body's names": {"find._of_headlines": lambda *_: []},
    "spans: a verb or a sentence's end between two names": {"repair._MEETS": NEVER, "repair._SENTENCE_END": NEVER},
    "longer names: teams (the Skerrow Kestrels)": {"repair._is_a_team": _no},
    "what names say of each other (Orlan of Orlan Lines plc)": {"find.of_each_other": lambda _: {}},
    "known names (countries, cities, ...)": {
        "evidence.known_type": lambda _: (None, 0), "repair.known_type": lambda _: (None, 0),
        "find.is_known": _no, "repair.is_known": _no, "repeats.known_type": lambda _: (None, 0),
        "related.is_known": _no,
    },
    "last and first words of names (Harbour Board)": {"evidence._LAST": {}, "evidence._FIRST": {}},
    "legal forms (plc)": {"evidence._LEGAL_FORMS": frozenset()},
    "given names": {"evidence._GIVEN_NAMES": frozenset()},
    "writing of names (BaseFX, ILM, A350)": {"evidence.has_inner_capital": _no, "evidence.has_digit": _no},
    "descriptions (X, a Danish operator)": {"surroundings._described": lambda *_, **__: None},
    "titles before": {"surroundings.is_titled": _no},
    "nouns before (the union X, firms such as X)": {"surroundings._noun_before": _nothing},
    "the article before (the Xs)": {"surroundings._definite": _nothing},
    "other words before (in X, shares of X)": {"surroundings._phrase_before": _nothing},
    "what a name has (X's shareholders)": {
        "surroundings._OWNED": {}, "surroundings._OWNED_DIRECTLY": {}, "surroundings._PLACES_BEHIND": {},
    },
    "what a name does (X declined to)": {"surroundings._DOES": {}},
    "a region behind (X, North Dakota)": {"surroundings.is_region": _no},
    "seats of politicians (D-Fresno)": {"surroundings._SEAT": NEVER},
    "places of datelines": {"surroundings._FILED": NEVER, "surroundings._SENT": NEVER},
    "names that the model did not see": {"find._unseen": _nothing},
    "common words are no names": {"find._is_no_name": _no},
    "repeats": {"find.find_repeats": _nothing},
    "repeats: in capitals": {"repeats._SHORTEST_IN_CAPITALS": 1000},
    "repeats: by surname or first word": {"repeats._short_names": lambda _: {}},
    "spellings of one country or people": {"group._node": lambda type_, text: (type_, group._name(text))},
    "surnames to full names": {"group._people": lambda *_: {}},
    "the first of two people of one surname": {"group._called_before": lambda *_: []},
    "storms by their bare names": {"group._storms": lambda *_: {}},
    "organisations with and without an s": {"group._plurals": lambda _: {}},
    "nicknames": {"find.nicknamed": lambda _: (), "group.nicknamed": lambda _: ()},
    "companies by their first word": {"group._companies": lambda *_: {}},
    "letters and grades of oil are no names (band D, Brent)": {"find._is_a_letter": _no, "find._is_a_grade": _no},
    "short names of organisations": {"group._organisations": lambda *_: {}},
    "teams by their last word": {"group._teams": lambda _: {}},
    "acronyms by their capitals": {"group._acronyms": lambda *_: {}},
    "acronyms in brackets": {"group._bracketed": lambda *_: {}},
    "short names of peoples (Korean)": {"group._peoples": lambda _: {}},
}  # fmt: skip

WHOLES = {"spans": "spans repaired", "repeats": "repeats"}


def main() -> None:
    """Prints one row a rule: all but this one, this one alone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="en_core_web_md")
    args = parser.parse_args()
    sys.path.insert(0, str(args.data))
    scorer = import_module("score_gold")
    parse = load_language_model(args.model).nlp
    sets = [list(_gold(args.data / "gold-dev", scorer, parse)), list(_goldens(parse))]

    def scores(off: list[str]) -> str:
        with ExitStack() as stack:
            for rule in off:
                for name, stand_in in RULES[rule].items():
                    stack.enter_context(patch(ROOM + name, stand_in))
            return " | ".join(_scores(scorer, parts) for parts in sets)

    print("| rules | gold-dev: mentions, distinct | own corpus: mentions, distinct |\n|---|---|---|")
    print(f"| all | {scores([])} |\n| none | {scores(list(RULES))} |")
    for rule in RULES:
        print(f"| without: {rule} | {scores([rule])} |")
    for rule in RULES:
        print(f"| alone: {rule} | {scores([other for other in RULES if not _belong(rule, other)])} |")


def _belong(rule: str, other: str) -> bool:
    """Whether *other* is *rule*, the whole that it is a part of, or a part of it."""
    whole, other_whole = (WHOLES.get(name.partition(": ")[0], name) for name in (rule, other))
    return other in (rule, whole) or (other_whole == rule)


def _gold(folder: Path, scorer: Any, parse: Callable[[str], Doc]) -> Iterator[Part]:
    for path in sorted(folder.glob("*.json")):
        part = scorer.parts_of(json.loads(path.read_text("utf-8")), False)["text"]
        yield part, "text", parse(part["text"]), []


def _goldens(parse: Callable[[str], Doc]) -> Iterator[Part]:
    for path in sorted(GOLDEN.glob("*/record.json")):
        record = json.loads(path.read_text("utf-8"))
        if record["article"]["language"] != "en":  # the model's, in which alone names are looked for
            continue
        text = record["article"]["text"]
        inside = [
            {**entity, "type_any": [], "name_any": [], "mentions": mentions}
            for entity in record["entities"]
            if (mentions := [mention for mention in entity["mentions"] if mention["in"] == "text"])
        ]
        taken = [Span("text", value["start"], value["end"]) for value in (*record["money"], *record["dates"])
                 if value["in"] == "text"]  # fmt: skip
        yield {"text": text, "money": [], "dates": [], "entities": inside}, "text", parse(text), taken


def _scores(scorer: Any, parts: list[Part]) -> str:
    counts: Mapping[str, Counter[str]] = defaultdict(Counter)
    for truth, in_, doc, taken in parts:
        notes = Annotations(entities=find_entities({in_: doc}, taken), money=(), dates=())
        scorer.score(truth, scorer.read_notes(notes, truth["text"], in_), counts)
    summary = scorer.summarise(counts)
    return ", ".join(f"{100 * summary[name]['f1']:.1f}" for name in ("entities.mentions.exact", "entities.distinct"))


if __name__ == "__main__":
    main()
