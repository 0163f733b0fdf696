"""Text to tokens, in a time that grows with its length alone."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

LONGEST_RUN = 1000
"""Characters without a blank that the tokenizer is given whole. It takes affixes off one by one, looking at all that is
left each time: of 100,000 dollar signs in a row it makes an hour's work. Words and addresses are far shorter."""

PIECE = 200
"""Characters of the pieces that a longer run is cut into."""

_RUN = re.compile(r"\S+")


def make_doc(nlp: Language, text: str) -> Doc:
    """*text* in tokens, as *nlp* makes them; runs of more than LONGEST_RUN characters without a blank cut in pieces."""
    parts = list(_parts(text))
    if len(parts) < 2:
        return nlp.make_doc(text)
    tokens = [token for part in parts for token in nlp.make_doc(part)]
    return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def _parts(text: str) -> Iterator[str]:
    """*text*, cut where runs are too long; its parts make it up."""
    end = 0
    for run in _RUN.finditer(text):
        if run.end() - run.start() > LONGEST_RUN:
            if run.start() > end:
                yield text[end : run.start()]
            for start in range(run.start(), run.end(), PIECE):
                yield text[start : min(start + PIECE, run.end())]
            end = run.end()
    if end < len(text):
        yield text[end:]
