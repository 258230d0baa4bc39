"""A short story of gatherings for a blog: HTML to paste into an editor, without scripts, styles, pictures and links.

The program states counts alone; every other sentence is what somebody signed with a role, or said.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hubdesk.i18n import Sentence, count, say, words
from hubdesk.report.dates import Dates, local
from hubdesk.report.markup import Markup, lines, plain, spoken, tag
from hubdesk.report.method import NAMELESS, left_out
from hubdesk.report.polled import NO_RESPONSE, TEMPERATURE, Polled, of_day
from hubdesk.report.polled import method as of_polls
from hubdesk.report.summary import Findings, Item, Signed, Summary

#: So many remarks are quoted, and so many sections named.
_QUOTES, _SECTIONS = 5, 3
#: Editors keep this element of people's words in another language; some drop the newer <bdi>.
_INLINE = "span"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that may be published, by its name on Wikimedia Commons: what it shows, by whom, under which licence."""

    file: str
    caption: str
    credit: str
    licence: str


def title(summary: Summary) -> str:
    """Return what the post is called."""
    return words(summary.language)(say("Feedback from {gathering}", gathering=summary.title), isolated=False)


def story(summary: Summary, *, unasked: Container[str] = (), photos: Sequence[Photo] = ()) -> str:
    """Return the story; `unasked` are the notes whose speakers did not agree to be quoted."""
    writer = _Story(summary)
    inside = lines(writer.parts(unasked, photos))
    return tag("div", Markup(f"\n{inside}\n"), lang=summary.language, dir=writer.tell.direction) + "\n"


class _Story:
    """The parts of a story in their order."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.tell = words(summary.language)
        self.dates = Dates(summary.language)

    def parts(self, unasked: Container[str], photos: Sequence[Photo]) -> Iterator[Markup]:
        """Yield headings and paragraphs."""
        summary = self.summary
        if any(event.sample for event in summary.events):
            sample = say("Sample: this gathering, its people and their words are invented.")
            yield tag("p", tag("strong", self.ours(sample)))
        yield tag("p", self._joined(self._beginning()))
        yield _list(
            Markup(f"{tag('strong', plain(self.dates.number(one.value)))} {self.ours(one.label)}")
            for one in summary.figures
            if one.key != "events" or one.value > 1
        )
        yield from self._headed(say("In summary"), map(self._statement, summary.statements))
        yield from self._headed(say("What people said"), map(self._quote, self._quoted(unasked)))
        yield from self._headed(say("What people spoke about"), self._sections())
        yield from self._headed(say("Polls"), map(self._poll, summary.polls))
        yield from self._headed(say("Photos"), (tag("p", self.ours(each)) for each in map(_photo, photos)))
        yield from self._headed(say("How this report came about"), self._method())

    def _beginning(self) -> Iterator[Sentence]:
        events = self.summary.events
        found = [at for event in events for at in (local(event.start, event.zone), local(event.end, event.zone)) if at]
        found.sort(key=lambda at: at.date())
        days = self.dates.days(found[0], found[-1]) if found else ""
        place = events[0].place if not (events[0].place_hidden or events[0].sensitive) else ""
        name = self.summary.title
        if len(events) > 1 and days:
            yield count(len(events), "{n} gathering was held, {days}.", "{n} gatherings were held, {days}.", days=days)
        elif days and place:
            yield say("People met on {date} at {place} for “{title}”.", date=days, place=place, title=name)
        elif days:
            yield say("People met on {date} for “{title}”.", date=days, title=name)
        else:
            yield say("People met for “{title}”.", title=name)
        texts = list(dict.fromkeys(chapter.document.title for chapter in self.summary.chapters))
        if texts := [text for text in texts if text]:
            told, listed = len(texts), self.dates.listed(texts)
            yield count(
                told, "The text under discussion: {texts}.", "The texts under discussion: {texts}.", texts=listed
            )

    def _statement(self, one: Signed) -> Markup:
        signed = [tag("p", Markup("– "), self._said(one.role, one.language))] if one.role else []
        return tag("blockquote", spoken(one.text, one.language, "p"), *signed)

    def _quoted(self, unasked: Container[str]) -> Iterable[Item]:
        """Return remarks to quote: those word for word first, then those that most people share."""
        found = {item.note: item for chapter in self.summary.chapters for one in chapter.findings for item in one.items}
        found |= {item.note: item for item in self.summary.loose}
        order = sorted(found.values(), key=lambda item: (not item.verbatim, -item.voices, item.number))
        return islice((item for item in order if item.note not in unasked), _QUOTES)

    def _quote(self, item: Item) -> Markup:
        return tag("blockquote", spoken(item.text, item.language, "p"))

    def _sections(self) -> Iterator[Markup]:
        """Yield the sections with most remarks, and how many had none."""
        found = [one for chapter in self.summary.chapters for one in chapter.findings]
        most = sorted((one for one in found if one.total), key=lambda one: -one.total)[:_SECTIONS]
        if most:
            yield _list(map(self._section, most))
        if silent := len([one for one in found if not one.total]):
            yield tag("p", self.ours(count(silent, "No feedback on {n} section.", "No feedback on {n} sections.")))

    def _section(self, one: Findings) -> Markup:
        heading, told = one.heading, count(one.total, "{n} remark", "{n} remarks")
        number = [tag(_INLINE, plain(heading.number), dir="ltr")] if heading.number else []
        name = Markup(" ".join([*number, self._said(heading.heading, heading.language)]))
        return Markup(f"{name}: {self.ours(told)}")

    def _poll(self, poll: Polled) -> Markup:
        asked = tag("strong", self._said(poll.question, poll.language))
        notes = [TEMPERATURE] if poll.temperature else []
        notes += [of_day(self.dates.date(poll.as_of))] if poll.as_of else []
        head = Markup(f"{asked} ({self._joined(notes)})" if notes else asked)
        if poll.untold:
            return lines([tag("p", head), tag("p", self.ours(poll.untold))])
        told = [
            (self._said(one, poll.language) if isinstance(one, str) else self.ours(one), shown)
            for one, shown in zip(poll.options, poll.shown, strict=False)
        ]
        told += [(self.ours(NO_RESPONSE), poll.no_response)] if poll.no_response is not None else []
        return lines([tag("p", head), _list(Markup(f"{label}: {self.ours(shown.told)}") for label, shown in told)])

    def _method(self) -> Iterator[Markup]:
        day = self.dates.date(self.summary.as_of)
        made = say("Made with HubDesk on {date} from notes taken without a network.", date=day)
        apart = say("HubDesk is independent of the Wikimedia Foundation and is not affiliated with it.")
        found = self.summary
        yield tag("p", self._joined([NAMELESS, *left_out(found.left_out), *of_polls(found.polls)]))
        yield tag("p", tag("small", self._joined([made, apart])))

    def _headed(self, name: Sentence, blocks: Iterable[Markup]) -> Iterator[Markup]:
        """Yield blocks below a heading, nothing where there are none."""
        for number, block in enumerate(blocks):
            if number == 0:
                yield tag("h2", self.ours(name))
            yield block

    def _joined(self, told: Iterable[Sentence]) -> Markup:
        between = "" if self.summary.language.startswith("zh") else " "
        return Markup(between.join(map(self.ours, told)))

    def _said(self, text: str, language: str) -> Markup:
        return spoken(text, language, _INLINE)

    def ours(self, line: Sentence) -> Markup:
        """Return a sentence of the program, marked where it is not in the language of the story."""
        told, language = self.tell.tagged(line)
        return plain(told) if language == self.summary.language else tag(_INLINE, plain(told), lang=language, dir="ltr")


def _photo(one: Photo) -> Sentence:
    about = {"caption": one.caption, "credit": one.credit, "licence": one.licence, "file": one.file}
    return (
        say("{caption} ({credit}, {licence}, on Wikimedia Commons: {file})", **about)
        if one.caption
        else say("{credit}, {licence}, on Wikimedia Commons: {file}", **about)
    )


def _list(items: Iterable[Markup]) -> Markup:
    return tag("ul", *(tag("li", item) for item in items))
