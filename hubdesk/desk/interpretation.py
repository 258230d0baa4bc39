"""Which languages need an interpreter: what people wrote when they registered, or said at the door."""

from collections import Counter
from collections.abc import Mapping

from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import language_tag
from hubdesk.desk.people import known_as
from hubdesk.i18n import say
from hubdesk.model.presence import one_person
from hubdesk.model.records import Event, Person
from hubdesk.model.tongues import tags
from hubdesk.roster.states import says_no, says_yes

#: Somebody asks for interpretation and nobody knows into which language.
UNKNOWN = "und"


def wanted(desk: Desk, event: str) -> Mapping[str, int]:
    """Return how many people need interpretation into each language (its tag), the most wanted first.

    Counted are people who have not cancelled, each once. Where the organizers noted a larger number for a language
    (`events.requests`), that one counts: it knows of people who are on no list.
    """
    rows = desk.read.some(Person, ("interpretation", "languages", "status", "same_as"), event=event)
    one = one_person({id: same for id, _, _, _, same in rows})
    asked = {
        (one[id], tag)
        for id, words, languages, status, _ in rows
        if status != "cancelled"
        for tag in needed(words, languages)
    }
    found = Counter(tag for _, tag in asked)
    for tag, number in desk.read.get(Event, event).requested.items():
        found[tag] = max(found[tag], number)
    return dict(sorted(((tag, n) for tag, n in found.items() if n), key=lambda each: (-each[1], each[0])))


def needed(words: str, languages: str = "") -> tuple[str, ...]:
    """Return the languages that an answer asks for: a bare yes means those that the person speaks."""
    if says_no(words):
        return ()
    if says_yes(words):
        return tags(languages) or (UNKNOWN,)
    return tags(words) or ((UNKNOWN,) if any(map(str.isalnum, words)) else ())


def need(desk: Desk, person: str, language: str, needs: bool = True, *, origin: object = None) -> None:
    """Note that somebody needs interpretation into a language, or does not. Raises Usage."""
    language_tag(language)
    who = desk.read.get(Person, person)
    before = [tag for tag in needed(who.interpretation, who.languages) if tag != UNKNOWN]
    if needs == (language in before):
        return
    now = [*before, language] if needs else [tag for tag in before if tag != language]
    label = say("Note whether {name} needs interpretation", name=known_as(who))
    with desk.action(label, about=person, origin=origin) as put:
        put(Person, person, interpretation=", ".join(now))
