"""Whether the page shows a part of the article only."""

from pipeline.page.linked_data import LinkedData, as_list
from pipeline.page.passages import Passages


def is_paywalled(page: Passages, linked: LinkedData) -> bool:
    """Whether the page says that the article is for subscribers, and asks the reader to become one.

    Either alone is no proof: open pages carry both the statement, for search engines, and offers.
    """
    stated = any(
        str(value).lower().rsplit("/", 1)[-1] == "false" for value in as_list(linked.article.get("isAccessibleForFree"))
    )
    asked = any("paywall" in mark.roles for mark in page.marks)
    return stated and asked
