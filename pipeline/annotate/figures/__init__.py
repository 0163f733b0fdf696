"""What each monetary figure measures, whose it is, and when: read from the syntax of its sentence."""

from pipeline.annotate.figures.describe import describe_figures

__all__ = ["describe_figures"]
