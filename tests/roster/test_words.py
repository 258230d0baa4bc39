"""Heads, states, delimiters and cells, one by one."""

import pytest

from hubdesk.errors import Refused
from hubdesk.model.roster import FIELDS
from hubdesk.model.vocabulary import PHRASES as PEOPLE
from hubdesk.model.vocabulary_of_registration import PHRASES as REGISTRATION
from hubdesk.roster import states
from hubdesk.roster.cells import account, email_in, is_date, is_phone, is_struck, is_words, named_address, user_page
from hubdesk.roster.header import find_header, is_hxl
from hubdesk.roster.kinds import kind_of
from hubdesk.roster.pasted import is_addresses, is_wikitext
from hubdesk.roster.table import restored, split, vote
from hubdesk.roster.words import meaning, phrases, plain
from tests.roster.lists import LEGACY

LANGUAGES = {"en", "ar", "zh", "fr", "de", "es", "hi", "id", "pt", "ru", "uk"}
VOCABULARY = {**PEOPLE, **REGISTRATION}


def test_every_meaning_has_words_in_every_language() -> None:
    assert set(VOCABULARY) == {*FIELDS, "other"}
    assert not set(PEOPLE) & set(REGISTRATION)
    for field, languages in VOCABULARY.items():
        assert set(languages) - {"xx"} == LANGUAGES, field
    assert set(LEGACY) >= LANGUAGES


def test_no_phrase_means_two_things() -> None:
    for field, languages in VOCABULARY.items():
        for words in languages.values():
            for phrase in words.split("|"):
                assert phrases()[plain(phrase)] == field, phrase
                assert meaning(phrase).sure


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("What is your name? *", "name"),
        ("E-Mail (required)", "email"),
        ("ATTENDEE_NAME", "name"),
        ("Company name", "community"),
        ("Event name", "other"),
        ("person/phone", "phone"),
        ("Name der Teilnehmer*in", "name"),
        ("Имя учётной записи", "username"),
        ("Ім’я користувача", "username"),
        ("Адрес", "other"),
        ("\u200fالاسم\u200f", "name"),
        ("ﺍﻻﺳﻢ", "name"),
        ("您的姓名是？", "name"),
        ("आपका ईमेल क्या है?", "email"),
        ("Quel est votre nom complet ?", "name"),
        ("¿Cuál es su correo electrónico?", "email"),
        ("a@x.org", ""),
        ("", ""),
        ("x" * 500, ""),
        ("Tournament", ""),
    ],
)
def test_heads(head: str, field: str) -> None:
    assert meaning(head).field == field


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Checked In", "checked-in"),
        ("checked_in", "checked-in"),
        ("Attending", "registered"),
        ("Not Attending", "cancelled"),
        ("STORNIERT", "cancelled"),
        ("ausstehend", "pending"),
        ("En attente.", "pending"),
        ("Отменён", "cancelled"),
        ("отменен", "cancelled"),
        ("скасовано", "cancelled"),
        ("очікує", "pending"),
        ("ملغى", "cancelled"),
        ("已取消", "cancelled"),
        ("रद्द", "cancelled"),
        ("batal", "cancelled"),
        ("confirmé", "registered"),
        ("pending_approval", "pending"),
        ("wibble", None),
        ("(" * 5000, None),
    ],
)
def test_states(cell: str, state: str | None) -> None:
    assert states.status(cell) == state


@pytest.mark.parametrize(
    "cell", ["no", "No", "nein", "não", "нет", "ні", "否", "لا", "من", "नहीं", "tidak", "", "  ", "0", "-"]
)
def test_no_in_every_language(cell: str) -> None:
    assert states.says_no(cell)
    assert not states.says_yes(cell)


@pytest.mark.parametrize(
    "cell", ["yes", "ja", "oui", "Si", "sí", "sim", "ya", "да", "так", "是", "نعم", "हाँ", "✓", "2026-09-26 09:12"]
)
def test_yes_in_every_language(cell: str) -> None:
    assert states.says_yes(cell)
    assert not states.says_no(cell)


def test_hidden_anonymous_and_totals() -> None:
    assert all(map(states.is_hidden, ["hidden", "(Username hidden)", "[[имя участника скрыто]]", "<username removed>"]))
    assert all(map(states.is_anonymous, ["Anonymous participant", "匿名", "anonyme", "مجهول"]))
    assert all(map(states.is_total, ["Total", "TOTAL: 12", "Итого (12)", "合计：12", "المجموع ١٢", "Summe = 3"]))
    assert not any(map(states.is_total, ["Total Recall Club", "Totalia", "12", "Anna", ""]))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name;City\nA, B;Köln, DE\nC, D;Ulm, DE\n", ";"),
        ('Name,Note\nA,"x;y;z"\nB,"x;y;z"\n', ","),
        ("Name\tNote\nA\tone, two, three\nB\tone, two\n", "\t"),
        ("List of people, May; June\n\nName|Mail\nA|a@x.org\n", "|"),
        ("Name\nPetrov, Ivan\nLee, Ann\n", ""),
        ("Anna\nBo\nCy\n", ""),
        ('"a\nb";c\n"d";e\n', ";"),
        ("Name;Price\nA;1,50\nB;2,50\nC;3\n", ";"),
    ],
)
def test_the_vote_on_the_delimiter(text: str, delimiter: str) -> None:
    assert vote(text) == delimiter


def test_rows_keep_their_places_and_line_breaks() -> None:
    table = split('a,b\r\n\r\nc,"d\ne"\rf,g\n')
    assert table.rows == [["a", "b"], [], ["c", "d\ne"], ["f", "g"]]
    assert split("sep=|\na|b,c\n").rows == [["a", "b,c"]]
    assert split("sep=x\nName,Mail\nA,b\n").skipped == 0


def test_quotes_that_never_end_do_not_swallow_the_list() -> None:
    text = "Name,Mail\n" + '"Anna,a@x.org\n' + "".join(f"P{n},p{n}@x.org\n" for n in range(100))
    assert len(split(text).rows) == 102
    with pytest.raises(Refused):
        split("a,b\n" * 5 + '"x' + "y" * 2_000_000)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_neutralised_formulas_are_restored(sign: str) -> None:
    assert restored(f"'{sign}1") == f"{sign}1"
    assert restored(f"''{sign}1") == f"'{sign}1"
    assert restored("'Abd") == "'Abd"
    assert restored(f"x'{sign}") == f"x'{sign}"


def test_cells() -> None:
    assert email_in("mail: Anna <anna@x.org>, b@x.org") == "anna@x.org"
    assert email_in("@anna@x.org") == ""
    assert email_in("пример@почта.рф") == "пример@почта.рф"
    assert email_in("a@xn--e1afmkfd.xn--p1ai") == "a@xn--e1afmkfd.xn--p1ai"
    assert email_in("no@where") == ""
    assert named_address('"Li, Anna" <mailto:a@x.org>') == ("Li, Anna", "a@x.org")
    assert named_address("Anna <script>") is None
    assert user_page("User:Foo/Bar#x") == "Foo"
    assert user_page("Username") == ""
    assert account("@foo@b.example").server == "b.example"
    assert account("foo@b.example", fediverse=True) == ("foo", "b.example")
    assert account("@foo").username == "foo"
    assert account("ßeta").username == "ßeta"
    assert is_date("2026年5月1日")
    assert is_date("20260901100000")
    assert not is_date("5 apples")
    assert is_phone("(030) 555-01-00")
    assert is_phone("०९८७६५४३२१०")
    assert not is_phone("12.05.2026")
    assert is_words("María José de la O")
    assert not is_words("room 12: left")
    assert is_struck("<s>Anna</s>")
    assert is_struck("~~Anna~~")
    assert not is_struck("<s>An</s>na Li")


def test_heads_of_lists() -> None:
    assert find_header([["May 2026"], [], ["Name", "Mail"], ["A", "a@x.org"]]) == 2
    assert find_header([["A", "a@x.org"], ["B", "b@x.org"]]) is None
    assert find_header([]) is None
    assert is_hxl(["#contact+name", "#contact+email", ""])
    assert is_hxl(["#name", "#email"])
    assert not is_hxl(["#1", "Anna"])
    assert not is_hxl(["# Anna"])


def test_kinds_need_more_than_one_head() -> None:
    assert kind_of(["Name", "Product"]) == "table"
    assert kind_of(["Name", "Email", "Timestamp"]) == "table"
    assert kind_of(["Timestamp", "Name"]) == "google-forms"
    assert kind_of(["username", "revisions_during_project", "enrollment_timestamp"]) == "outreach-dashboard"


def test_what_is_pasted_is_told_from_tables() -> None:
    assert is_addresses("a@x.org, b@x.org; Anna <c@x.org>")
    assert not is_addresses("Anna,a@x.org\nBo,b@x.org\n")
    assert not is_addresses("Email\na@x.org\n")
    assert is_wikitext("# [[User:A]]\n# {{u|B}}\n")
    assert not is_wikitext("# Anna\n# Bo\n")
    assert not is_wikitext("Name,Page\nAnna,[[User:A]]\n")
