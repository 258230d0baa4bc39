"""The codebook: a tree that stays one, whose words and notes go together, every change one step."""

import random
from contextlib import suppress

import pytest

from hubdesk.desk import codebook, events, notes, statements
from hubdesk.desk.desk import Desk, crew_book
from hubdesk.errors import Usage
from hubdesk.model.records import Code, Note, Statement


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea")


@pytest.fixture
def codes(desk: Desk, event: str) -> dict[str, str]:
    """resources > money > cash, resources > people; two notes about cash, one about money, one free keyword."""
    made = {"resources": codebook.add(desk, event, "resources")}
    for word, parent in (("money", "resources"), ("people", "resources"), ("cash", "money")):
        made[word] = codebook.add(desk, event, word, parent=made[parent])
    for line in ("one #cash", "two #cash #money", "three #weather"):
        notes.add(desk, event, line)
    return made


def drawn(desk: Desk, event: str) -> list[str]:
    return [f"{'.' * each.depth}{each.code.word} {each.notes}" for each in codebook.tree(desk, event)]


TREE = ["resources 0", ".money 1", "..cash 2", ".people 0", "weather 1"]


def test_the_tree_stands_in_order_with_its_notes_and_free_keywords_behind(desk, event, codes) -> None:
    assert drawn(desk, event) == TREE
    assert {desk.read.get(Code, id).book for id in codes.values()} == {crew_book(event).id}
    assert codebook.tree(desk, events.create(desk, "Other")) == []


def test_labels_stand_in_the_language_that_is_asked_for(desk, event, codes) -> None:
    codebook.edit(
        desk, codes["money"], labels={"de": " Geld  und Gut ", "ar": "مال"}, colour="#3366cc", description="A\nB"
    )
    branch = codebook.tree(desk, event)[1]
    assert [branch.label(tag) for tag in ("de", "ar", "fr")] == ["Geld und Gut", "مال", "money"]
    assert (branch.code.colour, branch.code.description) == ("#3366cc", "A\nB")
    codebook.edit(desk, codes["money"], labels={"de": ""})
    assert codebook.tree(desk, event)[1].code.labels == {"ar": "مال"}


@pytest.mark.parametrize(
    ("act", "after"),
    [
        (lambda desk, c, n: codebook.rename(desk, c["cash"], "ready money"), ["..ready_money 2"]),
        (lambda desk, c, n: codebook.move(desk, c["cash"], ""), ["cash 2", ".people 0"]),
        (lambda desk, c, n: codebook.move(desk, c["cash"], c["people"]), [".people 0", "..cash 2"]),
        (
            lambda desk, c, n: codebook.merge(desk, [c["money"], c["people"]], c["resources"]),
            ["resources 1", ".cash 2"],
        ),
        (lambda desk, c, n: codebook.merge(desk, [c["resources"]], c["money"]), ["money 1", ".cash 2", ".people 0"]),
        (lambda desk, c, n: codebook.merge(desk, [c["money"]], c["cash"]), [".cash 2", ".people 0"]),
        (lambda desk, c, n: codebook.split(desk, c["cash"], n[:1], "coins"), ["..cash 1", "..coins 1"]),
        (lambda desk, c, n: codebook.remove(desk, c["money"]), [".cash 2", ".people 0", "money 1"]),
        (lambda desk, c, n: codebook.remove(desk, c["resources"]), ["money 1", ".cash 2", "people 0"]),
    ],
)
def test_each_change_is_one_step(desk, event, codes, act, after) -> None:
    said = [note.id for note in desk.read.notes(event)]
    steps = len(desk.steps())
    act(desk, codes, said)
    assert [line for line in drawn(desk, event) if line in after] == after
    assert drawn(desk, event) != TREE
    assert len(desk.steps()) == steps + 1
    desk.undo()
    assert drawn(desk, event) == TREE
    desk.redo()
    assert [line for line in drawn(desk, event) if line in after] == after


def test_statements_follow_the_word(desk, event, codes) -> None:
    made = statements.add(desk, event, "Cash is short.", keywords=["cash"])
    codebook.rename(desk, codes["cash"], "coins")
    assert desk.read.get(Statement, made).keywords == {"coins"}
    codebook.merge(desk, [codes["cash"]], codes["money"])
    assert desk.read.get(Statement, made).keywords == {"money"}
    assert [sorted(note.keywords) for note in desk.read.notes(event)] == [["money"], ["money"], ["weather"]]


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, event, c: codebook.add(desk, event, "cash"),
        lambda desk, event, c: codebook.add(desk, event, "?!"),
        lambda desk, event, c: codebook.add(desk, event, "new", colour="red"),
        lambda desk, event, c: codebook.add(desk, event, "new", labels={"not a tag!": "x"}),
        lambda desk, event, c: codebook.add(desk, event, "new", parentage="x"),
        lambda desk, event, c: codebook.rename(desk, c["cash"], "money"),
        lambda desk, event, c: codebook.move(desk, c["resources"], c["cash"]),
        lambda desk, event, c: codebook.move(desk, c["money"], c["money"]),
        lambda desk, event, c: codebook.merge(desk, [c["money"]], c["money"]),
        lambda desk, event, c: codebook.split(desk, c["people"], [], "new"),
        lambda desk, event, c: codebook.find(desk, event, "nowhere"),
        lambda desk, event, c: codebook.add(desk, events.create(desk, "Other"), "new", parent=c["money"]),
    ],
)
def test_what_cannot_be_changes_nothing(desk, event, codes, act) -> None:
    with pytest.raises(Usage):
        act(desk, event, codes)
    assert drawn(desk, event) == TREE


def test_a_circle_that_two_laptops_made_shows_every_code_once(desk, event, codes) -> None:
    with desk.aside() as put:
        put(Code, codes["resources"], parent=codes["cash"])
    shown = [each.code.word for each in codebook.tree(desk, event) if each.code.id]
    assert sorted(shown) == sorted(codes)
    codebook.move(desk, codes["resources"], "")
    assert drawn(desk, event) == TREE


def test_whatever_is_done_every_code_stands_once_and_undo_leads_back(desk, event, codes) -> None:
    chance, before, steps = random.Random(3), drawn(desk, event), 0
    for step in range(40):
        ids = [code.id for code in desk.read.all(Code, event=event)]
        one, other = chance.choice(ids), chance.choice(ids)
        act = chance.choice(
            [
                lambda one=one, other=other: codebook.move(desk, one, other),
                lambda one=one: codebook.move(desk, one, ""),
                lambda one=one, step=step: codebook.rename(desk, one, f"word{step}"),
                lambda one=one, other=other: codebook.merge(desk, [one], other),
                lambda one=one, ids=ids: codebook.remove(desk, one) if len(ids) > 2 else None,
                lambda step=step, one=one: codebook.add(desk, event, f"new{step}", parent=one),
            ]
        )
        known = len(desk.steps())
        with suppress(Usage):
            act()
        steps += len(desk.steps()) - known
        shown = [each.code.id for each in codebook.tree(desk, event) if each.code.id]
        assert sorted(shown) == sorted(code.id for code in desk.read.all(Code, event=event))
    assert steps > 15
    for _ in range(steps):
        desk.undo()
    assert drawn(desk, event) == before
    assert len(desk.read.all(Note, event=event)) == 3
