"""The records people work with: the current state of each thing, derived from facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Literal, get_type_hints

from hubdesk.model.charter_records import Charter as Charter
from hubdesk.model.charter_records import Edition as Edition
from hubdesk.model.charter_records import OpenQuestion as OpenQuestion
from hubdesk.model.charter_records import Section as Section
from hubdesk.model.charter_records import Text as Text
from hubdesk.model.grant_records import Expense as Expense
from hubdesk.model.grant_records import FunderAnswer as FunderAnswer
from hubdesk.model.list_records import ListShape as ListShape
from hubdesk.model.meeting_records import SpeakerTurn as SpeakerTurn
from hubdesk.model.meeting_records import SpeakingRule as SpeakingRule
from hubdesk.model.record import Record as Record
from hubdesk.model.record import Value as Value
from hubdesk.model.sorting_records import Code as Code
from hubdesk.model.sorting_records import Coding as Coding
from hubdesk.model.sorting_records import CodingRound as CodingRound
from hubdesk.model.sorting_records import KeptFilter as KeptFilter
from hubdesk.model.sorting_records import Twin as Twin
from hubdesk.model.team_records import Attachment as Attachment
from hubdesk.model.team_records import Demographic as Demographic
from hubdesk.model.team_records import Enrolment as Enrolment
from hubdesk.model.team_records import Expulsion as Expulsion
from hubdesk.model.team_records import GateAnswer as GateAnswer
from hubdesk.model.team_records import Incident as Incident
from hubdesk.model.team_records import Keeping as Keeping
from hubdesk.model.team_records import Member as Member
from hubdesk.model.team_records import Outgoing as Outgoing
from hubdesk.model.team_records import Phrase as Phrase
from hubdesk.model.team_records import Presenter as Presenter
from hubdesk.model.team_records import Published as Published
from hubdesk.model.team_records import Secret as Secret
from hubdesk.model.team_records import Walk as Walk

Visibility = Literal["public", "committee", "internal", "sensitive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """A gathering; its id is also the id of its event book."""

    KIND = "event"
    BOOK = "event"

    title: str = ""
    type: str = "conversation"
    mode: str = "in-person"
    state: str = "preparing"
    start: str = ""
    end: str = ""
    zone: str = "UTC"
    place: str = ""
    place_hidden: bool = False
    languages: frozenset[str] = frozenset()
    host: str = ""
    channels: str = ""
    series: str = ""
    budget: str = ""
    funder: str = ""
    invitation: str = ""
    sensitive: bool = False
    uploads: bool = False  # of a sensitive gathering only; others may
    sample: bool = False
    charters: frozenset[str] = frozenset()
    feedback_closes: str = ""
    upload_by: str = ""
    grant_due: str = ""
    report_due: str = ""
    retention: str = ""
    requests: Mapping[str, str] = field(default_factory=dict)

    @property
    def requested(self) -> dict[str, int]:
        """How many people need interpretation, by language; what is no number of people says nothing."""
        return {tag: int(n) for tag, n in self.requests.items() if n.isdecimal() and len(n) <= 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A participant: a display name, a username or only a badge; a name is one field and never split.

    `same_as` is another entry of this person; `may_be` says of further entries that this is somebody else ("no"), or
    that somebody still has to say so ("ask").
    """

    KIND = "person"
    BOOK = "team"

    event: str = ""
    name: str = ""
    username: str = ""
    badge: str = ""
    sheet: int = 0
    email: str = ""
    phone: str = ""
    community: str = ""
    languages: str = ""
    interpretation: str = ""
    first_time: bool = False
    private: bool = False
    status: str = ""
    remark: str = ""
    source: str = ""
    walk_in: bool = False
    other_script: str = ""
    same_as: str = ""
    may_be: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Record):
    """One person's answer for one purpose: collect, name, quote-name, quote, photo, recording or contact.

    The id is derived from person, purpose and `round`. Each withdrawal is a member of `withdrawn`, which no merge takes
    back; who agrees again later gets a record of a later round (`model.consent.latest`).
    """

    KIND = "consent"
    BOOK = "team"

    event: str = ""
    person: str = ""
    purpose: str = ""
    round: int = 1
    given: bool = False
    withdrawn: frozenset[str] = frozenset()
    text_version: str = ""
    language: str = ""
    at: str = ""
    how: str = ""

    @property
    def holds(self) -> bool:
        """Whether the person agrees now."""
        return self.given and not self.withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Record):
    """A person came in or went out; presence is derived by sorting marks.

    `way` is in or out; "not-in" and "not-out" were taken back and count for nothing.
    """

    KIND = "mark"
    BOOK = "team"

    event: str = ""
    item: str = ""
    person: str = ""
    way: str = "in"
    at: str = ""
    desk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount(Record):
    """People counted without names."""

    KIND = "headcount"
    BOOK = "event"

    event: str = ""
    item: str = ""
    number: int = 0
    category: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """How many came, without names: written into the event book when a file for outside is made."""

    KIND = "attendance"
    BOOK = "event"

    event: str = ""
    registered: int = 0
    came: int = 0
    walk_ins: int = 0
    heads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """One item of the run-sheet; minutes are planned, `started` and `stopped` are what happened.

    It begins `shift` minutes after the item before it ends. Nothing is to be noted of an item `off_record`. Of a
    reading round, `phase` (read, silent, speak or done, "" before) and `focus` (the wid of the section) say where it
    stands since `phase_started`; `silent` are the minutes of silence for each section.
    """

    KIND = "agenda"
    BOOK = "event"

    event: str = ""
    number: int = 0
    title: str = ""
    type: str = "plenary"
    minutes: int = 0
    shift: int = 0
    started: str = ""
    stopped: str = ""
    sections: frozenset[str] = frozenset()
    visibility: str = "public"
    off_record: bool = False
    silent: int = 3
    phase: str = ""
    focus: str = ""
    phase_started: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """One line that somebody said or wrote; `text` is without markers, `line` as typed, `tags` are wids.

    `seen` holds for each tag what the note-taker saw (canonical JSON: edition, number, heading, language, exact).
    """

    KIND = "note"
    BOOK = "by visibility"

    event: str = ""
    item: str = ""
    form: str = "comment"
    kind: str = ""
    text: str = ""
    line: str = ""
    language: str = ""
    verbatim: bool = False
    parent: str = ""
    speaker: str = ""
    channel: str = ""
    table: int = 0
    voices: int = 1
    follow_up: bool = False
    visibility: str = "public"
    at: str = ""
    order: str = ""
    tags: frozenset[str] = frozenset()
    keywords: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()  # ids of open questions
    seen: Mapping[str, str] = field(default_factory=dict)
    gap: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenBy(Record):
    """Which person said a note: a link that stays with the team."""

    KIND = "spoken"
    BOOK = "team"

    event: str = ""
    note: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """One sentence that sums up notes, signed by a role."""

    KIND = "statement"
    BOOK = "event"

    event: str = ""
    text: str = ""
    language: str = ""
    theme: str = ""
    role: str = ""
    keywords: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Record):
    """A question, statement or section that people were polled on; `question` holds the words they answered.

    `scale` is an id of `model.scales`, `labels` the answers of a scale of one's own, a line each. `tally` is what was
    counted at `counted` ("12/3/4", "" before), `present` how many people were there then, 0 where nobody knows. So many
    of them came `late`, as whoever counted confirmed.
    """

    KIND = "poll"
    BOOK = "event"

    event: str = ""
    question: str = ""
    language: str = ""
    statement: str = ""
    section: str = ""
    scale: str = "abstain"
    labels: str = ""
    temperature: bool = False
    tally: str = ""
    present: int = 0
    late: int = 0
    at: str = ""
    counted: str = ""


# fmt: off
_KINDS: tuple[type[Record], ...] = (
    Event, Person, Consent, Mark, Headcount, Attendance, AgendaItem, Note, SpokenBy, Statement, Poll,
    Presenter,
    Charter, Edition, Section, Text, OpenQuestion, Member, Enrolment, Secret, Outgoing, GateAnswer, Keeping,
    Phrase, Incident, Expulsion, KeptFilter, Twin, Code, CodingRound, Coding, Walk, Published, Attachment,
    Expense, FunderAnswer, Demographic, ListShape, SpeakerTurn, SpeakingRule,
)
# fmt: on
RECORDS: Mapping[str, type[Record]] = {kind.KIND: kind for kind in _KINDS}

#: Lines of these kinds carry a random salt, so that the leaf of an erased line cannot be guessed (STORE.md).
SALTED = frozenset({
    "person", "consent", "mark", "note", "statement", "poll", "spoken", "member", "gate", "keeping", "phrase", "coding",
    "attachment", "expense", "answer", "presenter", "demographic", "turn",
})  # fmt: skip


def columns(kind: type[Record]) -> Mapping[str, str]:
    """Return {field: "text" | "int" | "bool" | "set" | "map"} for what a kind stores, in order of definition."""
    return _columns(kind.KIND)


@cache
def _columns(name: str) -> Mapping[str, str]:
    kind = RECORDS[name]
    names = {str: "text", int: "int", bool: "bool", frozenset[str]: "set", Mapping[str, str]: "map"}
    hints, skip = get_type_hints(kind), {"id", "book", "versions"}
    return {each.name: names[hints[each.name]] for each in fields(kind) if each.name not in skip}
