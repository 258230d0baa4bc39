"""What people took back stays back, and who was forgotten stays forgotten, whichever file is merged first."""

import random

import pytest

from hubdesk.desk import attendance, exports, merging, notes, people
from hubdesk.desk.desk import team_book
from hubdesk.model.consent import PURPOSES, agrees
from hubdesk.model.records import Consent, Mark, Person, SpokenBy
from tests.desk.laptops import START, an_evening

PEOPLE = 4


@pytest.fixture
def event(team) -> str:
    return an_evening(team)


def turn(desk, person: str, purpose: str) -> bool:
    """Turn an answer around as the key at the door does; return what the person says now."""
    said = not agrees(people.consents(desk, person)[purpose])
    people.consent(desk, person, purpose, said, how="spoken")
    return said


def hand(team, event: str, giver: str, *takers: str) -> None:
    """Let laptops merge what one has; they trust each other."""
    file = team.team_file(giver, event, plain=True)
    for taker in takers:
        merging.absorb(team[taker], [file], trust=True)


def together(team, event: str) -> None:
    """Let two more laptops merge the files of the first two, each in an order of its own."""
    hand(team, event, "aisha", "chen"), hand(team, event, "bao", "chen", "dee"), hand(team, event, "aisha", "dee")


def test_the_last_no_counts_whatever_two_laptops_knew_of_each_other(team, event: str) -> None:
    dice = random.Random(6)
    first = team["aisha"]
    guests = [people.add(first, event, f"Guest {n}") for n in range(PEOPLE)]
    for person in guests:
        turn(first, person, "photo")
    hand(team, event, "aisha", "bao")
    cells = [(person, purpose) for person in guests for purpose in PURPOSES]
    last: dict[tuple[str, str], bool] = {}
    alone: dict[tuple[str, str], set[str]] = {cell: set() for cell in cells}
    for _ in range(5 * len(cells)):
        cell, name = dice.choice(cells), dice.choice(("aisha", "bao"))
        last[cell] = turn(team[name], *cell)
        alone[cell].add(name)
    together(team, event)
    revived = 0
    for cell in last:
        person, purpose = cell
        answers = [people.consents(team[name], person)[purpose] for name in ("chen", "dee")]
        assert agrees(answers[0]) == agrees(answers[1]), "the order of files decides nothing"
        assert not agrees(answers[0]) or last[cell], "somebody said no last, and is taken to agree"
        if last[cell] and len(alone[cell]) == 1:
            assert agrees(answers[0]), "who changed their mind at one desk alone is believed"
        if not agrees(answers[0]):
            revived += 1
            assert turn(team["chen"], person, purpose) and agrees(people.consents(team["chen"], person)[purpose])
    assert revived > PEOPLE
    assert team.logs("dee") != team.logs("chen"), "chen asked again, and dee was not told yet"


def test_who_was_forgotten_stays_forgotten_whatever_others_wrote_meanwhile(team, event: str) -> None:
    zoe = people.add(team["aisha"], event, "Zenobia Quartz", email="zq@rivers.example")
    people.consent(team["aisha"], zoe, "photo", True)
    hand(team, event, "aisha", "bao")
    attendance.check_in(team["bao"], zoe, event, at=START)
    people.consent(team["bao"], zoe, "name", True)
    people.edit(team["bao"], zoe, community="Quartzkeepers")
    note = notes.add(team["bao"], event, "c: @Zenobia_Quartz the lamps are too few")
    people.forget(team["aisha"], zoe)
    together(team, event), hand(team, event, "aisha", "bao")
    for name in ("bao", "chen", "dee"):
        read = team[name].read
        assert not any(one.id == zoe for one in (*read.all(Person), *read.deleted(Person)))
        assert not [one for kind in (Consent, Mark, SpokenBy) for one in read.all(kind) if one.person == zoe]
        assert [one.text for one in read.notes(event) if one.id == note] == ["the lamps are too few"]
        exports.export(team[name], "all", team.folder / f"all-{name}")
        whole = b"".join(path.read_bytes() for path in (team.folder / f"all-{name}").rglob("*") if path.is_file())
        assert not any(word in whole for word in (b"zq@rivers", b"Zenobia Quartz", b"Quartzkeepers"))
    hand(team, event, "chen", "dee"), hand(team, event, "dee", "chen")
    book = team_book(event).id
    assert team.logs("chen")[book] == team.logs("dee")[book], "both forgot what hung on her, and agree"
