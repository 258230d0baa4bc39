"""What single rows of a list say of a person, and what they do not say."""

import pytest

from hubdesk.roster.readers import read
from tests.roster.lists import seen


def people(text: str, *fields: str) -> tuple[tuple[str, ...], ...]:
    return seen(read(text.encode()).candidates, fields)


NOTHING = (
    "-|–|?|x|X|/|...|--|N/A|n.a.|no|None|NONE|(none)|[none]|null|TBD|not_yet|Not yet!|I don't have one|No account"
    "|I don’t have one.|aucun|non|нет|не помню|无|没有|لا يوجد|لا|नहीं|keine|ninguno|não|tidak ada|немає|Пока нет"
    "|@none|User:None|No idea"
)


@pytest.mark.parametrize("nothing", NOTHING.split("|"))
def test_who_says_that_there_is_no_user_name_has_none(nothing: str) -> None:
    rows = f"Anna,{nothing},a@example.org,{nothing}\nEve,{nothing},e@example.org,+1 555 0100\nBo,{nothing},,\n"
    found = read(f"Name,Wiki username,Email,Phone\n{rows}".encode())
    assert seen(found.candidates, ("name", "username", "email", "phone")) == (
        ("Anna", "", "a@example.org", ""),
        ("Eve", "", "e@example.org", "+1 555 0100"),
        ("Bo", "", "", ""),
    )


def test_a_user_name_that_a_wiki_wrote_is_one_whatever_it_says() -> None:
    text = "participant_id,user_registered_at,user_name,private,hidden\n1,20260901100000,None,false,\n"
    assert people(text, "username") == (("None",),)


def test_zeros_are_no_telephone_number() -> None:
    assert people("Name,Phone\nAnna,0\nBo,000 000\nCy,+0\n", "phone") == (("",), ("",), ("",))


@pytest.mark.parametrize(
    "head",
    ["Are you coming?", "Will you attend?", "Attending?", "Придёте?", "¿Vendrás?", "Viendrez-vous ?", "Kommst du?",
     "Прийдете?", "هل ستحضر؟", "是否参加", "क्या आप आएंगे?", "Você vem?", "Apakah Anda akan hadir?", "RSVP"],
)  # fmt: skip
def test_who_is_not_coming_is_cancelled(head: str) -> None:
    answers = ("Yes", "No", "Sorry, no", "Can't make it", "Regrets", "No, travelling", "Не смогу", "maybe", "-", "")
    rows = "".join(f'P{n};{n}@x.org;"{answer}"\n' for n, answer in enumerate(answers))
    found = read(f"Name;Email;{head}\n{rows}".encode())
    assert [each.status for each in found.candidates] == [
        "registered", *["cancelled"] * 6, "pending", "registered", "registered"
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["Are you coming by train?", "Will you attend the dinner?", "Coming with children?"])
def test_a_question_about_something_else_cancels_nobody(head: str) -> None:
    found = read(f"Name;Email;{head}\nAnna;a@x.org;No\nBo;b@x.org;Yes\n".encode())
    assert [each.status for each in found.candidates] == ["registered", "registered"]


def test_what_eventbrite_has_asked_for_is_empty() -> None:
    asked = "Info Requested"
    text = (
        "Order #,Order Date,First Name,Last Name,Email,Cell Phone,Ticket Type,Attendee #,Attendee Status,Company\n"
        "11,11/29/24 22:28,Ida,Roth,ida@example.org,+1 555 0100 22,Free,71,Attending,City Library\n"
        f"12,11/29/24 22:28,{asked},{asked},{asked},{asked},Free,72,Attending,{asked}\n"
        f"13,11/29/24 22:28,{asked},{asked},{asked},{asked},Free,73,Attending,{asked}\n"
    )
    assert people(text, "name", "email", "phone", "community") == (
        ("Ida Roth", "ida@example.org", "+1 555 0100 22", "City Library"),
        ("", "", "", ""),
        ("", "", "", ""),
    )
    assert people(f"Name,Email\nAnna,a@x.org\n{asked},{asked}\n", "name", "email")[1] == ("", "")


@pytest.mark.parametrize("heads", ["Telefon;Mobil", "Phone;Phone 2", "Telefoon;Mobiel", "Téléphone;Téléphone 2"])
def test_of_two_columns_for_one_thing_the_first_that_is_filled_counts(heads: str) -> None:
    text = (
        f"Name;{heads};E-mail;E-mail 2\nAnna;;0171 5550100;;a@x.org\nBo;-;0171 5550101;none;b@x.org\n"
        "Cy;030 555010;0171 5550102;c@x.org;c2@x.org\n"
    )
    assert people(text, "name", "phone", "email") == (
        ("Anna", "0171 5550100", "a@x.org"),
        ("Bo", "0171 5550101", "b@x.org"),
        ("Cy", "030 555010", "c@x.org"),
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Achternaam;Tussenvoegsel;Voornaam\nVries;de;Anneke\nBakker;;Jan\n", "Anneke de Vries"),
        ("Voornaam;Tussenvoegsel;Achternaam\nAnneke;de;Vries\nJan;;Bakker\n", "Anneke de Vries"),
        ("Nombre;Primer apellido;Segundo apellido\nAna;Ruiz;Sáenz\nLeo;Paz;\n", "Ana Ruiz Sáenz"),
        ("Segundo apellido;Primer apellido;Nombre\nSáenz;Ruiz;Ana\n;Paz;Leo\n", "Ana Ruiz Sáenz"),
        ("Apellido paterno;Apellido materno;Nombres\nRuiz;Sáenz;Ana\nPaz;;Leo\n", "Ana Ruiz Sáenz"),
        ("First Name,Last Name,Suffix,Email\nSam,Roe,Jr.,s@x.org\nAnn,Roe,,a@x.org\n", "Sam Roe Jr."),
    ],
)
def test_parts_of_a_name_are_joined_as_they_are_read(text: str, name: str) -> None:
    assert people(text, "name")[0] == (name,)


def test_marks_of_spreadsheets_are_no_part_of_a_number() -> None:
    text = 'Name,Phone\nAnna,\'0612345678\nBo,"=""0712345678"""\nCy,="0812345678"\nDi,\'+31 6 12345678\n'
    assert people(text, "phone") == (("0612345678",), ("0712345678",), ("0812345678",), ("+31 6 12345678",))


@pytest.mark.parametrize("sign", ["\x01", "\x1f", "\x7f", "\x07"])
def test_a_stray_control_character_is_left_out(sign: str) -> None:
    assert people(f"Name,Email\nAn{sign}na,a@x.org\nBo,b@x.org\n", "name", "email") == (
        ("Anna", "a@x.org"),
        ("Bo", "b@x.org"),
    )
