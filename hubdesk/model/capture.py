"""The grammar of a note: one line in, what it says and what it is about out, and back again.

A line without markers is a comment, and its text is the line. `#`, `@`, a section that exists and a marker with a
colon make it a tagging line; only there do quotations, `x5` and `??` count as well. A chip at either end of the line
leaves the text, with a colon or comma right behind it (`/3.2: too long`); inside a sentence its word stays (`I think
/3.2 is long` reads "I think §3.2 is long"). A backslash before a sign makes it ordinary words. Of several speakers or
counts the first counts, the others stay text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from hubdesk.i18n import Sentence, count, say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.markers import escape, guarded, marker, start
from hubdesk.model.section_search import readable
from hubdesk.model.signs import INVISIBLE, QUOTES, Reading, Sign, unspaced

#: What only parts a chip from the words behind it: one mark, not the begin of dots, of a smiley or of a figure.
_PARTING = re.compile(rf"[:.](?=$|[\s{INVISIBLE}{''.join(QUOTES)}])|[：，。؛،；,;](?![,.:;：，。؛،；)])")
_BLANK = re.compile(rf"[\s{INVISIBLE}]*")
_TAGGING = ("section", "keyword", "speaker")


class SectionIndex(Protocol):
    """The sections that a line may name."""

    def resolve(self, query: str) -> str | None:
        """Return the stable id (`wid`) of the section with exactly this number ("3.2", "3.2p4", "0"), else None.

        Digits are ASCII and a paragraph is a `p`, whatever was typed. Words come here too (`/annex`): answer them
        only where they name one place beyond doubt.
        """


class SectionTag(NamedTuple):
    """A section as it was written and the id it resolved to."""

    query: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Span:
    """A chip: the characters `start` to `end` (exclusive) of the line as typed.

    `type` is form, kind, section, keyword, speaker, verbatim, voices or follow-up; `label` is what the chip says.
    """

    start: int
    end: int
    type: str
    value: str
    label: Sentence | str


@dataclass(frozen=True, slots=True)
class Captured:
    """What one line says. `text` is the words without markers; spans do not count when two are compared.

    `verbatim` means that the whole text is somebody's exact words (its quotation marks are taken off); `quotes` holds
    all quotations, also those inside a paraphrase, for which consent matters as well.
    """

    form: str = "comment"
    kind: str = ""
    text: str = ""
    sections: tuple[SectionTag, ...] = ()
    keywords: tuple[str, ...] = ()
    speaker: str = ""
    verbatim: bool = False
    quotes: tuple[str, ...] = ()
    voices: int = 1
    follow_up: bool = False
    spans: tuple[Span, ...] = field(default=(), compare=False)


def parse(line: str, *, sections: SectionIndex | None = None, language: str = "en") -> Captured:
    """Return what one line says; total, and linear in its length.

    `language` is that of the note-taker: its letters count beside the ASCII ones (`markers.letters`).
    """
    form, kind, first, body = start(line, language)
    marked = bool(form or kind)
    signs, anchors = _known(Reading(line, body), sections)
    tagged = marked or any(sign.type in _TAGGING and not sign.escaped for sign in signs)
    chosen = _counted(signs, tagged)
    chips = [sign for sign in chosen if not sign.escaped]
    text, verbatim = _words(line, body if marked else 0, chosen)
    if not marked and escape(line) >= 0:
        text = text.replace("\\", "", 1)
    voices = next((int(sign.value) for sign in chips if sign.type == "voices"), 1)
    return Captured(
        form=form or "comment",
        kind=kind,
        text=text,
        sections=tuple(dict.fromkeys(SectionTag(s.value, anchors[s.value]) for s in chips if s.type == "section")),
        keywords=tuple(dict.fromkeys(sign.value for sign in chips if sign.type == "keyword")),
        speaker=next((sign.value for sign in chips if sign.type == "speaker"), ""),
        verbatim=verbatim,
        quotes=tuple(sign.value for sign in chips if sign.type == "verbatim"),
        voices=voices,
        follow_up=any(sign.type == "follow-up" for sign in chips),
        spans=(*_marker_spans(line, form, kind, (first, body)), *map(_span, chips)),
    )


def chips(line: str, sections: SectionIndex | None = None, language: str = "en") -> tuple[Span, ...]:
    """Return the chips of a line while it is typed: in order, without overlaps, inside the line."""
    return parse(line, sections=sections, language=language).spans


def print_line(captured: Captured, *, sections: SectionIndex | None = None) -> str:
    """Return one line that parses to `captured` in every language: markers first (ASCII letters), then the words.

    With `sections` only what would resolve there is escaped; without, everything that looks like a section.
    """
    lasting = captured.form if captured.form != "comment" else ""
    tags = [f"/{tag.query}" for tag in captured.sections]
    tags += [f"@{captured.speaker}"] if captured.speaker else []
    tags += [f"#{keyword}" for keyword in captured.keywords]
    counts = [f"x{captured.voices}"] if captured.voices != 1 else []
    counts += ["??"] if captured.follow_up else []
    opening = marker(lasting, captured.kind)
    if not opening and not tags and (counts or captured.quotes):
        opening = marker("comment", "")
    head = opening + " ".join([*tags, *counts])
    words = quoted(captured.text) if captured.verbatim else _escaped(captured, bool(head), sections)
    if not head:
        return guarded(words)
    return f"{head.rstrip()} {words}" if words else head.rstrip()


def _known(signs: Reading, sections: SectionIndex | None) -> tuple[list[Sign], dict[str, str]]:
    """Return the signs that count if the line tags at all; a section counts if it exists or is escaped."""
    found, anchors = [], {}
    for sign in signs:
        if sign.type == "section" and not sign.escaped:
            if (known := _resolved(sign, signs.line, sections)) is None:
                continue
            sign, anchors[known[0].value] = known
        found.append(sign)
    return found, anchors


def _resolved(sign: Sign, line: str, sections: SectionIndex | None) -> tuple[Sign, str] | None:
    """Return a section that exists and its id; "/3。2024" is 3 and the end of a sentence where there is no 3.2024."""
    while sections is not None:
        if (anchor := sections.resolve(sign.value)) is not None:
            return sign, anchor
        number, stop, _ = line[sign.at + 1 : sign.end].rpartition("。")
        if not stop:
            break
        kept = 1 + sum(not figure.isdecimal() for figure in number)
        sign = replace(sign, end=sign.at + 1 + len(number), value=".".join(sign.value.split(".")[:kept]))
    return None


def _counted(signs: list[Sign], tagged: bool) -> list[Sign]:
    counted, once = [], set()
    for sign in signs:
        if not tagged and sign.type not in _TAGGING:
            continue
        if sign.type in ("speaker", "voices") and not sign.escaped:
            if sign.type in once:
                continue
            once.add(sign.type)
        counted.append(sign)
    return counted


def _words(line: str, lead: int, signs: Sequence[Sign]) -> tuple[str, bool]:
    """Return the words between the chips at both ends, and whether they are one quotation."""
    rest = list(signs)
    while rest and _falls(rest[0]) and _blank(line, lead, rest[0].start):
        sign = rest.pop(0)
        parting = _PARTING.match(line, sign.end)
        lead = parting.end() if parting else sign.end
    tail = len(line)
    while rest and _falls(rest[-1]) and _blank(line, rest[-1].end, tail):
        tail = rest.pop().start
    if len(rest) == 1 and rest[0].type == "verbatim" and not rest[0].escaped:
        only = rest[0]
        if _blank(line, lead, only.start) and _blank(line, only.end, tail):
            return only.value, True
    pieces, place, closed = [], lead, -1
    for sign in rest:
        stays = _stays(line, sign)
        parted = closed == sign.start and stays[:1].isalnum() and not unspaced(stays[0])
        pieces += [line[place : sign.start], " " if parted else "", stays]  # or the quotation would end no more
        place = sign.end if sign.type != "verbatim" else sign.at
        closed = sign.end if sign.type == "verbatim" and not sign.escaped else -1
    return "".join([*pieces, line[place:tail]]).strip(), False


def _falls(sign: Sign) -> bool:
    return not sign.escaped and sign.type != "verbatim"


def _stays(line: str, sign: Sign) -> str:
    """Return what a sign inside a sentence leaves in the text."""
    if sign.type == "verbatim":
        return line[sign.start + 1 : sign.at] if sign.escaped else ""
    if sign.escaped:
        return line[sign.start + 1 : sign.end]
    if sign.type == "section":
        return f"§{sign.value}"
    return sign.value if sign.type in ("keyword", "speaker") else line[sign.at : sign.end]


def _blank(line: str, first: int, last: int) -> bool:
    blank = _BLANK.match(line, first, last)
    return blank is not None and blank.end() == last


def _span(sign: Sign) -> Span:
    labels: dict[str, Sentence | str] = {
        "section": readable(sign.value),
        "verbatim": say("Word for word"),
        "follow-up": say("Follow up"),
    }
    label = labels.get(sign.type, sign.value)
    if sign.type == "voices":
        label = count(int(sign.value), "{n} voice", "{n} voices")
    return Span(sign.at, sign.end, sign.type, sign.value, label)


def _marker_spans(line: str, form: str, kind: str, place: tuple[int, int]) -> list[Span]:
    first, body = place
    colon = first + len(line[first:body].rstrip())
    if form and kind:
        middle = colon - 2
        return [
            Span(first, middle, "form", form, FORMS[form].label),
            Span(middle, colon, "kind", kind, KINDS[kind].label),
        ]
    if form:
        return [Span(first, colon, "form", form, FORMS[form].label)]
    return [Span(first, colon, "kind", kind, KINDS[kind].label)] if kind else []


def quoted(text: str) -> str:
    """Return exact words in the first pair of quotation marks that reads back as exactly these."""
    for opening, closings in QUOTES.items():
        quoted = f"{opening}{text}{closings[0]}"
        sign = next(Reading(quoted), None)
        if sign and sign.type == "verbatim" and sign.end == len(quoted):
            return quoted
    return f'"{text}"'


def _escaped(captured: Captured, tagged: bool, sections: SectionIndex | None) -> str:
    """Return the words with a backslash before all that would be read as a chip and is none."""
    text, quotes = captured.text, list(captured.quotes)
    pieces, place, reading = [], 0, Reading(text)
    for sign in reading:
        if sign.type == "verbatim":
            if not sign.escaped and quotes[:1] == [sign.value]:
                quotes.pop(0)
                continue
            needed = tagged
            reading.place = sign.at + 1 if tagged or sign.escaped else sign.end
        elif sign.type == "section":
            needed = sign.escaped or sections is None or _resolved(sign, text, sections) is not None
        else:
            needed = tagged or sign.type in _TAGGING
        if needed:
            pieces += [text[place : sign.start], "\\"]
            place = sign.start
    return "".join([*pieces, text[place:]])
