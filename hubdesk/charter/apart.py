"""What of a web page is no text of it: by the names, classes and roles that wikis, offices and blogs give."""

import re
from collections.abc import Mapping
from typing import Literal

#: What was left out: footnotes, boxes about the page, pictures, parts without running text; "" is not worth a word.
Left = Literal["note", "box", "picture", "part", ""]


ELEMENTS: Mapping[str, Left] = {
    **dict.fromkeys(("title", "template", "noscript", "nav", "footer", "button", "select", "option"), ""),
    **dict.fromkeys(("style", "script", "textarea", "iframe", "map", "dialog", "object"), ""),
    **dict.fromkeys(("svg", "math", "video", "audio", "canvas"), "part"),
    "aside": "box",
}
CLASSES: Mapping[str, Left] = {
    **dict.fromkeys(("mw-editsection", "mw-pt-languages", "mw-pt-translate-header", "noprint", "toc", "toctitle"), ""),
    **dict.fromkeys(("mw-jump-link", "printfooter", "catlinks", "mw-cite-backlink", "mw-headline-number"), ""),
    **dict.fromkeys(("mw-references-wrap", "references", "reflist", "mw-empty-elt", "mw-indicators"), ""),
    **dict.fromkeys(("mw-collapsible-toggle", "edit-page", "mw-heading-edit", "mw-hidden-cat-links", "mw-toc"), ""),
    "mw-message-box": "",
    **dict.fromkeys(("navbox", "vertical-navbox", "metadata", "ambox", "mbox", "tmbox", "ombox", "cmbox"), "box"),
    **dict.fromkeys(("fmbox", "dmbox", "messagebox", "navigation-box", "sistersitebox", "hatnote", "infobox"), "box"),
    "mwe-math-element": "part",
    **dict.fromkeys(
        ("reference", "MsoFootnoteText", "MsoEndnoteText", "sdfootnote", "sdendnote", "footnote-ref"), "note"
    ),
    **dict.fromkeys(("MsoFootnoteReference", "MsoEndnoteReference", "sdfootnoteanc", "sdendnoteanc"), ""),
    **dict.fromkeys(("footnotes", "footnotes-list", "footnotes-sep"), ""),
    **dict.fromkeys((f"MsoToc{level}" for level in range(1, 10)), ""),
}
IDS = frozenset(
    {
        "comments",
        "respond",
        "toc",
        "catlinks",
        "siteSub",
        "contentSub",
        "jump-to-nav",
        "mw-navigation",
        "footer",
        "siteNotice",
        "p-lang",
    }
)
#: What a wiki calls what it shows below a picture, as against the picture itself; and a footnote pointed to again.
CAPTIONS = frozenset({"thumbcaption", "gallerytext", "gallerycaption"})
_MEDIA, _WITH_CAPTION = ("mw:File", "mw:Image", "mw:Video", "mw:Audio"), ("/Thumb", "/Frame")
NOTE_AGAIN = re.compile(r"_\d+-[1-9]\d*$")


def is_note(attributes: Mapping[str, str]) -> bool:
    """Whether a link is the mark of a footnote, which would stand in the middle of the words."""
    return attributes.get("role") == "doc-noteref" or "data-footnote-ref" in attributes


def is_media(attributes: Mapping[str, str]) -> bool:
    """Whether an element is a picture, a film or a sound as wikis write them today."""
    return any(each.startswith(_MEDIA) for each in attributes.get("typeof", "").split())


def is_captioned(attributes: Mapping[str, str]) -> bool:
    """Whether an element is a picture that shows what is said below it; others keep it for a pointer only."""
    return any(
        each.startswith(_MEDIA) and each.endswith(_WITH_CAPTION) for each in attributes.get("typeof", "").split()
    )
