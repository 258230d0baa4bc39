"""Nobody has agreed until they say so, and the words of a question have a version."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.consent import PURPOSES, QUESTIONS, TEXT_VERSION, agrees, consent_id, latest, matrix
from hubdesk.model.records import Consent

PERSON, EVENT = "1" * 32, "2" * 32
#: The questions of each version: whoever changes a word gives it a new version and adds it here.
VERSIONS = {"1": "8442"}

answers = st.lists(
    st.builds(
        lambda purpose, round, given, gone: Consent(
            id=consent_id(PERSON, purpose, round),
            event=EVENT,
            person=PERSON,
            purpose=purpose,
            round=round,
            given=given,
            withdrawn=frozenset({"yes"} if gone else ()),
        ),
        st.sampled_from([*PURPOSES, "newsletter"]),
        st.integers(1, 4),
        st.booleans(),
        st.booleans(),
    ),
    unique_by=lambda each: each.id,
)


def test_the_matrix_has_every_purpose_and_nobody_has_agreed() -> None:
    found = matrix(PERSON, EVENT, [])
    assert tuple(found) == PURPOSES
    assert not any(agrees(each) for each in found.values())
    assert {each.id for each in found.values()} == {consent_id(PERSON, purpose, 1) for purpose in PURPOSES}


@given(answers, st.randoms(use_true_random=False))
def test_the_last_round_counts_in_whatever_order_answers_come(found: list[Consent], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert latest(shuffled) == latest(found)
    for purpose, answer in latest(found).items():
        assert answer.round == max(each.round for each in found if each.purpose == purpose)
        assert agrees(answer) == (answer.given and not answer.withdrawn)
    assert "newsletter" not in latest(found)


def test_two_laptops_that_disagree_are_no_agreement() -> None:
    assert agrees(Consent(id="1", given=True))
    assert not agrees(Consent(id="1", given=True, versions=frozenset({"given"})))
    assert not agrees(Consent(id="1", given=True, withdrawn=frozenset({"yes"})))
    assert not agrees(None)


def test_ids_tell_person_purpose_and_round_apart() -> None:
    made = {consent_id(p, q, r) for p in (PERSON, EVENT) for q in PURPOSES for r in (1, 2)}
    assert len(made) == 2 * len(PURPOSES) * 2
    assert all(len(each) == 32 for each in made)


def test_changed_words_get_a_new_version() -> None:
    words = "\n".join(question.one for question in QUESTIONS.values())
    assert VERSIONS[TEXT_VERSION] == hashlib.sha256(words.encode()).hexdigest()[:4]
