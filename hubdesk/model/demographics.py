"""Questions about the people who come: asked on slips of paper, kept as counts alone, none switched on by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.i18n import Sentence, say, words
from hubdesk.model.records import Demographic, Poll
from hubdesk.model.scales import counts, written

#: What such questions have in place of a scale: their answers are compared with nothing else.
SCALE = "people"
#: Slips are counted together, so that nobody can tell from the time of a count whose slip it was.
LEAST_SLIPS = 5


@dataclass(frozen=True, slots=True)
class Template:
    """A question with its answers, in the words of the program."""

    question: Sentence
    answers: tuple[Sentence, ...]

    def asked(self, language: str) -> tuple[str, str]:
        """Return the question in a language, and the language that the words really are in."""
        return words(language).tagged(self.question)


TEMPLATES: Mapping[str, Template] = {
    "first-time": Template(
        say("Is this your first gathering of this sort?"),
        (say("Yes, the first"), say("No, I have been to others")),
    ),
    "community": Template(
        say("What brings you here?"),
        (
            say("I write or edit on a wiki"),
            say("I organize for a community"),
            say("I work for an affiliate or a partner"),
            say("I am new to all of it"),
        ),
    ),
    "age": Template(
        say("How old are you?"), (say("Younger than 25"), say("25 to 44"), say("45 to 64"), say("65 or older"))
    ),
}


def answers_of(one: Demographic) -> tuple[Sentence | str, ...]:
    """Return the answers of a question in their order; none for a template that this program does not know."""
    if not one.template:
        return tuple(one.labels.split("\n"))
    return TEMPLATES[one.template].answers if one.template in TEMPLATES else ()


def total(one: Demographic) -> list[int]:
    """Return how many slips had each answer, over all counts; one that does not fit the answers counts for nothing."""
    found = [0] * len(answers_of(one))
    for tally in one.tallies.values():
        try:
            found = [a + b for a, b in zip(found, counts(tally, len(found)), strict=True)]
        except ValueError:
            continue
    return found


def as_poll(one: Demographic, people: int) -> Poll:
    """Return a question as a poll of `people` who were there (0 where nobody knows), for the rules of publishing.

    The words of a template are its name, so that it is the same question in every language.
    """
    found = total(one)
    template = TEMPLATES.get(one.template)
    return Poll(
        id=one.id,
        event=one.event,
        question=one.question or one.template,
        language=one.language,
        scale=SCALE,
        labels="\n".join(answer.one for answer in template.answers) if template else one.labels,
        tally=written(found) if any(found) else "",
        present=people,
    )
