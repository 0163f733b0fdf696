"""The options that say which documents are read, and which columns of tables hold them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypedDict

import click

if TYPE_CHECKING:
    from pipeline.sources import Choice


class Chosen(TypedDict):
    """What `choice_options` gives; None for a column that the user left open."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    html_column: str | None
    text_column: str | None
    url_column: str | None
    title_column: str | None
    published_column: str | None
    fetched_column: str | None


def choice_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that is named inputs."""
    options = [
        click.option("--include", multiple=True, metavar="GLOB",
                     help='Read only documents that fit by their name or path, or by a folder or archive they lie in: '
                     '"*.html", "2018/**". May be given again.'),
        click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out those that fit. May be given again."),
        click.option("--html-column", metavar="NAME",
                     help="The column of Parquet, or key of JSON Lines, of HTML pages; by default html or raw_html."),
        click.option("--text-column", metavar="NAME",
                     help="That of articles as text, where there is no HTML; by default text, body or content."),
        click.option("--url-column", metavar="NAME", help="That of addresses; by default url, uri or link."),
        click.option("--title-column", metavar="NAME", help="That of titles of texts; by default title or headline."),
        click.option("--published-column", metavar="NAME",
                     help="That of days on which texts were published; by default published, published_at, "
                     "date_published or date."),
        click.option("--fetched-column", metavar="NAME",
                     help="That of times of fetching; by default fetched, fetched_at or crawled_at."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def choice_of(chosen: Chosen) -> "Choice":
    """The choice that the user made."""
    from pipeline.sources import Choice, Columns

    columns = Columns(
        html=chosen["html_column"],
        text=chosen["text_column"],
        url=chosen["url_column"],
        title=chosen["title_column"],
        published=chosen["published_column"],
        fetched=chosen["fetched_column"],
    )
    return Choice(include=chosen["include"], exclude=chosen["exclude"], columns=columns)
