"""Invented material for reports: two documents, remarks in five languages, answers, a loose remark and a lost tag."""

from datetime import UTC, datetime

from hubdesk.model.records import Event, Note, Poll, Statement
from hubdesk.report.summary import Document, Heading, Material, Turnout

EVENT = Event(
    id="e" * 32,
    title="Lantern evening",
    start="2026-10-01T18:00:00+00:00",
    end="2026-10-01T20:00:00+00:00",
    zone="Africa/Kigali",
    place="Harbour library",
    channels="Village radio, market board",
)
DOCUMENT = Document(
    "Lantern Rivers charter",
    "edition-1",
    "",
    (
        Heading("w1", "1", 1, "Purpose", "en"),
        Heading("w2", "2", 1, "Money", "en"),
        Heading("w3", "2.1", 2, "Reserves", "en"),
        Heading("w4", "3", 1, "Silence", "en"),
    ),
    {"w1": "w1", "w2": "w2", "w3": "w3", "w3p1": "w3", "w4": "w4"},
)


def note(number: int, text: str, language: str = "en", tags: tuple[str, ...] = (), **fields) -> Note:
    return Note(id=f"{number:032x}", event=EVENT.id, text=text, language=language, tags=frozenset(tags), **fields)


NOTES = (
    note(1, "Hubs need stable funding", tags=("w2",), kind="dealbreaker", voices=4),
    note(2, "لا نقبل نقل الأموال دون تصويت.", "ar", ("w3p1",), kind="concern"),
    note(3, "यह अनुच्छेद बहुत स्पष्ट है।", "hi", ("w1",), kind="celebration"),
    note(4, "我们需要更清楚的规则。", "zh", ("w1", "w3"), kind="suggestion"),
    note(5, "Wer entscheidet über die Rücklagen?", "de", ("w3",), form="question"),
    note(6, "The council, after a vote", tags=(), form="response", parent=f"{5:032x}"),
    note(7, "Thank you for the tea", kind="process"),
    note(
        8,
        "This was in the older draft",
        tags=("lost",),
        kind="beyond",
        seen={"lost": '{"number":"4.2p1","language":"en","exact":"Every boat carries a lamp."}'},
    ),
    note(9, "We meet again in March", form="decision"),
)
STATEMENTS = (
    Statement(
        id="5" * 32,
        event=EVENT.id,
        text="Money needs a vote.",
        language="en",
        role="Facilitator",
        keywords=frozenset({"money"}),
        notes=frozenset({NOTES[0].id, NOTES[1].id}),
    ),
)


POLLS = (
    Poll(
        id="6" * 32,
        event=EVENT.id,
        question="Money needs a vote.",
        language="en",
        statement="5" * 32,
        scale="abstain",
        tally="9/6/2",
        present=24,
    ),
    Poll(
        id="7" * 32,
        event=EVENT.id,
        question="Move the tea?",
        language="en",
        tally="2/1/0",
        present=14,
        temperature=True,
    ),
)


def material(language: str = "en", notes=NOTES, **changes) -> Material:
    given = {
        "events": (EVENT,),
        "notes": tuple(notes),
        "statements": STATEMENTS,
        "polls": POLLS,
        "documents": (DOCUMENT,),
        "turnout": Turnout(12, 11, 2, 3),
        "left_out": 2,
        "as_of": datetime(2026, 10, 1, 21, tzinfo=UTC),
        "language": language,
    }
    return Material(**(given | changes))
