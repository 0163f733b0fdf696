"""What a command begins with where nobody says otherwise: the language model, and how many processes work."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extractor import Extractor
    from pipeline.page.limits import Limits

DEFAULT_MODEL = "en_core_web_md"


def default_workers() -> int:
    """Workers where nobody says how many: as many as there are cores."""
    from pipeline.run.machine import cores

    return cores()


def load_extractor(
    model: str, batch_size: int = 32, rates: str | None = None, limits: "Limits | None" = None
) -> "Extractor":
    """The Extractor of a command: only now are spaCy and the model loaded."""
    from pipeline.extractor import Extractor
    from pipeline.page.limits import DEFAULT_LIMITS

    return Extractor(model, batch_size=batch_size, rates=rates, limits=limits or DEFAULT_LIMITS)
