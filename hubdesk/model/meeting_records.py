"""The records of who wants to speak at a gathering: they name people, so they stay with the team."""

from dataclasses import dataclass

from hubdesk.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTurn(Record):
    """Somebody asked to speak: a `person` of the gathering, or whom `text` describes.

    `sort` is a key of `speaking.SORTS`. It waits until it is `started`, and lasts until it is `stopped`; times are
    ISO 8601, those of a sensitive gathering to the half day.
    """

    KIND = "turn"
    BOOK = "team"

    event: str = ""
    person: str = ""
    text: str = ""
    sort: str = ""
    asked: str = ""
    started: str = ""
    stopped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingRule(Record):
    """In which order people speak (a key of `speaking.RULES`), and for how many seconds (0: as long as they like).

    Its id follows from the event, so that all laptops keep one.
    """

    KIND = "speaking"
    BOOK = "team"

    event: str = ""
    rule: str = "arrival"
    seconds: int = 120
