"""Sheets of the print pack that are cut: section cards, feedback slips, badges and privacy cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hubdesk.i18n import LANGUAGES, Sentence, count, isolate, say
from hubdesk.model.codebook import FIRST_CLASS, KINDS
from hubdesk.model.consent import NO_PHOTOS
from hubdesk.report.dates import local
from hubdesk.report.pack import Guest, Pack, Topic, privacy
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.plate import BOX, MM, WRITING, Surface
from hubdesk.report.pdf.sheets import put, titled
from hubdesk.report.pdf.styles import HAIR, INK, PROGRESSIVE, PROGRESSIVE_DARK, SUBTLE, Style
from hubdesk.report.pdf.text import Run
from hubdesk.report.pdf.wording import Wording
from hubdesk.report.spoken import nearest

Draw = Callable[[Surface], None]
_LRI, _PDI = "\u2066", "\u2069"
_FINE = Style(size=8, lead=11, colour=SUBTLE)
_SMALL = Style(size=9, lead=12.5)
_BODY = Style(size=10, lead=14)
_HEADING = Style(size=18, lead=24, weight="bold")
_AROUND, _MARK, _PAD = 9 * MM, 4.5 * MM, 7 * MM


@dataclass(frozen=True, slots=True)
class Card:
    """One card and the language it speaks."""

    language: str
    draw: Draw


def cut(document: Document, cards: Sequence[Card], across: int, down: int) -> None:
    """Add pages of equal cards, `across` by `down`, with marks to cut them by outside and where they meet."""
    each = across * down

    def page(some: Sequence[Card]) -> Draw:
        def draw(whole: Surface) -> None:
            grid = whole.part(_AROUND, _AROUND, whole.width - 2 * _AROUND, whole.height - 2 * _AROUND)
            wide, tall = grid.width / across, grid.height / down
            _marks(grid, [n * wide for n in range(across + 1)], [n * tall for n in range(down + 1)])
            for place, card in enumerate(some):
                row, column = divmod(place, across)
                area = grid.part(column * wide, row * tall, wide, tall, language=card.language, role="Sect")
                card.draw(area.part(_PAD, _PAD, wide - 2 * _PAD, tall - 2 * _PAD))

        return draw

    for first in range(0, len(cards), each):
        document.page(page(cards[first : first + each]))


def _marks(grid: Surface, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Draw a mark at both ends of each cut, and a cross wherever two cuts meet."""
    gap = 1.2 * MM
    for x in xs:
        grid.line(x, -gap, x, -gap - _MARK, colour=INK, width=0.4)
        grid.line(x, grid.height + gap, x, grid.height + gap + _MARK, colour=INK, width=0.4)
    for y in ys:
        grid.line(-gap, y, -gap - _MARK, y, colour=INK, width=0.4)
        grid.line(grid.width + gap, y, grid.width + gap + _MARK, y, colour=INK, width=0.4)
    for x in xs[1:-1]:
        for y in ys:
            grid.line(x, y - gap, x, y + gap, colour=INK, width=0.4)
    for y in ys[1:-1]:
        for x in xs:
            grid.line(x - gap, y, x + gap, y, colour=INK, width=0.4)


def _shortened(card: Surface, run: Run, style: Style, width: float) -> Run:
    """Return people's words in no more than two lines."""
    room = 2 * style.lead + 0.1
    shown, _ = card.fitted(run.text, style, (style.size,), width=width, height=room, language=run.language or "")
    return replace(run, text=shown)


# section cards


def section_cards(document: Document, pack: Pack, spoken: Sequence[Wording]) -> None:
    """Add a card for each chapter or section, four on a page: its number, and its heading in all languages."""
    tags = [tell.language for tell in spoken]
    tags += [tag for tag in sorted(pack.event.languages) if tag not in LANGUAGES]  # of the room, and not of HubDesk
    cut(document, [Card(tags[0], _section(topic, tags)) for topic in pack.topics], 2, 2)


def _section(topic: Topic, tags: Sequence[str]) -> Draw:
    near = dict.fromkeys(filter(None, (nearest(topic.headings, tag) for tag in tags)))
    known = [(tag, topic.headings[tag]) for tag in near]
    known = known or [(tag, words) for words, tag in [topic.heading(tags[0])]]

    def draw(card: Surface) -> None:
        size = 46 if len(topic.number) <= 4 else 30
        number = Style(size=size, lead=size * 1.15, weight="bold", colour=PROGRESSIVE_DARK)
        y = card.words(f"{_LRI}{topic.number}{_PDI}", number, role="H1", most=1) + 4
        card.line(0, y, 22 * MM, y, colour=PROGRESSIVE, width=2)
        y += 14
        share = (card.height - y - 3 * _FINE.lead) / len(known)
        for nth, (tag, words) in enumerate(known):
            sizes = (19, 16, 13.5, 11.5) if nth == 0 else (13.5, 12, 10.5, 9)
            area = card.part(0, y, card.width, share, language=tag, role="Sect")
            shown, style = area.fitted(words, _HEADING, sizes, width=area.width, height=share - 8)
            style = style if nth == 0 else replace(style, weight="regular")
            y += area.words(shown, style) + 9
        if topic.document:
            below = _shortened(card, Run(isolate(topic.document)), _FINE, card.width)
            card.words(below, _FINE, y=card.height - 2 * _FINE.lead)

    return draw


# feedback slips


def slips(document: Document, pack: Pack, spoken: Sequence[Wording]) -> None:
    """Add a slip for each chapter or section and one without a number, four on a page, in each language."""
    for tell in spoken:
        topics: list[Topic | None] = [*pack.topics, *[None] * (4 - len(pack.topics) % 4)]
        cut(document, [Card(tell.language, _slip(topic, pack, tell)) for topic in topics], 2, 2)


def _slip(topic: Topic | None, pack: Pack, tell: Wording) -> Draw:
    def draw(slip: Surface) -> None:
        y = _about(slip, topic, tell)
        slip.line(0, y, slip.width, y, colour=PROGRESSIVE, width=1.4)
        y = _kinds(slip, tell, y + 10)
        y += put(slip, tell, say("In your own words, in any language:"), _SMALL, y=y)
        thanks = _thanks(pack, tell)
        tall = slip.tall(thanks, _FINE, slip.width, language=tell.foreign(thanks[-1]))
        while y + WRITING <= slip.height - tall - 6:
            y += WRITING
            slip.line(0, y, slip.width, y)
        slip.words(thanks, _FINE, y=slip.height - tall, language=tell.foreign(thanks[-1]))

    return draw


def _about(slip: Surface, topic: Topic | None, tell: Wording) -> float:
    """Write what a slip is about, or leave room for its number; return where the rest begins."""
    code = Style(size=21, lead=26, weight="bold", colour=PROGRESSIVE_DARK)
    if topic is None:
        run = tell.ours(say("Section:"))
        slip.words(run, _BODY, y=10, width=slip.width * 0.4, language=tell.foreign(run))
        slip.line(slip.width * 0.42, 26, slip.width, 26)
        return 34
    wide = 20 * MM if len(topic.number) > 4 else 14 * MM
    number = f"{_LRI}{topic.number}{_PDI}"
    shown, style = slip.fitted(number, code, (21, 16, 12), width=wide, height=26, language="en")
    slip.words(shown, style, width=wide, y=(26 - style.lead) / 2 + 2, most=1)
    heading, language = topic.heading(tell.language)
    part = slip.part(wide + 4, 0, slip.width - wide - 4, 28, language=language or tell.language, role="Sect")
    shown, small = part.fitted(heading, replace(_BODY, weight="semibold"), (10, 9, 8), width=part.width, height=28)
    tall = part.tall(shown, small, part.width)
    part.words(shown, small, y=(30 - tall) / 2)
    return 34


def _kinds(slip: Surface, tell: Wording, y: float) -> float:
    """Draw the boxes of the four kinds that the charter process asks for; return where the rest begins."""
    for kind in FIRST_CLASS:
        run = tell.ours(KINDS[kind].label)
        slip.box(0, y)
        slip.words(run, _BODY, x=BOX + 8, y=y + (BOX - _BODY.lead) / 2, language=tell.foreign(run), most=1)
        y += BOX + 6
    return y + 4


def _thanks(pack: Pack, tell: Wording) -> list[Run]:
    """Return thanks, and what becomes of the slip."""
    public = say("Please write no names. What stands here may be published without yours.")
    told = say("Please write no names and no places.") if pack.event.sensitive else public
    return [tell.ours(say("Thank you."), weight="bold"), Run(" "), tell.ours(told)]


# badges

_BADGE = 85 * MM, 54 * MM
#: The lines of a camera with a stroke through it, on a grid of 8 by 6.
_CAMERA = (
    ((0, 1.2), (2, 1.2), (2.8, 0.2), (5.2, 0.2), (6, 1.2), (8, 1.2), (8, 5.6), (0, 5.6), (0, 1.2)),
    ((4, 2), (5, 2.4), (5.4, 3.4), (5, 4.4), (4, 4.8), (3, 4.4), (2.6, 3.4), (3, 2.4), (4, 2)),
    ((0.6, 6), (7.4, 0)),
)


def labels(document: Document, pack: Pack, spoken: Sequence[Wording]) -> None:
    """Add a badge for each number on the list, to cut out: the number, a code to scan, a name or a line for one."""
    wide, tall = document.frame.size
    across, down = int((wide - 2 * _AROUND) // _BADGE[0]), int((tall - 2 * _AROUND) // _BADGE[1])
    tell = spoken[0]
    cut(document, [Card(tell.language, _badge(guest, pack, tell)) for guest in pack.guests], across, down)


def _badge(guest: Guest, pack: Pack, tell: Wording) -> Draw:
    def draw(badge: Surface) -> None:
        side = 25 * MM
        words = badge.width - side - 6
        badge.words(_shortened(badge, titled(pack, tell), _FINE, words), _FINE, width=words)
        alt = tell.text(say("A code to scan at the door: {code}", code=guest.code))
        badge.code(guest.code, words + 10, badge.height - side, side, alt=alt)
        if not guest.photos:
            _no_photos(badge.part(words + 10, 0, side, badge.height - side - 4), tell)
        if guest.name:
            room = badge.height - 2 * _FINE.lead - 26
            name = Style(size=20, lead=26, weight="bold")
            shown, style = badge.fitted(guest.name, name, (22, 19, 16, 13, 10.5), width=words, height=room)
            tall = badge.tall(shown, style, words)
            badge.words(shown, style, y=2 * _FINE.lead + (room - tall) / 2, width=words, natural=True)
        elif not pack.event.sensitive:
            y = badge.height - 38
            badge.line(0, y, words, y, colour=HAIR, width=0.9)
        code = Style(size=24, lead=28, weight="bold", colour=PROGRESSIVE_DARK)
        sizes = (17, 12, 8) if guest.name else (24, 17, 12, 8)
        shown, style = badge.fitted(guest.code, code, sizes, width=words, height=28, language="en")
        badge.words(isolate(shown), style, y=badge.height - style.lead, width=words, most=1)

    return draw


def _no_photos(area: Surface, tell: Wording) -> None:
    """Draw a camera that is crossed out, and the words below it, for whoever holds one."""
    unit, left = 1.5 * MM, (area.width - 8 * 1.5 * MM) / 2
    for outline in _CAMERA:
        for (x, y), (to_x, to_y) in pairwise(outline):
            area.line(left + x * unit, y * unit, left + to_x * unit, to_y * unit, colour=INK, width=1.3)
    run = tell.ours(NO_PHOTOS)
    style = replace(_FINE, size=8, lead=10, colour=INK, weight="bold", align="center")
    shown, style = area.fitted(run.text, style, (8, 7, 6), width=area.width, height=10, language=run.language or "")
    area.words(replace(run, text=shown), style, y=6.2 * unit, most=1, language=tell.foreign(run))


# privacy cards

_SIZES = (9.6, 8.9, 8.2, 7.5, 6.8, 6.2)


def privacy_cards(document: Document, pack: Pack, spoken: Sequence[Wording]) -> None:
    """Add a card in each language, four on a page; English stands among them while any of the words are a draft."""
    chosen = list(spoken)
    if any(not tell.reviewed for tell in chosen) and all(tell.language != "en" for tell in chosen):
        chosen.append(Wording("en"))
    full = chosen * (4 // len(chosen) or 1)
    cut(document, [Card(tell.language, _privacy(pack, tell)) for tell in full], 2, 2)


def _privacy(pack: Pack, tell: Wording) -> Draw:
    def draw(card: Surface) -> None:
        fits = (size for size in _SIZES if _told(card, pack, tell, size, draw=False) <= card.height)
        _told(card, pack, tell, next(fits, _SIZES[-1]), draw=True)

    return draw


def _told(card: Surface, pack: Pack, tell: Wording, size: float, *, draw: bool) -> float:
    """Write the card in a size, or only measure it; return its height."""
    ask, answer = Style(size=size, lead=size * 1.4, weight="bold"), Style(size=size, lead=size * 1.4)
    title = Style(size=size * 1.6, lead=size * 2.1, weight="bold", colour=PROGRESSIVE_DARK)
    y = 0.0

    def line(run: Run, style: Style, role: str = "P", after: float = 0) -> None:
        nonlocal y
        language = tell.foreign(run)
        y += (
            card.words(run, style, y=y, role=role, language=language)
            if draw
            else card.tall(run, style, card.width, language=language)
        )
        y += after

    line(tell.ours(say("Your privacy here")), title, "H1", 2)
    line(_shortened(card, titled(pack, tell), answer, card.width), replace(answer, colour=SUBTLE), after=5)
    if draw:
        card.line(0, y, card.width, y, colour=PROGRESSIVE, width=1.4)
    y += 7
    for question, reply in [*privacy(pack), _kept(pack, tell)]:
        line(tell.ours(question), ask)
        line(tell.ours(reply), answer, after=5)
    if pack.event.host:
        host = tell.around(say("Questions? {organizers}", organizers=pack.event.host))
        line(_shortened(card, host, ask, card.width), ask, after=4)
    if not tell.reviewed:
        line(tell.ours(say("A draft translation: the English card counts.")), replace(answer, colour=SUBTLE))
    return y


def _kept(pack: Pack, tell: Wording) -> tuple[Sentence, Sentence]:
    """Return until when things are kept: a day where one is known."""
    until = local(pack.event.retention)
    asked = say("How long is it kept?")
    if until is None or pack.event.sensitive:
        return asked, count(
            pack.kept_days,
            "{n} day after the gathering; then it is deleted.",
            "{n} days after the gathering; then it is deleted.",
        )
    return asked, say("Until {day}; then it is deleted.", day=tell.dates.date(until))
