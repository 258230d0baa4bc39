"""What a room may see: every word of it is named here, and nothing else can reach the second screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.i18n import Sentence, say

#: {what may be shown: its name}.
SCENES: Mapping[str, Sentence] = {
    "agenda": say("Run-sheet"),
    "section": say("Section of the text"),
    "speakers": say("Speakers"),
    "timer": say("Timer"),
    "poll": say("Poll result"),
    "message": say("Message"),
}
#: The longest message, in characters.
MESSAGE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One public item of the run-sheet: its title, else its kind; `state` is past, now or later."""

    title: Sentence | str
    minutes: int
    state: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of the text under discussion in one language."""

    language: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks now, or waits: a name whose owner agreed to that, a role or a number; and for what, if it was said."""

    name: Sentence | str
    what: Sentence | None
    now: bool


@dataclass(frozen=True, slots=True)
class Share:
    """One answer to a poll, and how many gave it."""

    answer: Sentence | str
    number: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that runs: so many seconds (0: without an end) since an ISO 8601 instant."""

    allowed: int
    started: str


@dataclass(frozen=True, slots=True)
class Projection:
    """One view for the room. It holds no record and no id: only words that somebody chose to show, and numbers.

    `languages` are those of the text on show, the first is also the program's own. `silent` is None where nobody knows
    who did not answer, `present` 0 where nobody knows how many were there.
    """

    scene: str
    languages: tuple[str, ...]
    title: str = ""
    lines: tuple[Line, ...] = ()
    passages: tuple[Passage, ...] = ()
    voices: tuple[Voice, ...] = ()
    question: str = ""
    shares: tuple[Share, ...] = ()
    silent: int | None = None
    present: int = 0
    temperature: bool = False
    clock: Clock | None = None
    message: str = ""
