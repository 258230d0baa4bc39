"""What is done to many notes at once: what it would change is told before, and one undo takes it back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hubdesk.desk import notes, questions
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Note
from hubdesk.model.signs import named

#: What can be done, with the field that it sets; tags and keywords are given or taken away, "remove" needs no value.
DEEDS: Mapping[str, str] = {
    "tag": "tags",
    "untag": "tags",
    "kind": "kind",
    "form": "form",
    "keyword": "keywords",
    "unkeyword": "keywords",
    "answer": "answers",
    "unanswer": "answers",
    "reader": "visibility",
    "follow": "follow_up",
    "done": "follow_up",
    "remove": "",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """How many notes a deed would change, how many are so already, and {value: notes} of what would be replaced."""

    changing: int
    same: int
    replaced: Mapping[str, int]


def preview(chosen: Iterable[Note], deed: str, value: str = "") -> Preview:
    """Tell what `sort` would do to notes; `value` is a wid, a keyword, the id of an open question, or a key of
    kinds, forms or readers.
    """
    found, field = list(chosen), DEEDS[deed]
    if deed in ("kind", "form", "reader"):
        old = Counter(str(getattr(note, field)) for note in found)
        same = old.pop(value, 0)
        old.pop("", None)
        return Preview(len(found) - same, same, old)
    word = named(value) if field == "keywords" else value
    holds: Mapping[str, Callable[[Note], bool]] = {
        "tags": lambda note: word in note.tags,
        "keywords": lambda note: word in note.keywords,
        "answers": lambda note: word in note.answers,
        "follow_up": lambda note: note.follow_up,
        "": lambda _note: False,
    }
    on = deed in ("tag", "keyword", "answer", "follow")
    same = sum(holds[field](note) == on for note in found) if field else 0
    return Preview(len(found) - same, same, {})


def sort(desk: Desk, ids: Sequence[str], deed: str, value: str = "", *, origin: object = None) -> None:
    """Do one deed to notes as one step; raises as the verbs of `notes` do."""
    acts: Mapping[str, Callable[[], object]] = {
        "tag": lambda: notes.tag(desk, ids, value, origin=origin),
        "untag": lambda: notes.tag(desk, ids, value, False, origin=origin),
        "kind": lambda: notes.kind(desk, ids, value, origin=origin),
        "form": lambda: notes.form(desk, ids, value, origin=origin),
        "keyword": lambda: notes.keyword(desk, ids, value, origin=origin),
        "unkeyword": lambda: notes.keyword(desk, ids, value, False, origin=origin),
        "answer": lambda: questions.answer(desk, value, ids, origin=origin),
        "unanswer": lambda: questions.answer(desk, value, ids, False, origin=origin),
        "reader": lambda: notes.show_to(desk, ids, value, origin=origin),
        "follow": lambda: notes.follow_up(desk, ids, origin=origin),
        "done": lambda: notes.follow_up(desk, ids, False, origin=origin),
        "remove": lambda: notes.remove(desk, ids, origin=origin),
    }
    acts[deed]()
