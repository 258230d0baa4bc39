"""Whose work is taken in without asking."""

import hashlib
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.records import Value
from hubdesk.model.trust import Crew, Said, accepted, enrolment_message, member_id, standing

BOOK, OTHER_BOOK = "0a" * 16, "0b" * 16
ME, HOST, AICHA, BIRK, EVE = (f"{n:02x}" * 32 for n in (1, 2, 3, 4, 66))
KIT, EVES_KIT = "77" * 32, "88" * 32


def sign(key: str, message: bytes) -> bytes:
    """Stand in for Ed25519: a signature that only fits this key and this message."""
    return hashlib.sha512(bytes.fromhex(key) + message).digest()


def verify(key: str, message: bytes, signature: bytes) -> bool:
    return sign(key, message) == signature


def says(author: str, key: str, *, book: str = BOOK, **fields: Value) -> Said:
    return Said(author, book, member_id(key), {"key": key, **fields})


def joins(key: str, kit: str = KIT, *, book: str = BOOK, signed_for: str = "") -> Said:
    proof = sign(kit, enrolment_message(book, signed_for or key)).hex()
    return says(key, key, book=book, enrolment_key=kit, enrolment_signature=proof)


def publishes(author: str, kit: str = KIT, *, book: str = BOOK) -> Said:
    return Said(author, book, "0c" * 16, {"key": kit})


def taken(roots: set[str], enrolments: list[Said], members: list[Said]) -> set[str]:
    return set(accepted(ME, roots, enrolments, members, verify=verify)) - {ME}


def test_alone_i_trust_myself() -> None:
    assert accepted(ME, [], [], [], verify=verify) == {ME}


def test_who_opened_my_package_belongs_to_my_team() -> None:
    assert taken(set(), [publishes(ME)], [joins(AICHA), joins(BIRK)]) == {AICHA, BIRK}


def test_colleagues_of_one_package_trust_each_other_through_its_host() -> None:
    assert taken({HOST}, [publishes(HOST)], [joins(AICHA)]) == {HOST, AICHA}


def test_what_strangers_say_counts_for_nothing() -> None:
    members = [says(EVE, EVE, accepted=True), says(EVE, AICHA, accepted=True), joins(EVE, EVES_KIT)]
    assert taken({HOST}, [publishes(EVE, EVES_KIT), publishes(HOST)], members) == {HOST}


def test_a_persons_yes_holds_for_all_who_accept_that_person() -> None:
    members = [joins(AICHA), says(AICHA, BIRK, accepted=True)]
    assert taken({HOST}, [publishes(HOST)], members) == {HOST, AICHA, BIRK}
    assert taken(set(), [], members) == set()


def test_only_true_is_a_yes() -> None:
    for value in (False, 1, "true", None):
        assert taken(set(), [], [says(ME, BIRK, accepted=value)]) == set()


def test_a_signature_is_bound_to_member_and_book() -> None:
    assert taken(set(), [publishes(ME)], [joins(EVE, signed_for=AICHA)]) == set()
    proof = sign(KIT, enrolment_message(OTHER_BOOK, EVE)).hex()
    replayed = says(EVE, EVE, enrolment_key=KIT, enrolment_signature=proof)
    assert taken(set(), [publishes(ME)], [replayed]) == set()
    assert taken(set(), [publishes(ME, book=OTHER_BOOK)], [joins(EVE)]) == set()


def test_a_record_counts_only_under_the_id_of_its_key() -> None:
    wrong = Said(ME, BOOK, member_id(AICHA), {"key": EVE, "accepted": True})
    assert taken(set(), [], [wrong]) == set()
    assert taken(set(), [], [wrong, says(AICHA, AICHA)]) == {AICHA}


def test_fields_of_one_member_may_come_from_several_authors() -> None:
    yes = Said(ME, BOOK, member_id(AICHA), {"accepted": True})
    assert taken(set(), [], [yes]) == set()
    assert taken(set(), [], [yes, says(AICHA, AICHA)]) == {AICHA}


def test_nonsense_is_passed_over() -> None:
    rows = [
        Said(ME, BOOK, "x", {"key": 7, "accepted": True}),
        Said(ME, BOOK, "x", {"key": "zz" * 32, "accepted": True}),
        Said(ME, BOOK, "x", {"key": "00", "accepted": True}),
        says(EVE, EVE, enrolment_key=KIT, enrolment_signature="zz" * 64),
        says(EVE, EVE, enrolment_key=KIT, enrolment_signature="00"),
        says(EVE, EVE, enrolment_key=1, enrolment_signature=2),
    ]
    assert taken(set(), [publishes(ME), Said(ME, BOOK, "x", {"key": None})], rows) == set()


def test_a_long_chain_of_acceptance_is_walked_once() -> None:
    keys = [ME, *(f"{n:064x}" for n in range(1, 3000))]
    chain = [says(one, two, accepted=True) for one, two in pairwise(keys)]
    assert taken(set(), [], chain) == set(keys[1:])


PEOPLE = st.sampled_from([ME, HOST, AICHA, BIRK, EVE])
KITS = st.sampled_from([KIT, EVES_KIT])
YES = st.builds(lambda author, key: says(author, key, accepted=True), PEOPLE, PEOPLE)
MEMBERS = st.lists(YES | st.builds(joins, PEOPLE, KITS))
ENROLMENTS = st.lists(st.builds(publishes, PEOPLE, KITS))


def by_the_letter(roots: set[str], enrolments: list[Said], members: list[Said]) -> set[str]:
    """The rules, applied until nothing changes."""
    found = {ME, *roots}
    while True:
        new = {
            str(m.fields["key"])
            for m in members
            if (m.fields.get("accepted") is True and m.author in found)
            or any(e.author in found and e.fields["key"] == m.fields.get("enrolment_key") for e in enrolments)
        }
        if new <= found:
            return found - {ME}
        found |= new


@given(st.sets(PEOPLE), ENROLMENTS, MEMBERS, st.randoms())
def test_it_is_the_smallest_set_that_the_rules_close(roots, enrolments, members, chance) -> None:  # type: ignore[no-untyped-def]
    expected = by_the_letter(roots, enrolments, members)
    assert taken(roots, enrolments, members) == expected
    chance.shuffle(members)
    assert taken(roots, enrolments, members) == expected
    assert taken(roots, enrolments, members[:-1]) <= expected


# ---- taken out of the team


def throws_out(author: str, key: str, *closes: str, id: str = "", **fields: Value) -> Said:
    fields |= {"key": key, **{f"closes/{kit}": True for kit in closes}}
    return Said(author, BOOK, id or author[:2] + key[:30], fields)


def takes_back(author: str, id: str) -> Said:
    return Said(author, BOOK, id, {"~deleted": True})


def stands(*expulsions: Said) -> tuple[set[str], set[str]]:
    """Return who is in and who is out of a team that Aicha and Birk joined with the package of the host."""
    crew = Crew((publishes(HOST),), (joins(AICHA), joins(BIRK), says(HOST, EVE, accepted=True)), expulsions)
    found = standing(ME, {HOST}, crew, verify=verify)
    assert found.accepted <= found.ever and not found.out & found.accepted - {ME}
    return set(found.accepted) - {ME}, set(found.out)


def test_who_was_taken_out_is_out_and_nobody_else() -> None:
    assert stands(throws_out(AICHA, EVE)) == ({HOST, AICHA, BIRK}, {EVE})


def test_nobody_outside_takes_anybody_out_and_nobody_takes_out_himself() -> None:
    assert stands(throws_out("99" * 32, EVE), throws_out(EVE, EVE), throws_out(HOST, "no key")) == (
        {HOST, AICHA, BIRK, EVE},
        set(),
    )


def test_two_who_take_each_other_out_are_both_out_until_a_third_decides() -> None:
    both = (throws_out(AICHA, EVE, id="a"), throws_out(EVE, AICHA, id="e"))
    assert stands(*both) == ({HOST, BIRK}, {AICHA, EVE})
    assert stands(*both, takes_back(BIRK, "e")) == ({HOST, AICHA, BIRK}, {EVE})


def test_those_who_are_out_bring_back_neither_themselves_nor_each_other() -> None:
    two = (throws_out(HOST, EVE, id="1"), throws_out(HOST, AICHA, id="2"))
    lies = (takes_back(EVE, "1"), takes_back(EVE, "2"), takes_back(AICHA, "1"), takes_back(AICHA, "2"))
    assert stands(*two, *lies) == ({HOST, BIRK}, {AICHA, EVE})


def test_who_is_taken_in_again_has_a_say_again() -> None:
    two = (throws_out(HOST, EVE, id="1"), throws_out(HOST, AICHA, id="2"))
    assert stands(*two, takes_back(BIRK, "2"), takes_back(AICHA, "1")) == ({HOST, AICHA, BIRK, EVE}, set())


def test_a_key_that_was_closed_proves_nothing() -> None:
    assert stands(throws_out(HOST, EVE, KIT)) == ({HOST}, {EVE})
    undone = throws_out(HOST, EVE, KIT, **{"~deleted": True})
    assert stands(undone) == ({HOST, AICHA, BIRK, EVE}, set())


@given(st.permutations([throws_out(a, b, KIT, id=a[:2] + b[:2]) for a in (HOST, EVE) for b in (AICHA, EVE, HOST)]))
def test_the_order_of_what_was_said_changes_nothing(rows: list[Said]) -> None:
    assert stands(*rows) == (set(), {HOST, AICHA, EVE})
