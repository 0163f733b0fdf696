import pytest

from pipeline.page.roles import roles_of


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        ("article-body", ["body"]),
        ("articleBody", ["body"]),
        ("ARTICLE_BODY", ["body"]),
        ("author-bio", ["biography"]),
        ("relatedArticles", ["related"]),
        ("post has-sidebar no-comments", []),
        ("by", ["byline"]),
        ("by-the-sea", []),
        ("shadow header loaded", []),
        ("section--has-ads", []),
        ("section section--ads", ["advertising"]),
        ("col print-full", []),
        ("d-print-none", ["tools"]),
        ("sr-only", ["hidden"]),
        ("", []),
    ],
)
def test_what_names_say(names: str, roles: list[str]) -> None:
    assert sorted(roles_of(names)) == roles
