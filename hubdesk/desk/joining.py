"""Two lines of the notes that are one, and one line that is two."""

import re
from dataclasses import replace

from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields
from hubdesk.desk.note_reading import MAX_LINE
from hubdesk.desk.notes import ask_anew, follow, home_of
from hubdesk.desk.section_index import Index, index
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say
from hubdesk.model.capture import Captured, SectionTag, parse, print_line, quoted
from hubdesk.model.records import Note, SpokenBy, Statement
from hubdesk.model.signs import unspaced

_ENDS = re.compile(r"[.!?؟।](?=\s)\s*|[。！？]")
#: What a line that was split off is ordered by stands behind the order of the first part.
_AFTER = "5"


def merge(
    desk: Desk, upper: str, lower: str, *, letters: str = "en", sections: Index | None = None, origin: object = None
) -> None:
    """Join the words of `lower` to those of `upper`, which stays; one step.

    Tags, keywords and answered open questions are united, the larger number of voices counts, form and kind of the
    upper one where it has them. Two different speakers are none. Replies, statements and who said it follow; what was
    answered about publishing either is asked anew. Raises Usage for notes of two events or for two sorts of readers,
    and for gaps.
    """
    above, below = _whole(desk, upper), _whole(desk, lower)
    if above.id == below.id or above.event != below.event:
        raise Usage(say("These two lines cannot be joined."), next=say("Choose two lines of one event."))
    if above.visibility != below.visibility:
        raise Usage(
            say("These two lines are not for the same readers."),
            next=say("Say for both who may read them, then join them."),
        )
    sections = sections or index(desk, above.event)
    words, quotes, verbatim = _united(above, below, letters, sections)
    if len(words) > MAX_LINE:
        raise Usage(say("These two lines cannot be joined."), next=say("Give at most {n} characters.", n=MAX_LINE))
    fields: Fields = {
        "text": words,
        "form": below.form if above.form == "comment" else above.form,
        "kind": above.kind or below.kind,
        "verbatim": verbatim,
        "voices": max(above.voices, below.voices),
        "follow_up": above.follow_up or below.follow_up,
        "pinned": above.pinned or below.pinned,
        "speaker": _one_speaker(desk, above, below),
    }
    joined = replace(above, **fields, tags=above.tags | below.tags, keywords=above.keywords | below.keywords)
    fields["line"] = _line(joined, quotes, sections)
    fields |= {"tags": dict.fromkeys(sorted(below.tags - above.tags), True)}
    fields |= {"answers": dict.fromkeys(sorted(below.answers - above.answers), True)}
    fields |= {"keywords": dict.fromkeys(sorted(below.keywords - above.keywords), True)}
    fields |= {"seen": {wid: seen for wid, seen in below.seen.items() if wid not in above.seen}}
    links = {link.person for link in desk.read.all(SpokenBy, note=above.id)}
    with desk.action(say("Join two lines: {text}", text=above.text), about=above.id, origin=origin) as put:
        put(Note, above.id, book=home_of(desk, above), **fields)
        ask_anew(desk, put, above.event, {above.id, below.id})
        follow(desk, put, above.event, {below.id: above.id}, visibility=above.visibility)
        for link in desk.read.all(SpokenBy, note=below.id):
            if link.person in links:
                put.delete(SpokenBy, link.id)
        if above.parent == below.id:
            put(Note, above.id, book=home_of(desk, above), parent=below.parent)
        put.delete(Note, below.id)


def split(
    desk: Desk, note: str, at: int, *, letters: str = "en", sections: Index | None = None, origin: object = None
) -> str:
    """Part a line before the character `at` of its words; return the id of the second part; one step.

    Both parts keep all that was known of the line; replies stay with the first. Raises Usage where a part is empty.
    """
    whole = _whole(desk, note)
    first, second = whole.text[: max(0, at)].rstrip(), whole.text[max(0, at) :].lstrip()
    if not first or not second:
        raise Usage(say("There is nothing to split here."), next=say("Choose a place between two words of the line."))
    sections = sections or index(desk, whole.event)
    quotes = parse(whole.line, sections=sections, language=letters).quotes

    def part(words: str) -> Fields:
        return {"text": words, "line": _line(replace(whole, text=words), quotes, sections)}

    with desk.action(say("Split the line {text}", text=whole.text), about=note, origin=origin) as put:
        put(Note, note, book=home_of(desk, whole), **part(first))
        made = put.copy(whole, **part(second), order=_order(desk, whole), pinned=False)
        ask_anew(desk, put, whole.event, {note})
        for link in desk.read.all(SpokenBy, note=note):
            put.copy(link, note=made)
        for statement in desk.read.all(Statement, event=whole.event):
            if note in statement.notes:
                put(Statement, statement.id, notes={made: True})
    return made


def likely_part(words: str) -> int:
    """Return where somebody would part a line: behind its first sentence, else behind the word in its middle."""
    ended = _ENDS.search(words)
    if ended and words[ended.end() :].strip():
        return ended.end()
    middle = len(words) // 2
    return next((at for at in range(middle, len(words)) if words[at].isspace()), middle)


def _whole(desk: Desk, note: str) -> Note:
    """Return a note that has words and one version."""
    found = desk.read.get(Note, note)
    if found.gap:
        raise Usage(say("This line holds no words."), next=say("Choose a line with words."))
    if found.versions:
        raise HubDeskError(
            say("This line stands in two versions."),
            safe=say("Nothing was changed; both versions are still there."),
            next=say("Choose one of the two on the page Share, then try again."),
            code="two-versions",
        )
    return found


def _one_speaker(desk: Desk, above: Note, below: Note) -> str:
    """Return the role under which both were said, "" where two people or roles may have said them."""
    said = []
    for note in (above, below):
        links = sorted(link.person for link in desk.read.all(SpokenBy, note=note.id))
        said.append(note.speaker or " ".join(links))
    return above.speaker or below.speaker if not all(said) or said[0] == said[1] else ""


def _united(above: Note, below: Note, letters: str, sections: Index) -> tuple[str, tuple[str, ...], bool]:
    """Return the words of both, the quotations in them, and whether all are somebody's exact words."""
    if above.verbatim and below.verbatim:
        return _joined(above.text, below.text), (), True
    words: list[str] = []
    quotes: list[str] = []
    for note in (above, below):
        words.append(quoted(note.text) if note.verbatim else note.text)
        quotes += [note.text] if note.verbatim else parse(note.line, sections=sections, language=letters).quotes
    return _joined(*words), tuple(quotes), False


def _joined(first: str, second: str) -> str:
    gap = "" if not first or not second or (unspaced(first[-1]) and unspaced(second[0])) else " "
    return f"{first}{gap}{second}"


def _line(note: Note, quotes: tuple[str, ...], sections: Index) -> str:
    """Return a line that says what a note says; places that have no number are left to its tags."""
    numbers = ((sections.places[wid].number, wid) for wid in sorted(note.tags) if wid in sections)
    captured = Captured(
        form=note.form,
        kind=note.kind,
        text=note.text,
        sections=tuple(SectionTag(number, wid) for number, wid in numbers if sections.resolve(number) == wid),
        keywords=tuple(sorted(note.keywords)),
        speaker=note.speaker,
        verbatim=note.verbatim,
        quotes=() if note.verbatim else quotes,
        voices=note.voices,
        follow_up=note.follow_up,
    )
    return print_line(captured, sections=sections)


def _order(desk: Desk, note: Note) -> str:
    """Return what puts a line right behind a note, before all that were split off there earlier."""
    own = note.order or note.id
    behind = [each.order for each in desk.read.notes(note.event) if each.order.startswith(own) and each.order != own]
    return own + ("0" + min(behind).removeprefix(own) if behind else _AFTER)
