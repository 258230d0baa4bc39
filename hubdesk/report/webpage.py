"""The report as one page for a browser, in one file that asks for nothing else: no script, no picture, no address."""

from collections.abc import Iterable, Sequence

from hubdesk.i18n import Sentence, count, say, words
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.section_search import readable
from hubdesk.report.dates import Dates
from hubdesk.report.markup import Markup, lines, plain, spoken, tag
from hubdesk.report.polled import NO_RESPONSE, TEMPERATURE, Polled, of_day
from hubdesk.report.summary import Chapter, Findings, Item, Signed, Summary

_STYLE = """
:root { color-scheme: light dark; --quiet: #555; --line: #bbb; --bar: #2a5db0; }
@media (prefers-color-scheme: dark) { :root { --quiet: #b5b5b5; --line: #555; --bar: #7fa8e8; } }
body { font: 1.05rem/1.6 system-ui, "Noto Sans", sans-serif; margin: 0 auto; padding: 1rem; max-inline-size: 60rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin-block: 1.6em 0.4em; }
.skip { position: absolute; inset-block-start: -10em; }
.skip:focus { inset-block-start: 0.5rem; }
.quiet { color: var(--quiet); }
dl.figures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; }
dl.figures div { display: flex; flex-direction: column-reverse; }
dl.figures dd { margin: 0; font-size: 2rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin-block: 0.8rem; }
caption { text-align: start; font-weight: 600; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; }
td.number { text-align: end; font-variant-numeric: tabular-nums; }
.bar { block-size: 0.4rem; background: var(--bar); }
ul.remarks { list-style: none; padding: 0; }
ul.remarks li { margin-block: 0.6rem; }
ul.remarks ul { border-inline-start: 3px solid var(--line); padding-inline-start: 1rem; }
@media print { .skip, nav { display: none; } li, tr { break-inside: avoid; } }
"""


def webpage(summary: Summary) -> bytes:
    """Return the page; equal summaries give equal bytes."""
    return _Page(summary).whole().encode("utf-8")


class _Page:
    """One report in HTML; ids count up, and a remark that stands under two sections has its id at the first."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.tell = words(summary.language)
        self.dates = Dates(summary.language)
        self._known: set[int] = set()
        self._parts: list[tuple[str, Markup]] = []

    def whole(self) -> str:
        """Return the document."""
        body = lines(self._body())
        policy = "default-src 'none'; style-src 'unsafe-inline'"
        head = [
            Markup('<meta charset="utf-8">'),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{plain(policy)}">'),
            Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Markup('<meta name="generator" content="HubDesk">'),
            tag("title", plain(self.summary.title)),
            Markup(f"<style>{_STYLE}</style>"),
        ]
        contents = [tag("li", tag("a", title, href=f"#{id}")) for id, title in self._parts]
        shown = [
            tag("a", self.ours(say("Skip to the report")), href="#report", class_="skip"),
            tag("header", *self._top()),
            tag("nav", tag("ol", *contents), aria_label=self.tell(say("Contents"), isolated=False)),
            tag("main", body, id="report"),
            tag("footer", tag("p", self.ours(self._made()), class_="quiet")),
        ]
        page = lines([tag("head", lines(head)), tag("body", lines(shown))])
        whole = tag("html", Markup(f"\n{page}\n"), lang=self.summary.language, dir=self.tell.direction)
        return f"<!DOCTYPE html>\n{whole}\n"

    def _top(self) -> Iterable[Markup]:
        yield tag("p", self.ours(say("Conversation report")), class_="quiet")
        yield tag("h1", spoken(self.summary.title, "und"))
        for event in self.summary.events:
            day = self.dates.day(event.start, event.zone)
            told = say("Gathering: {title}, {date}", title=event.title, date=day)
            yield tag("p", self.ours(told if day else say("Gathering: {title}", title=event.title)))

    def _made(self) -> Sentence:
        day = self.dates.date(self.summary.as_of)
        return say("Made with HubDesk on {date} from notes taken without a network.", date=day)

    def _body(self) -> Iterable[Markup]:
        summary = self.summary
        yield self._part(say("Figures"), [self._figures(), self._method()])
        if summary.statements:
            yield self._part(say("In summary"), map(self._statement, summary.statements))
        for chapter in summary.chapters:
            yield self._chapter(chapter)
        for title, items in (
            (say("Not tied to a section"), summary.loose),
            (say("Tied to sections that this edition does not have"), summary.detached),
        ):
            if items:
                yield self._part(title, [self._remarks(items)])
        if summary.polls:
            yield self._part(say("Polls"), map(self._poll, summary.polls))
        if summary.questions:
            yield self._part(say("Questions of the drafters"), [self._questions()])

    def _part(self, title: Sentence | Markup, inside: Iterable[Markup]) -> Markup:
        """Return a part with a heading that the contents lead to."""
        id = f"part-{len(self._parts) + 1}"
        shown = self.ours(title) if isinstance(title, Sentence) else title
        self._parts.append((id, shown))
        return tag("section", lines([tag("h2", shown, id=id), *inside]), aria_labelledby=id)

    def _figures(self) -> Markup:
        pairs = [
            tag("div", tag("dt", self.ours(one.label)), tag("dd", plain(self.dates.number(one.value))))
            for one in self.summary.figures
        ]
        return tag("dl", *pairs, class_="figures")

    def _method(self) -> Markup:
        return tag("ul", *(tag("li", self.ours(line)) for line in self.summary.method))

    def _statement(self, one: Signed) -> Markup:
        said = tag("p", spoken(one.text, one.language))
        links = [tag("a", plain(str(n)), href=f"#remark-{n}") for n in one.numbers]
        signed = [spoken(one.role, one.language)] if one.role else []
        if links:
            told = count(len(links), "from remark {numbers}", "from remarks {numbers}", numbers="\ue000")
            before, _, after = str(self.ours(told)).partition("\ue000")
            signed.append(Markup(f"{before}{', '.join(links)}{after}"))
        foot = [tag("p", Markup("; ".join(signed)), class_="quiet")] if signed else []
        return tag("blockquote", said, *foot)

    def _chapter(self, chapter: Chapter) -> Markup:
        title = spoken(chapter.document.title, "und") or self.ours(say("Document"))
        inside, depth = [self._table(chapter)], 2
        for found in chapter.findings:
            depth = min(depth + 1, 6, 2 + max(1, found.heading.level))
            inside += [tag(f"h{depth}", self._heading(found)), self._found(found)]
        return self._part(title, inside)

    def _heading(self, found: Findings) -> Markup:
        number = [tag("bdi", plain(found.heading.number), dir="ltr")] if found.heading.number else []
        return Markup(" ".join([*number, spoken(found.heading.heading, found.heading.language)]))

    def _found(self, found: Findings) -> Markup:
        if not found.total:
            return tag("p", self.ours(say("No feedback on this section.")), class_="quiet")
        kinds = [(kind, [item for item in found.items if item.kind == kind]) for kind in (*KINDS, "")]
        return lines(
            lines([tag("p", tag("strong", self.ours(_label(kind)))), self._remarks(items)])
            for kind, items in kinds
            if items
        )

    def _table(self, chapter: Chapter) -> Markup:
        """Return how many remarks of which kind each section has, with a bar beside the number."""
        kinds = [kind for kind in (*KINDS, "") if chapter.kinds.get(kind)]
        heads = [say("Section"), say("Remarks"), *map(_label, kinds)]
        most = max((found.total for found in chapter.findings), default=0) or 1
        rows = []
        for found in chapter.findings:
            bar = tag("div", class_="bar", style=f"inline-size: {100 * found.total // most}%", aria_hidden="true")
            counts = [plain(self.dates.number(found.kinds.get(kind, 0))) for kind in kinds]
            cells = [tag("td", plain(self.dates.number(found.total)), bar, class_="number")]
            cells += [tag("td", each, class_="number") for each in counts]
            rows.append(tag("tr", tag("th", self._heading(found), scope="row"), *cells))
        return self._tabled(say("Remarks by section and kind"), heads, rows)

    def _tabled(self, caption: Sentence | Markup, heads: Sequence[Sentence], rows: Sequence[Markup]) -> Markup:
        named = self.ours(caption) if isinstance(caption, Sentence) else caption
        first = tag("tr", *(tag("th", self.ours(head), scope="col") for head in heads))
        table = tag("table", tag("caption", named), tag("thead", first), tag("tbody", lines(rows)))
        return tag("div", table, class_="wide")

    def _remarks(self, items: Sequence[Item]) -> Markup:
        return tag("ul", lines(map(self._remark, items)), class_="remarks")

    def _remark(self, item: Item) -> Markup:
        marks = [self.ours(FORMS[item.form].label)] if item.marked else []
        marks += [self.ours(say("missing from the text"))] if item.missing else []
        for place in item.gone:
            seen = Markup(f"{plain(place.number)} {spoken(place.heading, place.language)}".strip())
            marks.append(Markup(f"{self.ours(say('On words that are no longer there:'))} {seen}"))
        marks += [plain(f"×{self.dates.number(item.voices)}")] if item.voices > 1 else []
        about = [tag("span", Markup(f" ({' · '.join(marks)})"), class_="quiet")] if marks else []
        number = tag("span", plain(f"[{item.number}] "), class_="quiet")
        below = [self._remarks(item.answers)] if item.answers else []
        id = {} if item.number in self._known else {"id": f"remark-{item.number}"}
        self._known.add(item.number)
        return tag("li", number, spoken(item.text, item.language), *about, *below, **id)

    def _poll(self, poll: Polled) -> Markup:
        asked = spoken(poll.question, poll.language)
        if poll.temperature:
            asked = Markup(f"{asked} ({self.ours(TEMPERATURE)})")
        if poll.untold:
            return lines([tag("p", asked), tag("p", self.ours(poll.untold), class_="quiet")])
        if poll.as_of:
            asked = Markup(f"{asked} ({self.ours(of_day(self.dates.date(poll.as_of)))})")
        told = [
            (spoken(one, poll.language) if isinstance(one, str) else self.ours(one), shown)
            for one, shown in zip(poll.options, poll.shown, strict=False)
        ]
        if poll.no_response is not None:
            told.append((self.ours(NO_RESPONSE), poll.no_response))
        rows = []
        for label, shown in told:
            number = plain(self.dates.number(shown.low)) if shown.exact else self.ours(shown.told)
            rows.append(tag("tr", tag("th", label, scope="row"), tag("td", number, class_="number")))
        return self._tabled(asked, [say("Answer"), say("People")], rows)

    def _questions(self) -> Markup:
        shown = []
        for one in self.summary.questions:
            where = [plain(readable(one.place))] if one.place else []
            links = [tag("a", plain(str(n)), href=f"#remark-{n}") for n in one.numbers]
            asked = Markup(" ".join([*where, spoken(one.text, one.language)]))
            said = Markup(", ".join(links)) if links else self.ours(say("No remark answers it."))
            shown.append(tag("li", asked, Markup(" – "), said))
        return tag("ul", *shown)

    def ours(self, line: Sentence) -> Markup:
        """Return a sentence of the program, marked where it is not in the language of the page."""
        told, language = self.tell.tagged(line)
        if language == self.summary.language:
            return plain(told)
        return tag("span", plain(told), lang=language, dir="ltr")


def _label(kind: str) -> Sentence:
    return KINDS[kind].label if kind else say("Without a kind")
