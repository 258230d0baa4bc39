"""What all papers about gatherings begin with: a document with its furniture, and the first page."""

from collections.abc import Mapping

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.report.pdf.document import Document, Furniture
from hubdesk.report.pdf.figures import KeyFigure
from hubdesk.report.pdf.pages import Report
from hubdesk.report.pdf.printing import Printing
from hubdesk.report.pdf.qr import QrCode
from hubdesk.report.pdf.text import Run, Text, address
from hubdesk.report.pdf.wording import Wording
from hubdesk.report.summary import Summary


class Front:
    """Makes the document of a summary and its first page; `kind` is what the paper is called."""

    def __init__(self, summary: Summary, kind: Sentence, printing: Printing, report: Report | None = None) -> None:
        self.tell = Wording(summary.language, printing.digits)
        self._summary, self._kind, self._printing = summary, kind, printing
        self._sample = any(event.sample for event in summary.events)
        self._title = summary.title or self.tell.text(kind)
        self.document = Document(
            language=summary.language,
            title=self._title,
            as_of=summary.as_of,
            author=", ".join(dict.fromkeys(event.host for event in summary.events if event.host)) or "HubDesk",
            subject=self.tell.text(kind),
            digits=printing.digits,
            size=printing.size,
            attached=printing.attached,
            report=report,
            furniture=self._furniture(self._title),
        )

    def heading(self, sentence: Sentence, level: int = 1, *, name: str = "") -> None:
        """Add a heading of our own; `name` is where links to it lead."""
        run = self.tell.ours(sentence)
        self.document.heading(run, level, language=self.tell.foreign(run), name=name)

    def say(self, sentence: Sentence, style: str = "body") -> None:
        """Add a sentence of our own."""
        run = self.tell.ours(sentence)
        self.document.paragraph(run, style, language=self.tell.foreign(run))

    def colophon(self, *told: Sentence) -> None:
        """Add when and with what the paper was made, what else there is to tell of that, and whose program it is."""
        date = self.tell.dates.date(self._summary.as_of)
        found = [say("Made with HubDesk on {date} from notes taken without a network.", date=date), *told]
        found.append(say("HubDesk is independent of the Wikimedia Foundation and is not affiliated with it."))
        if not self.tell.reviewed:
            found.append(say("No speaker of this language has reviewed the program's own sentences yet."))
        for sentence in found:
            self.say(sentence, "small")

    def _furniture(self, title: str) -> Furniture:
        foot = f"HubDesk · {isolate(self.tell.dates.date(self._summary.as_of))}"
        if not self._sample:
            return Furniture(head=isolate(title), foot=foot)
        mark = self.tell.text(say("Sample: invented people and words"))
        return Furniture(head=f"{isolate(mark)} · {isolate(title)}", foot=f"{isolate(mark)} · {foot}")

    def cover(self, places: Mapping[str, str]) -> None:
        """Add the first page; `places` are the names of the places that its figures come from, by key of the figure."""
        tell, summary = self.tell, self._summary
        what = tell.inside(self._kind)
        subtitle: list[str | Run] = [what] if summary.title else []  # else it is the title
        if self._sample:
            mark = tell.inside(say("Sample: this gathering, its people and their words are invented."), weight="bold")
            subtitle += [*([Run("\n")] if subtitle else []), mark]
        figures = [
            KeyFigure(tell.number(one.value), run.text, tell.foreign(run), places.get(one.key, "") if one.value else "")
            for one in summary.figures
            for run in [tell.ours(one.label)]
            if one.key != "events" or one.value > 1
        ]
        link = self._link()
        self.document.cover(
            isolate(self._title),
            subtitle,
            facts=self._facts(),
            figures=figures,
            code=QrCode(link) if link else None,
            code_alt=link,
            logo=self._printing.logo,
            logo_alt=self.document.about.author,
        )

    def _facts(self) -> list[tuple[Text, Text]]:
        summary, tell = self._summary, self.tell
        places = [one.place for one in summary.events if one.place and not one.place_hidden and not one.sensitive]
        spoken = sorted({tag for event in summary.events for tag in event.languages})
        facts = (
            (say("Date"), tell.span(summary.events)),
            (say("Place"), ", ".join(isolate(place) for place in dict.fromkeys(places))),
            (say("Languages"), tell.dates.languages(spoken) or tell.dates.languages(summary.languages)),
            (say("As of"), tell.dates.date(summary.as_of)),
        )
        return [(tell.ours(name), text) for name, text in facts if text]

    def _link(self) -> str:
        """Return the address of the text under discussion when there is one text and it has an address, else ""."""
        sources = {chapter.document.source for chapter in self._summary.chapters}
        found = address(sources.pop()) if len(sources) == 1 else None
        return found if found and found.startswith("http") and len(found) <= 300 else ""
