"""Quick phrases: short texts that the note-takers of an event put into the line with two keys."""

from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.note_reading import without_controls
from hubdesk.errors import Usage
from hubdesk.i18n import known, say
from hubdesk.model.fold import fold
from hubdesk.model.records import Event, Phrase
from hubdesk.model.roles import without_strangers
from hubdesk.model.templates import rules

#: The longest phrase, in characters.
MAX_PHRASE = 300


def add(desk: Desk, event: str, text: str, *, letters: str = "en", origin: object = None) -> str:
    """Keep a phrase for the team of an event and return its id; one that is there already is no other one.

    In a sensitive gathering it holds no name, as no note does. Raises Usage for no words and for too many.
    """
    gathering = desk.read.get(Event, event)
    text = without_controls(text)
    if rules(gathering.sensitive).badges_only:
        text = without_strangers(text, known(letters))
    if not text:
        raise Usage(say("There are no words in this phrase."), next=say("Type what should be put into the line."))
    if len(text) > MAX_PHRASE:
        raise Usage(say("This phrase is too long."), next=say("Give at most {n} characters.", n=MAX_PHRASE))
    for one in of_event(desk, event):
        if one.text == text:
            return one.id
    phrase = desk.new_id()
    with desk.action(say("Keep the phrase {text}", text=text), about=phrase, origin=origin) as put:
        return put(Phrase, phrase, book=team_book(event), event=event, text=text)


def remove(desk: Desk, phrase: str, *, origin: object = None) -> None:
    """Put a phrase away. Undo brings it back."""
    before = desk.read.get(Phrase, phrase)
    with desk.action(say("Remove the phrase {text}", text=before.text), about=phrase, origin=origin) as put:
        put.delete(Phrase, phrase)


def of_event(desk: Desk, event: str) -> list[Phrase]:
    """Return the phrases of an event by their words."""
    return sorted(desk.read.all(Phrase, event=event), key=lambda one: (fold(one.text), one.id))
