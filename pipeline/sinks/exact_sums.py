"""Sums in SQLite that are right to the last digit, for the view that adds up amounts."""

_LIMB = 10**12
"""SQLite counts in integers of 64 bits and in floats: a sum is exact there in parts, h * 10**12 + l + f / 10**12."""

UNCOUNTED = _LIMB**2
"""Amounts of so much and more, which are no money of this world, do not count."""

_DIGITS = len(str(UNCOUNTED)) - 1


def _limbs(amount: str, name: str) -> str:
    """The sums of the parts of *amount*, plain digits as SQLite keeps them, as h_*name*, l_*name* and f_*name*."""
    digits = f"ltrim({amount}, '-')"
    whole = f"substr({digits}, 1, instr({digits} || '.', '.') - 1)"
    fraction = f"substr(substr({digits}, length({whole}) + 2) || '000000000000', 1, 12)"
    parts = {"h": f"substr({whole}, 1, length({whole}) - 12)", "l": f"substr({whole}, -12)", "f": fraction}
    sign = f"CASE WHEN {amount} LIKE '-%' THEN -1 ELSE 1 END"
    return ", ".join(
        f"sum(CASE WHEN length({whole}) <= {_DIGITS} THEN {sign} * CAST({part} AS INTEGER) END) AS {limb}_{name}"
        for limb, part in parts.items()
    )


_STEPS = (
    # What is more than a part holds goes into the one above it ...
    ("h_{0}", "l_{0} + f_{0} / {1}", "f_{0} % {1}"),
    ("h_{0} + l_{0} / {1}", "l_{0} % {1}", "f_{0}"),
    # ... then all have the sign of the first that is not 0, and nothing is below it.
    ("h_{0} * s_{0}", "l_{0} * s_{0}", "f_{0} * s_{0}"),
    ("h_{0}", "l_{0} - (f_{0} < 0)", "f_{0} + {1} * (f_{0} < 0)"),
    ("h_{0} - (l_{0} < 0)", "l_{0} + {1} * (l_{0} < 0)", "f_{0}"),
)
_SIGN = "CASE WHEN h_{0} < 0 OR h_{0} = 0 AND (l_{0} < 0 OR l_{0} = 0 AND f_{0} < 0) THEN -1 ELSE 1 END"
_TOTAL = (
    "CASE s_{0} WHEN -1 THEN '-' ELSE '' END"
    " || CASE WHEN h_{0} > 0 THEN h_{0} || printf('%012d', l_{0}) ELSE '' || l_{0} END"
    " || CASE WHEN f_{0} > 0 THEN '.' || rtrim(printf('%012d', f_{0}), '0') ELSE '' END AS {0}"
)


def money_by_month() -> str:
    """What the view money_by_month asks; its totals are texts of plain digits, as the amounts are."""
    names, kept = ("total", "total_usd"), "month, currency, figures, articles"
    tables = [
        "amounts AS (SELECT substr(a.published, 1, 7) AS month, m.currency, m.article,"
        " coalesce(m.low, m.high) AS amount,"
        " CASE m.currency WHEN 'USD' THEN coalesce(m.low, m.high) ELSE coalesce(m.usd_low, m.usd_high) END AS dollars"
        " FROM money m JOIN articles a ON a.id = m.article"
        " WHERE a.duplicate_of IS NULL AND m.same_as IS NULL AND m.per IS NULL"
        " AND (m.found_in = 'text' OR NOT EXISTS (SELECT 1 FROM money again"
        " WHERE again.article = m.article AND again.found_in = 'text'"
        " AND +again.currency IS m.currency"  # the plus keeps SQLite from the index of currencies, which hold thousands
        " AND coalesce(again.low, again.high) = coalesce(m.low, m.high))))",
        "step0 AS (SELECT month, currency, count(*) AS figures, count(DISTINCT article) AS articles,"  # noqa: S608
        f" {_limbs('amount', 'total')}, {_limbs('dollars', 'total_usd')} FROM amounts GROUP BY month, currency)",
    ]
    last = f"step{len(_STEPS)}"
    for number, step in enumerate(_STEPS):
        signed = [_SIGN.format(name) + f" AS s_{name}" if number == 1 else f"s_{name}" for name in names]
        parts = [
            f"{part.format(name, _LIMB)} AS {limb}_{name}"
            for name in names
            for limb, part in zip("hlf", step, strict=True)
        ]
        columns = ", ".join([kept, *parts, *(signed if number else [])])
        tables.append(f"step{number + 1} AS (SELECT {columns} FROM step{number})")  # noqa: S608
    totals = ", ".join(_TOTAL.format(name) for name in names)
    return f"WITH {', '.join(tables)} SELECT {kept}, {totals} FROM {last}"  # noqa: S608 -- all of it is written here
