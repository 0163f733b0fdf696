"""The language of the article."""

import re

import py3langid

_CODE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_SAMPLE = 600
"""Characters: enough to tell a language."""
_ENOUGH, _LEAST = 200, 100
"""Bytes of UTF-8: of less than the first a page knows better than any detector, of less than the second none does."""
_FIRST = 150
"""Characters: where the detector finds the page's own language in these, no more need be looked at."""
_SURE = 20.0
"""How far the detector's logarithmic score of one language must lie above another's to be believed."""

_OF_A_LANGUAGE = {
    "ary": "ar", "arz": "ar", "fuv": "ff", "gug": "gn", "kik": "ki", "uzs": "uz", "wuu": "zh", "yue": "zh",
}  # fmt: skip
"""The ISO 639-1 codes of labels that the detector has in three letters (source: the macrolanguages of ISO 639-3). Its
others have none.
"""
_NO_LANGUAGE = "zxx"


def find_language(stated: str | None, text: str) -> str | None:
    """The ISO 639-1 code of the language that *text* is in; None where nothing tells.

    The page's own word (*stated*, such as "en-GB") counts, unless the text is surely in another language: many pages
    keep the lang attribute of the template that they were made from.

    >>> find_language("de-DE", "Kurz"), find_language(None, "The mill closed in the spring and nobody came back. " * 9)
    ('de', 'en')
    """
    code = _CODE.match(stated or "")
    own = code.group().lower() if code else None
    sample = text[:_SAMPLE]
    if len(sample.encode("utf-8", "replace")) < (_ENOUGH if own else _LEAST):
        return own
    if own is not None and _code_of(py3langid.classify(sample[:_FIRST])[0]) == own:
        return own
    scores: list[tuple[str, float]] = py3langid.rank(sample)
    best, highest = scores[0]
    if own is None:
        second = next(score for label, score in scores[1:] if _code_of(label) != _code_of(best))
        return _code_of(best) if highest - second > _SURE else None
    ours = max((score for label, score in scores if _code_of(label) == own), default=highest)
    return own if highest - ours <= _SURE or best == _NO_LANGUAGE else _code_of(best)


def _code_of(label: str) -> str | None:
    """The ISO 639-1 code for a *label* of the detector; None where it has none."""
    return label if len(label) == 2 else _OF_A_LANGUAGE.get(label)
