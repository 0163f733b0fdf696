"""Monetary figures in running text."""

from pipeline.annotate.money.convert import Rates, rate_warnings, read_rates
from pipeline.annotate.money.find import find_money

__all__ = ["Rates", "find_money", "rate_warnings", "read_rates"]
