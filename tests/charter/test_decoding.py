"""Bytes become text only when it is sure what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter.decoding import decoded
from hubdesk.errors import Refused
from hubdesk.i18n import words


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
        (b"\x1b(Ba \x1b[0m$", "(Ba [0m$"),
        ("\x1b$(C é".encode(), "$(C é"),
        (b"a\x01\x02\x03\x1a\x7fb\tc", "ab\tc"),
        ("a\ufeffb\ufdd0c".encode(), "abc"),
        ("क्‍ष می‌شود".encode(), "क्‍ष می‌شود"),
    ],
)
def test_lines_letters_and_control_signs(data: bytes, text: str) -> None:
    assert decoded(data) == (text, ())


@pytest.mark.parametrize(
    "data",
    [
        *(b"\xff\xfe\x00", b"\x00\x01\x02words" * 9, "川の旗".encode("iso2022_jp")),
        *("Ànyone ìs thẹ́re".encode()[:-1] + b" \xe9 m", "نادي القوارب يسمى الفانوس ومقره".encode("iso8859-6")),
        *("河流俱乐部的章程".encode("utf-16-le"), "Члены клуба платят взносы, ".encode() * 9 + b"\xd1.\n"),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        decoded(data)
    assert all(refused.value.told("en"))


RUSSIAN = "Устав лодочного клуба\n\nСтатья 1. Название\n\nКлуб называется «Фонарь».\n"
FRENCH = "Statuts du club\n\nArticle 1 – Nom\n\nLe club s’appelle « Lanterne » et siège à Besançon.\n"
CZECH = "Stanovy spolku\n\nČlánek 1. Název\n\nSpolek se jmenuje Lucerna a má sídlo u řeky.\n\nŠťastní jsou členové.\n"
CHINESE = "灯笼船俱乐部章程\n\n第一条 名称\n\n本俱乐部名为灯笼，使用Wiki工具，会址设在河边。\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(("windows-1251", RUSSIAN), ("mac-cyrillic", RUSSIAN), ("utf-16-be", RUSSIAN)),
        *(
            ("iso8859-5", RUSSIAN.translate({0xAB: 34, 0xBB: 34})),
            ("cp866", RUSSIAN.translate({0xAB: 34, 0xBB: 34})),
        ),
        ("koi8-u", 'Статут човнового клубу\n\nСтаття 1. Назва\n\nКлуб зветься "Ліхтар", і його ім\'я не міняють.\n'),
        ("windows-1252", "Bylaws of the “Lantern” club\n\n1. Name – what we’re called\n\nIt is called Lantern…\n"),
        *(("windows-1252", FRENCH), ("mac-roman", FRENCH), ("cp850", FRENCH.translate({0x2013: 45, 0x2019: 39}))),
        ("windows-1252", "Estatutos\n\nArtículo 1. Denominación\n\nEl club se llamará «Farol» y no tendrá dueño.\n"),
        (
            "windows-1252",
            "Satzung\n\n§ 1 Name\n\nDer Klub heißt Laterne und hat seinen Sitz an der Straße am Fluß.\n",
        ),
        *(("windows-1250", CZECH), ("iso8859-2", CZECH)),
        ("windows-1254", "Dernek tüzüğü\n\nMadde 1. Adı\n\nDerneğin adı “Fener”dir ve ırmağın kıyısındadır.\n"),
        ("windows-1256", "النظام الأساسي لنادي القوارب\n\nالمادة 1: الاسم\n\nيسمى النادي «الفانوس» ومقره عند النهر.\n"),
        *(("gb18030", CHINESE), ("utf-16-le", CHINESE), ("utf-16-be", CHINESE)),
        ("utf-16-le", "नाव क्लब के नियम\n\nअनुच्छेद 1: नाम\n\nक्लब का नाम लालटेन है।\n"),
    ],
)
def test_old_encodings_are_told_by_their_letters_and_named(encoding: str, text: str) -> None:
    for written in (text, text.replace("\n", "\r\n"), text * 300):
        found, told = decoded(written.encode(encoding))
        assert found.startswith(text)
        assert [encoding in words("en")(each) for each in told] == [True]


@pytest.mark.parametrize(
    ("labels", "encoding", "text"),
    [
        (("windows-1251", "CP1251", "x-cp1251"), "cp1251", "Мёд"),
        (("latin1", "us-ascii", "ISO-8859-1", "windows-1252"), "cp1252", "“Mél”"),
        (("gb2312", "GBK", "gb18030"), "gb18030", "镕树 a"),
        (("shift_jis", "x-sjis"), "cp932", "髙い川"),
        (("euc-kr", "ks_c_5601-1987"), "cp949", "펲시강"),
        (("iso-8859-9", "windows-1254"), "cp1254", "ırmağı"),
        (("iso-8859-5",), "iso8859-5", "Мёд"),
        (("macintosh",), "mac_roman", "é"),
        (("ibm866",), "cp866", "Мёд"),
        (("tis-620", "windows-874"), "cp874", "แม่น้ำ"),
        (("koi8", "koi8-r"), "koi8-r", "Мёд"),
        (("big5", "big5-hkscs"), "big5hkscs", "河流"),
        (("iso-2022-jp",), "iso2022_jp", "川の旗"),
        (("iso-8859-8-i",), "iso8859-8", "נהר"),
        (("utf-8", "nonsense", "rot13", "utf-16"), "utf-8", "Мёд"),
    ],
)
def test_names_of_encodings_mean_what_they_mean_to_browsers(labels: tuple[str, ...], encoding: str, text: str) -> None:
    for label in labels:
        assert decoded(text.encode(encoding), label) == (text, ())


@given(st.binary(max_size=80), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"]))
def test_any_bytes_are_text_or_refused(data: bytes, mark: bytes) -> None:
    try:
        text, _ = decoded(mark + data)
    except Refused:
        return
    assert text.strip() and not set(text) & set("\x00\x01\x02\x03\x1a\r\ufeff")
    text.encode()
