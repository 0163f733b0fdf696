"""Where the sentences of a Doc begin."""

from spacy.tokens import Doc


def sentence_starts(doc: Doc) -> list[int]:
    """The index of the first token of each sentence of *doc*; [0] where it has no sentences, [] where no token.

    Doc.sents makes a span of each, which takes a hundred times as long.
    """
    if not len(doc):
        return []
    return [0, *(int(at) for at in (doc.to_array(["SENT_START"]) == 1).nonzero()[0] if at)]
