"""Good files of people whom nobody here has accepted, who claim that somebody has: their work waits."""

from hubdesk.model import trust
from hubdesk.model.facts import BookState
from tests.bundle.forge import rebuilt, unchecked
from tests.bundle.hostile.case import WAITS, Cases, named
from tests.bundle.logs import (
    AICHA,
    CREW_BOOK,
    EVE,
    EVENT_BOOK,
    TEAM_BOOK,
    Author,
    Run,
    bytes_of,
    contents,
    evening,
    ident,
    state,
)

MALLORY, ACCOMPLICE = Author(67), Author(68)
#: The enrolment key that the owner of the workspace published in the crew book.
ENROLMENT = Author(70)
ME = trust.member_id(MALLORY.key)


def proof(by: Author, key: str, book: str = CREW_BOOK.id) -> dict[str, str]:
    signature = by.sign(trust.enrolment_message(book, key)).hex()
    return {"enrolment_key": by.key, "enrolment_signature": signature}


def claim(*saves: tuple[str, str, dict[str, object]], by: Author = MALLORY) -> bytes:
    """Return a file of a note and of crew facts that would make its author one of the team."""
    crew, words = Run(by, CREW_BOOK), Run(by).save(ident(40), text="let me in")
    for kind, id, fields in saves:
        crew.save(id, kind, **fields)  # type: ignore[arg-type]
    return unchecked(contents([words, crew] if saves else [words], use="team"), by)


def member(id: str = ME, **fields: object) -> tuple[str, str, dict[str, object]]:
    return "member", id, {"key": MALLORY.key, "name": "Aïcha", **fields}


def published(key: Author) -> tuple[str, str, dict[str, object]]:
    return "enrolment", ident(41), {"key": key.key, "team_recipient": "age1x"}


def relayed() -> bytes:
    """Return what Aïcha wrote, which is here already, with a stranger's words between."""
    return unchecked(contents([*evening(), Run(MALLORY).save(ident(42), text="between")]), MALLORY)


def crowded() -> bytes:
    """Return a crew book of a great many members, all of whom claim each other."""
    crew, runs = [], []
    for n in range(31):
        run = Run(MALLORY, CREW_BOOK, nonce=f"{n:032x}")
        for m in range(1000):
            run.save(ident(n * 1000 + m), "member", key=f"{n:032x}{m:032x}", accepted=True)
        crew.append(run)
        runs += run.segments()
    states: list[BookState] = [state(CREW_BOOK, crew)]
    return unchecked(contents(crew, books=states, segments=runs, use="team"), MALLORY)


CLAIMS: Cases = {
    "a note of a stranger": (WAITS, claim),
    "who says to be accepted": (WAITS, lambda: claim(member(accepted=True))),
    "who is accepted by an accomplice": (
        WAITS,
        lambda: unchecked(
            contents(
                [
                    Run(ACCOMPLICE, CREW_BOOK).save(ME, "member", key=MALLORY.key, accepted=True),
                    Run(MALLORY).save(ident(40), text="let me in"),
                ],
                use="team",
            ),
            MALLORY,
        ),
    ),
    "a proof of zeros": (
        WAITS,
        lambda: claim(member(enrolment_key=ENROLMENT.key, enrolment_signature="00" * 64)),
    ),
    "a proof of letters": (WAITS, lambda: claim(member(enrolment_key=ENROLMENT.key, enrolment_signature="z" * 128))),
    "a proof that is cut": (
        WAITS,
        lambda: claim(member(**proof(ENROLMENT, MALLORY.key) | {"enrolment_signature": "00" * 32})),
    ),
    "a proof of somebody else's key": (WAITS, lambda: claim(member(**proof(ENROLMENT, AICHA.key)))),
    "a proof for another book": (WAITS, lambda: claim(member(**proof(ENROLMENT, MALLORY.key, TEAM_BOOK.id)))),
    "a proof for the event's book": (WAITS, lambda: claim(member(**proof(ENROLMENT, MALLORY.key, EVENT_BOOK.id)))),
    "a proof under another member's id": (
        WAITS,
        lambda: claim(member(trust.member_id(AICHA.key), **proof(ENROLMENT, MALLORY.key))),
    ),
    "a proof by a key of one's own": (WAITS, lambda: claim(published(MALLORY), member(**proof(MALLORY, MALLORY.key)))),
    "a proof by Aïcha's own key": (WAITS, lambda: claim(member(**proof(EVE, MALLORY.key)))),
    "accepted as a number": (WAITS, lambda: claim(member(accepted=1))),
    "accepted as a word": (WAITS, lambda: claim(member(accepted="true"))),
    "an enrolment key of small order": (
        WAITS,
        lambda: claim(member(enrolment_key="01" + "00" * 31, enrolment_signature="01" + "00" * 63)),
    ),
    "a stranger's words among good ones": (WAITS, relayed),
    "a good file that a stranger signed over": (
        "signature",
        lambda: rebuilt(bytes_of(contents(evening())), lambda m: m.update({"from": "Aïcha"}), MALLORY),
    ),
    "31,000 members": ("crew", crowded),
}
CASES: Cases = named("team: ", CLAIMS)
