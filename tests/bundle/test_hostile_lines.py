"""Lines at the border: what an author may just write, and what else depends on the workspace that reads."""

import pytest

from hubdesk.bundle.checking import Receiver, Tip, may_stand
from hubdesk.model import facts
from hubdesk.model.facts import Book
from tests.bundle.forge import insider, line, opening, read, refused, saying
from tests.bundle.logs import (
    AICHA,
    BIRK,
    EVE,
    EVENT,
    EVENT_BOOK,
    TEAM_BOOK,
    WALL,
    Run,
    bytes_of,
    contents,
    evening,
    ident,
    receiver,
    state,
)

MINE = facts.replica_id(EVENT, EVE.key, "0f" * 16)


def test_the_forger_can_also_write_good_lines() -> None:
    assert read(saying('{"text":"x"}')).facts == 2


def test_kinds_of_a_newer_version_are_carried() -> None:
    good = [line(n, kind=f"new{n}", id=f"{n:032x}") for n in range(2, 240)]
    assert read(insider([opening(), *good])).facts == 239


@pytest.mark.parametrize(
    ("kind", "sort", "may"),
    [
        ("note", "event", True),
        ("note", "team", True),
        ("note", "crew", False),
        ("statement", "event", True),
        ("statement", "team", True),
        ("agenda", "team", True),
        ("event", "event", True),
        ("event", "team", False),
        ("person", "team", True),
        ("person", "event", False),
        ("mark", "event", False),
        ("member", "crew", True),
        ("member", "event", False),
        ("code", "crew", True),
        ("code", "team", True),
        ("code", "event", False),
        ("secret", "team", False),
        ("section", "charter", True),
        ("unheard", "event", True),
    ],
)
def test_a_kind_stands_only_where_it_belongs(kind: str, sort: str, may: bool) -> None:
    assert may_stand(kind, sort) is may


def test_a_leaf_needs_somebody_who_says_that_it_was_erased() -> None:
    censored = [opening(), facts.leaf(line()).hex().encode(), line(3)]
    leaves = [facts.leaf(opening()), facts.leaf(line()), facts.leaf(line(3))]
    assert refused(insider(censored, leaves=leaves)) == "leaf-unnamed"
    assert read(insider(censored, leaves=leaves), Receiver(named=lambda replica, seq: (replica, seq) == (MINE, 2)))
    named = [*censored[:2], line(3, op="erase", body=f'{{"gone/{MINE}-2":true}}')]
    assert read(insider(named, leaves=[*leaves[:2], facts.leaf(named[2])])).facts == 3


# ---- against what is here -------------------------------------------------------------------------------------------


def test_another_history_of_known_lines_is_a_fork() -> None:
    one = Run(AICHA).save(ident(1), text="as it was")
    twin = Run(AICHA).save(ident(1), text="as it never was").save(ident(2), text="more")
    assert refused(bytes_of(contents([twin])), receiver(one)) == "fork"
    assert read(bytes_of(contents([one])), receiver(one)).facts == 2


def test_a_known_replica_keeps_its_author_and_its_book() -> None:
    one = Run(AICHA).save(ident(1), text="x")
    foreign = {EVENT: {one.replica: Tip(2, one.chains()[2], BIRK.key, 0)}}
    assert refused(bytes_of(contents([one])), Receiver({}, foreign)) == "replica-author"
    elsewhere = {TEAM_BOOK.id: {one.replica: one.tip()}}
    assert refused(bytes_of(contents([one])), Receiver({}, elsewhere)) == "replica-elsewhere"


def test_a_book_that_is_private_here_cannot_be_fed_as_another_sort() -> None:
    one = Run(AICHA).save(ident(1), text="x")
    here = Receiver({EVENT: Book(EVENT, "private", "")})
    assert refused(bytes_of(contents([one])), here) == "book-differs"


def test_the_clock_goes_on_from_what_is_here() -> None:
    one = Run(AICHA).save(ident(1), text="x").save(ident(2), text="y")
    later = contents([one]).books
    segments = one.segments(since=2)
    needs = {EVENT: {one.replica: (2, one.chains()[2])}}
    content = bytes_of(contents([one], books=later, segments=segments, needs=needs))
    tip = Tip(2, one.chains()[2], AICHA.key, one.facts[2].hlc)
    assert refused(content, Receiver({}, {EVENT: {one.replica: tip}})) == "clock-order"
    good = tip._replace(hlc=one.facts[1].hlc)
    assert read(content, Receiver({}, {EVENT: {one.replica: good}})).missing == {}


def test_a_clock_far_ahead_is_told_and_not_refused() -> None:
    ahead = Run(AICHA, start=WALL + 3 * 24 * 3600 * 1000).save(ident(1), text="x")
    package = read(bytes_of(contents([ahead])))
    assert package.ahead == {ahead.replica: 3 * 24 * 3600 * 1000 + 2}
    assert read(bytes_of(contents([Run(AICHA).save(ident(1), text="x")]))).ahead == {}


def test_receipts_may_name_what_is_here_already() -> None:
    one, two = evening()
    alone = contents([two])
    here = Receiver({EVENT: EVENT_BOOK}, {EVENT: {one.replica: one.tip()}})
    assert state(EVENT_BOOK, [two]) in alone.books
    spool = insider([opening(EVE, **{one.replica: 10})])
    assert read(spool, here).facts == 1
    assert refused(spool) == "receipt-future"
    assert refused(insider([opening(EVE, **{one.replica: 11})]), here) == "receipt-future"
