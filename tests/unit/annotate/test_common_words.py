import spacy
from spacy.tokens import Doc

from pipeline.annotate.common_words import CommonWords

TEXTS = [
    "The harbour (at Orsk) isn't open, the board said; it paid $3m.",
    "The harbour (at Riga) isn't open, she said; it cost €3m. The board-room's shut.",
    "Nobody said a word about the harbour.",
]


def _tokens(doc: Doc) -> list[tuple[str, str]]:
    return [(token.text, token.whitespace_) for token in doc]


def test_words_that_texts_share_are_kept_and_come_out_the_same() -> None:
    nlp, fresh = spacy.blank("en"), spacy.blank("en")
    known = len(nlp.vocab)
    CommonWords(nlp).learn_from(TEXTS)
    learnt = {lexeme.text for lexeme in nlp.vocab}
    assert len(nlp.vocab) > known
    assert {"harbour", "open", "said"} <= learnt
    assert not {"Orsk", "Riga", "board-room", "Nobody"} & learnt
    for text in TEXTS:
        with nlp.memory_zone():
            assert _tokens(nlp.make_doc(text)) == _tokens(fresh.make_doc(text))


def test_there_is_room_for_so_many() -> None:
    nlp = spacy.blank("en")
    words = CommonWords(nlp)
    known = len(nlp.vocab)
    for batch in range(0, 30_000, 1000):
        text = " ".join(f"word{n}" for n in range(batch, batch + 1000))
        words.learn_from([text, text])
    assert len(nlp.vocab) - known <= 10_000
    words.learn_from(["latest " * 2, "latest"])
    assert "latest" not in {lexeme.text for lexeme in nlp.vocab}


def test_a_tokenizer_of_another_kind_is_left_alone() -> None:
    nlp = spacy.blank("en")

    def refuse(text: str) -> Doc:
        raise AssertionError(text)

    nlp.tokenizer = refuse
    CommonWords(nlp).learn_from(TEXTS)
