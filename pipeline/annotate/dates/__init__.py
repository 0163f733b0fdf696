"""Time expressions: a grammar over tokens, and their TIMEX3 values."""

from pipeline.annotate.dates.find import find_dates

__all__ = ["find_dates"]
