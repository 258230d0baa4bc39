"""The invitation as a poster: one page that can be read from across a room, and that asks to be translated."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.report.invitation import LINK, NEEDS, TRANSLATE_ME, facts
from hubdesk.report.pack import Pack
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.plate import MM, Surface
from hubdesk.report.pdf.sheets import put, titled
from hubdesk.report.pdf.styles import HAIR, INK, PROGRESSIVE, PROGRESSIVE_DARK, SUBTLE, Style
from hubdesk.report.pdf.text import Run, plain
from hubdesk.report.pdf.wording import Wording

_MARGIN = 20 * MM
_TITLE = Style(size=46, lead=55, weight="bold", colour=PROGRESSIVE_DARK)
_WORDS = Style(size=16, lead=24)
_NAME = Style(size=11.5, lead=20, colour=SUBTLE)
_FACT = Style(size=15, lead=21, weight="semibold")
_INVITED = Style(size=13, lead=18, weight="semibold", colour=PROGRESSIVE)
_NEEDS = Style(size=12.5, lead=18)
_FINE = Style(size=10.5, lead=15, colour=SUBTLE)
_CODE = 34 * MM


def poster(document: Document, pack: Pack, spoken: Sequence[Wording]) -> None:
    """Add a poster in each language."""
    for tell in spoken:
        document.page(partial(_draw, pack, tell))


def _draw(pack: Pack, tell: Wording, whole: Surface) -> None:
    page = whole.part(0, 0, whole.width, whole.height, language=tell.language, role="Sect")
    page.fill(0, 0, page.width, 9 * MM, colour=PROGRESSIVE_DARK)
    page.fill(0, 9 * MM, page.width, 1.6 * MM, colour=PROGRESSIVE)
    inner = page.part(_MARGIN, 26 * MM, page.width - 2 * _MARGIN, page.height - 26 * MM - 16 * MM)
    foot = inner.height - sum(_foot_heights(inner, tell)) - 16
    known = foot - _facts_height(inner, pack, tell) - 24
    y = put(inner, tell, say("You are invited"), _INVITED) + 8
    y += _title(inner, pack, tell, y, (known - y) * 0.6) + 16
    _invitation(inner, pack, y, known - 24)
    _facts(inner, pack, tell, known)
    _foot(inner, tell, foot)


def _title(inner: Surface, pack: Pack, tell: Wording, y: float, room: float) -> float:
    title, sizes = plain(titled(pack, tell)), (46, 40, 34, 29, 24, 19)
    shown, style = inner.fitted(title, _TITLE, sizes, width=inner.width, height=max(60, room))
    return inner.words(isolate(shown), style, y=y, role="H1")


def _invitation(inner: Surface, pack: Pack, y: float, low: float) -> None:
    """Write the invitation, its own line ends kept, where there is room for it."""
    lines = (" ".join(line.split()) for line in pack.event.invitation.strip().splitlines())
    text, sizes = "\n".join(lines), (17, 15, 13, 11, 9.5)
    if text and low - y > 2 * _WORDS.lead:
        shown, style = inner.fitted(text, _WORDS, sizes, width=inner.width, height=low - y)
        inner.words(shown, style, y=y, natural=True, own_side=True)


def _rows(pack: Pack, tell: Wording) -> list[tuple[Run, Run]]:
    found = []
    for name, text in facts(pack, tell.dates):
        said = tell.around(text) if isinstance(text, Sentence) else Run(isolate(text))
        found.append((tell.ours(name), said))
    return found


def _widths(inner: Surface, pack: Pack) -> tuple[float, float]:
    """Return the widths of the names of facts and of what is told, beside the code where there is one."""
    room = inner.width - (_CODE + 16 if pack.link else 0)
    names = min(44 * MM, room * 0.3)
    return names, room - names - 8


def _facts_height(inner: Surface, pack: Pack, tell: Wording) -> float:
    names, texts = _widths(inner, pack)
    tall = sum(
        max(inner.tall(name, _NAME, names), min(4, _lines(inner, text, texts)) * _FACT.lead) + 9
        for name, text in _rows(pack, tell)
    )
    return max(tall, _CODE + 20 if pack.link else 0)


def _lines(inner: Surface, text: Run, width: float) -> int:
    """Return how many lines a fact takes."""
    return round(inner.tall(text, _FACT, width) / _FACT.lead)


def _facts(inner: Surface, pack: Pack, tell: Wording, y: float) -> None:
    names, texts = _widths(inner, pack)
    inner.line(0, y - 10, inner.width, y - 10, colour=HAIR, width=0.9)
    if pack.link:
        alt = tell.text(say("A code to scan; it leads to {address}", address=pack.link))
        inner.code(pack.link, inner.width - _CODE, y, _CODE, alt=alt)
        run = tell.ours(LINK)
        style = replace(_FINE, align="center")
        inner.words(run, style, x=inner.width - _CODE, y=y + _CODE, width=_CODE, language=tell.foreign(run))
    for name, text in _rows(pack, tell):
        tall = inner.words(name, _NAME, y=y, width=names, language=tell.foreign(name))
        told = inner.words(text, _FACT, x=names + 8, y=y, width=texts, language=tell.foreign(text), most=4)
        y += max(tall, told) + 9


def _foot_heights(inner: Surface, tell: Wording) -> tuple[float, float]:
    needs, note = tell.ours(NEEDS), tell.ours(TRANSLATE_ME)
    return (
        inner.tall(needs, _NEEDS, inner.width, language=tell.foreign(needs)),
        inner.tall(note, _FINE, inner.width, language=tell.foreign(note)),
    )


def _foot(inner: Surface, tell: Wording, y: float) -> None:
    """Write what somebody may need, and below a line the note to translate."""
    y += put(inner, tell, NEEDS, _NEEDS, y=y) + 8
    inner.line(0, y, inner.width, y, colour=INK, width=0.5)
    put(inner, tell, TRANSLATE_ME, _FINE, y=y + 8)
