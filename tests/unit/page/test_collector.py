import gc

import pytest

from pipeline import read_article
from pipeline.errors import DocumentError
from pipeline.page.collector import collector_at_rest
from tests.unit.page.made import html


def test_the_collector_rests_within_and_is_as_it_was_behind() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_page_that_is_refused_leaves_the_collector_on() -> None:
    with pytest.raises(DocumentError):
        read_article("<p></p>")
    assert gc.isenabled()


def test_pages_leave_little_for_the_collector() -> None:
    page = html(body="<p>The mill by the river closed in the spring, and 40 people lost their work.</p>" * 300)
    read_article(page)
    gc.collect()
    gc.disable()  # else it may have been here before it is asked
    try:
        read_article(page)
        assert gc.collect() < 150  # the parser's and BeautifulSoup's own, not the thousands that a page is read into
    finally:
        gc.enable()
