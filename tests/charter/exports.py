"""Exports of a made-up wiki as Special:Export writes them."""

from collections.abc import Sequence
from html import escape

Revision = tuple[int, str, str]


def page(title: str, text: str, *, revision: int = 5, ns: int = 0, more: str = "", model: str = "wikitext") -> str:
    """Return one page with one revision."""
    return pages(title, [(revision, "2024-04-02T10:00:00Z", text)], ns=ns, more=more, model=model)


def pages(title: str, revisions: Sequence[Revision], *, ns: int = 0, more: str = "", model: str = "wikitext") -> str:
    """Return one page with several revisions (id, time, text)."""
    told = "".join(
        f"<revision><id>{number}</id><parentid>1</parentid><timestamp>{time}</timestamp><contributor><username>X</username>"
        f"<id>99</id></contributor><comment>c</comment><origin>{number}</origin><model>{model}</model>"
        f'<format>text/x-wiki</format><text bytes="9" sha1="x" xml:space="preserve">{escape(text)}</text>'
        "<content><role>mediainfo</role><model>json</model><text>no</text></content><sha1>x</sha1></revision>"
        for number, time, text in revisions
    )
    return f"<page><title>{escape(title)}</title><ns>{ns}</ns><id>3</id>{more}{told}</page>"


def unit(of: str, name: str, language: str, text: str) -> str:
    """Return the page of one translated unit."""
    return page(f"Translations:{of}/{name}/{language}", text, ns=1198)


def export(*inside: str, version: str = "0.11", language: str = "en", prefix: str = "") -> bytes:
    """Return a whole file."""
    site = (
        "<siteinfo><sitename>Wiki</sitename><base>https://wiki.example/wiki/Main_Page</base><namespaces>"
        '<namespace key="0" case="first-letter" /><namespace key="1198" case="first-letter">Translations</namespace>'
        "</namespaces></siteinfo>"
    )
    text = (
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-{version}/" version="{version}" xml:lang="{language}">'
        f"{site}{''.join(inside)}</mediawiki>"
    )
    if prefix:
        text = (
            text.replace("</", f"</{prefix}:")
            .replace("<", f"<{prefix}:")
            .replace(f"<{prefix}:/{prefix}:", f"</{prefix}:")
        )
        text = text.replace("xmlns=", f"xmlns:{prefix}=", 1)
    return text.encode()
