"""Description pages of photos on Wikimedia Commons: what it shows, when, by whom, and under which licence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.i18n import say, words
from hubdesk.report.posts import Post
from hubdesk.report.wikitext import escape, page_name

#: What a file of Commons or of a system may not hold in its name (commons.wikimedia.org, Commons:File naming).
_UNSAFE = re.compile(r'[\\/:*?"<>|]+|-{2,}')


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that may be published: its gathering and words, its day ("" for unknown), the template of its licence.

    `people` tells whether people can be recognised on it, all of whom agreed.
    """

    gathering: str
    caption: str
    credit: str
    template: str
    taken: str
    people: bool


def posts(photos: Sequence[Photo], language: str) -> tuple[Post, ...]:
    """Return the description page of each photo; the page is `File:` and the name that the file itself must have."""
    wide = len(str(len(photos)))
    return tuple(
        Post(f"File:{_name(photo)} {number:0{wide}}.jpg", photo.caption, _page(photo, language))
        for number, photo in enumerate(photos, 1)
    )


def text(made: Sequence[Post]) -> str:
    """Return all pages below each other, each after a line that says where it goes."""
    return "\n".join(f"<!-- {post.page} -->\n{post.text}" for post in made)


def _name(photo: Photo) -> str:
    parts = (photo.gathering[:60], photo.caption[:60], photo.taken)
    return page_name(_UNSAFE.sub(" ", ", ".join(filter(None, parts))))


def _page(photo: Photo, language: str) -> str:
    """Return the page (commons.wikimedia.org, Template:Information, Template:Personality rights)."""
    tell = words(language)
    source = tell(say("Given by the photographer to those who held the gathering “{title}”", title=photo.gathering))
    agreed = tell(say("All people who can be recognised agreed that it is published.")) if photo.people else ""
    return "\n".join(
        (
            "== {{int:filedesc}} ==",
            "{{Information",
            f"|description={escape(photo.caption)}",
            f"|date={escape(photo.taken)}",
            f"|source={escape(source)}",
            f"|author={escape(photo.credit)}",
            f"|permission={escape(agreed)}",
            "}}",
            "",
            "== {{int:license-header}} ==",
            f"{{{{{photo.template}}}}}",
            *(["{{personality rights}}"] if photo.people else []),
            "",
        )
    )
