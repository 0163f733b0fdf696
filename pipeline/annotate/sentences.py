"""Where the sentences of a Doc begin."""

from spacy.tokens import Doc


def sentence_starts(doc: Doc) -> list[int]:
    """The index of the first token of each sentence of *doc*; [0] where it has no sentences, [] where no token.

    Doc.sents makes a span of each, which takes a hundred times as long.
    """
    if not len(doc):
        return []
    starts = (int(at) for at in (doc.to_array(["SENT_START"]) == 1).nonzero()[0] if at)
    return [0, *(at for at in starts if not _is_within_a_word(doc, at))]


def _is_within_a_word(doc: Doc, at: int) -> bool:
    """Whether the token *at* goes on with the word before it: models see "Pre" and "-tax profit" as two sentences."""
    before = doc[at - 1]
    return not before.whitespace_ and before.text[-1].isalnum()
