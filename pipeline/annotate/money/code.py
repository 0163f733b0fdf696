"""Where "$1" is a variable of a program and no dollar: in code that stands among the words of a text."""

import re
from collections.abc import Iterator

_VARIABLE = re.compile(r"\$\d{1,2}(?![\w%]|[.,]\d|[ \u00a0-](?:hundred|thousand|million|billion|trillion|[kmb]n?)\b)")
_PROMPT = re.compile(
    r"^\$ (?!million|billion|trillion|thousand)(?=[a-z.~/])"
    r"|(?<= )\$ (?=(?:python3?|pip3?|npm|git|cd|ls|sudo|make|docker|curl|brew|ssh) )",
    re.MULTILINE,
)
_REACH = 200  # characters to each side, on the same line, that are looked at
_BEFORE = re.compile(
    r"(?:\b(?:echo|printf|cp|mv|rm|awk|sed|grep|xargs|mkdir|chmod|eval)(?: -\w+)*(?: \$\d)* ?[\"']?"
    r"|(?<![\d\w])/|\\|\$\d)$"
)
_AFTER = re.compile(r"\$\d|\\|/\*|/\.|\.(?:gz|tar|txt|sh|py|html?|log|csv|json)\b|[\"'] ?\]")
_ABOUT = re.compile(
    r"&&|\$[({_]|\\[nwdst]\b|\(\.\*\)|[+!]=|(?<!=)==(?!=)|%s|\$[ac-jlno-su-z_](?!\w)|\]; ?(?:then|do)\b|/\\\w"
    r"|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(?:WHERE|VALUES|SET)\b"
    r"|\b(?:regexp?|capture group|back-?references?|argv|stdin|awk|command-line arguments?|shell script)\b"
    r"|\$\d is the (?:first|second|third|next|last) (?:argument|parameter)"
)


def variables_in(text: str) -> Iterator[tuple[int, int]]:
    """The span of each "$1" of *text* that the code on its line makes a variable: "`echo $1`", "{print $1}"; and of
    each "$" that is the prompt of a shell, at the head of a line.

    >>> [variable for line in ("awk '{print $1}'", "It costs $1.") for variable in variables_in(line)]
    [(12, 14)]
    """
    yield from (found.span() for found in _PROMPT.finditer(text))
    for found in _VARIABLE.finditer(text):
        start, end = found.span()
        before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
        after = text[end : end + _REACH].partition("\n")[0]
        line = before + found[0] + after
        if _quoted(before, after) or _BEFORE.search(before) or _AFTER.match(after) or _ABOUT.search(line):
            yield start, end


def _quoted(before: str, after: str) -> bool:
    """Whether braces or backticks stand around: "{ print $1 }", "`cp $1`"."""
    opened, closes = re.findall(r"[{}]", before)[-1:], re.findall(r"[{}]", after)[:1]
    return (opened == ["{"] and closes == ["}"]) or (before.count("`") % 2 == 1 and "`" in after)
