"""The language of the article."""

import re

import py3langid

_CODE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_SAMPLE = 600
"""Characters: enough to tell a language."""
_ENOUGH = 200
"""Characters: of less the page knows better than any detector."""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""One says as much as two letters."""
_FIRST = 250
"""Characters: where the detector finds the page's own language in these, no more need be looked at."""
_SURE = 20.0
"""How far the detector's logarithmic score of one language must lie above another's to be believed."""


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
    if len(sample) < _ENOUGH and len(sample) + len(_WIDE.findall(sample)) < _ENOUGH:
        return own
    if own is not None and py3langid.classify(sample[:_FIRST])[0] == own:
        return own
    scores: list[tuple[str, float]] = py3langid.rank(sample)
    (best, highest), (_, second) = scores[:2]
    if own is None:
        return best if highest - second > _SURE else None
    ours = dict(scores).get(own)
    return own if ours is None or highest - ours <= _SURE else best
