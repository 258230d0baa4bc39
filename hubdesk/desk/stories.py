"""The story of gatherings for a blog, told from the safe version."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from hubdesk.desk import gallery, reports
from hubdesk.desk.desk import Desk
from hubdesk.i18n import say
from hubdesk.model.consent import agrees, latest
from hubdesk.model.records import Consent, SpokenBy
from hubdesk.report import story
from hubdesk.report.summary import summarize


def made(desk: Desk, events: Sequence[str], *, language: str, as_of: datetime | None = None) -> reports.Finished:
    """Return the story, for a post of the name that it has. Usage as `reports.text`."""
    found = summarize(reports.material(desk, events, language=language, as_of=as_of, called=say("Gathering")))
    photos = gallery.referred(desk, events, language=language)
    text = story.story(found, unasked=unasked(desk, events), photos=photos)
    return reports.Finished("story", text, story.title(found), found.left_out, told=found.polls)


def unasked(desk: Desk, events: Sequence[str]) -> frozenset[str]:
    """Return the notes of which it is kept who said them, unless all of these agreed to be quoted without a name."""
    found: set[str] = set()
    for event in events:
        answers: dict[str, list[Consent]] = defaultdict(list)
        for one in desk.read.all(Consent, event=event):
            answers[one.person].append(one)
        for link in desk.read.all(SpokenBy, event=event):
            if not agrees(latest(answers[link.person]).get("quote")):
                found.add(link.note)
    return frozenset(found)
