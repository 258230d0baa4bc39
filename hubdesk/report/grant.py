"""What a grant report says: the funder's questions in order, what HubDesk knows of each answer, and the money."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hubdesk.i18n import Sentence, count, say
from hubdesk.model.grant_forms import APPLICATION, TWO_VERSIONS, GrantForm, Part, Question, checked
from hubdesk.model.money import exact
from hubdesk.model.spending import Line, Spending, Sums, doubt
from hubdesk.report.amounts import Amounts
from hubdesk.report.dates import Dates, local
from hubdesk.report.summary import Summary

LEFT_OUT = say("Left out until a question about publishing is answered.")
NO_ANSWER = say("No answer has been written yet.")
WHOLE, WITHOUT_CATEGORY = say("All together"), say("Without a category")
ROUNDING = say(
    "Each line is quantity times price, rounded once to what its currency has behind the point, a half away from zero; "
    "what its rate makes of it is rounded in the same way. Totals are sums of these rounded lines."
)


@dataclass(frozen=True, slots=True)
class Written:
    """What an organizer answered, in its language; of one gathering among several with its title.

    There are no words where a question about publishing them is open. `doubtful` tells that it stands in two versions.
    """

    text: str
    language: str
    gathering: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A photo that may be published, or a receipt of the expense with that `number`.

    `read` returns its bytes; None for a receipt that is no image.
    """

    read: Callable[[], bytes] | None
    caption: str = ""
    credit: str = ""
    licence: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Grant:
    """All of a grant report; `withheld` counts expenses and answers whose words wait for an answer of the gate."""

    summary: Summary
    form: GrantForm
    spending: Spending
    answers: Mapping[str, tuple[Written, ...]] = field(default_factory=dict)
    withheld: int = 0
    photos: tuple[Image, ...] = ()
    receipts: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One question with what is known of its answer and what was written."""

    question: Question
    facts: tuple[Sentence, ...]
    written: tuple[Written, ...]


class Telling:
    """Says a grant report in one language: facts as sentences, amounts as that language writes them."""

    def __init__(self, grant: Grant, digits: str = "latn") -> None:
        self.grant, self.summary, self.money = grant, grant.summary, grant.spending
        self.dates = Dates(grant.summary.language, digits)
        self.amounts = Amounts(grant.summary.language, digits)
        self._known: Mapping[str, Callable[[], Iterable[Sentence]]] = {
            "gatherings": self._gatherings,
            "participants": self._participants,
            "languages": self._languages,
            "channels": self._channels,
            "remarks": self._remarks,
            "documents": self._documents,
            "source": self._source,
            "host": self._host,
            "funder": self._funder,
            "awarded": self._awarded,
            "spent": self._spent,
            "remaining": self._remaining,
        }

    def parts(self) -> list[tuple[Part, list[Said]]]:
        """Return the parts of the form with their questions, in order; a fact that nobody knows here is no fact."""
        told = [(part, [each for each in part.questions if each.id != APPLICATION]) for part in self.grant.form.parts]
        return [(part, list(map(self.said, questions))) for part, questions in told if questions]

    def said(self, question: Question) -> Said:
        """Return one question with what is known of it and what was written."""
        facts = [fact for key in question.facts for fact in self.facts(key)]
        written = self.grant.answers.get(question.id, ())
        doubts = [TWO_VERSIONS] if any(each.doubtful for each in written) else []
        return Said(question, (*facts, *doubts), written)

    def facts(self, key: str) -> list[Sentence]:
        """Return what is known by that key of a form, nothing for a key of a newer program."""
        return list(self._known[key]()) if key in self._known else []

    def checked(self) -> Sentence:
        """Return when the questions were looked up, and that they may be others now."""
        at = local(self.grant.form.checked_on)
        return checked(self.dates.date(at) if at else self.grant.form.checked_on)

    # money

    def rate(self, line: Line) -> str:
        """Return the rate of a line ("1 USD = 129.35 KES"), "" where none is needed or known."""
        rate = exact(line.expense.rate)
        if line.converted is None or rate is None or line.expense.currency == self.money.currency:
            return ""
        one, many = self.amounts.decimal(Decimal(1)), self.amounts.decimal(rate)
        return f"{one} {self.money.currency} = {many} {line.expense.currency}"

    def price(self, line: Line) -> str:
        """Return quantity and price of one ("3 × 1,500")."""
        numbers = (exact(line.expense.quantity) or Decimal(0), exact(line.expense.price) or Decimal(0))
        return " × ".join(map(self.amounts.decimal, numbers))

    def converted(self, value: Decimal | None) -> str:
        """Return an amount in the funder's currency, a dash where it is not known."""
        return "–" if value is None else self.amounts.money(value, self.money.currency)

    def paid(self, sums: Sums) -> str:
        """Return the sums in the currencies in which they were paid."""
        return " + ".join(self.amounts.money(amount, currency) for currency, amount in sums.amounts.items())

    def trouble(self) -> list[Sentence]:
        """Return what keeps the money of this report from being whole."""
        found = []
        if not self.money.currency:
            found.append(say("No budget tells the funder's currency: amounts stand as they were paid."))
        missing, withheld = len(self.money.missing), self.grant.withheld
        if missing:
            told = count(
                missing,
                "{n} expense has no rate to the funder's currency, so there is no total in it.",
                "{n} expenses have no rate to the funder's currency, so there is no total in it.",
            )
            found.append(told)
        if doubtful := doubt(self.money):
            found.append(doubtful)
        if withheld:
            told = count(
                withheld,
                "The words of {n} expense or answer are left out until a question about publishing is answered.",
                "The words of {n} expenses or answers are left out until questions about publishing are answered.",
            )
            found.append(told)
        return found

    # facts

    def _gatherings(self) -> Iterable[Sentence]:
        for event in self.summary.events:
            day = self.dates.day(event.start, event.zone)
            told = say("Gathering: {title}, {date}", title=event.title, date=day)
            yield told if day else say("Gathering: {title}", title=event.title)

    def _participants(self) -> Iterable[Sentence]:
        yield say("Number of participants: {number}", number=self.dates.number(self.summary.turnout.people))

    def _languages(self) -> Iterable[Sentence]:
        spoken = sorted({each for event in self.summary.events for each in event.languages})
        names = self.dates.languages(spoken) or self.dates.languages(self.summary.languages)
        return [say("Languages: {languages}", languages=names)] if names else []

    def _channels(self) -> Iterable[Sentence]:
        told = dict.fromkeys(event.channels for event in self.summary.events if event.channels)
        return [say("Feedback channels: {channels}", channels=each) for each in told]

    def _remarks(self) -> Iterable[Sentence]:
        yield say("Remarks recorded: {number}", number=self.dates.number(self.summary.remarks))
        touched = sum(bool(found.total) for chapter in self.summary.chapters for found in chapter.findings)
        if touched:
            yield say("Sections with feedback: {number}", number=self.dates.number(touched))

    def _documents(self) -> Iterable[Sentence]:
        titles = dict.fromkeys(one.document.title for one in self.summary.chapters if one.document.title)
        return [say("Text under discussion: {title}", title=title) for title in titles]

    def _source(self) -> Iterable[Sentence]:
        sources = dict.fromkeys(one.document.source for one in self.summary.chapters if one.document.source)
        return [say("Page of the text under discussion: {page}", page=source) for source in sources]

    def _host(self) -> Iterable[Sentence]:
        hosts = dict.fromkeys(event.host for event in self.summary.events if event.host)
        return [say("Host: {name}", name=host) for host in hosts]

    def _funder(self) -> Iterable[Sentence]:
        funders = dict.fromkeys(event.funder for event in self.summary.events if event.funder)
        return [say("Funder: {name}", name=funder) for funder in funders]

    def _awarded(self) -> Iterable[Sentence]:
        if self.money.awarded is not None:
            yield say("Amount awarded: {amount}", amount=self.converted(self.money.awarded))

    def _spent(self) -> Iterable[Sentence]:
        total = self.money.total
        if total.converted is not None and self.money.currency:
            yield say("Amount spent: {amount}", amount=self.converted(total.converted))
        if total.amounts and set(total.amounts) != {self.money.currency}:
            yield say("As it was paid: {amounts}", amounts=self.paid(total))

    def _remaining(self) -> Iterable[Sentence]:
        left = self.money.remaining
        if left is not None and left < 0:
            yield say("Spent beyond the grant: {amount}", amount=self.converted(-left))
        elif left is not None:
            yield say("Not spent: {amount}", amount=self.converted(left))
