"""The print pack: what an organizer prints the day before, gathered from a gathering and written into a folder."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hubdesk.desk import agenda, files, publishing, reports
from hubdesk.desk.desk import Desk
from hubdesk.desk.people import agreed
from hubdesk.desk.section_index import Known, index
from hubdesk.errors import Usage
from hubdesk.i18n import LANGUAGES, Sentence, count, say
from hubdesk.model.charter import source_page
from hubdesk.model.fold import fold
from hubdesk.model.records import Charter, Event, Person
from hubdesk.model.section_search import bare
from hubdesk.model.templates import rules
from hubdesk.report.calendar import Planned
from hubdesk.report.pack import SHEETS as SHEETS
from hubdesk.report.pack import WALK_INS as WALK_INS
from hubdesk.report.pack import Guest, Pack, Topic

Report = Callable[[int, int], None]
PAPERS, DIGITS, DEPTHS = ("a4", "letter"), ("latn", "own"), ("chapters", "sections")
#: What is printed as somebody's number: a badge that says more may tell who wears it.
_NUMBER = re.compile(r"[A-Za-z]{0,2}[0-9]{1,7}")
#: What is printed of what people wrote about a gathering.
_PRINTED = ("title", "place", "host", "invitation")
#: No sheet has more empty rows than this.
MOST_ROWS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is wanted: `sheets` of SHEETS (without any: all), `languages` (without any: those of the room).

    `names` prints names on the sign-in sheet and on badges, and all titles of the run-sheet. `depth` says whether cards
    and slips are of chapters or of all sections; `rows` are empty rows for who is not on the list.
    """

    sheets: Sequence[str] = ()
    languages: Sequence[str] = ()
    paper: str = "a4"
    digits: str = "latn"
    names: bool = False
    depth: str = "chapters"
    rows: int = WALK_INS


@dataclass(frozen=True, slots=True)
class Packed:
    """The files that were made, the pages in them, and the sheets that there was nothing to print on.

    `unnumbered` people are on the list without a number, so that no row and no badge is theirs. `held` titles and texts
    are not printed, because they may tell who somebody is.
    """

    paths: tuple[Path, ...]
    pages: int
    empty: tuple[str, ...]
    unnumbered: int
    held: int

    def told(self) -> list[Sentence]:
        """Return what to say about what is not there."""
        found = [say("There is nothing to print on this sheet: {sheet}", sheet=SHEETS[each]) for each in self.empty]
        if self.unnumbered:
            found.append(
                count(
                    self.unnumbered,
                    "{n} person on the list has no number of their own: no row and no badge is theirs.",
                    "{n} people on the list have no number of their own: no row and no badge is theirs.",
                )
            )
        if self.held:
            found.append(
                count(
                    self.held,
                    "{n} title or text is not printed, because it may tell who somebody is.",
                    "{n} titles or texts are not printed, because they may tell who somebody is.",
                )
            )
        return found


@dataclass(frozen=True, slots=True)
class Gathered:
    """A pack, and what could not be put into it (see `Packed`)."""

    pack: Pack
    unnumbered: int
    held: int


def write(
    desk: Desk, event: str, folder: Path, choice: Choice | None = None, *, report: Report | None = None
) -> Packed:
    """Write the sheets into a folder, each under the same name for every gathering; nothing is left of a stopped one.

    The names of the files tell neither title nor place. `report` may raise Cancelled. Raises Usage as `pack` does.
    """
    choice = _settled(desk, event, choice or Choice())
    gathered = gather(desk, event, choice)
    found, wanted = gathered.pack, choice.sheets
    made: dict[Path, bytes] = {}
    pages = 0
    for sheet in (each for each in wanted if found.has(each)):
        for name, content, number in _files(desk, found, sheet, choice, report):
            made[folder / name] = content
            pages += number
    for path, content in made.items():
        files.write(path, content)
    empty = tuple(each for each in wanted if not found.has(each))
    listed = {"sign-in", "labels"} & set(wanted)
    return Packed(tuple(made), pages, empty, gathered.unnumbered if listed else 0, gathered.held)


def pages(desk: Desk, event: str, choice: Choice | None = None, *, report: Report | None = None) -> bytes:
    """Return all chosen sheets as one PDF, to look at or to print; b"" where there is nothing on any of them."""
    from hubdesk.report.pdf import pack as writing

    choice = _settled(desk, event, choice or Choice())
    found = gather(desk, event, choice).pack
    sheets = [each for each in choice.sheets if found.has(each)]
    if not sheets:
        return b""
    look = {"digits": choice.digits, "paper": choice.paper}
    return writing.write(found, sheets, choice.languages, report=report, **look)[0]


def gather(desk: Desk, event: str, choice: Choice) -> Gathered:
    """Return what the sheets of a gathering say: of its own words those that may be published."""
    here = desk.read.get(Event, event)
    hidden = here.place_hidden or here.sensitive
    shown = publishing.shown(desk, here)
    guests, unnumbered = _guests(desk, event, names=choice.names)
    items = _items(desk, event, all_titles=choice.names)
    held = sum(getattr(here, name) != getattr(shown, name) for name in _PRINTED)
    held += sum(not item.title for item in items)
    made = Pack(
        event=replace(shown, place="" if hidden else shown.place),
        as_of=desk.now(),
        items=items,
        guests=guests,
        topics=_topics(desk, event, choice),
        walk_ins=choice.rows,
        kept_days=rules(here.sensitive).retention_days,
    )
    return Gathered(made, unnumbered, held)


def languages(desk: Desk, event: str) -> list[str]:
    """Return the languages of the room that sheets are made in, English where there is none."""
    spoken = desk.read.get(Event, event).languages
    return [tag for tag in LANGUAGES if tag in spoken] or ["en"]


def page_of(desk: Desk, event: str, title: str) -> str:
    """Return the wiki page that an invitation is for: below the page of the charter, named after the gathering."""
    from hubdesk.report.wikitext import page_name

    above = source_page(reports.source_of(desk, [desk.read.get(Event, event)]))[1]
    return f"{page_name(above)}/Invitations/{page_name(title)}"


def _settled(desk: Desk, event: str, choice: Choice) -> Choice:
    """Return a choice with nothing left open. Raises Usage for what there is not."""
    here = desk.read.get(Event, event)
    for sheet in choice.sheets:
        _check(sheet, tuple(SHEETS), say("There is no sheet called {name}.", name=sheet))
    _check(choice.paper, PAPERS, say("There is no paper called {name}.", name=choice.paper))
    _check(choice.digits, DIGITS, say("There are no digits called {name}.", name=choice.digits))
    _check(choice.depth, DEPTHS, say("Cards are made of chapters or of sections."))
    for tag in choice.languages:
        reports.check_language(tag)
    if not 0 <= choice.rows <= MOST_ROWS:
        raise Usage(say("So many empty rows cannot be meant."), next=say("Give a number from 0 to {n}.", n=MOST_ROWS))
    if choice.names and here.sensitive:
        raise Usage(
            say("This gathering is sensitive: it keeps badge numbers only, and prints no names."),
            next=say("Print the sheets without names."),
        )
    return replace(
        choice,
        sheets=tuple(each for each in SHEETS if each in choice.sheets or not choice.sheets),
        languages=tuple(dict.fromkeys(choice.languages)) or tuple(languages(desk, event)),
    )


def _check(chosen: str, known: Sequence[str], unknown: Sentence) -> None:
    if chosen not in known:
        raise Usage(unknown, next=say("Choose one of: {names}", names=", ".join(known)))


def _files(desk: Desk, found: Pack, sheet: str, choice: Choice, report: Report | None) -> list[tuple[str, bytes, int]]:
    """Return (name, content, pages) of the files of one sheet."""
    from hubdesk.report.pdf import pack as writing

    look = {"digits": choice.digits, "paper": choice.paper}
    together = sheet in writing.TOGETHER
    made = []
    for tags in [choice.languages] if together else [(tag,) for tag in choice.languages]:
        name = sheet if together else f"{sheet}.{tags[0]}"
        content, pages = writing.write(found, [sheet], tags, report=report, **look)
        made.append((f"{name}.pdf", content, pages))
    return [*made, *(_texts(desk, found, choice) if sheet == "invitation" else ())]


def _texts(desk: Desk, found: Pack, choice: Choice) -> Iterator[tuple[str, bytes, int]]:
    """Yield the invitation as wikitext and as mail, as `_files` gives files."""
    from hubdesk.report import invitation
    from hubdesk.report.pdf import pack as writing

    for tell in writing.wordings(choice.languages, choice.digits):
        title = found.title if isinstance(found.title, str) else tell.text(found.title)
        target = page_of(desk, found.event.id, title)
        page = invitation.wikitext(found, tell.language, target=target, digits=tell.digits)
        mail = invitation.mail(found, tell.language, tell.digits)
        yield f"invitation.{tell.language}.wiki.txt", page.encode(), 0
        yield f"invitation.{tell.language}.txt", mail.encode(), 0


def _guests(desk: Desk, event: str, *, names: bool) -> tuple[list[Guest], int]:
    """Return who is on the list and answers to a number of their own, in the order of the numbers; how many do not.

    The field at the door looks for badges first, then for numbers of the sheet. Who registered privately has no name.
    """
    people, photos = desk.read.all(Person, event=event), agreed(desk, event, "photo")
    badges = Counter(fold(one.badge) for one in people)
    rows = Counter(str(one.sheet) for one in people)
    listed = [one for one in people if not (one.walk_in or one.same_as or one.status == "cancelled")]
    found = []
    for one in listed:
        row = str(one.sheet or "")
        by_row = row if rows[row] == 1 and not badges[fold(row)] else ""
        code = one.badge if badges[fold(one.badge)] == 1 and _NUMBER.fullmatch(one.badge) else by_row
        if code:
            name = (one.name or one.username) if names and not one.private else ""
            found.append(Guest(code, name, one.id in photos))
    order = lambda guest: (not guest.code.isdecimal(), len(guest.code), guest.code)  # noqa: E731
    return sorted(found, key=order), len(listed) - len(found)


def _items(desk: Desk, event: str, *, all_titles: bool) -> list[Planned]:
    """Return the run-sheet; the title of an item that is not public, or may tell who somebody is, only where wanted."""
    asks, answers = publishing.asking(desk, event), publishing.answers_of(desk, event)
    return [
        Planned(
            item.id,
            item.title
            if all_titles or (item.visibility == "public" and answers.allow(item.title, asks(item.id, item.title)))
            else "",
            item.type,
            item.minutes,
            item.shift,
        )
        for item in agenda.items(desk, event)
    ]


def _topics(desk: Desk, event: str, choice: Choice) -> list[Topic]:
    """Return the chapters, or all sections, of the texts of a gathering in their order."""
    titles = {charter.id: charter.title for charter in desk.read.all(Charter)}
    places = [
        place
        for place in index(desk, event).places.values()
        if place.role not in ("document", "paragraph", "item", "missing") and place.number
    ]
    highest: dict[str, int] = {}
    for place in places:
        highest[place.edition] = min(place.level, highest.get(place.edition, place.level))
    return [
        Topic(place.number, _headings(place), titles.get(place.charter, ""))
        for place in places
        if choice.depth == "sections" or place.level == highest[place.edition]
    ]


def _headings(place: Known) -> Mapping[str, str]:
    return {tag: bare(place.number, text.heading) for tag, text in place.texts.items() if text.heading}
