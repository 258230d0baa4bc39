"""What a report hands over as text: strings and runs of text with a language, a weight or a link."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.report.pdf.typeface import Weight

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160))) | {9: " ", 10: "\u2028", 0x85: "\u2028"}
_CONTROLS |= {0x2029: "\u2028", 11: "\u2028", 12: "\u2028"}
_NEWLINES = re.compile("\r\n?")
_UNUSABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINK = re.compile("(?:https?://|mailto:)[!-;=?-\\[\\]_a-z~\u00a1-\U0010ffff]+", re.IGNORECASE)
_LONGEST_LINK = 2_000
_TAG = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_TAG = 40


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that differs from its paragraph; None means as the paragraph.

    `language` is a BCP 47 tag; `link` is an http, https or mailto address, any other is left out. `to` is the name of
    a place in the same document, as headings, paragraphs and quotations are given one.
    """

    text: str
    language: str | None = None
    weight: Weight | None = None
    colour: str | None = None
    link: str | None = None
    to: str = ""


Text = str | Run | Sequence[str | Run]


def runs(text: Text) -> list[Run]:
    """Return a text as cleaned runs: newlines are line separators, tabs are spaces, other controls are gone.

    A lone surrogate or a noncharacter becomes U+FFFD: no text, however broken, stops a report.
    """
    if isinstance(text, str):
        return [Run(clean(text))]
    pieces = [text] if isinstance(text, Run) else text
    found = (piece if isinstance(piece, Run) else Run(piece) for piece in pieces)
    return [
        Run(clean(r.text), r.language and language_tag(r.language), r.weight, r.colour, address(r.link), r.to)
        for r in found
    ]


def language_tag(language: str) -> str:
    """Return a language tag if it has the form of one (RFC 3066), else an empty string."""
    return language if len(language) <= _LONGEST_TAG and _TAG.fullmatch(language) else ""


def clean(text: str) -> str:
    """Return a string without characters that cannot be printed; see `runs`."""
    if text.isprintable() and not _UNUSABLE.search(text):
        return text
    return _UNUSABLE.sub("\ufffd", _NEWLINES.sub("\n", text).translate(_CONTROLS))


def plain(text: Text) -> str:
    """Return the words of a text on one line, for an outline, a title or an Alt text."""
    joined = "".join(run.text for run in runs(text)).replace("\u2028", " ")
    return re.sub("[\u202a-\u202e\u2066-\u2069\u200b]", "", joined)


def address(link: str | None) -> str | None:
    """Return an address that a page may link to, with what is not ASCII percent-encoded, or None."""
    if link is None or len(link) > _LONGEST_LINK or not _LINK.fullmatch(link):
        return None
    return "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in link)
