"""Monetary figures in running text."""

from pipeline.annotate.money.find import find_money

__all__ = ["find_money"]
