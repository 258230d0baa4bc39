"""What was said about each section, as posts for the talk page of the document; whoever saves one signs it."""

from collections.abc import Sequence

from hubdesk.i18n import Sentence, say
from hubdesk.report.posts import Post
from hubdesk.report.summary import Item, Summary
from hubdesk.report.wikitext import Page, escape, talk_page

#: The wiki puts the name of whoever saves the page, and the time, in its place (mediawiki.org, Help:Signatures).
SIGNATURE = "--~~~~"


def posts(summary: Summary, language: str) -> tuple[Post, ...]:
    """Return a post for each section about which something was said, in the order of the outline, then the rest."""
    found = []
    for chapter in summary.chapters:
        where = talk_page(chapter.document.source or chapter.document.title)
        for one in chapter.findings:
            if one.total:
                page = Page(language)
                label = page.label(one)
                found.append(Post(where, _subject(page, label, summary), _body(page, summary, items=one.items)))
    where = found[0].page if found else talk_page(summary.title)
    for title, items in (
        (say("Not tied to a section"), summary.loose),
        (say("Tied to sections that this edition does not have"), summary.detached),
    ):
        if items:
            page = Page(language)
            label = page.tell(title, isolated=False)
            found.append(Post(where, _subject(page, label, summary), _body(page, summary, items=items)))
    return tuple(found)


def text(made: Sequence[Post]) -> str:
    """Return all posts as they stand below each other on the page."""
    return "\n\n".join(f"== {post.title} ==\n{post.text.rstrip()}" for post in made) + "\n" if made else ""


def _subject(page: Page, label: str, summary: Summary) -> str:
    """Return the heading of a section as the form of a wiki takes it: one line, without our direction marks."""
    heading: Sentence = say("{section}: feedback from {gathering}", section=label, gathering=summary.title)
    return escape(page.tell(heading, isolated=False))


def _body(page: Page, summary: Summary, *, items: Sequence[Item]) -> str:
    for event in summary.events:
        page.gathering(event)
    page.bullet(say("Remarks stand in the language in which they were made, without names."))
    page.by_kind(items)
    page.colophon(summary)
    page.lines.append(SIGNATURE)
    return page.text()
