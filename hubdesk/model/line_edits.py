"""What a key, a click or a choice in the popup changes in the line that is being typed."""

import re
from dataclasses import dataclass, replace

from hubdesk.model.capture import SectionIndex, chips
from hubdesk.model.markers import escape, guarded, marker, start
from hubdesk.model.signs import ATS, HASHES, SLASHES, Reading, named, starts_word

_REST_OF_SIGN = re.compile(r"[\w.¶-]*", re.ASCII)
#: Opening sign → the type it opens and how it is written.
_OPENERS = {
    sign: opened
    for signs, opened in ((SLASHES, ("section", "/")), (HASHES, ("keyword", "#")), (ATS, ("speaker", "@")))
    for sign in signs
}


@dataclass(frozen=True, slots=True)
class Completing:
    """A sign that is being typed: its type (section, keyword, speaker), its place and what stands behind the sign."""

    type: str
    start: int
    end: int
    typed: str


@dataclass(frozen=True, slots=True)
class _Parts:
    before: str
    form: str
    kind: str
    words: str

    def joined(self, language: str) -> str:
        opening = marker(self.form, self.kind, language)
        return self.before + (opening + self.words if opening else guarded(self.words))


def _parts(line: str, language: str) -> _Parts:
    form, kind, first, body = start(line, language)
    slash = escape(line) if not (form or kind) else -1
    return _Parts(line[:first], form, kind, line[body:] if slash < 0 else line[slash + 1 :])


def with_form(line: str, form: str, *, language: str = "en") -> str:
    """Return the line marked as another form ("" takes the form off); the kind and the words stay.

    The letter is that of `language`, so that an Arabic line keeps its direction.
    """
    return replace(_parts(line, language), form=form).joined(language)


def with_kind(line: str, kind: str, *, language: str = "en") -> str:
    """Return the line marked with another kind of feedback ("" takes it off); the form and the words stay."""
    return replace(_parts(line, language), kind=kind).joined(language)


def with_section(line: str, cursor: int, query: str, *, language: str = "en") -> tuple[str, int]:
    """Return line and cursor with a section ("3.2p4") at the cursor, parted from the words by spaces.

    It stands behind the marker of the line, behind the word or quotation in which the cursor is, and in the place of a
    section that is being typed there. A line that names it already stays as it is.
    """
    signs = [sign for sign in Reading(line) if not sign.escaped]
    if any(sign.type == "section" and sign.value == query for sign in signs):
        return line, cursor
    typed = completing(line, cursor)
    if typed and typed.type == "section":
        return complete(line, cursor, query)
    place = max(cursor, start(line, language)[3])
    place = next((sign.end for sign in signs if sign.at < place < sign.end), place)
    while line[:place].strip() and place < len(line) and not (line[place - 1].isspace() or line[place].isspace()):
        place += 1
    before, behind = line[:place], line[place:].lstrip()
    gap = " " if before.strip() and not before[-1].isspace() else ""
    before = f"{before}{gap}/{query} "
    return before + behind, len(before)


def completing(line: str, cursor: int) -> Completing | None:
    """Return the section, keyword or speaker in which the cursor stands, for the popup; None in ordinary words.

    A lone `/`, `#` or `@` at the start of a word counts: it opens the popup. Nothing opens inside a closed quotation,
    behind a backslash, or after `#` and a digit.
    """
    place = cursor - 1
    while place >= 0 and not line[place].isspace() and not (line[place] in _OPENERS and starts_word(line, place)):
        place -= 1
    if place < 0 or line[place] not in _OPENERS or not starts_word(line, place):
        return None
    kind, _ = _OPENERS[line[place]]
    typed = line[place + 1 : cursor]
    if (kind != "section" and typed and named(typed + "a") != typed + "a") or _unfit(line[place], typed):
        return None
    if any(sign.type == "verbatim" and not sign.escaped and sign.at < place < sign.end for sign in Reading(line)):
        return None
    rest = _REST_OF_SIGN.match(line, cursor)
    return Completing(kind, place, rest.end() if rest else cursor, typed)


def _unfit(sign: str, typed: str) -> bool:
    """Whether this cannot become a section: a path, a date, or a Chinese comma without a number behind it."""
    return sign in SLASHES and ("/" in typed or (sign == "、" and not typed[:1].isdecimal()))


def complete(line: str, cursor: int, value: str) -> tuple[str, int]:
    """Return the line and cursor after `value` was chosen in the popup; a space follows it.

    Words that cannot be a name are joined ("stable funding" gives #stable_funding). Where nothing is being typed, or
    nothing of `value` can be written, line and cursor stay.
    """
    found = completing(line, cursor)
    written = value if found and found.type == "section" else named(value)
    if found is None or not written:
        return line, cursor
    sign = line[found.start] if line[found.start] == "§" else _OPENERS[line[found.start]][1]
    tail = line[found.end :]
    before = f"{line[: found.start]}{sign}{written}"
    return (before + tail, len(before) + 1) if tail[:1].isspace() else (f"{before} {tail}", len(before) + 1)


def without_sign(line: str, cursor: int) -> str:
    """Return the line without the sign that is being typed at the cursor, where it stood one space at most."""
    found = completing(line, cursor)
    if found is None:
        return line
    before, behind = line[: found.start], line[found.end :]
    return before.rstrip() + behind if behind[:1].isspace() or not behind else before + behind


def unchip(
    line: str, cursor: int, *, sections: SectionIndex | None = None, language: str = "en"
) -> tuple[str, int] | None:
    """Return line and cursor after Backspace right behind a chip: a backslash makes it text again.

    None where no chip ends at the cursor: then Backspace is the ordinary key.
    """
    spans = chips(line, sections, language)
    chip = next((span for span in spans if span.end == cursor), None)
    if chip is None:
        return None
    # form and kind are one marker (q!:): the backslash stands before both
    place = spans[0].start if chip.type == "kind" else chip.start
    return f"{line[:place]}\\{line[place:]}", cursor + 1
