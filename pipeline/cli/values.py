"""Values of options: what was typed, as what it means. Each raises click.BadParameter with a sentence."""

import datetime as dt
import os
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

import click

LEAST_MEMORY = 64 * 2**20
NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")  # two letters in CLDR, and no country


class Counted(Protocol):
    """How many documents there were, and how many of them failed."""

    @property
    def documents(self) -> int:
        """All of them."""

    @property
    def failures(self) -> int:
        """Those that failed."""


class Named(click.Path):
    """A path that is not empty: what an unset variable of a shell leaves would be the folder that one stands in."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """See click.ParamType."""
        if not os.fspath(value):
            self.fail("it is empty", param, ctx)
        return super().convert(value, param, ctx)


TooMany = Callable[[Counted], bool]


def memory(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """*value* in bytes: 4G, 500M, or a plain number of bytes."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,15})([KMGT]?)B?", value.upper())
    size: int = int(found[1]) * 1024 ** " KMGT".index(found[2] or " ") if found else 0
    if size < LEAST_MEMORY:
        message = f"{value!r} is not an amount of memory such as 4G or 900M, of at least {LEAST_MEMORY // 2**20}M"
        raise click.BadParameter(message, ctx, param)
    return size


def too_many(ctx: click.Context, param: click.Parameter, value: str | None) -> TooMany | None:
    """Whether some counts hold more failures than *value* allows: a number of documents, or a share such as 2.5%."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,15})|([0-9]{1,3}(?:\.[0-9]{1,9})?)%", value)
    if found is None or (found[2] and Decimal(found[2]) > 100):
        message = f"{value!r} is neither a number of documents (20) nor a share of them (2.5%)"
        raise click.BadParameter(message, ctx, param)
    if found[1]:
        most = int(found[1])
        return lambda counts: counts.failures > most
    share = Decimal(found[2])
    return lambda counts: counts.failures * 100 > share * counts.documents


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """*value* as a day, written as ISO 8601 has it."""
    if value is None:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date of ISO 8601, such as 2018-06-25", ctx, param) from error


def country(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """*value* in capitals, if it is a country's code: "UK" is a habit, GB the code."""
    if value is None:
        return None
    from babel import Locale

    code = value.upper()
    if not re.fullmatch("[A-Z]{2}", code) or code in NO_COUNTRIES or code not in Locale("en").territories:
        raise click.BadParameter(f"{value!r} is not a country code of ISO 3166-1, such as GB", ctx, param)
    return code


def language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """*value* in small letters, if it is a language's code of two letters."""
    if value is None:
        return None
    from babel import Locale

    code = value.lower()
    if not re.fullmatch("[a-z]{2}", code) or code not in Locale("en").languages:
        raise click.BadParameter(f"{value!r} is not a language code of ISO 639-1, such as en", ctx, param)
    return code
