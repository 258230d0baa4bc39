"""The invitation to a gathering: what it tells, as wikitext for a wiki page and as plain text for an e-mail."""

import re

from hubdesk.i18n import Sentence, say, words
from hubdesk.report.dates import Dates
from hubdesk.report.pack import Pack
from hubdesk.report.turning import closed
from hubdesk.report.wikitext import Page, escape

#: What stands at the foot of each invitation, for whoever can pass it on in another language.
TRANSLATE_ME = say(
    "Do your neighbours read another language? Please translate this invitation, pass it on, and tell the organizers."
)
NEEDS = say("Do you need an interpreter, a ramp or a quiet place? Tell the organizers before the day.")
LINK = say("On the web")
_SPACE = re.compile(r"\s+")
#: What no line of a mail may hold: controls, and halves of characters.
_UNWRITABLE = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def when(pack: Pack, dates: Dates) -> str:
    """Return when it is: of a sensitive gathering the days alone, of others with hours, and with the time zone."""
    start, end = pack.start, pack.end
    if start is None:
        return ""
    later = end if end and end > start else start
    if pack.event.sensitive:
        return dates.days(start, later)
    told = dates.moments(start, later)
    return told if pack.event.place_hidden or start.tzinfo is None else f"{told} ({dates.zone(start)})"


def facts(pack: Pack, dates: Dates) -> list[tuple[Sentence, Sentence | str]]:
    """Return what there is to know, (name, text); texts are ours to word, or what people wrote about the gathering."""
    event = pack.event
    where: Sentence | str = event.place
    if not where and event.mode == "online":
        where = say("Online")
    elif event.place_hidden and not event.sensitive:
        where = say("You learn the place when you register.")
    found = [
        (say("When"), when(pack, dates)),
        (say("Where"), where),
        (say("Languages"), dates.languages(sorted(event.languages))),
        (say("Interpretation asked for"), dates.languages(pack.requests)),
        (say("Organizers"), event.host),
    ]
    return [(name, text) for name, text in found if text]


def wikitext(pack: Pack, language: str, *, target: str = "", digits: str = "latn") -> str:
    """Return the invitation for a wiki page; people's words pass the gate of wikitext.

    `target`, the name of the page that it is for (see `page_name`), stands in a comment above.
    """
    page = Page(language)
    if target:
        page.lines.append(f"<!-- {target} -->")
    page.lines.append(f"'''{page.ours(pack.title) if isinstance(pack.title, Sentence) else escape(pack.title)}'''")
    for paragraph in pack.event.invitation.splitlines():
        if paragraph.strip():
            page.lines += ["", escape(paragraph)]
    page.lines.append("")
    for name, text in facts(pack, Dates(language, digits)):
        told = page.ours(text) if isinstance(text, Sentence) else escape(text)
        page.lines.append(f"* '''{page.ours(name)}''': {told}")
    page.lines += ["", page.ours(NEEDS), "", f"''{page.ours(TRANSLATE_ME)}''"]
    return page.text()


def mail(pack: Pack, language: str, digits: str = "latn") -> str:
    """Return the invitation for an e-mail, its subject first; texts of people stay on lines of their own.

    We add no marks of direction: a program that makes links of addresses would take one into the link.
    """
    tell = words(language)

    def told(text: Sentence | str) -> str:
        return _line(tell(text, isolated=False) if isinstance(text, Sentence) else text)

    lines = [told(say("Subject: {title}", title=pack.title)), ""]
    for paragraph in pack.event.invitation.splitlines():
        lines += [_line(paragraph), ""] if paragraph.strip() else []
    lines += [told(say("{name}: {text}", name=name, text=text)) for name, text in facts(pack, Dates(language, digits))]
    lines += ["", told(NEEDS), "", told(TRANSLATE_ME)]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    """Return words on one line that turns nothing behind it: the gate of a mail, whose subject is a header."""
    return closed(_SPACE.sub(" ", _UNWRITABLE.sub(" ", text)).strip())
