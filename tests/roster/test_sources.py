"""Lists as the systems of the world export them, told in their words; the people in them are invented."""

import pytest

from hubdesk.roster.readers import People, read


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
    assert told(people, "name", "username", "server", "email", "status") == [
        ("Ana Bee", "ana", "one.example", "", "registered"),
        ("bob", "bob", "two.example", "", "registered"),
        ("cem", "cem", "", "", "pending"),
        ("", "", "", "", "registered"),
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
