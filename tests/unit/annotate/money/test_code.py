import pytest

from pipeline.annotate.money.code import variables_in


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("cp $1 $2 && ls", ["$1", "$2"]),
        ("Run `cp $1` first.", ["$1"]),
        ("awk '{ print $12 }'", ["$12"]),
        ("$ make 1\n$ make 2", ["$ ", "$ "]),
        ("$ python a.py 1 error 1 $ python a.py 2", ["$ ", "$ "]),
    ],
)
def test_variables_and_prompts_are_found(text: str, variables: list[str]) -> None:
    assert [text[start:end] for start, end in variables_in(text)] == variables


@pytest.mark.parametrize(
    "text",
    ["It cost $1.", "A `bet` of $5 or $12.50", "{see note} $5 {end}", "Pay $5\n{x}", "$ million"],
)
def test_dollars_are_not(text: str) -> None:
    assert list(variables_in(text)) == []


def test_code_on_another_line_makes_no_variable() -> None:
    assert list(variables_in("x && y\nIt cost $5.\n{ z }")) == []
