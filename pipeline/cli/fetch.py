"""The command that fetches pages from the web."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from pipeline import __version__
from pipeline.cli.files import read
from pipeline.cli.logged import logged
from pipeline.cli.options import Speech, speech_options
from pipeline.cli.telling import Line, tell
from pipeline.cli.values import Named

if TYPE_CHECKING:
    from pipeline.fetch.lists import Found
    from pipeline.fetch.state import Counts

_EXAMPLES = """
\b
DIR/<host>/<page>.html            the page as its server sent it
DIR/<host>/<page>.fetched.json    its URL, redirects, headers, when it was fetched, what a feed said of it
DIR/failures.jsonl                URLs that gave no page, with the reason
DIR/fetch.json                    how it was fetched, and what became of it

\b
Examples:
  news-pipeline fetch https://news.example/story.html -o pages/ --contact editor@paper.example
  news-pipeline fetch --feed https://news.example/rss -o pages/
  news-pipeline fetch --list urls.txt -o pages/ --delay 5
  news-pipeline fetch --sitemaps-of news.example -o pages/ --warc
  news-pipeline run pages/ -o records/

\b
Proxies are taken from HTTP_PROXY, HTTPS_PROXY and NO_PROXY. docs/fetch.md says what is asked, kept and refused.
"""


def _contact(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[!-'*-~]([ !-'*-~]{0,198}[!-'*-~])?", value):
        message = f"{value!r} can't stand in a header: up to 200 plain characters, no brackets"
        raise click.BadParameter(message, ctx, param)
    return value


@click.command(name="fetch", epilog=_EXAMPLES, short_help="Fetch pages, feeds and sitemaps into a folder, politely.")
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help='URLs, one a line; "-" for standard input. May be given again, as the next three.',
)
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="Fetch the pages of an RSS or Atom feed.")
@click.option(
    "--sitemap", "sitemaps", multiple=True, metavar="URL", help="Fetch the pages of a sitemap, or of an index of them."
)
@click.option(
    "--sitemaps-of",
    "sites",
    multiple=True,
    metavar="SITE",
    help="Fetch the pages of the sitemaps that the robots.txt of a site names.",
)
@click.option("-o", "--output", required=True, type=Named(path_type=Path), metavar="DIR", help="Where all goes.")
@click.option("--warc", is_flag=True, help="Write a WARC a session, DIR/fetch-00001.warc.gz, in place of files.")
@click.option(
    "--contact",
    callback=_contact,
    metavar="TEXT",
    help="A mail address or URL for those who ask who fetches; it is sent along with each request.",
)
@click.option(
    "--delay",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, 3600),
    metavar="SECONDS",
    help="The pause behind each request to a host; longer where its robots.txt asks for that.",
)
@click.option(
    "-n",
    "--hosts",
    default=8,
    show_default=True,
    type=click.IntRange(1, 256),
    metavar="N",
    help="Hosts that are asked side by side; each of them one request at a time.",
)
@click.option(
    "--retries",
    default=3,
    show_default=True,
    type=click.IntRange(0, 20),
    metavar="N",
    help="How often a request is sent again to a host that is busy or does not answer.",
)
@click.option(
    "--max-wait",
    default=120.0,
    show_default=True,
    type=click.FloatRange(0, 86_400),
    metavar="SECONDS",
    help="The longest pause that a host may ask for; its pages fail where it asks for more.",
)
@click.option(
    "--timeout",
    default=60.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    metavar="SECONDS",
    help="Give up a request that takes longer, from connecting to the last byte.",
)
@click.option(
    "--max-bytes",
    default=20_000_000,
    show_default=True,
    type=click.IntRange(1, 10**9),
    metavar="N",
    help="Refuse a page of more bytes, unpacked.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Allow addresses that are not of the public internet, such as 127.0.0.1 and 192.168.0.0/16.",
)
@speech_options
@click.pass_context  # fmt: skip
def fetch_command(
    ctx: click.Context,
    urls: tuple[str, ...],
    lists: tuple[str, ...],
    feeds: tuple[str, ...],
    sitemaps: tuple[str, ...],
    sites: tuple[str, ...],
    output: Path,
    warc: bool,
    contact: str | None,
    delay: float,
    hosts: int,
    retries: int,
    max_wait: float,
    timeout: float,
    max_bytes: int,
    allow_private: bool,
    **speech: Unpack[Speech],
) -> None:
    """Fetch the pages at each URL into DIR, as robots.txt allows, so that `run DIR` makes records of them.

    Given again, it asks only for what changed since; a fetch that was stopped goes on.
    """
    from pipeline.fetch import require_packages

    if not (urls or lists or feeds or sitemaps or sites):
        raise click.UsageError("no URL was named; name pages, or lists of them with --list, --feed or --sitemap")
    require_packages()
    from pipeline.fetch.lists import asked_list, asked_page
    from pipeline.fetch.session import fetch
    from pipeline.fetch.state import Options
    from pipeline.run.progress import Progress

    listed = [line for file in lists for line in _lines(file)]
    asked: list[Found] = [
        *(asked_page(url) for url in (*urls, *listed)),
        *(asked_list(url, "feed") for url in feeds),
        *(asked_list(url, "sitemap") for url in sitemaps),
        *(asked_list(url, "site") for url in sites),
    ]
    options = Options(
        agent=f"news-pipeline/{__version__} ({f'contact: {contact}' if contact else 'no contact given'})",
        sender=contact if contact and re.fullmatch(r"[^@\s]+@[^@\s]+", contact) else None,
        delay=delay,
        hosts=hosts,
        retries=retries,
        timeout=timeout,
        max_wait=max_wait,
        max_bytes=max_bytes,
        allow_private=allow_private,
        warc=warc,
    )
    with logged(speech), Progress(quiet=speech["quiet"] or speech["log_json"], unit="pages") as progress:
        outcome = fetch(asked, output, options, progress)
    with logged(speech):
        tell(ctx, outcome, counted(outcome.counts), output, speech, kept="the pages that came are kept")


def _lines(file: str) -> list[str]:
    """The lines of *file* but empty ones and those that begin with "#"."""
    lines = (line.strip() for line in read(file).decode("utf-8-sig", "replace").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def counted(counts: "Counts") -> list[Line]:
    """What became of the URLs, failures by code, and how many lists were read."""
    return [
        ("urls", counts.urls),
        ("new", counts.new),
        ("changed", counts.changed),
        ("unchanged", counts.unchanged),
        ("failures", counts.failures),
        *((f"  {code}", number) for code, number in counts.failures_by_code.items()),
        *([("remaining", counts.remaining)] if counts.remaining else []),
        *([("lists read", counts.lists)] if counts.lists else []),
    ]
