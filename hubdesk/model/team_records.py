"""The records of those who work together: who belongs to the team, what only they may know, what they decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubdesk.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """A laptop of the team, its id from the author key; the enrolment fields (hex) prove that it holds the package."""

    KIND = "member"
    BOOK = "crew"

    event: str = ""
    key: str = ""
    recipient: str = ""
    name: str = ""
    laptop: str = ""
    accepted: bool = False
    enrolment_key: str = ""
    enrolment_signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment(Record):
    """The public half of an event package: whoever signs with this key belongs to the team."""

    KIND = "enrolment"
    BOOK = "crew"

    event: str = ""
    key: str = ""
    team_recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expulsion(Record):
    """That a laptop was taken out of the team: its key, and the enrolment keys that it knows and that end with it."""

    KIND = "expulsion"
    BOOK = "crew"

    event: str = ""
    key: str = ""
    closes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret(Record):
    """What only this workspace may know (keys of an event package, recipient cards with their names); never leaves."""

    KIND = "secret"
    BOOK = "private"

    event: str = ""
    purpose: str = ""
    name: str = ""
    secret: str = ""
    public: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing(Record):
    """A file or text that should go somewhere, and whether a person says that it went (not checked by HubDesk)."""

    KIND = "outgoing"
    BOOK = "private"

    event: str = ""
    what: str = ""
    path: str = ""
    target: str = ""
    made: str = ""
    sent: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAnswer(Record):
    """A person's answer to one question of the disclosure gate: "keep" or "leave out".

    `about` are digests of the words that the question was about: the answer holds for no others.
    """

    KIND = "gate"
    BOOK = "team"

    event: str = ""
    note: str = ""
    reason: str = ""
    answer: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Record):
    """What a gathering brought to one release of a poll's numbers (`model.releases`): counts, no words.

    `asked` are digests of the question in the wordings that it has had, `after` is the release before this one.
    `release`, `together` (the gatherings) and what was told (`shown`, `silent`) are the same in all its parts.
    """

    KIND = "published"
    BOOK = "team"

    event: str = ""
    release: str = ""
    after: str = ""
    asked: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()
    counts: str = ""
    shown: str = ""
    silent: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demographic(Record):
    """A question about the people who come: of `model.demographics`, or in own words with `labels`, a line each.

    `tallies` holds what was counted each time ("12/3"), by an id of the count. It says nothing of any one person.
    """

    KIND = "demographic"
    BOOK = "team"

    event: str = ""
    template: str = ""
    question: str = ""
    language: str = ""
    labels: str = ""
    tallies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping(Record):
    """Until which day data about people stays although its day has come, and why ("" for: decide later)."""

    KIND = "keeping"
    BOOK = "team"

    event: str = ""
    until: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Record):
    """A short text that note-takers put into the line."""

    KIND = "phrase"
    BOOK = "team"

    event: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """What happened against the code of conduct, and what was done; no note, and never in any file."""

    KIND = "incident"
    BOOK = "private"

    event: str = ""
    text: str = ""
    done: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk(Record):
    """A gallery walk: `topics` by number of table, a place (wid) or "#keyword", and the minutes of a round.

    It runs from `started` until `stopped`, times ISO 8601.
    """

    KIND = "walk"
    BOOK = "team"

    event: str = ""
    minutes: int = 15
    started: str = ""
    stopped: str = ""
    topics: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A photo or a receipt: what it shows and who may see it; its bytes lie beside the log, under their `sha256`.

    `shown` tells what people on it agreed to ("" for not asked), `credit` how the photographer wants to be named,
    `licence` is a key of `attachments.LICENCES`, `taken` a day. It stays with the team whatever is agreed (see there).
    """

    KIND = "attachment"
    BOOK = "team"

    event: str = ""
    sort: str = "photo"
    sha256: str = ""
    media: str = ""
    size: int = 0
    name: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""
    shown: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenter(Record):
    """Who presents an item of the run-sheet: a name, so it stays with the team. Its id follows from the item."""

    KIND = "presenter"
    BOOK = "team"

    event: str = ""
    item: str = ""
    name: str = ""
