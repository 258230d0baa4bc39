"""Lists as the systems of the world export them, told in their words; the people in them are invented."""

import pytest

from hubdesk.errors import Refused
from hubdesk.roster.readers import People, read
from hubdesk.roster.table import vote


def told(people: People, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(each, field) for field in fields) for each in people.candidates]


def test_whoever_has_no_name_at_mobilizon_stands_there_with_the_user_name_alone() -> None:
    people = read(
        b"Participant name,Participant status,Participant registration date,Participant message\n"
        b"Ana Bee (@ana@one.example),Creator,2026-05-01 10:00,\n"
        b"bob@two.example,Participant,2026-05-01 10:00,Hello\n"
        b"cem,Not approved,2026-05-01 10:00,\n"
        b"Anonymous participant,Participant,2026-05-01 10:00,\n"
    )
    assert people.kind == "mobilizon"
    assert told(people, "name", "username", "email", "status") == [
        ("Ana Bee", "@ana@one.example", "", "registered"),
        ("bob", "@bob@two.example", "", "registered"),
        ("cem", "cem", "", "pending"),
        ("", "", "", "registered"),
    ]


def test_parts_of_a_name_stand_behind_a_colon() -> None:
    people = read(
        "Bestellnummer;Name;Name: Vorname;Name: Nachname;Produkt;Eingecheckt;Bezahlt\n"
        "A1;Anke Möller;Anke;Möller;Standard;09.05.2026 18:03;Ja\n"
        "A2;;Bert;Groß;Standard;;Nein\n".encode("windows-1252")
    )
    assert people.kind == "pretix"
    assert told(people, "name", "status") == [("Anke Möller", "checked-in"), ("Bert Groß", "pending")]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Wikipedia-Benutzername", "username"),
        ("Нік у Вікіпедії", "username"),
        ("Your Wikimedia username (if you have one)", "username"),
        ("Имя участника", "username"),
        ("Are you a new user?", ""),
        ("Durum", "status"),
    ],
)
def test_heads_beside_a_name_are_understood(head: str, field: str) -> None:
    cells = ["Yes", "No"] if head.endswith("new user?") else ["Ada 1", "Bob_2"]
    lines = [f"Имя и фамилия;E-mail;{head}", f"Анна;a@x.org;{cells[0]}", f"Пётр;b@x.org;{cells[1]}"]
    assert read("\n".join(lines).encode()).columns.meanings().get(head, "") == field


def test_a_name_before_and_behind_a_comma_is_one_name() -> None:
    assert told(read("Lovelace, Ana\nO'Neil, Bob Jr.\nÖzdemir, Cem\n".encode()), "name") == [
        ("Lovelace, Ana",),
        ("O'Neil, Bob Jr.",),
        ("Özdemir, Cem",),
    ]
    assert told(read(b"Name, Email\nAna, a@x.org\n"), "name", "email") == [("Ana", "a@x.org")]
    assert vote("Lovelace, Ana\r\n" * 500 + "Bob, b@x.org\r\n") == ","


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("447911123456.0", "447911123456"),
        ("4.47911123456E+11", "447911123456"),
        ("4,47911123456e11", "447911123456"),
        ("4.4791E+11", "4.4791E+11"),
        ("01.23.45.67.89", "01.23.45.67.89"),
        ("0812-34-5678", "0812-34-5678"),
        ("00962787312316", "00962787312316"),
        ("٠٠٩٦٢٧٨٧٣١٢٣١٦", "٠٠٩٦٢٧٨٧٣١٢٣١٦"),
    ],
)
def test_telephones_stay_telephones(written: str, phone: str) -> None:
    assert told(read(f'Name;Phone;Email\nAna;"{written}";a@x.org\n'.encode()), "phone") == [(phone,)]
    if "E" not in written.upper():
        assert told(read(f"Ana B;{written};a@x.org\nBo C;{written};b@x.org\n".encode()), "phone")[0] == (phone,)


def test_who_stands_alone_in_a_row_with_a_short_word_at_the_end_is_no_remark() -> None:
    people = read(b"Name;Email;Phone\nJohn Doe;j@x.org;123456789\nMary Ann Smith Jr.;;\nPlease bring your own cup.;;\n")
    assert told(people, "name") == [("John Doe",), ("Mary Ann Smith Jr.",)]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("potwierdzone", "registered"),
        ("zrušeno", "cancelled"),
        ("in attesa", "pending"),
        ("İPTAL", "cancelled"),
        ("přítomna", "checked-in"),
    ],
)
def test_states_in_the_languages_of_neighbours(word: str, status: str) -> None:
    assert told(read(f"Name;Email;Status\nAna;a@x.org;{word}\n".encode()), "status") == [(status,)]


@pytest.mark.parametrize(
    "text",
    [
        "To: Lovelace, Ana <a@x.org>; Babbage, Bob <b@x.org>",
        '"Lovelace, Ana" <a@x.org>, "Babbage, Bob" <b@x.org>,',
        "Кому: Lovelace, Ana <a@x.org>;\nBabbage, Bob <b@x.org>;\n",
    ],
)
def test_addresses_as_programs_for_mail_write_them(text: str) -> None:
    assert told(read(text.encode()), "name", "email") == [("Lovelace, Ana", "a@x.org"), ("Babbage, Bob", "b@x.org")]


def test_a_name_and_an_address_with_a_gap_between_them() -> None:
    text = "Name   E-mail\nAna Lovelace  a@x.org\nBob: b@x.org\nCem Öz – c@x.org\nd@x.org\n"
    assert told(read(text.encode()), "name", "email") == [
        ("Ana Lovelace", "a@x.org"),
        ("Bob", "b@x.org"),
        ("Cem Öz", "c@x.org"),
        ("", "d@x.org"),
    ]
    tabbed = "Name\tE-mail\nAna Lovelace\ta@x.org\nBob\tb@x.org\nCem\tc@x.org\n"
    assert read(tabbed.encode()).delimiter == "\t"


def test_a_table_of_a_wiki_page_is_a_list() -> None:
    text = """Welcome!
{| class="wikitable"
|+ Who comes
! scope="col" | Name !! User !! E-mail
|-
| style="x" | Ana || [[User:Ana L|Ana]] || a@x.org
|-
| <s>Bob</s>
| [[User:Bob]]
|
|-
| Cem
| [[Benutzer:Cem_Ö]]
|}
| outside
"""
    people = read(text.encode())
    assert told(people, "name", "username", "email") == [("Ana", "Ana L", "a@x.org"), ("Cem", "Cem Ö", "")]
    assert [each.row for each in people.rejected] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "نام;تلفن;ایمیل\nسارا;۰۹۱۲۳۴۵۶۷۸۹;s@x.org\n",
        "Xxx;Yyy;Zzz\nسارا;۰۹۱۲۳۴۵۶۷۸۹;s@x.org\n",
        "이름,이메일,전화번호\nسارا,s@x.org,۰۹۱۲۳۴۵۶۷۸۹\n",
    ],
)
def test_a_head_above_a_single_person_is_a_head(text: str) -> None:
    assert told(read(text.encode()), "name", "email", "phone") == [("سارا", "s@x.org", "۰۹۱۲۳۴۵۶۷۸۹")]


@pytest.mark.parametrize(
    "head",
    ["S/N;NAME;ORG;SIGNATURE", "№ п/п;ФИО;Организация;Подпись", "序号;姓名;单位;签名", "م;الاسم;الجهة;التوقيع"],
)
def test_a_sheet_that_was_signed_on_paper_has_rows_that_stayed_empty(head: str) -> None:
    text = f"Sign-in sheet;;;\n{head}\n1;Ana;Mill;\n2;Bob;;\n3;;;\n4;;;\n"
    people = read(text.encode())
    assert people.header_row == 2
    assert told(people, "name", "community") == [("Ana", "Mill"), ("Bob", "")]
    assert [each.row for each in people.rejected] == [5, 6]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["a@x.org"] * 3 + ["-" * 440 + "@x"]) * 300,
        "<!---->" * 3_000 + "x",
        "{|\n" + ("|" + "=" * 399 + "\n") * 1_000,
        ("x" + " " * 400 + "@\n") * 1_000,
    ],
    ids=["hyphens", "comments", "equals", "gaps"],
)
def test_signs_that_repeat_are_looked_at_once(text: str) -> None:
    """Each of these would take an expression that tries all ways minutes, or for ever."""
    try:
        assert read(text.encode()).candidates
    except Refused as refused:
        assert refused.code == "people-nobody"
