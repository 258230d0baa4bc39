"""Photos in a report: each with its words, its photographer and its licence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hubdesk.errors import Refused
from hubdesk.i18n import isolate, say
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.text import Run
from hubdesk.report.pdf.wording import Wording


@dataclass(frozen=True, slots=True)
class Pictured:
    """A photo that may be published; `data` returns the bytes of its image and may raise Refused for damage."""

    caption: str
    credit: str
    licence: str
    data: Callable[[], bytes]


def add(document: Document, tell: Wording, photos: Sequence[Pictured]) -> None:
    """Add photos as figures with Alt text; where one cannot be drawn its words stand in its place, and it is listed."""
    broken = []
    for number, one in enumerate(photos, 1):
        below = [Run(isolate(part)) for part in (one.caption, one.credit, one.licence) if part]
        told = [run for each in below for run in (Run(" · "), each)][1:]
        try:
            alt = one.caption or tell.inside(say("A photo of the gathering")).text
            document.photo(one.data(), alt=alt, below=told)
        except Refused:
            broken.append(number)
            document.paragraph([tell.inside(say("[Here a photo is missing]")), Run(" "), *told], "caption")
    if broken:
        listed = tell.numbers(broken)
        document.paragraph(tell.ours(say("Photos that could not be drawn: {numbers}", numbers=listed)), "small")
