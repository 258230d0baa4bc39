"""Who on a list is new, who is known, and about whom a person decides."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.i18n import words
from hubdesk.model.likeness import (
    fold_email,
    fold_name,
    fold_phone,
    fold_username,
    mixes_scripts,
    skeleton,
    visible,
)
from hubdesk.model.roster import Candidate, Column, Columns, joined
from hubdesk.model.twins import KnownPerson, compare
from hubdesk.roster.people import join_repeats
from hubdesk.roster.readers import read
from tests.roster.lists import SAMPLES, written


def person(name: str = "", **fields: object) -> Candidate:
    return Candidate(name=name, **{"row": 1, **fields})  # type: ignore[arg-type]


def known(number: int, candidate: Candidate) -> KnownPerson:
    return KnownPerson(str(number), candidate.name, candidate.username, candidate.email, candidate.phone)


def verdict(candidate: Candidate, *people: KnownPerson) -> str:
    found = compare([candidate], people)
    assert len(found.new) + len(found.same) + len(found.doubtful) == 1
    return "new" if found.new else "same" if found.same else "doubtful"


ANNA = KnownPerson("1", name="Anna Li", email="Anna@x.org", phone="+49 30 555 01 00")
FOO = KnownPerson("2", name="Foo bar", username="Foo bar")
NAMED = KnownPerson("3", name="Олена Ґудзь")
USER = KnownPerson("4", name="Cy Roe", username="Later", email="cy@x.org")


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (person("Anna Li", email="anna@X.org"), "same"),
        (person("ANNA  LI", email="anna@x.org"), "same"),
        (person("", email="anna@x.org"), "same"),
        (person("Anna Li", phone="0049 (30) 5550100"), "same"),
        (person("Anna Li", phone="+٤٩ ٣٠ ٥٥٥٠١٠٠"), "same"),
        (person("Bo Li", email="anna@x.org"), "doubtful"),
        (person("Bo Li", phone="+49305550100"), "doubtful"),
        (person("Anna Li", email="other@x.org"), "doubtful"),
        (person("Anna Li", email="other@x.org", phone="+49305550100"), "doubtful"),
        (person("Anna Li"), "doubtful"),
        (person("Аnna Li", email="other@x.org"), "doubtful"),
        (person("Ann Li", email="ann@x.org"), "new"),
        (person("Foo bar", username="foo_bar"), "same"),
        (person("Real Name", username="Foo bar"), "same"),
        (person("Else", username="@foo bar@social.example"), "new"),
        (person("Foo bar", username="@foo bar@social.example"), "doubtful"),
        (person("Eve", username="later", email="eve@x.org"), "doubtful"),
        (person("Later", username="later", email="eve@x.org"), "same"),
        (person("Eve", username="later"), "same"),
        (person("олена ґудзь"), "same"),
        (person("Олена Ґудзь\u200f"), "same"),
        (person("Олена Гудзь"), "new"),
        (person(""), "new"),
        (person("Bob\u202eLi"), "doubtful"),
        (person("=cmd|' /C calc'!A0", email="f@x.org"), "doubtful"),
        (person("+cmd|' /C calc'!A0", email="f@x.org"), "doubtful"),
        (person("-Ana-", email="f@x.org"), "new"),
        (person("Сhris", email="c@x.org"), "doubtful"),
        (person("Zo\ufffd", damaged=True), "doubtful"),
    ],
)
def test_one_candidate_against_four_people(candidate: Candidate, expected: str) -> None:
    assert verdict(candidate, ANNA, FOO, NAMED, USER) == expected


def test_doubts_are_told_in_sentences_and_name_the_person() -> None:
    found = compare([person("Bo", email="anna@x.org")], [ANNA])
    assert found.doubtful[0].known is ANNA
    assert "Anna Li" in words("en")(found.doubtful[0].reason)


def test_each_person_is_taken_once() -> None:
    twins = [person("Wang Wei"), person("Wang Wei", row=2), person("Wang Wei", row=3)]
    found = compare(twins, [KnownPerson("1", "Wang Wei"), KnownPerson("2", "Wang Wei")])
    assert [each.known.id for each in found.same] == ["1", "2"]
    assert len(found.doubtful) == 1


def test_an_exact_match_comes_before_a_loose_one() -> None:
    people = [KnownPerson("1", "Anna", email="a@x.org"), KnownPerson("2", "", email="a@x.org")]
    found = compare([person("", email="a@x.org"), person("Anna", email="a@x.org", row=2)], people)
    assert [each.known.id for each in found.same] == ["2", "1"]


def test_rows_that_only_look_alike_are_both_shown() -> None:
    found = compare([person("Olga", email="o1@x.org"), person("Оlga", email="o2@x.org", row=2)], [])
    assert len(found.doubtful) == 2


def test_two_names_at_one_address_are_shown() -> None:
    found = compare([person("Anna", email="home@x.org"), person("Bo", email="home@x.org", row=2)], [])
    assert [each.name for each in found.new] == ["Anna"]
    assert found.doubtful[0].candidate.name == "Bo"


def test_one_user_name_with_two_names_and_two_addresses_is_shown() -> None:
    rows = [
        person("Anna", username="later", email="a@x.org"),
        person("Eve", username="later", email="e@x.org", phone="+1 555 0100", row=2),
        person("Eve", username="later", email="e@x.org", row=3),
    ]
    anna, eve = join_repeats(rows)
    assert (anna.phone, eve.phone, eve.rows) == ("", "+1 555 0100", (2, 3))
    found = compare([anna, eve], [])
    assert [each.name for each in found.new] == ["Anna"]
    assert found.doubtful[0].candidate.name == "Eve"
    assert "user name" in words("en")(found.doubtful[0].reason)


def test_anonymous_registrations_stay_apart_and_are_known_again() -> None:
    text = "Participant name,Participant status,Participant message\n" + "Anonymous participant,Participant,\n" * 3
    found = read(text.encode())
    assert len(found.candidates) == 3
    first = compare(found.candidates, [])
    assert len(first.new) == 3
    again = compare(found.candidates, [known(at, each) for at, each in enumerate(found.candidates)])
    assert len(again.same) == 3


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
def test_the_same_list_again_is_all_the_same(sample) -> None:
    people = read(written(sample.rows, "utf-8", ",")).candidates
    again = read(written(sample.rows[:1] + sample.rows[:0:-1], "utf-16", ";")).candidates
    found = compare(again, [known(at, each) for at, each in enumerate(people)])
    assert len(found.same) == len(people)
    assert not found.new
    assert not found.doubtful


_NAME = st.sampled_from(["", "Anna", "anna", "Аnna", "Bo Li", "王伟", "Олена", "Zoe\u0301", "Zoé", "Bo\u200b Li"])
_ANYBODY = st.builds(
    Candidate,
    name=_NAME,
    email=st.sampled_from(["", "", "a@x.org", "A@x.org", "а@x.org", "b@x.org"]),
    username=st.sampled_from(["", "", "", "Foo", "Bar baz", "@foo@s.example"]),
    phone=st.sampled_from(["", "", "+49 30 1234567", "0049301234567", "030 99"]),
    status=st.sampled_from(["registered", "cancelled", "pending", "checked-in"]),
    note=st.sampled_from(["", "late"]),
    row=st.integers(1, 9),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_ANYBODY, max_size=12), st.lists(_ANYBODY, max_size=6))
def test_every_candidate_has_one_verdict_and_a_second_time_is_the_same(
    listed: list[Candidate], there: list[Candidate]
) -> None:
    people = [known(at, each) for at, each in enumerate(there)]
    found = compare(listed, people)
    verdicts = [*found.new, *(each.candidate for each in found.same), *(each.candidate for each in found.doubtful)]
    assert sorted(map(repr, verdicts)) == sorted(map(repr, listed))
    assert len({each.known.id for each in found.same}) == len(found.same)
    again = compare(listed, [known(at, each) for at, each in enumerate(listed)])
    assert len(again.same) == len(listed)


@settings(max_examples=300, deadline=None)
@given(st.lists(_ANYBODY, max_size=12))
def test_joining_is_settled_at_once_for_repeats_and_loses_nobody(listed: list[Candidate]) -> None:
    people = join_repeats(listed)
    assert len(people) <= len(listed)
    assert sorted(row for each in people for row in (each.rows or (each.row,))) == sorted(each.row for each in listed)
    if not any(each.username for each in listed):
        assert {fold_email(each.email) for each in people} | {""} == {fold_email(each.email) for each in listed} | {""}


def test_a_joined_person_keeps_the_livelier_status_and_the_first_words() -> None:
    one = person("Anna", email="a@x.org", status="cancelled", note="x", rows=(1,))
    other = person("Anna", email="A@x.org", status="registered", note="y", phone="1", row=2, rows=(2,))
    both = joined(one, other)
    assert (both.email, both.status, both.note, both.phone, both.rows) == ("a@x.org", "registered", "x", "1", (1, 2))
    assert joined(both, person("", status="checked-in", row=3)).status == "checked-in"


def test_a_name_replaces_the_user_name_that_stood_for_it() -> None:
    [anna] = join_repeats([person("Foo bar", username="Foo bar"), person("Anna Li", username="Foo bar", row=2)])
    assert (anna.name, anna.username) == ("Anna Li", "Foo bar")


@given(st.text(max_size=30))
def test_folding_is_settled_at_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    for fold in (fold_email, fold_phone):
        assert fold(fold(text)) == fold(text) or any(each in text for each in "\u0345\u0130İ") or not text.isascii()
    assert fold_name(text) == fold_name(f"  {text}\u200f ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+380 44 555 01 00", "00380 (44) 555-01-00"),
        ("+٩٦٦ ٥٥ ١٢٣", "+96655123"),
        ("९८७६५", "98765"),
        ("＋49 30 1", "+49301"),
        ("\u202a+49 30 1\u202c", "+49301"),
    ],
)
def test_telephones_are_compared_by_their_digits(one: str, other: str) -> None:
    assert fold_phone(one) == fold_phone(other) != ""


def test_user_names_are_compared_as_a_wiki_does() -> None:
    assert fold_username("foo_bar") == fold_username("Foo bar") == fold_username("@foo_bar")


@pytest.mark.parametrize(
    ("one", "other"), [("Olga", "Оlga"), ("СССР", "CCCP"), ("Ａnna", "Anna"), ("pаypal", "paypal")]
)
def test_look_alikes_share_a_skeleton_and_nothing_else(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert fold_name(one) != fold_name(other)


def test_scripts_mixed_in_a_word() -> None:
    assert mixes_scripts("Оlga")
    assert not mixes_scripts("Ольга Olga")
    assert not mixes_scripts("Zoë 王小明 Smith")
    assert not mixes_scripts("Ὀδυσσεύς")


def test_meanings_of_equal_heads_are_told_apart() -> None:
    columns = Columns(
        (Column(0, "Email", "email"), Column(1, "Email", "email"), Column(2, "", "name"), Column(3, "City"))
    )
    assert columns.meanings() == {"Email": "email", "Email [2]": "email", "3": "name"}
    assert [each.index for each in columns.of("email")] == [0, 1]


def test_comparing_grows_with_the_list() -> None:
    def cost(number: int) -> float:
        alike = [person("Anna", row=at, note=str(at)) for at in range(number)]
        shared = [person(f"P{at}", email="home@x.org", row=at) for at in range(number)]
        people = [known(at, each) for at, each in enumerate(alike + shared)]
        best = 9.0
        for _ in range(2):
            start = process_time()
            compare(alike + shared, people)
            compare(alike + shared, people[:10])
            join_repeats(alike + shared)
            best = min(best, process_time() - start)
        return best

    assert cost(8_000) < cost(1_000) * 8 * 3
