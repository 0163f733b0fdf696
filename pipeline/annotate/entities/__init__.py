"""Distinct people, organisations, places and works of an article, each with all its mentions."""

from pipeline.annotate.entities.entities import find_entities

__all__ = ["find_entities"]
