"""What stands after a figure and says what it is of, for or on."""

from spacy.tokens import Token

from pipeline.annotate.figures.sentence import Sentence
from pipeline.annotate.figures.tree import child, is_noun, objects, verb_over

_FARTHEST = 40


def what_of(sentence: Sentence, id_: str) -> Token | None:
    """What the figure *id_* is of or in: "$5m of cuts", "$5m in damages"; not where, nor when it is."""
    after = sentence.words_of(id_).stop
    if after + 1 >= len(sentence.doc):
        return None
    link = sentence.doc[after]
    if link.lower_ not in ("of", "in") or link.dep_ != "prep":
        return None
    noun = next(objects(link), None)
    if noun is None or not is_noun(noun) or not sentence.plain(noun):
        return None
    return None if link.lower_ == "in" and child(noun, "det", "poss") is not None else noun


def what_it_is_for(sentence: Sentence, id_: str) -> Token | None:
    """What the figure *id_* is for, said right after it: "including $5m for roads"; no name, no time."""
    return _right_after(sentence, id_, ("for",))


def what_it_goes_on(sentence: Sentence, id_: str) -> Token | None:
    """What the figure *id_* goes on, said right after it: "$5m on paint", "$5m for roads"; no name, no time."""
    return _right_after(sentence, id_, ("for", "on"))


def _right_after(sentence: Sentence, id_: str, links: tuple[str, ...]) -> Token | None:
    after = sentence.words_of(id_).stop
    if after + 1 >= len(sentence.doc) or sentence.doc[after].lower_ not in links:
        return None
    noun = next(objects(sentence.doc[after]), None)
    return noun if noun is not None and is_noun(noun) and sentence.plain(noun) else None


def what_for(sentence: Sentence, verb: Token, figure: Token, *, named: bool = False) -> Token | None:
    """What money is for or goes on: "paid $5m for the site"; a thing, or where *named*, what has a name."""
    links = ("for",) if named else ("for", "on")
    for i in range(figure.i + 1, min(len(sentence.doc), figure.i + _FARTHEST)):
        word = sentence.doc[i]
        if sentence.figure_at(word) is not None and sentence.figure_at(word) != sentence.figure_at(figure):
            return None
        if word.lower_ in links and word.dep_ == "prep" and i > verb.i and verb_over(word) == verb:
            noun = next(objects(word), None)
            if noun is None or not is_noun(noun):
                continue
            if sentence.name_at(noun) is not None if named else sentence.plain(noun):
                return noun
    return None
