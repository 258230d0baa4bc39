"""The keywords of a gathering as a tree: named in several languages, moved, merged and split with their notes."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubdesk.desk.desk import Action, Desk, crew_book
from hubdesk.desk.fields import Fields, changes, given, language_tag
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.records import Code, Note, Statement
from hubdesk.model.signs import named

_COLOUR = re.compile("(#[0-9a-fA-F]{6})?").fullmatch


@dataclass(frozen=True, slots=True)
class Branch:
    """One code with how deep it stands and how many notes carry its word; `code.id` is "" for a free keyword."""

    code: Code
    depth: int
    notes: int

    def label(self, language: str) -> str:
        """Return what it is called in a language, else its word."""
        return self.code.labels.get(language) or self.code.word


def tree(desk: Desk, event: str) -> list[Branch]:
    """Return the codes of a gathering in the order of the tree, then the keywords that are not in it yet.

    A code whose parent is gone stands at the top, and so does one of a circle that two laptops made of each other.
    """
    uses: Counter[str] = Counter()
    for kept, notes in Counter(kept for _, kept in desk.read.some(Note, ("keywords",), event=event)).items():
        uses.update(dict.fromkeys(json.loads(kept), notes))
    codes = {code.id: code for code in sorted(desk.read.all(Code, event=event), key=lambda code: (code.word, code.id))}
    below: dict[str, list[Code]] = {}
    for code in codes.values():
        below.setdefault(code.parent if _rooted(code, codes) else "", []).append(code)
    found: list[Branch] = []
    waiting = [(code, 0) for code in reversed(below.get("", []))]
    while waiting:
        code, depth = waiting.pop()
        found.append(Branch(code, depth, uses[code.word]))
        waiting += [(each, depth + 1) for each in reversed(below.get(code.id, []))]
    known = {code.word for code in codes.values()}
    free = sorted(word for word in uses if word not in known)
    return found + [Branch(Code(id="", event=event, word=word), 0, uses[word]) for word in free]


def add(desk: Desk, event: str, word: str, *, parent: str = "", origin: object = None, **fields: object) -> str:
    """Put a keyword into the tree; return the id of its code. Raises Usage for a word that is there or cannot be one.

    `fields` are colour ("#3366cc"), description and labels ({language tag: name}).
    """
    word = _free(desk, event, word)
    if parent:
        _parent(desk, event, parent)
    wanted = _checked(fields)
    code = desk.new_id()
    with desk.action(say("Add {name} to the codebook", name=word), about=code, origin=origin) as put:
        put(Code, code, book=crew_book(event), event=event, word=word, parent=parent, **wanted)
    return code


def edit(desk: Desk, code: str, *, origin: object = None, **fields: object) -> None:
    """Change the colour, description or labels of a code."""
    before = desk.read.get(Code, code)
    wanted = _checked(fields)
    labels = wanted.pop("labels", {})
    different = changes(before, wanted)
    if labels:
        different["labels"] = {tag: name for tag, name in labels.items() if before.labels.get(tag, "") != name}
    if different and different != {"labels": {}}:
        with desk.action(say("Change the code {name}", name=before.word), about=code, origin=origin) as put:
            put(Code, code, **different)


def rename(desk: Desk, code: str, word: str, *, origin: object = None) -> None:
    """Give a code another word, and its notes and statements as well, in one step."""
    before = desk.read.get(Code, code)
    word = _free(desk, before.event, word)
    with desk.action(say("Rename the code {name}", name=before.word), about=code, origin=origin) as put:
        put(Code, code, word=word)
        _reword(desk, put, before.event, {before.word}, word)


def move(desk: Desk, code: str, parent: str, *, origin: object = None) -> None:
    """Put a code below another one, or to the top ("")."""
    before = desk.read.get(Code, code)
    if parent:
        above: Code | None = _parent(desk, before.event, parent)
        codes = {each.id: each for each in desk.read.all(Code, event=before.event)}
        while above is not None:
            if above.id == code:
                raise Usage(say("A code cannot stand below itself."), next=say("Choose another place for it."))
            above = codes.get(above.parent) if _rooted(above, codes) else None
    if parent != before.parent:
        with desk.action(say("Move the code {name}", name=before.word), about=code, origin=origin) as put:
            put(Code, code, parent=parent)


def merge(desk: Desk, codes: Sequence[str], into: str, *, origin: object = None) -> None:
    """Make one code of several: notes and statements get its word, what stood below the others stands below it."""
    kept = desk.read.get(Code, into)
    gone = [desk.read.get(Code, id) for id in dict.fromkeys(codes) if id != into]
    if not gone or any(each.event != kept.event for each in gone):
        raise Usage(say("It takes two codes of one event."), next=say("Name codes of the same codebook."))
    away = {each.id: each for each in gone}
    above = kept.parent
    for _ in gone:  # below one that goes: up to the first that stays
        above = away[above].parent if above in away else above
    with desk.action(count(len(gone), "Merge {n} code", "Merge {n} codes"), origin=origin) as put:
        for each in desk.read.all(Code, event=kept.event):
            if each.id == into and each.parent in away:
                put(Code, into, parent="" if above in away else above)
            elif each.parent in away and each.id not in away:
                put(Code, each.id, parent=into)
        for each in gone:
            put.delete(Code, each.id)
        _reword(desk, put, kept.event, {each.word for each in gone}, kept.word)


def split(desk: Desk, code: str, notes: Sequence[str], word: str, *, origin: object = None) -> str:
    """Make a second code beside one, for some of its notes: they lose the old word and get the new one."""
    before = desk.read.get(Code, code)
    word = _free(desk, before.event, word)
    chosen = [note for note in desk.read.many(Note, notes) if before.word in note.keywords]
    if not chosen or any(note.event != before.event for note in chosen):
        raise Usage(say("None of these notes carries {name}.", name=before.word), next=say("Choose notes that do."))
    made = desk.new_id()
    with desk.action(say("Split the code {name}", name=before.word), about=code, origin=origin) as put:
        put(Code, made, book=crew_book(before.event), event=before.event, word=word, parent=before.parent)
        for note in chosen:
            put(Note, note.id, keywords={before.word: False, word: True})
    return made


def remove(desk: Desk, code: str, *, origin: object = None) -> None:
    """Take a code out of the tree; what stood below it moves up, and notes keep the word as a free keyword."""
    before = desk.read.get(Code, code)
    with desk.action(say("Take {name} out of the codebook", name=before.word), about=code, origin=origin) as put:
        put.delete(Code, code)
        for each in desk.read.all(Code, event=before.event, parent=code):
            put(Code, each.id, parent=before.parent)


def find(desk: Desk, event: str, word: str) -> Code:
    """Return the code of a word. Raises Usage when it is in no codebook of this gathering."""
    found = desk.read.all(Code, event=event, word=named(word))
    if not found:
        raise Usage(say("There is no code called {name}.", name=word), next=say("Add it to the codebook first."))
    return found[0]


def _rooted(code: Code, codes: Mapping[str, Code]) -> bool:
    """Tell whether the way up from a code leads to the top, and not around."""
    seen, here = {code.id}, codes.get(code.parent)
    if here is None:
        return False
    while here is not None:
        if here.id in seen:
            return False
        seen.add(here.id)
        here = codes.get(here.parent)
    return True


def _reword(desk: Desk, put: Action, event: str, old: set[str], new: str) -> None:
    """Let notes and statements carry another word in the place of some."""
    for kind, records in ((Note, desk.read.notes(event)), (Statement, desk.read.all(Statement, event=event))):
        for each in records:
            if words := old & each.keywords:
                put(kind, each.id, keywords={**dict.fromkeys(sorted(words), False), new: True})


def _free(desk: Desk, event: str, word: str) -> str:
    name = named(word)
    if not name:
        raise Usage(say("This cannot be a keyword."), next=say("Begin it with a letter."))
    if desk.read.all(Code, event=event, word=name):
        raise Usage(
            say("{name} is in the codebook already.", name=name), next=say("Merge the two, or take another word.")
        )
    return name


def _parent(desk: Desk, event: str, parent: str) -> Code:
    found = desk.read.get(Code, parent)
    if found.event != event:
        raise Usage(say("It takes two codes of one event."), next=say("Name codes of the same codebook."))
    return found


def _checked(fields: Mapping[str, object]) -> Fields:
    labels = fields.get("labels", {})
    plain = given(Code, {name: value for name, value in fields.items() if name != "labels"})
    if plain.keys() - {"colour", "description"}:
        raise Usage(
            say("There is no field named {name}.", name=min(plain.keys() - {"colour", "description"})),
            next=say("Choose one of these: {names}", names="colour, description, labels"),
        )
    if not _COLOUR(str(plain.get("colour", ""))):
        raise Usage(say("This is not a colour."), next=say("Give it like this: {example}", example="#3366cc"))
    if isinstance(labels, Mapping) and labels:
        plain["labels"] = {language_tag(str(tag)): " ".join(str(name).split()) for tag, name in labels.items()}
    return plain
