"""Every warning that a record can carry, with its sentence."""

from pipeline.record.types import Warning

SENTENCES = {
    # reading the page
    "encoding_guessed": "The page declares no encoding; {encoding} was taken from its bytes.",
    "encoding_conflict": "The page declares {declared}, but its bytes are {encoding}; {encoding} was used.",
    "encoding_errors": "{count} bytes could not be decoded as {encoding}; each stands as U+FFFD.",
    "invalid_linked_data": "A JSON-LD block could not be parsed and was left out.",
    "no_title": "No headline was found.",
    "no_published_date": "No publication date was found; relative dates in the text are unresolved.",
    "published_refused": "{value} was not taken as the publication date: {reason}.",
    "sources_disagree": "The page's sources disagree on the field {field}: {sources}.",
    "no_body": "The page holds no text of the article that it states; scripts may load it.",
    "body_from_linked_data": "The page shows no text; its JSON-LD articleBody was taken, whose paragraphs may be lost.",
    "body_from_script": "The page shows next to no text; it was taken from the data that its scripts show.",
    "consent_wall": "The page states an article, but shows only a question about cookies; its text was left out.",
    "not_an_article": "The page holds little text, or lists other articles, and does not look like an article.",
    "nesting_cut": "Elements nest deeper than the parser's limit; what follows there was left out.",
    "paywalled": "The page says that it shows a part of the article only.",
    # annotating
    "language_unsupported": "The text is in {language}: no entities; figures and dates only in forms that are known.",
    "language_partly": "The text is in {language}: figures and dates only in forms that are known.",
    "text_capped": "{in_} has {length} characters; only the first {cap} were annotated.",
    "figures_unread": "The language model has no parser of English: what the figures measure was not read.",
    "currency_unknown": "{figures}: the text does not say which country's currency is meant.",
    "implied_rate_off": "{figures}: at the rates of the day they differ by a factor of more than {factor}.",
}


def warn(code: str, **facts: object) -> Warning:
    """The warning *code*, its sentence filled with *facts*; KeyError for a code that is not in SENTENCES.

    >>> warn("encoding_guessed", encoding="cp1252").message
    'The page declares no encoding; cp1252 was taken from its bytes.'
    """
    return Warning(code=code, message=SENTENCES[code].format(**facts))
