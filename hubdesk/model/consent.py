"""What people may be asked to agree to, in which words, and what their answer is now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from hubdesk.i18n import LANGUAGES, Sentence, say, words
from hubdesk.model.clock import derived_id
from hubdesk.model.records import Consent
from hubdesk.model.tongues import ours

#: Raise it with every change of the questions below: an answer belongs to the words that were read.
TEXT_VERSION = "1"

#: What each purpose asks, in the order in which a form asks it. Nothing is agreed to until a person says yes.
QUESTIONS: Mapping[str, Sentence] = {
    "collect": say(
        "The organizers may keep what I wrote on this form until the date on the privacy card, and then delete it."
    ),
    "name": say("My name may stand in the report as somebody who took part."),
    "quote-name": say("My words may be quoted with my name, under the licence CC BY-SA 4.0."),
    "quote": say("My words may be quoted without my name, free for any use (CC0)."),
    "photo": say("Photos on which I can be recognised may be published."),
    "recording": say("My voice and my picture may be recorded."),
    "contact": say("The organizers may write to me about this conversation afterwards."),
}
PURPOSES = tuple(QUESTIONS)

#: What each purpose is called where there is room for two words only.
SHORT: Mapping[str, Sentence] = {
    "collect": say("Keep the form"),
    "name": say("Name in the report"),
    "quote-name": say("Quote with name"),
    "quote": say("Quote without name"),
    "photo": say("Photos"),
    "recording": say("Recording"),
    "contact": say("Write to me"),
}

#: What stands on the badge of somebody who did not agree to photos, and beside their name at the door.
NO_PHOTOS = say("No photos")

#: Purposes that a sensitive gathering does not even ask about.
NOT_IN_SENSITIVE = frozenset({"name", "quote-name", "photo", "recording"})


class Asked(NamedTuple):
    """The very words of a question in a language, and the English below it while nobody has reviewed these ("" else).

    `language` is what the words really are in, `version` what an answer keeps of them: "1", or "1-draft" with English.
    """

    text: str
    english: str
    language: str
    version: str


def asked(purpose: str, language: str) -> Asked:
    """Return a question as it is shown to somebody who reads a language."""
    tell = words(language)
    text, spoken = tell.tagged(QUESTIONS[purpose])
    if spoken == "en" or tell.reviewed_by:
        return Asked(text, "", spoken, TEXT_VERSION)
    return Asked(text, words("en")(QUESTIONS[purpose]), spoken, f"{TEXT_VERSION}-draft")


def consent_id(person: str, purpose: str, round: int) -> str:
    """Return the id of one answer: equal on every laptop, so that answers given at two desks meet in one record."""
    return derived_id("consent", person, purpose, str(round))


def latest(records: Iterable[Consent]) -> dict[str, Consent]:
    """Return {purpose: record of the last round}.

    Who agrees begins a round after as many withdrawals as that laptop knows. Where there are more of them, it was taken
    back elsewhere as well: then it is withdrawn, whichever of both was said first, and may be given anew.
    """
    rounds: dict[str, list[Consent]] = {}
    for record in records:
        if record.purpose in QUESTIONS:
            rounds.setdefault(record.purpose, []).append(record)
    found: dict[str, Consent] = {}
    for purpose, several in rounds.items():
        last = max(several, key=lambda each: (each.round, each.id))
        withdrawals = sum(len(each.withdrawn) for each in several)
        if withdrawals >= last.round:
            last = replace(last, round=withdrawals, withdrawn=last.withdrawn or frozenset({"elsewhere"}))
        found[purpose] = last
    return found


def matrix(person: str, event: str, records: Iterable[Consent]) -> dict[str, Consent]:
    """Return an answer for every purpose, in order; who was not asked has not agreed."""
    known = latest(records)
    return {
        purpose: known.get(purpose)
        or Consent(id=consent_id(person, purpose, 1), event=event, person=person, purpose=purpose)
        for purpose in PURPOSES
    }


def read_in(answers: Mapping[str, Consent], languages: str, window: str) -> str:
    """Return the language in which to ask somebody: that of their newest answer, what they registered with, else ours.

    `languages` are words of theirs or of a list; `window` is the language of who asks.
    """
    newest = max(answers.values(), key=lambda each: each.at, default=None)
    return (newest.language if newest and newest.language in LANGUAGES else "") or ours(languages) or window


def agrees(record: Consent | None) -> bool:
    """Whether a person agrees for certain: no withdrawal, and no second laptop that says otherwise."""
    return record is not None and record.holds and "given" not in record.versions
