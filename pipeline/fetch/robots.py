"""What a site's robots.txt allows (RFC 9309)."""

from dataclasses import dataclass

from protego import Protego

TOKEN = "news-pipeline"  # noqa: S105 -- the name that robots.txt calls us by
"""Who we are in robots.txt: "User-agent: news-pipeline"."""

MOST_BYTES = 512 * 1024
"""Bytes of a robots.txt that are read: as many as the standard asks for; what comes behind is ignored."""


@dataclass(frozen=True)
class Robots:
    """The rules of one robots.txt for us. `sitemaps` are the URLs it names, in its order."""

    rules: Protego

    def allows(self, url: str) -> bool:
        """Whether *url* may be asked for."""
        return bool(self.rules.can_fetch(url, TOKEN))

    @property
    def delay(self) -> float:
        """Seconds that shall lie between two requests, by Crawl-delay or Request-rate; 0 where it names none."""
        rate = self.rules.request_rate(TOKEN)
        return max(self.rules.crawl_delay(TOKEN) or 0.0, rate.seconds / rate.requests if rate else 0.0, 0.0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps it names."""
        return tuple(self.rules.sitemaps)


def parse_robots(body: bytes) -> Robots:
    r"""The rules in *body*; what is not understood in it is no rule.

    >>> parse_robots(b"User-agent: *\nDisallow: /private/").allows("https://a.example/private/x")
    False
    """
    return Robots(Protego.parse(body.decode("utf-8-sig", "replace")))


ALL_ALLOWED = parse_robots(b"")
