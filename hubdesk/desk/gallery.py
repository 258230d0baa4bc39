"""The photos that may be published: their description pages for Wikimedia Commons, and their places in a report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubdesk.desk import attachments, publishing
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, count, say, words
from hubdesk.model.attachments import LICENCES
from hubdesk.model.records import Attachment, Event
from hubdesk.report.posts import Post

if TYPE_CHECKING:
    from hubdesk.report.pdf.photographs import Pictured
    from hubdesk.report.story import Photo

#: So many photos stand in one report, the oldest first, and so wide and high they are drawn, in pixels.
MOST, EDGE = 24, 1_000


def pages(desk: Desk, events: Sequence[str], *, language: str) -> list[tuple[Attachment, Post]]:
    """Return the photos of gatherings that may be published, each with its description page.

    Raises HubDeskError where there is none.
    """
    found = _described(desk, events, language)
    if not found:
        raise HubDeskError(
            say("No photo may be published yet."),
            safe=say("Nothing was written."),
            next=say(
                "Say under Photos and receipts who took them, under which licence, and that the people on them agreed."
            ),
            code="no-photo",
        )
    return found


def referred(desk: Desk, events: Sequence[str], *, language: str) -> "list[Photo]":
    """Return the photos of gatherings that may be published, by the names that they have on Wikimedia Commons."""
    from hubdesk.report.story import Photo

    return [
        Photo(post.page, one.caption, one.credit, LICENCES[one.licence][0])
        for one, post in _described(desk, events, language)
    ]


def _described(desk: Desk, events: Sequence[str], language: str) -> list[tuple[Attachment, Post]]:
    from hubdesk.report import wikitext_photos

    neutral = words(language)(say("Conversation report"), isolated=False)
    found, told = [], []
    for event in events:
        title = publishing.shown(desk, desk.read.get(Event, event)).title or neutral
        for one in attachments.publishable(desk, event):
            found.append(one)
            about = (title, one.caption, one.credit, LICENCES[one.licence][1], one.taken)
            told.append(wikitext_photos.Photo(*about, people=one.shown == "agreed"))
    return list(zip(found, wikitext_photos.posts(told, language), strict=True))


def contents(desk: Desk, events: Sequence[str]) -> tuple[Sentence, ...]:
    """Return how many photos may be published, and how many may not yet."""
    told = [each for event in events for each in attachments.of_event(desk, event) if each.record.sort == "photo"]
    ready = sum(each.here and not each.lacks for each in told)
    found = [count(ready, "{n} photo with its description page", "{n} photos with their description pages")]
    if left := len(told) - ready:
        found.append(count(left, "{n} photo may not be published yet.", "{n} photos may not be published yet."))
    return tuple(found)


def pictured(desk: Desk, events: Sequence[str]) -> "list[Pictured]":
    """Return the photos that a report about gatherings shows."""
    from hubdesk.report import photos
    from hubdesk.report.pdf.photographs import Pictured

    def drawn(one: Attachment) -> "Pictured":
        return Pictured(
            one.caption,
            one.credit,
            LICENCES[one.licence][0],
            lambda: photos.small(attachments.data(desk, one.id), EDGE),
        )

    return [drawn(one) for event in events for one in attachments.publishable(desk, event)][:MOST]
