"""Bytes become text only when it is sure what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter.decoding import decoded
from hubdesk.errors import Refused


def test_two_hundred_megabytes_are_refused_before_they_are_read() -> None:
    with pytest.raises(Refused) as refused:
        decoded(bytes(200 * 1024 * 1024))
    assert refused.value.code == "document-too-large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_file_that_ends_within_a_letter_loses_only_that_letter(encoding: str, lost: int) -> None:
    data = "पानी और नदी 𞤀".encode(encoding)[:-lost]
    text, told = decoded(data)
    assert text.startswith("पानी और नदी") and "\ufffd" not in text
    assert len(told) == 1 or (encoding == "utf-16" and lost == 2)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\x85c".encode(), "a\nb\nc"),
        ("e\u0301".encode(), "é"),
        (b"a\x01\x02\x03\x1a\x7fb\tc", "ab\tc"),
        ("a\ufeffb\ufdd0c".encode(), "abc"),
        ("क्‍ष می‌شود".encode(), "क्‍ष می‌شود"),
    ],
)
def test_lines_letters_and_control_signs(data: bytes, text: str) -> None:
    assert decoded(data) == (text, ())


@pytest.mark.parametrize("data", [b"\xff", b"\xff\xfe\x00", b"a\xe9 b c d e", b"\xc3\x28 and more words", b"\x80abc"])
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        decoded(data)


@given(st.binary(max_size=80), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"]))
def test_any_bytes_are_text_or_refused(data: bytes, mark: bytes) -> None:
    try:
        text, _ = decoded(mark + data)
    except Refused:
        return
    assert text.strip() and not set(text) & set("\x00\x01\x02\x03\x1a\r\ufeff")
    text.encode()
