"""A page inside a bundle for people without HubDesk: what it is and what it holds, in counts and titles only."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from hubdesk.i18n import Sentence, Words, say

#: What a file is for, by its use in the manifest.
USES = {
    "kit": say("An event package: it makes other laptops members of the team."),
    "team": say("A team file: what the laptops of this event hand each other."),
    "upload": say("An upload file: what may be published of this event."),
}
_STYLE = (
    "html{color-scheme:light dark;font:1rem/1.5 sans-serif}body{max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "th{text-align:start;font-weight:normal;padding-inline-end:2rem}td{text-align:end}"
)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What the page tells: the event's title, the use of the file, numbers, and the titles of the texts in it."""

    title: str
    use: str
    counted: Sequence[tuple[Sentence, int]]
    texts: Sequence[str] = ()

    def page(self, tell: Words) -> bytes:
        """Return a small HTML page without scripts, links or pictures; everything in it is escaped."""

        def told(sentence: Sentence) -> str:
            return escape(tell(sentence, isolated=False))

        rows = "".join(f'<tr><th scope="row">{told(what)}</th><td>{number}</td></tr>' for what, number in self.counted)
        texts = "".join(f"<li><bdi>{escape(text)}</bdi></li>" for text in self.texts)
        listed = f"<h2>{told(say('Texts'))}</h2><ul>{texts}</ul>" if texts else ""
        how = told(say("Open it with HubDesk: a program for gatherings without a network. It needs no server."))
        page = (
            f'<!DOCTYPE html><html lang="{escape(tell.language)}" dir="{tell.direction}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{escape(self.title)}</title>'
            f"<style>{_STYLE}</style></head><body><h1><bdi>{escape(self.title)}</bdi></h1>"
            f"<p>{told(USES[self.use])}</p><table>{rows}</table>{listed}"
            f"<p>{told(say('This file was made with HubDesk'))}</p><p>{how}</p></body></html>"
        )
        return page.encode()
