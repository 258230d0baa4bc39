"""A gathering full of words that nobody may read outside, put in through the verbs that people use."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hubdesk import settings
from hubdesk.desk import (
    agenda,
    attendance,
    charters,
    codebook,
    coding,
    demographics,
    events,
    expenses,
    incidents,
    kept_filters,
    notes,
    outbox,
    people,
    phrases,
    polls,
    retention,
    speakers,
    statements,
    walks,
)
from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.feedback import Filter
from hubdesk.desk.starting import start
from hubdesk.i18n import say
from hubdesk.model.consent import PURPOSES
from hubdesk.model.records import CodingRound, Expense, GateAnswer, Secret
from hubdesk.paths import folders
from tests.canary_words import CREW, HELD, INTERNAL, PRINTED, PRIVATE
from tests.funded import FUNDED, fund
from tests.photographs import keep

RULES = b"# Boat rules\n\nBe kind.\n\n## Boats\n\nRow.\n\n## Lamps\n\nOil.\n"
#: What the team knows of people: field → word. Two scripts, and a number that looks like one.
PERSONAL = {
    "name": "Zarquon Brindlewick",
    "username": "VexlorpQuaddle",
    "badge": "Badgequorn77",
    "email": "thimblewort@mosslight.example",
    "phone": "+49 30 5550 91827",
    "community": "Grubbleforth society",
    "languages": "Snizzlish",
    "interpretation": "needs Wumbletonian",
    "remark": "allergic to quillfish",
    "source": "listofmarrowby",
    "other_script": "زرقونبرندلويك",
}
SECOND = {
    "name": "欧阳鹤鸣",
    "email": "hemingcrane@fernwater.example",
    "remark": "wheelchairglimmer",
    "phone": "0309981726354",
}
THIRD = {"name": "Ἀνθίππη Σκιρτώ", "username": "SkirtoAnthippe", "community": "Οἶκος Κυανός", "badge": "Badgezephyr08"}
#: Somebody who was on no list, and was asked nothing.
WALKED_IN = "Walkedinwren Thistledown"
#: Somebody who agreed to everything and thought better of it, and somebody who registered privately.
WITHDREW, UNSEEN = "Withdrewsiskin", "Unseentwite Burdock"
CONSENT = {"how": "paperslipvoonder", "text_version": "textvermilionade"}
AUTHOR, LAPTOP_CATEGORY = "Ebenthorn Quillgrave", "deskbymarzipane"
#: What was there and was forgotten, or corrected before anybody saw it.
GONE = {"forgotten name": "Forgottenyarrow Plume", "forgotten remark": "forgottenremarkteasel"}
TEAM = [
    *PERSONAL.values(), *SECOND.values(), *THIRD.values(), *CONSENT.values(), WALKED_IN, LAPTOP_CATEGORY,
    WITHDREW, UNSEEN, *INTERNAL.values(), *HELD.values(), *FUNDED.values(),
    *CREW.values(),
]  # fmt: skip
ALL = [*TEAM, AUTHOR, *PRIVATE.values(), *GONE.values()]
SAID = ("less rowing", "two lamps are enough")


@dataclass(frozen=True)
class World:
    """A workspace full of words that must not leave, and where its files lie."""

    desk: Desk
    event: str
    home: Path


def fill(desk: Desk) -> str:
    """Put every word where such words go, through the verbs that people use."""
    event = events.create(desk, "Tea", start=datetime(2026, 10, 1, 16, tzinfo=UTC), languages=["en"])
    events.edit(desk, event, place=INTERNAL["hidden place"], place_hidden=True, **PRINTED)
    events.requests(desk, event, "uk", 3)
    charters.take(desk, charters.preview([("rules.md", RULES)], language="en"), event=event)
    asked = demographics.add(desk, event, question=INTERNAL["question about people"], answers=["Yes", "No"])
    demographics.tally(desk, asked, "11/7")
    who = demographics.add(desk, event, question="Who told you?", answers=["Nobody", INTERNAL["answer about people"]])
    demographics.tally(desk, who, "11/7")
    members = [people.add(desk, event, **one) for one in (PERSONAL, SECOND, THIRD)]  # type: ignore[arg-type]
    people.consent(desk, members[0], "quote", True, language="en", **CONSENT)
    attendance.check_in(desk, members[0], event, at=desk.now())
    withdrew = people.add(desk, event, WITHDREW)
    for purpose in PURPOSES:
        people.consent(desk, withdrew, purpose, True)
    notes.add(desk, event, f"c: @{WITHDREW} /2 lamps are dear")
    for purpose in PURPOSES:
        people.withdraw(desk, withdrew, purpose)
    people.add(desk, event, UNSEEN, private=True)
    gone = people.add(desk, event, GONE["forgotten name"], remark=GONE["forgotten remark"])
    people.forget(desk, gone)
    first = notes.add(desk, event, f"!: /1 {SAID[0]} x4 #boats")
    notes.add(desk, event, f"+: /2 {SAID[1]}")
    notes.add(desk, event, f'c: @{PERSONAL["username"]} /2 lamps burn "oil"')
    for each in HELD.values():
        notes.add(desk, event, each)
    kept = statements.add(desk, event, f"Boats first: {SAID[0]}.", [first], role="Facilitator")
    polls.tally(desk, polls.add(desk, event, statement=kept), "9/3/1", base=20)
    statements.add(desk, event, HELD["statement"], [first])
    polls.tally(desk, polls.add(desk, event, HELD["poll"]), "9/3/1", base=20)
    polls.add(desk, event, "When?", scale="own", labels=["Monday", HELD["answer"]])
    speakers.start(desk, speakers.ask(desk, event, person=members[0]).turn)
    speakers.ask(desk, event, text=INTERNAL["words on the speakers' list"])
    _kept(desk, event)
    _private(desk, event)
    _coded(desk, event)
    fund(desk, event, said=SAID[0])
    return event


def _coded(desk: Desk, event: str) -> None:
    """Let a second coder sort a note that anybody may read and one that only this laptop knows."""
    round, coder = desk.read.get(CodingRound, coding.begin(desk, event)), INTERNAL["second coder"]
    said = {SAID[0]: INTERNAL["keyword of a coder"], PRIVATE["sensitive note"]: PRIVATE["keyword of a sensitive note"]}
    for each in coding.lines(desk, round, coder):
        if each.note.text in said:
            coding.code(desk, round, each.note.id, f"c: #{said[each.note.text]}", coder=coder)


def _kept(desk: Desk, event: str) -> None:
    line = f"c: {INTERNAL['note']} #{INTERNAL['keyword']} @{INTERNAL['speaker']}"
    notes.add(desk, event, line, visibility="internal")
    notes.add(desk, event, INTERNAL["incident"], visibility="internal")
    notes.add(desk, event, INTERNAL["committee"], visibility="committee")
    note = notes.add(desk, event, INTERNAL["was public"])
    notes.show_to(desk, [note], "internal")
    agenda.add(desk, event, f"{INTERNAL['agenda']} by {PERSONAL['name']}")
    hidden = agenda.add(desk, event, INTERNAL["hidden agenda"])
    agenda.edit(desk, hidden, visibility="internal", presenter=INTERNAL["presenter"])
    agenda.add(desk, event, "Songs", presenter=INTERNAL["presenter"])
    phrases.add(desk, event, INTERNAL["quick phrase"])
    walks.plan(desk, event, ["1", f"#{INTERNAL['topic of a table']}"])
    attendance.walk_in(desk, event, WALKED_IN, at=desk.now())
    attendance.heads(desk, event, 2, category="adults", at=desk.now())
    people.edit(desk, people.add(desk, event, "Nobody Else"), community=LAPTOP_CATEGORY)
    keep(desk, event, SAID[0]), keep(desk, event, INTERNAL["photo"], credit=INTERNAL["photographer"], shown="")
    retention.keep(desk, event, INTERNAL["reason for keeping"])
    codebook.add(
        desk,
        event,
        "boats",
        description=CREW["description of a keyword"],
        labels=dict.fromkeys(("en", "de"), CREW["name of a keyword"]),
    )
    _damaged(desk, event)


def _damaged(desk: Desk, event: str) -> None:
    """Write what no verb of ours would: other programs may."""
    receipt = keep(desk, event, INTERNAL["caption of a receipt"], sort="receipt", name=INTERNAL["name of a receipt"])
    paid = expenses.add(desk, event, "Oil", price="12", currency="EUR", receipt=receipt)
    odd = {"note": event, "reason": "name", "answer": INTERNAL["answer to the gate"]}
    with desk.action(say("Write what nobody would")) as put:
        put(Expense, paid, paid=INTERNAL["day of a payment"])
        put(GateAnswer, book=team_book(event), event=event, about=INTERNAL["what the gate asked"], **odd)


def _private(desk: Desk, event: str) -> None:
    line = f"c: {PRIVATE['sensitive note']} #{PRIVATE['sensitive keyword']} @{PRIVATE['sensitive speaker']}"
    notes.add(desk, event, line, visibility="sensitive")
    notes.add(desk, event, PRIVATE["sensitive incident"], visibility="sensitive")
    incidents.add(desk, event, PRIVATE["incident note"], done=PRIVATE["incident step"])
    with desk.action(say("Keep a secret")) as put:
        put(Secret, event=event, purpose="test", secret=PRIVATE["secret"], public=PRIVATE["secret public half"])
    made = outbox.plan(
        desk, event, PRIVATE["outbox what"], PRIVATE["outbox path"], target=PRIVATE["outbox target"], at=desk.now()
    )
    outbox.sent(desk, made, by=PRIVATE["sent by"])
    kept_filters.keep(desk, event, PRIVATE["name of a filter"], Filter(text=PRIVATE["words of a filter"]))


def opening(home: Path) -> Desk:
    """Open the workspace of a folder as the author, on a laptop whose name is one of the words."""
    settings.save(settings.Settings(laptop=CREW["laptop"]), folders(home).config / "settings.json")
    return start(folders(home), name=AUTHOR)
