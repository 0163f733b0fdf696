"""The order in which a figure is described: its sentence, its place there, then whose, what and when."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from spacy.tokens import Doc

from pipeline.annotate.context import Docs, text_of
from pipeline.annotate.figures.antecedents import Named
from pipeline.annotate.figures.measure import read_first_cell, read_measure
from pipeline.annotate.figures.nouns import is_against
from pipeline.annotate.figures.owner import Owners, Told
from pipeline.annotate.figures.period import find_period, goes_by_season, inherit_period, season
from pipeline.annotate.figures.reading import Reading
from pipeline.annotate.figures.rules import read_figure
from pipeline.annotate.figures.sentence import Draft, Sentence, draft_sentences
from pipeline.annotate.figures.words import ACQUIRE, ANNOUNCE, DEPUTIES, LEMMAS, PURCHASE
from pipeline.annotate.sentences import sentence_starts
from pipeline.annotate.syntax import Syntax
from pipeline.record.types import About, Entity, Money, Timex


def describe_figures(
    docs: Docs, money: Sequence[Money], dates: Sequence[Timex], entities: Sequence[Entity], syntax: Syntax
) -> tuple[Money, ...]:
    """*money* with `about` filled from the sentences of *docs*; what the text does not say stays None.

    *money*, *dates* and the mentions of *entities* stand in reading order. A figure that restates another one
    ("80 million yuan ($12.3 million)") says the same of it. Without a parser every `about` stays empty.
    """
    if not syntax.available:
        return tuple(money)
    texts = [
        _Text(in_, doc, here, [date for date in dates if date.in_ == in_], _mentions(in_, entities))
        for in_, doc in docs.items()
        if (here := [figure for figure in money if figure.in_ == in_])
    ]
    parsed = iter(syntax.parse([draft.words for text in texts for draft in text.drafts]))
    about: dict[str, About] = {}
    for text in texts:
        for draft in text.drafts:
            about |= text.describe(draft, next(parsed))
    return tuple(replace(figure, about=_of(figure, about)) for figure in money)


def _mentions(in_: str, entities: Sequence[Entity]) -> list[Named]:
    named = [
        Named(mention.start, mention.end, entity)
        for entity in entities
        for mention in entity.mentions
        if mention.in_ == in_
    ]
    return sorted(named, key=lambda each: each.start)


def _of(figure: Money, about: Mapping[str, About]) -> About:
    if figure.same_as is not None and figure.same_as in about:
        return about[figure.same_as]
    return about.get(figure.id, About())


class _Text:
    """One text that holds figures, with the dates and names in it."""

    def __init__(
        self, in_: str, doc: Doc, money: Sequence[Money], dates: Sequence[Timex], mentions: Sequence[Named]
    ) -> None:
        possessive = {named.end for named in mentions if text_of(doc)[named.end - 2 : named.end] in ("'s", "’s")}
        self.drafts = list(draft_sentences(in_, doc, money, possessive))
        self._text = text_of(doc)
        self._starts = [doc[at].idx for at in sentence_starts(doc)]
        self._dates = dates
        self._date_ends = [date.end for date in dates]
        self._by_id = {date.id: date for date in dates}
        self._mentions = mentions
        self._mention_ends = [named.end for named in mentions]
        self._owners = Owners(self._text, mentions, self._starts)
        self._told: Told | None = None

    def describe(self, draft: Draft, doc: Doc) -> dict[str, About]:
        """What the sentence *draft*, parsed as *doc*, says of each of its figures."""
        sentence = self._sentence(draft, doc)
        readings: dict[str, Reading] = {}
        about: dict[str, About] = {}
        whole: About | None = None
        told: Told | None = None
        for id_ in draft.figures:
            reading = read_figure(sentence, id_, readings)
            if reading is None:
                period = find_period(sentence, id_, None, self._by_id)
                about[id_] = About(period=period, sentence_start=draft.start, sentence_end=draft.end)
                continue
            readings[id_] = reading
            about[id_] = self._about(sentence, id_, reading)
            if whole is not None and is_against(reading.measured) and about[id_].subject is None:
                about[id_] = replace(about[id_], subject=whole.subject)  # "lost $5m, versus a profit of $1m"
            if (subject := about[id_].subject) is not None:
                told = self._owners.told(sentence, reading.measured, reading.verb, subject) or told
            if reading.rule == "of_which" and whole is not None and about[id_].period is None:
                about[id_] = replace(about[id_], period=whole.period)  # a part holds when the whole does
            whole = about[id_]
        self._told = told or self._told
        return about

    def _sentence(self, draft: Draft, doc: Doc) -> Sentence:
        names: dict[int, str] = {}
        for named in self._mentions[bisect_left(self._mention_ends, draft.start + 1) :]:
            if named.start >= draft.end:
                break
            names |= dict.fromkeys(draft.words_within(named.start, named.end), named.entity.id)
        times: dict[int, str] = {}
        for date in self._dates[bisect_left(self._date_ends, draft.start + 1) :]:
            if date.start >= draft.end:
                break
            times |= dict.fromkeys(draft.words_within(date.start, date.end), date.id)
        return Sentence(draft, doc, names, times)

    def _about(self, sentence: Sentence, id_: str, reading: Reading) -> About:
        measure = None
        if reading.rule == "label" and sentence.draft.first_cell is not None:
            measure = read_first_cell(sentence, reading.measured, self._text)
        elif reading.measured is not None:
            measure = read_measure(sentence, reading.measured, self._text, alone=reading.alone)
        lemma = reading.verb.lemma_.lower() if reading.verb is not None else None
        return About(
            subject=self._subject(sentence, reading),
            measure=measure.words if measure else None,
            predicate=LEMMAS.get(lemma, lemma) if lemma else None,
            period=find_period(sentence, id_, reading, self._by_id)
            or self._inherited(sentence, reading)
            or self._of_season(sentence, reading),
            measure_head=measure.head if measure else None,
            sentence_start=sentence.draft.start,
            sentence_end=sentence.draft.end,
            rule=reading.rule,
        )

    def _subject(self, sentence: Sentence, reading: Reading) -> str | None:
        """Whose the figure is: said by the measured phrase itself, else who does or has it, else who reports it."""
        measured, owners = reading.measured, reading.owners
        if measured is not None and measured not in owners:
            own = self._owners.within(sentence, measured, strong=True)
            if own is not None:
                return own
        for owner in owners:
            id_ = self._owners.of(sentence, owner, measured=owner == measured)
            if id_ is not None:
                announced = reading.verb is not None and reading.verb.lemma_ in ANNOUNCE
                return None if announced and self._owners.is_person(id_) else id_
            if (id_ := self._owners.told_of(sentence, owner, self._told)) is not None:
                return id_
        if measured is None or (measured not in owners and _is_paid_for(reading)):
            return None  # who paid is not known: what was paid for does not own the price
        own = self._owners.of(sentence, measured, measured=True)
        theirs = all(
            owner == measured or owner.lemma_.lower() in DEPUTIES for owner in owners
        )  # else: who is not named
        if own is not None or not theirs:
            return own
        return self._owners.reporter(sentence, measured) or self._owners.carried(sentence, measured, self._told)

    def _inherited(self, sentence: Sentence, reading: Reading) -> str | None:
        number = bisect_left(self._starts, sentence.draft.start)
        if number == 0:
            return None
        before = self._starts[number - 1]
        first = bisect_left(self._date_ends, before + 1)
        return inherit_period(sentence, reading, self._text, before, self._dates[first : first + 1])

    def _of_season(self, sentence: Sentence, reading: Reading) -> str | None:
        """The period whose results the text is telling, of one company alone."""
        word = reading.measured or reading.verb
        if word is None or not goes_by_season(sentence, reading, self._by_id):
            return None
        found = season(self._text, self._starts, self._dates, sentence.draft.start)
        if found is None or not self._owners.one_firm(found[0], sentence.draft.places[word.i][0]):
            return None
        return found[1]


def _is_paid_for(reading: Reading) -> bool:
    """Whether what is measured is what money goes on: "bought a stake in Orlan for $5m"."""
    bought = reading.verb is not None and reading.verb.lemma_ in ACQUIRE
    spent = reading.rule == "coordination" and reading.verb is not None and reading.verb.lemma_ in PURCHASE
    paid = spent or reading.rule in ("object", "object_for", "including")
    return paid and (bought or bool(reading.owners))
