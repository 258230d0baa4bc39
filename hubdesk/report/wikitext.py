"""Summaries as wikitext that can be pasted as it is; people's words pass one gate and mean nothing to a wiki."""

import re
from collections.abc import Iterable, Sequence

from hubdesk.i18n import Sentence, Words, count, direction, say, words
from hubdesk.model.charter import source_page
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.disclosure import Range
from hubdesk.model.records import Event
from hubdesk.model.section_search import readable
from hubdesk.report.dates import Dates
from hubdesk.report.polled import NO_RESPONSE, TEMPERATURE, Polled, of_day
from hubdesk.report.summary import Chapter, Findings, Item, Summary
from hubdesk.report.turning import closed

_ALWAYS = {c: f"&#{ord(c)};" for c in "[]{}|<>"} | {"&": "&amp;"}
_START = frozenset("*#:;=-+!| ")
_RUNS = re.compile(r"~{3,}|'{2,}|_{2,}|!{2,}|-(?=\{)|(?<=-)\{|={2,}")
#: What a bare address begins with (MediaWiki, $wgUrlProtocols), after any letter that is not of our alphabet too.
_LINKS = re.compile(
    r"(?i)(?<![a-z0-9_])(?:bitcoin|ftps?|geo|git|gopher|https?|ircs?|magnet|mailto|matrix|mms|news|nntp|redis|sftp|sips?"
    r"|sms|ssh|svn|tel|telnet|urn|worldwind|xmpp)(:)|(//)"
)
_MAGIC = re.compile(r"(?<![A-Za-z0-9_])(RFC|PMID|ISBN)( +)(?=[0-9])")
_SPACE = re.compile(r"\s+")
#: Those of every wiki, and those of Meta-Wiki, the Wikipedias and their sisters.
_NAMESPACES = frozenset(
    {"user", "project", "file", "mediawiki", "template", "help", "category", "module", "portal", "draft"}
    | {"meta", "wikipedia", "grants", "research", "programs", "translations", "commons", "campaign", "event"}
)
_BAD_TITLE = re.compile(r"[#<>\[\]{}|\x00-\x1f\x7f_~]|^[ :/.]+|%(?=[0-9A-Fa-f]{2})|&(?=#?\w+;)")


def escape(text: str) -> str:
    """Return text of people for the middle of a wikitext line: shown as it is, meaning nothing.

    White space of any kind, line ends too, becomes one space; marks of direction reach no further than the words.
    Markup characters become numeric references; where only a run or a line start means something, only that is changed
    (mediawiki.org, Help:Formatting, Help:Links).
    """
    whole = text.encode("utf-8", "replace").decode().replace("\x7f", "").replace("\0", "")
    line = closed(_SPACE.sub(" ", whole).strip())
    if not line:
        return ""
    numbered = _RUNS.sub(lambda run: "".join(f"\ue000{ord(c)}\ue001" for c in run.group()), _shielded(line))
    numbered = _LINKS.sub(
        lambda found: found.group().replace(":", "\ue00058\ue001").replace("/", "\ue00047\ue001"), numbered
    )
    numbered = _MAGIC.sub(lambda found: f"{found[1]}\ue00032\ue001{found[2][1:]}", numbered)
    if numbered[0] in _START:
        numbered = f"\ue000{ord(numbered[0])}\ue001{numbered[1:]}"
    escaped = "".join(_ALWAYS.get(c, c) for c in numbered)
    return escaped.replace("\ue000", "&#").replace("\ue001", ";")


def _shielded(line: str) -> str:
    """Keep people's own private-use characters apart from our marks: they have no meaning in any font of a wiki."""
    return line.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")


def page_name(text: str) -> str:
    """Return text as (part of) a page name, without what a title may not hold (mediawiki.org, Manual:Page title)."""
    clean = _SPACE.sub(" ", _BAD_TITLE.sub(" ", text)).strip(" ./:")
    while len(clean.encode()) > 180:
        clean = clean[:-1]
    return clean.strip() or "-"


def talk_page(source: str) -> str:
    """Return the page on which that page of a wiki is discussed (mediawiki.org, Help:Namespaces).

    `source` is its title or address, with or without a revision.
    """
    page = page_name(source_page(source)[1])
    namespace, colon, rest = page.partition(":")
    folded = namespace.strip().casefold()
    if colon and (folded == "talk" or folded.endswith(" talk")):
        return page
    if colon and folded in _NAMESPACES and rest.strip():
        return f"{namespace.strip()} talk:{rest.strip()}"
    return f"Talk:{page}"


def ambassador(summary: Summary, language: str) -> str:
    """Return the Ambassador report: general information, then feedback by chapter; every heading is there."""
    page = Page(language)
    page.heading(2, say("General information"))
    for event in summary.events:
        page.gathering(event)
        if event.channels:
            page.bullet(say("Feedback channels: {channels}", channels=event.channels))
    page.bullet(say("Number of participants: {number}", number=page.dates.number(summary.turnout.people)))
    page.bullet(say("Remarks recorded: {number}", number=page.dates.number(summary.remarks)))
    for line in summary.method:
        page.bullet(line)
    page.heading(2, say("Feedback"))
    for chapter in summary.chapters:
        page.chapter(chapter)
    page.rest(summary)
    page.questions(summary)
    if summary.polls:
        page.heading(2, say("Polls"))
        for poll in summary.polls:
            page.poll(poll)
    if summary.statements:
        page.heading(2, say("In summary"))
        for one in summary.statements:
            page.words(1, one.text, one.language, tail=page.signature(one.role, one.numbers))
    page.colophon(summary)
    return page.text()


def notes(summary: Summary, language: str) -> str:
    """Return notes and documentation: every publishable line as question, comment or response, answers below it."""
    page = Page(language)
    page.heading(2, say("Notes and documentation"))
    for event in summary.events:
        page.gathering(event)
    seen: dict[str, tuple[Item, list[str]]] = {}
    for chapter in summary.chapters:
        for found in chapter.findings:
            for item in found.items:
                seen.setdefault(item.note, (item, []))[1].append(page.label(found))
    for item in (*summary.loose, *summary.detached):
        seen.setdefault(item.note, (item, []))
    for item, labels in sorted(seen.values(), key=lambda pair: pair[0].number):
        page.said(item, 1, labels)
    page.questions(summary)
    page.colophon(summary)
    return page.text()


class Page:
    """Wikitext in the making, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.tell: Words = words(language)
        self.dates = Dates(language)
        self.lines: list[str] = []

    def heading(self, level: int, title: Sentence) -> None:
        """Add a heading of our own words."""
        self.lines += ["", f"{'=' * level} {self.ours(title)} {'=' * level}"]

    def bullet(self, line: Sentence, depth: int = 1) -> None:
        """Add one sentence of ours."""
        self.lines.append(f"{'*' * depth} {self.ours(line)}")

    def gathering(self, event: Event) -> None:
        """Add what a gathering is called and, when that is known, its day."""
        day = self.dates.day(event.start, event.zone)
        told = say("Gathering: {title}, {date}", title=event.title, date=day)
        self.bullet(told if day else say("Gathering: {title}", title=event.title))

    def chapter(self, chapter: Chapter) -> None:
        """Add one document: all its headings in order, with what was said under each, or that nothing was."""
        for found in chapter.findings:
            title = self.spoken(self.label(found), found.heading.language)
            depth = min(6, 2 + max(1, found.heading.level))
            self.lines += ["", f"{'=' * depth} {title} {'=' * depth}"]
            if not found.total:
                self.bullet(say("No feedback on this section."))
            self.by_kind(found.items)

    def by_kind(self, items: Sequence[Item]) -> None:
        """Add remarks below the names of their kinds."""
        for kind in (*KINDS, ""):
            self._of_kind(kind, [item for item in items if item.kind == kind])

    def _of_kind(self, kind: str, items: Sequence[Item]) -> None:
        if not items:
            return
        label = KINDS[kind].label if kind else say("Without a kind")
        self.lines.append(f"* '''{self.ours(label)}'''")
        for item in items:
            self.said(item, 2, [])

    def rest(self, summary: Summary) -> None:
        """Add what is tied to no heading that is shown."""
        for title, items in (
            (say("Not tied to a section"), summary.loose),
            (say("Tied to sections that this edition does not have"), summary.detached),
        ):
            if items:
                self.heading(3, title)
                for item in items:
                    self.said(item, 1, [])

    def said(self, item: Item, depth: int, labels: Iterable[str]) -> None:
        """Add a remark and, below it, its answers."""
        marks = [self.ours(FORMS[item.form].label)] if item.marked else []
        marks += [escape(label) for label in labels]
        marks += [self.ours(say("missing from the text"))] if item.missing else []
        for place in item.gone:
            words = f"{escape(place.number)} {self.spoken(place.heading, place.language)}".strip()
            marks.append(f"{self.ours(say('On words that are no longer there:'))} {words}")
        if item.voices > 1:
            marks.append(f"×{self.dates.number(item.voices)}")
        self.words(depth, item.text, item.language, head=f"[{item.number}]", tail=" · ".join(marks))
        for answer in item.answers:
            self.said(answer, depth + 1, [])

    def words(self, depth: int, text: str, language: str, *, head: str = "", tail: str = "", sign: str = "*") -> None:
        """Add people's words as one item of a list (`sign` "#": numbered), in their own language and direction."""
        head = "".join(_ALWAYS.get(c, c) for c in head)
        parts = [head, self.spoken(text, language), f"({tail})" if tail else ""]
        self.lines.append(f"{sign * depth} {' '.join(part for part in parts if part)}")

    def questions(self, summary: Summary) -> None:
        """Add the drafters' questions that were answered, with the remarks that do, and how many were not."""
        told = [one for one in summary.questions if one.numbers]
        silent = len(summary.questions) - len(told)
        if summary.questions:
            self.heading(2, say("Drafters' questions answered"))
        for one in told:
            listed = ", ".join(str(n) for n in one.numbers)
            by = count(
                len(one.numbers), "answered in remark {numbers}", "answered in remarks {numbers}", numbers=listed
            )
            tail = "; ".join([*([escape(readable(one.place))] if one.place else []), self.ours(by)])
            self.words(1, one.text, one.language, tail=tail)
        if silent:
            self.bullet(
                count(
                    silent,
                    "No remark answers {n} question of the drafters.",
                    "No remark answers {n} questions of the drafters.",
                )
            )

    def poll(self, poll: Polled) -> None:
        """Add a question, and each answer with its count where that may be told."""
        tail = self.ours(TEMPERATURE) if poll.temperature else ""
        self.words(1, poll.question, poll.language, tail=tail)
        for option, shown in zip(poll.options, poll.shown, strict=False):
            self.lines.append(f"** {self.option(option, poll.language)}: {self.number(shown)}")
        if poll.no_response is not None and poll.shown:
            self.lines.append(f"** {self.ours(NO_RESPONSE)}: {self.number(poll.no_response)}")
        if poll.untold:
            self.bullet(poll.untold, 2)
        if poll.as_of:
            self.bullet(of_day(self.dates.date(poll.as_of)), 2)

    def option(self, option: Sentence | str, language: str) -> str:
        """Return an answer of a poll: ours, or in the words of those who asked."""
        return self.spoken(option, language) if isinstance(option, str) else self.ours(option)

    def number(self, shown: Range) -> str:
        """Return a count as it may be told."""
        return self.dates.number(shown.low) if shown.exact else self.ours(shown.told)

    def signature(self, role: str, numbers: Sequence[int]) -> str:
        """Return who signed a statement and which remarks it sums up."""
        parts = [escape(role)] if role else []
        if numbers:
            listed = ", ".join(str(n) for n in numbers)
            told = count(len(numbers), "from remark {numbers}", "from remarks {numbers}", numbers=listed)
            parts.append(self.ours(told))
        return "; ".join(parts)

    def label(self, found: Findings) -> str:
        """Return number and words of a heading; numbers are never localised."""
        return f"{found.heading.number} {found.heading.heading}".strip()

    def colophon(self, summary: Summary) -> None:
        """Add where the text comes from."""
        self.lines.append("")
        made = say(
            "Made with HubDesk on {date} from notes taken without a network.", date=self.dates.date(summary.as_of)
        )
        self.lines.append(f"<small>{self.ours(made)}</small>")

    def text(self) -> str:
        """Return the page, ending in one line feed."""
        return "\n".join(self.lines).strip("\n") + "\n"

    def ours(self, line: Sentence) -> str:
        """Return a sentence of the program for the middle of a line."""
        told, language = self.tell.tagged(line)
        return _in(escape(told.replace("\u2068", "").replace("\u2069", "")), language, self.language)

    def spoken(self, text: str, language: str) -> str:
        """Return people's words for the middle of a line."""
        return _in(escape(text), language, self.language)


def _in(text: str, language: str, around: str) -> str:
    """Wrap words that are in another language or direction than the page, so that browsers set and speak them right."""
    if not text or language == around or language in ("", "und") or not re.fullmatch(r"[A-Za-z0-9-]{2,35}", language):
        return text
    return f'<span lang="{language}" dir="{direction(language)}">{text}</span>'
