"""Participants: one name field, answers by round, and forgetting that holds."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import agenda, attendance, events, expenses, grants, notes, people, polls, statements
from hubdesk.desk.desk import Desk, team_book
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import say, words
from hubdesk.model.consent import NOT_IN_SENSITIVE, PURPOSES, agrees
from hubdesk.model.records import Consent, FunderAnswer, Mark, Note, Person, SpokenBy
from tests import photographs

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)
LIST = (
    b"Name;E-mail;User name;Community;Status\n"
    + "\n".join(
        [
            "Ольга Коваль;olha@rivers.example;;Upper Reach;registered",
            "王小明;xiaoming@rivers.example;Lampkeeper;;registered",
            "Sukarno;;;Weir;cancelled",
        ]
    ).encode()
)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=NINE)


def bytes_of(desk: Desk) -> bytes:
    """Everything that is on the disk."""
    return b"".join(path.read_bytes() for path in Path(desk.path).parent.rglob("*") if path.is_file())


@pytest.mark.parametrize("given", [{"name": "Sukarno"}, {"name": "", "username": "Keeper"}, {"name": "", "badge": "7"}])
def test_one_of_name_user_name_and_badge_is_enough(desk: Desk, event: str, given: dict[str, str]) -> None:
    person = desk.read.get(Person, people.add(desk, event, **given))
    assert people.known_as(person) == next(filter(None, given.values()))
    assert person.status == "registered"


def test_nobody_is_not_added(desk: Desk, event: str) -> None:
    for wrong in (
        {"name": " "},
        {"name": "x" * 3000},
        {"name": "Ana", "surname": "Lima"},
        {"name": "Ana", "sheet": "1"},
    ):
        with pytest.raises(Usage):
            people.add(desk, event, **wrong)  # type: ignore[arg-type]
    with pytest.raises(HubDeskError):
        people.add(desk, "0" * 32, "Ana")
    assert desk.read.all(Person) == []


def test_a_name_is_one_field_as_it_was_given(desk: Desk, event: str) -> None:
    for name in ("Nguyễn Thị Hoa", "María del Mar Ruiz-Ortega", "أحمد", "Bo", "王小明 (Xiaoming)", "O’Brien, P."):
        assert desk.read.get(Person, people.add(desk, event, name)).name == name


def test_only_what_differs_is_written(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana", community="Weir")
    before = desk.store.connection.execute("select count(*) from fact").fetchone()
    people.edit(desk, ana, name="Ana", community="Weir")
    assert desk.store.connection.execute("select count(*) from fact").fetchone() == before
    people.edit(desk, ana, name="Ana Lima")
    assert desk.read.get(Person, ana).name == "Ana Lima"
    desk.undo()
    assert desk.read.get(Person, ana).name == "Ana"


def test_removing_is_undone(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.remove(desk, ana)
    assert desk.read.find(Person, ana) is None
    desk.undo()
    assert desk.read.get(Person, ana).name == "Ana"


def test_consent_is_no_until_somebody_says_yes(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    assert list(people.consents(desk, ana)) == list(PURPOSES)
    assert not any(agrees(answer) for answer in people.consents(desk, ana).values())
    people.consent(desk, ana, "quote", True, language="hi", how="paper", at=NINE)
    answer = people.consents(desk, ana)["quote"]
    assert agrees(answer)
    assert (answer.language, answer.how, answer.text_version, answer.at) == (
        "hi",
        "paper",
        "1",
        "2027-05-08T09:00:00+00:00",
    )
    assert not agrees(people.consents(desk, ana)["quote-name"])
    desk.undo()
    assert not agrees(people.consents(desk, ana)["quote"])


def test_the_same_answer_twice_is_written_once_and_newer_words_are_noted(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.consent(desk, ana, "photo", True)
    facts = desk.store.connection.execute("select count(*) from fact").fetchone()
    people.consent(desk, ana, "photo", True)
    assert desk.store.connection.execute("select count(*) from fact").fetchone() == facts
    people.consent(desk, ana, "photo", True, text_version="2")
    assert people.consents(desk, ana)["photo"].text_version == "2"


def test_a_no_is_kept_and_may_become_a_yes(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.consent(desk, ana, "name", False, how="spoken")
    assert [(each.given, each.how) for each in desk.read.all(Consent, person=ana)] == [(False, "spoken")]
    people.consent(desk, ana, "name", True)
    assert agrees(people.consents(desk, ana)["name"])
    assert len(desk.read.all(Consent, person=ana)) == 1


def test_who_agreed_and_says_no_withdraws_and_a_new_yes_begins_a_new_round(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.consent(desk, ana, "quote", True)
    people.consent(desk, ana, "quote", False)
    first = people.consents(desk, ana)["quote"]
    assert first.given and first.withdrawn and not agrees(first)
    people.withdraw(desk, ana, "quote")
    people.consent(desk, ana, "quote", False)
    assert len(desk.read.all(Consent, person=ana)) == 1
    people.consent(desk, ana, "quote", True)
    again = people.consents(desk, ana)["quote"]
    assert (again.round, agrees(again)) == (2, True)
    assert len(desk.read.all(Consent, person=ana)) == 2


def test_a_withdrawal_reaches_an_agreement_that_this_laptop_has_not_seen(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.withdraw(desk, ana, "photo")
    only = desk.read.all(Consent, person=ana)
    assert [(len(each.withdrawn), each.given, each.round) for each in only] == [(1, False, 1)]


@pytest.mark.locked
def test_unknown_purposes_and_pictures_at_a_sensitive_gathering_are_refused(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    for act in (lambda: people.consent(desk, ana, "spam", True), lambda: people.withdraw(desk, ana, "spam")):
        with pytest.raises(Usage):
            act()
    quiet = people.add(desk, events.create(desk, "Quiet", template="sensitive"), "", badge="1")
    for purpose in ("photo", "recording", "name", "quote-name"):
        with pytest.raises(Usage):
            people.consent(desk, quiet, purpose, True)
    people.consent(desk, quiet, "quote", True)


def test_history_tells_who_agreed_without_keeping_the_name(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.consent(desk, ana, "quote", True)
    people.withdraw(desk, ana, "quote")
    people.edit(desk, ana, name="Ana Lima")
    told = [words("en")(entry.sentence, isolated=False) for entry in desk.read.history(4)]
    assert told == ["Change Ana Lima", "Ana Lima takes an agreement back", "Ana Lima agrees", "Add Ana Lima"]


def test_forgetting_takes_every_word_off_the_disk(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Zenobia Quartz", email="zq@rivers.example", username="Quartzkeeper")
    twin = people.add(desk, event, "Зенобія Кварц")
    bo = people.add(desk, event, "Bo")
    people.same_person(desk, twin, ana)
    people.consent(desk, ana, "quote", True)
    attendance.check_in(desk, ana, event, at=NINE)
    attendance.check_in(desk, bo, event, at=NINE)
    said = notes.add(desk, event, "c: @Zenobia_Quartz the lamps are too few")
    named = notes.add(desk, event, "Zenobia Quartz should not be asked again")
    found = people.forget(desk, ana)
    assert found.mentions == (named,)
    assert found.records == 5
    assert [each.name for each in desk.read.all(Person, event=event)] == ["Bo"]
    assert desk.read.all(Consent) == [] and desk.read.all(SpokenBy) == []
    assert len(desk.read.all(Mark, event=event)) == 1
    assert desk.read.get(Note, said).text.startswith("the lamps")
    notes.remove(desk, [named])
    people.forget(desk, bo)
    with desk.action(say("Erase the note")) as put:
        put.erase(Note, named)
    desk.close()
    left = bytes_of(desk)
    for word in ("Quartzkeeper", "zq@rivers.example", "Зенобія"):
        assert word.encode() not in left, word


def test_forgetting_tells_of_every_text_that_still_names_somebody(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Zenobia Quartz")
    words = "Taxi for Zenobia Quartz"
    told = {
        notes.add(desk, event, words),
        statements.add(desk, event, words),
        polls.add(desk, event, words),
        expenses.add(desk, event, words, price="5", currency="USD"),
        agenda.add(desk, event, title=words),
        agenda.add(desk, event, "Songs", presenter="Zenobia Quartz"),
        photographs.keep(desk, event, words),
    }
    grants.answer(desk, [event], "msig", "activities", text=words)
    told |= {event, desk.read.all(FunderAnswer)[0].id}
    events.edit(desk, event, funder=words)
    assert set(people.forget(desk, ana).mentions) == told


def test_forgetting_reaches_the_trash_and_every_earlier_value(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Zenobia Quartz", email="zq@rivers.example")
    people.edit(desk, ana, name="Ana Q.")
    named = notes.add(desk, event, "Zenobia Quartz should not be asked again")
    linked = people.add(desk, event, "Zeno")
    people.same_person(desk, linked, ana)
    alike = people.add(desk, event, "zenobia QUARTZ", badge="Quartzkeeper")
    by_mail = people.add(desk, event, "Unlike Otherwise", email="zq@rivers.example")
    bo, gone = people.add(desk, event, "Bo"), people.add(desk, event, "Bo the second")
    for each in (linked, alike, by_mail, gone):
        people.remove(desk, each)
    found = people.forget(desk, ana)
    assert (found.records, found.mentions) == (4, (named,))
    assert [each.id for each in desk.read.all(Person)] == [bo]
    assert [each.id for each in desk.read.deleted(Person)] == [gone]
    notes.remove(desk, [named])
    with desk.action(say("Erase the note")) as put:
        put.erase(Note, named)
    desk.close()
    left = bytes_of(desk)
    for word in ("zenobia", "Quartzkeeper", "zq@rivers.example", "Unlike", "Ana Q."):
        assert word.encode() not in left, word


def test_who_is_in_the_trash_alone_is_found_and_forgotten(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.consent(desk, ana, "quote", True)
    people.remove(desk, ana)
    for text in ("", "An", "nobody"):
        with pytest.raises(Usage):
            people.meant(desk, text, event)
    assert people.meant(desk, "Ana", event) == people.meant(desk, ana[:20]) == people.meant(desk, ana) == ana
    assert people.forget(desk, ana).records == 2
    assert desk.read.deleted(Person) == [] and desk.read.all(Consent) == []
    assert desk.read.said(Person, team_book(event).id) == []


def test_forgetting_is_not_undone(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    people.forget(desk, ana)
    desk.undo()
    assert desk.read.find(Person, ana) is None


def test_a_list_is_previewed_taken_in_one_step_and_adds_nobody_the_second_time(desk: Desk, event: str) -> None:
    found = people.preview(desk, event, LIST)
    assert len(found.people.candidates) == len(found.comparison.new) == 3
    assert desk.read.all(Person, event=event) == []
    assert people.take(desk, event, found) == people.Taken(new=3, same=0, doubtful=0)
    taken = desk.read.all(Person, event=event)
    assert [each.name for each in taken] == ["Ольга Коваль", "王小明", "Sukarno"]
    assert [each.sheet for each in taken] == [1, 2, 3]
    assert [each.status for each in taken] == ["registered", "registered", "cancelled"]
    assert [each.community for each in taken] == ["Upper Reach", "", "Weir"]
    assert taken[1].username == "Lampkeeper"
    facts = desk.store.connection.execute("select count(*) from fact").fetchone()
    assert people.take(desk, event, people.preview(desk, event, LIST)) == people.Taken(new=0, same=3, doubtful=0)
    assert desk.store.connection.execute("select count(*) from fact").fetchone() == facts
    told = desk.undo()
    assert told is not None and words("en")(told) == "Import 3 people"
    assert desk.read.all(Person, event=event) == []


def test_a_newer_list_fills_what_was_empty_and_brings_the_newer_status(desk: Desk, event: str) -> None:
    people.take(desk, event, people.preview(desk, event, LIST))
    newer = LIST.replace(b"Lampkeeper;;registered", b"Lampkeeper;Lower Reach;cancelled")
    assert people.take(desk, event, people.preview(desk, event, newer)).same == 3
    person = desk.read.all(Person, event=event)[1]
    assert (person.community, person.status) == ("Lower Reach", "cancelled")


def test_a_consent_column_is_no_consent(desk: Desk, event: str) -> None:
    people.take(desk, event, people.preview(desk, event, b"name,email,photo consent\nAna,a@r.example,yes\n"))
    ana = desk.read.all(Person, event=event)[0]
    assert not any(agrees(answer) for answer in people.consents(desk, ana.id).values())


@pytest.mark.locked
def test_answers_at_a_sensitive_gathering_know_the_half_day_only(desk: Desk) -> None:
    person = people.add(desk, events.create(desk, "Quiet", template="sensitive"), "", badge="1")
    purpose = next(each for each in PURPOSES if each not in NOT_IN_SENSITIVE)
    people.consent(desk, person, purpose, True)
    people.withdraw(desk, person, purpose)
    (answer,) = desk.read.all(Consent, person=person)
    assert answer.at[11:] == "00:00:00+00:00" and desk.now().hour == 9


@pytest.mark.locked
def test_a_sensitive_gathering_takes_no_list(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive")
    with pytest.raises(Refused):
        people.preview(desk, quiet, LIST)
    badge = people.add(desk, quiet, "", badge="1")
    with pytest.raises(Usage):
        people.edit(desk, badge, email="a@rivers.example")


def test_two_entries_are_one_person_until_somebody_says_otherwise(desk: Desk, event: str) -> None:
    ana, other = people.add(desk, event, "Ana"), people.add(desk, event, "Анна")
    people.same_person(desk, ana, other)
    people.same_person(desk, other, ana)
    assert attendance.counts(desk, event).registered == 1
    people.same_person(desk, other, ana, same=False)
    assert attendance.counts(desk, event).registered == 2
    for wrong in (ana, people.add(desk, events.create(desk, "Other"), "Bo")):
        with pytest.raises(Usage):
            people.same_person(desk, ana, wrong)


def test_adding_asks_one_question(desk: Desk, event: str, asked: Callable[[], int]) -> None:
    desk.read.get(Person, people.add(desk, event, "Bo"))
    asked()
    people.add(desk, event, "Ana")
    assert asked() == 1
