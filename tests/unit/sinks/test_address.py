import sys

import pytest

from pipeline.errors import OutputError
from pipeline.sinks import open_sink, shown
from pipeline.sinks.address import server

SECRET = "s3cr/et & wörd%"  # noqa: S105 -- nobody's
WRITTEN = "s3cr%2Fet%20%26%20w%C3%B6rd%25"


@pytest.mark.parametrize(
    ("target", "url", "told"),
    [
        ("postgresql://me:pw@db/news", "postgresql+psycopg://me:pw@db/news", "postgresql://db/news"),
        ("postgres://db:5433/news", "postgresql+psycopg://db:5433/news", "postgresql://db:5433/news"),
        ("postgresql:///news", "postgresql+psycopg:///news", "postgresql:///news"),
        ("mysql://me@db/news", "mysql+pymysql://me@db/news", "mysql://db/news"),
        ("mariadb+pymysql://db/news", "mysql+pymysql://db/news", "mysql://db/news"),
    ],
)
def test_addresses(target: str, url: str, told: str) -> None:
    assert server(target).url.render_as_string(hide_password=False) == url
    assert shown(target) == told


@pytest.mark.parametrize(
    "target",
    [
        f"postgresql://me:{WRITTEN}@db:port/news",
        f"mysql://me:{WRITTEN}@db",
        f"postgresql+pg8000://me:{WRITTEN}@db/news",
        f"oracle://me:{WRITTEN}@db/news",
        f"sqlite://{WRITTEN}",
    ],
)
def test_what_is_no_address_is_not_repeated(target: str) -> None:
    with pytest.raises(OutputError) as told:
        open_sink(target)
    assert WRITTEN not in str(told.value)
    assert told.value.__suppress_context__ or told.value.__cause__ is None or WRITTEN not in str(told.value.__cause__)


def test_tls_and_other_options_reach_the_driver() -> None:
    url = server("postgresql://db/news?sslmode=verify-full&sslrootcert=/etc/ca.pem").url
    assert url.query == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
    _, arguments = url.get_dialect()().create_connect_args(url)
    assert (arguments["sslmode"], arguments["sslrootcert"]) == ("verify-full", "/etc/ca.pem")
    url = server("mariadb://db/news?ssl_ca=/etc/ca.pem&ssl_check_hostname=true&connect_timeout=5").url
    dialect = url.get_dialect()()
    dialect.dbapi = dialect.import_dbapi()
    _, arguments = dialect.create_connect_args(url)
    assert arguments["ssl"] == {"ca": "/etc/ca.pem", "check_hostname": True}
    assert arguments["connect_timeout"] == 5


def test_passwords_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYSQL_PWD", SECRET)
    monkeypatch.setenv("PGPASSWORD", SECRET)
    assert server("mysql://me@db/news").url.password == SECRET
    assert server("mysql://me:other@db/news").url.password == "other"  # noqa: S105 -- nobody's
    for target in ("mysql://me@db/news", "postgresql://me@db/news"):
        assert server(target).scrubbed(f"no {SECRET} here\n") == "no *** here"


def test_messages_are_scrubbed_of_every_form_of_a_password() -> None:
    address = server(f"postgresql://me:{WRITTEN}@db/news?sslpassword=keyword&sslmode=require")
    said = address.scrubbed(f"{SECRET} {WRITTEN} {WRITTEN.replace('%20', '+')} keyword require")
    assert said == "*** *** *** *** require"


@pytest.mark.parametrize("scheme", ["postgresql", "mysql"])
def test_a_server_that_does_not_answer_is_one_sentence(scheme: str) -> None:
    with pytest.raises(OutputError, match=rf"^the database {scheme}://127\.0\.0\.1:1/news can't be used: ") as told:
        open_sink(f"{scheme}://me:{WRITTEN}@127.0.0.1:1/news")
    assert SECRET not in str(told.value)
    assert "\n" not in str(told.value)
    assert told.value.__suppress_context__


@pytest.mark.parametrize(("scheme", "driver"), [("postgresql", "psycopg"), ("mysql", "pymysql")])
def test_a_driver_that_is_missing(scheme: str, driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, f"pipeline.sinks.{scheme}", raising=False)
    monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(OutputError, match=rf'the driver {driver}, .*; pip install "news-pipeline\[{scheme}\]"$'):
        open_sink(f"{scheme}://me@db/news")
