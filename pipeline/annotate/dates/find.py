"""Finds the time expressions of an article's texts."""

from pipeline.annotate.context import Context, Docs
from pipeline.annotate.dates.grammar import Grammar
from pipeline.annotate.dates.meaning import Beside
from pipeline.annotate.dates.reported import is_held_against
from pipeline.annotate.dates.resolve import Resolver
from pipeline.annotate.dates.tense import Tense, Tenses
from pipeline.annotate.dates.tokens import Tokens
from pipeline.record.types import Timex


def find_dates(docs: Docs, context: Context) -> tuple[Timex, ...]:
    """Every time expression of *docs*, in reading order, resolved against *context*.

    Without a publication date what depends on it has a value with X for what is missing ("XXXX-WXX-1") and no days.
    """
    # 06/07/2018 is June 7 in the United States and where nothing is known: most English news is theirs.
    month_first = context.country in (None, "US") and context.language in (None, "en")
    found: list[Timex] = []
    for in_, doc in docs.items():
        tokens = Tokens(doc, context.language)
        tenses, resolver = Tenses(tokens), Resolver(context)
        tense: Tense | None = None
        read_to = 0
        for expression in Grammar(tokens, month_first=month_first).find_all():
            start, end = expression.start, expression.end
            if not (isinstance(expression.meaning, Beside) and expression.meaning.after):  # a range has one tense
                tense = tenses.around(start, end)
            against = is_held_against(tokens, start, read_to)
            read_to = end
            value = resolver.resolve(expression, tense, tokens.sentence_number(start), held_against=against)
            text = tokens.slice(start, end)
            found.append(
                Timex(
                    id=f"d{len(found) + 1}",
                    in_=in_,
                    start=tokens[start].start,
                    end=tokens[end - 1].end,
                    text=text,
                    type=value.type,
                    value=value.value,
                    mod=expression.mod,
                    earliest=value.first,
                    latest=value.last,
                    relative=value.relative,
                )
            )
    return tuple(found)
