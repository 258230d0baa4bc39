"""How a report came about, told with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubdesk.i18n import Sentence, count, say
from hubdesk.report.about_people import method as of_people
from hubdesk.report.polled import Polled
from hubdesk.report.polled import method as of_polls
from hubdesk.report.turnout import turnout_told

if TYPE_CHECKING:
    from hubdesk.report.summary import Material

NAMELESS = say("Remarks stand in the language in which they were made, without names.")


def method(material: "Material", polls: Sequence[Polled], *, answers: int) -> tuple[Sentence, ...]:
    """Return how a report came about: `answers` of its remarks answer others."""
    told = [
        say("Note-takers wrote one line for each remark while people spoke and tied it to a section of the document."),
        NAMELESS,
        *turnout_told(material.turnout),
    ]
    if answers:
        told.append(
            count(
                answers,
                "{n} answer stands with a number of its own below its remark and is not counted as one.",
                "{n} answers stand with numbers of their own below their remarks and are not counted as remarks.",
            )
        )
    return (*told, *left_out(material.left_out), *of_people(polls), *of_polls(polls))


def left_out(number: int) -> list[Sentence]:
    """Return what is told of remarks that may not be published yet."""
    told = count(
        number,
        "{n} remark is left out because a question about publishing it is still open.",
        "{n} remarks are left out because a question about publishing them is still open.",
    )
    return [told] if number else []
