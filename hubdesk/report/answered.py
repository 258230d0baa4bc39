"""Which questions of the drafters were answered, and by which remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubdesk.model.records import Note, OpenQuestion
from hubdesk.report.spoken import tag


@dataclass(frozen=True, slots=True)
class Answered:
    """An open question, the number of its place ("" for the whole text) and those of the remarks that answer it."""

    text: str
    language: str
    place: str
    numbers: tuple[int, ...]


def answered(
    questions: Sequence[tuple[OpenQuestion, str]], notes: Sequence[Note], numbers: Mapping[str, int]
) -> tuple[Answered, ...]:
    """Return questions (each with the number of its place) in their order, with the remarks that may be published.

    `numbers` are those of the remarks, by note. A question that no remark answers is among them: that is a finding too.
    """
    told: dict[str, list[int]] = {}
    for note in notes:
        for question in note.answers if note.id in numbers else ():
            told.setdefault(question, []).append(numbers[note.id])
    return tuple(
        Answered(one.text, tag(one.language), "" if place == "0" else place, tuple(sorted(told.get(one.id, ()))))
        for one, place in questions
    )
