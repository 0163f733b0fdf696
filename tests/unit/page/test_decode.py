import pytest

from pipeline.page.decode import decode

CURLY = "Mayor’s “plan” costs £5"


@pytest.mark.parametrize(
    ("data", "media_type", "text", "encoding", "warnings"),
    [
        (b"plain", None, "plain", "utf-8", []),
        (CURLY.encode(), None, CURLY, "utf-8", []),
        (b"\xef\xbb\xbf" + CURLY.encode(), "text/html; charset=iso-8859-1", CURLY, "utf-8", []),
        (CURLY.encode("utf-16"), None, CURLY, "utf-16-le", []),
        (("<p>" + CURLY).encode("utf-16-be"), None, "<p>" + CURLY, "utf-16-be", ["encoding_guessed"]),
        (CURLY.encode("cp1252"), "text/html; charset=iso-8859-1", CURLY, "cp1252", []),
        (b"<meta charset=latin1>" + CURLY.encode("cp1252"), None, "<meta charset=latin1>" + CURLY, "cp1252", []),
        ("涨价".encode("gbk"), "text/html; charset=gb2312", "涨价", "gb18030", []),
        (CURLY.encode(), "text/html; charset=iso-8859-1", CURLY, "utf-8", ["encoding_conflict"]),
        (
            CURLY.encode() * 20 + b"\xff",
            "text/html; charset=utf-8",
            CURLY * 20 + "\ufffd",
            "utf-8",
            ["encoding_errors"],
        ),
        (CURLY.encode() * 20 + b"\xff", None, CURLY * 20 + "\ufffd", "utf-8", ["encoding_errors"]),
        (b"a\0b\r\nc\rd", None, "ab\nc\nd", "utf-8", []),
    ],
)
def test_the_encoding_that_fits(
    data: bytes, media_type: str | None, text: str, encoding: str, warnings: list[str]
) -> None:
    decoded = decode(data, media_type)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [warning.code for warning in decoded.warnings] == warnings


def test_bytes_that_refute_a_declared_utf_8_are_detected() -> None:
    russian = "Завод в долине закрылся весной, и никто не вернулся открыть его ворота. " * 20
    decoded = decode(russian.encode("cp1251"), "text/html; charset=utf-8")
    assert decoded.text == russian
    assert decoded.encoding == "cp1251"
    assert [warning.code for warning in decoded.warnings] == ["encoding_conflict"]


def test_characters_that_were_lost_before_are_no_errors_of_decoding() -> None:
    assert decode("a \ufffd b".encode()).warnings == ()


@pytest.mark.parametrize(
    ("data", "media_type", "markup"),
    [
        ("<p>Zürich".encode(), None, "<p>Zürich".encode()),
        (b"<p>Zurich", None, b"<p>Zurich"),
        ("<p>Zürich".encode("cp1252"), "text/html; charset=cp1252", "<p>Zürich".encode()),
        (b"<p>a\r\nb\rc\0", None, b"<p>a\nb\nc"),
        (b"\xef\xbb\xbf<p>a", None, b"<p>a"),
    ],
)
def test_what_is_parsed_is_the_text_in_utf_8(data: bytes, media_type: str | None, markup: bytes) -> None:
    decoded = decode(data, media_type)
    assert (decoded.markup, decoded.text) == (markup, markup.decode())
