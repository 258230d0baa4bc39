"""The safe version as the tables that Polis exports, with the statements as seeds for a conversation there.

Names and columns are those of compdemocracy/polis (server/src/routes/export.ts): lines end in LF, words stand in
quotation marks, no byte order mark. `seed-comments.csv` is what its administrators upload. Polis also exports who
voted how (`votes.csv`, `participants-votes.csv`); hands in a room tell nothing of that, so these are never here, and
what nobody knows is an empty cell.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from hubdesk.i18n import Sentence, count, say, words
from hubdesk.model.disclosure import Range
from hubdesk.report.dates import Dates
from hubdesk.report.polled import Polled, of_day
from hubdesk.report.summary import Summary
from hubdesk.report.tables import neutral
from hubdesk.report.zipped import zipped

#: The scales whose first two answers are for and against, as the votes of Polis are.
_VOTED = ("support", "abstain")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def comments(summary: Summary) -> Mapping[str, Polled | None]:
    """Return what people can vote on, statements first, each with the poll that was taken on exactly these words."""
    found: dict[str, Polled | None] = {_line(one.text): None for one in summary.statements}
    for poll in summary.polls:
        text = _line(poll.question)
        known = found.get(text)
        if poll.scale.split("\n")[0] in _VOTED and not (known and known.shown):
            found[text] = poll
    return found


def polis_set(summary: Summary) -> bytes:
    """Return the ZIP; the same summary gives the same bytes."""
    found = comments(summary)
    files = {
        "README.txt": _explained(summary, found),
        "seed-comments.csv": "".join(f"{line}\n" for line in ("comment_text", *map(_quoted, found))),
        "comments.csv": _comments(summary, found),
        "summary.csv": _summary(summary, len(found)),
    }
    return zipped({name: content.encode("utf-8", "replace") for name, content in files.items()})


def contents(summary: Summary) -> tuple[Sentence, ...]:
    """Return what the set will hold, a line for each part."""
    found = comments(summary)
    told = sum(poll is not None and bool(poll.shown) for poll in found.values())
    return (
        say("{part}: {rows}", part=say("Comments to vote on"), rows=count(len(found), "{n} row", "{n} rows")),
        say("{part}: {rows}", part=say("With numbers of a poll"), rows=count(told, "{n} row", "{n} rows")),
        say("Votes of single people are not in it: hands were counted, and nobody wrote down who voted how."),
    )


def _comments(summary: Summary, found: Mapping[str, Polled | None]) -> str:
    columns = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
    at = f"{int(summary.as_of.timestamp())},{_moment(summary.as_of.astimezone(UTC))}"
    rows = [
        f"{at},{number},0,{','.join(_votes(poll))},1,{_quoted(text)}"
        for number, (text, poll) in enumerate(found.items())
    ]
    return "".join(f"{line}\n" for line in (columns, *rows))


def _votes(poll: Polled | None) -> Iterable[str]:
    """Return how many agreed and how many did not, each empty unless exactly this number may be told."""
    shown = poll.shown[:2] if poll and poll.shown else (Range(0, 1),) * 2
    return (str(one.low) if one.exact else "" for one in shown)


def _summary(summary: Summary, comments: int) -> str:
    told, made = words(summary.language), Dates(summary.language).date(summary.as_of)
    about = told(say("Made with HubDesk on {date} from notes taken without a network.", date=made), isolated=False)
    known = {"topic": _quoted(_line(summary.title)), "comments": comments, "conversation-description": _quoted(about)}
    names = ("topic", "url", "voters", "voters-in-conv", "commenters", "comments", "groups", "conversation-description")
    return "".join(f"{name},{known.get(name, '')}\n" for name in names)


def _moment(at: datetime) -> str:
    """Return an instant as JavaScript writes it, whatever the language of the computer."""
    day = f"{_DAYS[at.weekday()]} {_MONTHS[at.month - 1]} {at:%d %Y %H:%M:%S}"
    return f"{day} GMT+0000 (Coordinated Universal Time)"


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "\ufffd").split())


def _quoted(text: str) -> str:
    return '"' + neutral(text).replace('"', '""') + '"'


def _explained(summary: Summary, found: Mapping[str, Polled | None]) -> str:
    """Return the explanation that travels with the set."""
    earlier = [
        say("Comment {number}: {told}", number=number, told=of_day(Dates(summary.language).date(poll.as_of)))
        for number, poll in enumerate(found.values())
        if poll and poll.as_of
    ]
    told: tuple[Sentence, ...] = (
        say("This set is for Polis: statements of a gathering, and what people there were polled on."),
        say(
            "seed-comments.csv begins a conversation. As its administrator, choose the file in Polis where a CSV of "
            "seed comments is uploaded: each line becomes a comment that people can vote on. Polis skips those that it "
            "has already."
        ),
        say(
            "comments.csv is what Polis exports, for programs that read its exports. The columns agrees and disagrees "
            "count hands for and against, where exactly this number may be told; an empty cell is a number that nobody "
            "knows or that may not be told, not zero."
        ),
        say(
            "No comment tells who wrote it or when: author-id is 0, the time is that of this file, and moderated is 1, "
            "for what may not be published is left out."
        ),
        *earlier,
        say("summary.csv leaves empty what only votes of single people can tell: voters, commenters and groups."),
        say(
            "votes.csv and participants-votes.csv are not here. Hands were counted, nobody wrote down who voted how, "
            "and votes are never made up. Polis finds groups of opinion only from votes that are cast there."
        ),
        say(
            "An apostrophe stands where a spreadsheet would take words for a formula, as at the beginning before =, +, "
            "- or @. Whoever takes it away has the words as they were."
        ),
        *summary.method,
    )
    tell = words(summary.language)
    return "\n\n".join(tell(sentence, isolated=False) for sentence in told) + "\n"
