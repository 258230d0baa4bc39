"""Questions about the people who came, as far as their answers may be published: by the rules of polls."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hubdesk.i18n import Sentence, say
from hubdesk.model.demographics import SCALE, TEMPLATES
from hubdesk.model.records import Poll
from hubdesk.model.releases import Release
from hubdesk.report.polled import Polled, polled
from hubdesk.report.spoken import tag

ON_SLIPS = say(
    "Questions about the people who came were answered on slips without names. Only counts are kept, and no two "
    "questions are tied together."
)


def about_people(
    asked: Sequence[Poll], published: Mapping[str, Sequence[Release]], *, as_of: datetime, language: str
) -> tuple[Polled, ...]:
    """Return what may be told of such questions with answers; those of the program stand in the report's language."""
    told = polled(asked, published, as_of=as_of)
    return tuple(_worded(one, language) for one in told if one.counted)


def method(told: Sequence[Polled]) -> list[Sentence]:
    """Return how such questions were asked, where there are any."""
    return [ON_SLIPS] if any(one.scale.startswith(f"{SCALE}\n") for one in told) else []


def _worded(one: Polled, language: str) -> Polled:
    template = TEMPLATES.get(one.question)
    if template is None or one.options != tuple(answer.one for answer in template.answers):
        return one
    question, spoken = template.asked(language)
    return replace(one, question=question, language=tag(spoken), options=template.answers)
