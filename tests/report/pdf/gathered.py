"""Reports about three gatherings of a series, as material."""

from dataclasses import replace

from hubdesk.report.summary import Material
from tests.report.material import EVENT
from tests.report.pdf.reported import FULL, full

SECOND = replace(EVENT, id="f" * 32, title="Mill morning", start="2026-10-05T08:00:00+00:00", end="")
THIRD = replace(EVENT, id="d" * 32, title="Tower night", start="2026-10-07T20:00:00+00:00", end="")
#: Every third remark was made at the second, the last at the third.
SERIES = tuple(
    replace(each, event=THIRD.id if each is FULL[-1] else SECOND.id if n % 3 == 2 else EVENT.id)
    for n, each in enumerate(FULL)
)


def series(language: str = "en", people: tuple[int, int, int] = (9, 6, 3), **changes: object) -> Material:
    events = (EVENT, SECOND, THIRD)
    numbers = dict(zip((event.id for event in events), people, strict=True))
    return full(language, **({"events": events, "notes": SERIES, "people": numbers} | changes))
