"""What a funder asks in a report: parts and questions in their order, as data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubdesk.i18n import Sentence, say

#: The id of a question that no form asks: which page of a wiki was applied on. The report is a page below it.
APPLICATION = "application"
_KEY = re.compile(r"[a-z][a-z-]{0,30}")


#: Says that a question was not seen on the form.
UNCHECKED = say("This question could not be checked against the form.")
TWO_VERSIONS = say(
    "This answer stands in two versions: one of them stands here until somebody chooses on the page Share."
)


def checked(date: str) -> Sentence:
    """Return when the questions of a form were looked up, and that they may be others now."""
    return say(
        "The questions were looked up on {date}. The funder may have changed them since: compare with the form.",
        date=date,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `facts` are keys of what HubDesk knows of it, `checked` tells whether the form was seen asking."""

    id: str
    heading: Sentence
    facts: tuple[str, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Questions below one heading."""

    heading: Sentence
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class GrantForm:
    """A form of a funder as it was on a day, and where that was looked up; `page` is where its answers go, "" for none.

    `page` may hold {host} and {title} of the gathering.
    """

    id: str
    name: Sentence
    checked_on: str
    checked_against: str
    source: str
    page: str
    parts: tuple[Part, ...]

    def questions(self) -> Iterator[Question]:
        """Yield all questions in their order."""
        for part in self.parts:
            yield from part.questions


def grant_form(id: str, told: Mapping[str, Any]) -> GrantForm:
    """Return a form from its data (`resources/grants`), whose sentences the catalogues translate.

    Raises KeyError, TypeError or ValueError for what is no form.
    """
    parts = tuple(Part(_sentence(part["heading"]), tuple(map(_question, part["questions"]))) for part in told["parts"])
    texts = {name: str(told[name]) for name in ("checked_on", "checked_against", "source", "page")}
    return GrantForm(id=id, name=_sentence(told["name"]), parts=parts, **texts)


def _question(told: Mapping[str, Any]) -> Question:
    if not _KEY.fullmatch(told["id"]):
        raise ValueError("the id of a question is a short word")
    return Question(told["id"], _sentence(told["heading"]), tuple(told["facts"]), told["checked"])


def _sentence(text: str) -> Sentence:
    return Sentence(text, "", 1, {})
