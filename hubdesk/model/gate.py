"""The questions to ask before a note is published: does it name somebody, or tell how to reach them?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from hubdesk.i18n import Sentence, say
from hubdesk.model.fold import fold, words
from hubdesk.model.name_forms import PART, attached, joined, parts, stems
from hubdesk.model.telephone import ending, known_numbers, numbers

#: What each reason says to the person who answers.
REASONS: Mapping[str, Sentence] = {
    "name": say("This may be a participant's name."),
    "name part": say("This may be part of a participant's name."),
    "username": say("This may be a participant's username."),
    "taken back": say("This may be the name of somebody who took an agreement back."),
    "contact": say("This is how a participant can be reached."),
    "e-mail": say("This is an e-mail address."),
    "phone": say("This may be a telephone number."),
    "user link": say("This links to a person's user page and would notify them."),
}
#: What holds while nobody has answered.
SAFE_ANSWER = "leave out"

#: The fewest letters of a part of a name in a note that is written without capitals: "will" and "mark" are words.
_WITHOUT_CAPITALS = 5
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_PIECE = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")
#: Also as people write it for readers and not for programs: "ada (at) example [dot] org".
_AT, _DOT = r"(?:[@＠]| ?[\[({] ?at ?[\])}] ?)", r"(?:\.| ?[\[({] ?dot ?[\])}] ?| dot )"
_E_MAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,8}}", re.IGNORECASE)
#: The user namespace of a wiki in our languages.
_USER = (
    "(?:user|benutzer(?:in)?|utilisat(?:eur|rice)|usu[aá]ri[oa]|участни(?:к|ца)|користувач(?:ка)?|مستخدمة?|सदस्य|用[户戶]"
    "|pengguna)(?:[ _]talk)?"
)
_USER_LINK = re.compile(
    rf"\[\[[ :]{{0,4}}(?:[a-z-]{{1,12}} ?: ?){{0,2}}{_USER} ?[:：][^\[\]|\n]{{1,85}}(?:\|[^\[\]\n]{{0,85}})?\]{{0,2}}"
    rf"|(?<!\w){_USER}[:：][^\s\[\]|{{}}<>]{{1,85}}"
    r"|\{\{ ?(?:ping|reply to|re|u|user|noping|@) ?\|[^{}\n]{1,200}\}{0,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide about a note: the reason (a key of REASONS) and where in its text, `start` to `end`."""

    note: str
    reason: str
    start: int
    end: int


def marks(text: str, asked: Iterable[Question]) -> dict[tuple[str, str], frozenset[str]]:
    """Return for each (note, reason) that is asked about in a text short digests of the words in question, folded."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in asked:
        words = fold(text[each.start : each.end]).encode()
        found.setdefault((each.note, each.reason), set()).add(blake2b(words, digest_size=6).hexdigest())
    return {about: frozenset(digests) for about, digests in found.items()}


@dataclass(frozen=True, slots=True)
class Known:
    """A participant as the team book knows them; empty strings for what is not known."""

    name: str = ""
    username: str = ""
    contacts: tuple[str, ...] = ()


class Gate:
    """Asks about notes; made once for all people of an event, because the names are folded only once.

    Asking grows with the length of a note, not with the number of people.
    """

    def __init__(self, people: Iterable[Known]) -> None:
        self._whole: dict[str, dict[tuple[str, ...], str]] = {}
        self._stems: set[str] = set()
        own: set[str] = set()
        for person in people:
            for part in parts(person.name):
                self._learn(part, "name part")
                if len(part) == 1 and len(part[0]) >= PART:
                    self._stems |= stems(part[0])
            for contact in person.contacts:
                self._learn(words(contact), "contact")
                own.add(ending(contact))
            account = person.username.removeprefix("@").partition("@")[0]  # of a fediverse handle too
            for reason, name in (("username", account), ("username", person.username), ("name", person.name)):
                self._learn(joined(name), reason)
                self._learn(words(name), reason)
        self._own = frozenset(own - {""})
        self._longest = max((len(run) for known in self._whole.values() for run in known), default=0)

    def questions(self, note: str, text: str) -> tuple[Question, ...]:
        """Return what must be answered before the text of a note may be public, in the order of the text.

        Names match in any case, script form and order of marks, as whole words, joined or apart, and with what Arabic,
        Russian and Ukrainian attach to them (`name_forms`); numbers of participants match in any writing. A single part
        of a name counts from four letters on, and in scripts with capitals only with a capital; in a note without
        any, where capitals tell nothing, from five letters on. Of questions that overlap the widest stays.
        """
        found = [Question(note, "contact", one.start, one.end) for one in known_numbers(text, self._own)]
        found += [*self._people(note, text), *_patterns(note, text)]
        found.sort(key=lambda question: (question.start, -question.end))
        kept: list[Question] = []
        for question in found:
            if not kept or question.start >= kept[-1].end:
                kept.append(question)
        return tuple(kept)

    def _learn(self, run: Sequence[str], reason: str) -> None:
        if run and run[0] and not (len(run) == 1 and run[0].isdecimal() and len(run[0]) < 5):
            self._whole.setdefault(run[0], {})[tuple(run)] = reason

    def _people(self, note: str, text: str) -> Iterator[Question]:
        placed = [(word, *piece.span()) for piece in _PIECE.finditer(text) for word in words(piece[0])]
        for place, (word, start, end) in enumerate(placed):
            following = tuple(word for word, _, _ in placed[place + 1 : place + self._longest])
            length, reason = next(
                filter(None, (self._named(form, following) for form in (word, *attached(word)))), (0, "")
            )
            told = False
            if length:
                end = placed[place + length - 1][2]
                told = text.islower() and end - start >= _WITHOUT_CAPITALS
            elif not self._stems.isdisjoint(stems(word)):
                length, reason = 1, "name part"
            if length > 1 or (length and (told or reason != "name part" or not text[start:end].islower())):
                yield Question(note, reason, start, end)

    def _named(self, word: str, following: tuple[str, ...]) -> tuple[int, str] | None:
        """Return how many words from this one on are known, and the reason to ask about them."""
        known = self._whole.get(word, {})
        run = (word, *following)
        length = next((length for length in range(len(run), 0, -1) if run[:length] in known), 0)
        return (length, known[run[:length]]) if length else None


def publishable(visibility: str, asked: Iterable[Question], answers: Mapping[str, str]) -> bool:
    """Return whether a note may leave: it is public, and each question's reason was answered with "keep"."""
    return visibility == "public" and all(answers.get(question.reason) == "keep" for question in asked)


def _patterns(note: str, text: str) -> Iterator[Question]:
    for found in _E_MAIL.finditer(text):
        yield Question(note, "e-mail", *found.span())
    for number in numbers(text):
        yield Question(note, "phone", number.start, number.end)
    for found in _USER_LINK.finditer(text):
        yield Question(note, "user link", *found.span())
