"""A summary as posts for a forum in Markdown, as Discourse reads it: one for the whole, one for each chapter.

People's words pass one gate and mean nothing there: no links, mentions, hashtags, emoji or boxes; what a reader sees is
what was said. Posts are shorter than Discourse takes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from hubdesk.i18n import Sentence, Words, count, direction, say, words
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.records import Event
from hubdesk.model.section_search import readable
from hubdesk.report.dates import Dates
from hubdesk.report.polled import NO_RESPONSE, TEMPERATURE, Polled, of_day
from hubdesk.report.posts import Post
from hubdesk.report.summary import Chapter, Findings, Item, Summary
from hubdesk.report.turning import closed

#: The most characters of a post (Discourse, max_post_length, is 32,000), as JavaScript counts them.
LONGEST = 31_000
#: The most of one block; the most of one piece of words, before and after the gate; the most of a heading.
_BLOCK, _PIECE, _WRITTEN, _HEADING = 8_000, 600, 6_000, 200
#: So many remarks of a section stand open, the others are unfolded by a click.
_OPEN = 3
_SPACE = re.compile(r"\s+")
#: Punctuation that means something to CommonMark, to tables, to links without marks, or to nicer typography. An escaped
#: character is a token of its own, so nothing is found across it (markdown-it, rules_inline/escape and text_join).
_MEANS = re.compile(
    r"""[\\`*_\[\]<>&{}|~#@$^+"']           # always
    | ^[-=] | ^(\d{1,9})([.)])              # at the start of a line
    | -(?=-) | (?<=-)- | =(?==) | (?<==)=   # in runs
    | :(?=\S) | /(?=/) | \.(?=\S) | !(?=!) | ,(?=,) | \?(?=[?!.])
    | \((?=(?:c|r|p|tm)\))                  # (c) would become ©
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: What Discourse looks for in finished words (mentions, tags, emoji, boxes); a comment keeps it apart from the rest.
_FOUND_LATER = re.compile(
    r"(\\[@#\[])(?=\S)|(\\:)(?=\S)(?!\d+(?:[\s.,;)–-]|$))|;(?=-?[)P])|8(?=-\))|\\\^(?=(?:\\_){1,2}\\\^)"
)
_APART = "<!-- -->"


def escape(text: str) -> str:
    """Return text of people for a line of a post: shown as it is, meaning nothing. White space becomes one space."""
    whole = text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    line = closed(_SPACE.sub(" ", whole).strip())
    return _FOUND_LATER.sub(lambda found: f"{found[0]}{_APART}", _MEANS.sub(_marked, line))


def _marked(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[0]}"


def posts(summary: Summary, language: str) -> tuple[Post, ...]:
    """Return the posts of one topic, in order; the first one is about the whole."""
    writer = _Writer(summary, language)
    topic = writer.tell(say("Feedback from {gathering}", gathering=summary.title), isolated=False)[:250]
    parts = [(topic, writer.overview()), *writer.chapters()]
    return tuple(post for title, blocks in parts for post in _fitted(topic, title, list(blocks)))


def text(made: Sequence[Post]) -> str:
    """Return all posts below each other, with a comment before each further one."""
    parts = [f"<!-- {number}/{len(made)} -->\n\n{post.text}" for number, post in enumerate(made, 1)]
    return "\n".join(parts) if len(made) > 1 else "".join(post.text for post in made)


def length(text: str) -> int:
    """Return how long a text is for JavaScript: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _fitted(topic: str, title: str, blocks: Sequence[str]) -> Iterator[Post]:
    """Yield posts of these blocks (paragraphs), each as long as may be."""
    held: list[str] = []
    number = 1
    for block in blocks:
        if held and length("\n\n".join([*held, block])) > LONGEST:
            yield Post(topic, f"{title} ({number})", "\n\n".join(held) + "\n")
            held, number = [], number + 1
        held.append(block)
    if held:
        yield Post(topic, title if number == 1 else f"{title} ({number})", "\n\n".join(held) + "\n")


class _Writer:
    """Blocks of Markdown in one language; a block is whole in itself and shorter than a post."""

    def __init__(self, summary: Summary, language: str) -> None:
        self.summary = summary
        self.language = language
        self.tell: Words = words(language)
        self.dates = Dates(language)

    def overview(self) -> Iterator[str]:
        """Yield what is about the whole: gatherings, figures, method, what belongs to no section, polls, statements."""
        summary = self.summary
        lines = [line for event in summary.events for line in self._gathering(event)]
        lines += [f"**{self.dates.number(figure.value)}** {self.ours(figure.label)}" for figure in summary.figures]
        yield from _listed([*lines, *map(self.ours, summary.method)])
        yield from self._headed(say("In summary"), self._statements())
        yield from self._headed(say("Polls"), (self._poll(poll) for poll in summary.polls))
        yield from self._headed(say("Drafters' questions answered"), self._questions())
        yield from self._headed(say("Not tied to a section"), self._remarks(summary.loose))
        lost = say("Tied to sections that this edition does not have")
        yield from self._headed(lost, self._remarks(summary.detached))
        made = say(
            "Made with HubDesk on {date} from notes taken without a network.", date=self.dates.date(summary.as_of)
        )
        yield f"<small>{self.ours(made)}</small>"

    def chapters(self) -> Iterator[tuple[str, Iterator[str]]]:
        """Yield (title, blocks) of each chapter: a heading of the highest level with those below it."""
        for chapter in self.summary.chapters:
            for part in _chapters(chapter):
                first = part[0].heading
                title = f"{first.number} {first.heading}".strip()[:_HEADING]
                yield title, (block for found in part for block in self._section(found, first.level))

    def _section(self, found: Findings, top: int) -> Iterator[str]:
        heading = found.heading
        number = escape(heading.number)
        label = f"{number} {self.spoken(heading.heading[:_HEADING], heading.language)}".strip()
        mark = "#" * min(6, 2 + max(0, heading.level - top))
        yield f"{mark} {label}"
        if not found.total:
            yield self.ours(say("No feedback on this section."))
            return
        kinds = [(kind, found.kinds[kind]) for kind in (*KINDS, "") if found.kinds.get(kind)]
        labels = [KINDS[kind].label if kind else say("Without a kind") for kind, _ in kinds]
        yield " · ".join(
            f"{self.ours(label)}: {self.dates.number(n)}" for label, (_, n) in zip(labels, kinds, strict=True)
        )
        order = [*KINDS, ""]
        yield from self._remarks(sorted(found.items, key=lambda item: order.index(item.kind)))

    def _remarks(self, items: Sequence[Item]) -> Iterator[str]:
        """Yield the first remarks as quotes, the others folded away."""
        for item in items[:_OPEN]:
            yield from self._quotes(item)
        folded = items[_OPEN:]
        if folded:
            yield from self._folded(count(len(folded), "{n} more remark", "{n} more remarks"), folded)

    def _folded(self, label: Sentence, items: Sequence[Item]) -> Iterator[str]:
        held: list[str] = []
        name = re.sub(r'["\[\]\n]', " ", self.tell(label, isolated=False))
        for quote in (quote for item in items for quote in self._quotes(item)):
            if held and length("\n\n".join([*held, quote])) > _BLOCK:
                yield f'[details="{name}"]\n\n' + "\n\n".join(held) + "\n\n[/details]"
                held = []
            held.append(quote)
        yield f'[details="{name}"]\n\n' + "\n\n".join(held) + "\n\n[/details]"

    def _quotes(self, item: Item) -> Iterator[str]:
        """Yield a remark and its answers as quotes, long ones in pieces."""
        for one, mark in ((item, ">"), *((answer, "> >") for answer in item.answers)):
            pieces = list(_pieces(one.text))
            for at, piece in enumerate(pieces):
                head = f"**{one.number}** " if at == 0 else "… "
                tail = self._about(one) if at == len(pieces) - 1 else ""
                yield f"{mark} {head}{self.spoken(piece, one.language)}{tail}"

    def _about(self, item: Item) -> str:
        marks = [self.ours(FORMS[item.form].label)] if item.marked else []
        marks += [self.ours(say("missing from the text"))] if item.missing else []
        for place in item.gone[:_OPEN]:
            seen = f"{escape(place.number)} {self.spoken(place.heading[:_HEADING], place.language)}".strip()
            marks.append(f"{self.ours(say('On words that are no longer there:'))} {seen}")
        marks += [f"×{self.dates.number(item.voices)}"] if item.voices > 1 else []
        return f" ({' · '.join(marks)})" if marks else ""

    def _gathering(self, event: Event) -> Iterator[str]:
        day = self.dates.day(event.start, event.zone)
        title = event.title[:_HEADING]
        told = say("Gathering: {title}, {date}", title=title, date=day)
        yield self.ours(told if day else say("Gathering: {title}", title=title))
        if event.channels:
            yield self.ours(say("Feedback channels: {channels}", channels=event.channels[:_PIECE]))

    def _statements(self) -> Iterator[str]:
        for one in self.summary.statements:
            pieces = list(_pieces(one.text))
            signed = f" – {self.spoken(one.role[:_HEADING], one.language)}" if one.role else ""
            for at, piece in enumerate(pieces):
                yield f"> {self.spoken(piece, one.language)}{signed if at == len(pieces) - 1 else ''}"

    def _questions(self) -> Iterator[str]:
        for one in self.summary.questions:
            where = f"{escape(readable(one.place))} " if one.place else ""
            listed = ", ".join(map(str, one.numbers))
            by = count(
                len(one.numbers), "answered in remark {numbers}", "answered in remarks {numbers}", numbers=listed
            )
            if one.numbers:
                yield f"- {where}{self.spoken(next(_pieces(one.text)), one.language)} ({self.ours(by)[:_WRITTEN]})"

    def _poll(self, poll: Polled) -> str:
        asked = f"**{self.spoken(next(_pieces(poll.question)), poll.language)}**"
        lines = [f"{asked} ({self.ours(TEMPERATURE)})" if poll.temperature else asked, ""]
        shown = list(zip(poll.options, poll.shown, strict=False))
        for option, told in shown:
            label = self.spoken(option[:_HEADING], poll.language) if isinstance(option, str) else self.ours(option)
            lines.append(f"- {label}: {self.dates.number(told.low) if told.exact else self.ours(told.told)}")
        silent = poll.no_response
        if silent is not None and shown:
            number = self.dates.number(silent.low) if silent.exact else self.ours(silent.told)
            lines.append(f"- {self.ours(NO_RESPONSE)}: {number}")
        if poll.untold:
            lines.append(f"- {self.ours(poll.untold)}")
        if poll.as_of:
            lines.append(f"- {self.ours(of_day(self.dates.date(poll.as_of)))}")
        return "\n".join(lines)

    def _headed(self, title: Sentence, blocks: Iterable[str]) -> Iterator[str]:
        """Yield blocks below a heading, nothing where there are none."""
        for number, block in enumerate(blocks):
            if number == 0:
                yield f"## {self.ours(title)}"
            yield block

    def ours(self, line: Sentence) -> str:
        """Return a sentence of the program."""
        told, language = self.tell.tagged(line)
        return _in(escape(told.replace("\u2068", "").replace("\u2069", "")), language, self.language)

    def spoken(self, text: str, language: str) -> str:
        """Return people's words in their own language and direction."""
        return _in(escape(text), language, self.language)


def _chapters(chapter: Chapter) -> list[list[Findings]]:
    """Return the findings in parts, each beginning with a heading of the highest level there is."""
    numbered = [found.heading.level for found in chapter.findings if found.heading.number]
    top = min(numbered, default=1)
    parts: list[list[Findings]] = []
    for found in chapter.findings:
        if not parts or found.heading.level <= top:
            parts.append([])
        parts[-1].append(found)
    return parts


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """Yield a list with a dot before each line, in blocks."""
    held: list[str] = []
    for line in lines:
        if held and length("\n".join([*held, line])) > _BLOCK:
            yield "\n".join(held)
            held = []
        held.append(f"- {line}")
    yield "\n".join(held)


def _pieces(text: str) -> Iterator[str]:
    """Yield words in pieces of which each fits into a block, cut at spaces where there are some."""
    rest = _SPACE.sub(" ", text).strip()
    while len(escape(rest)) > _WRITTEN:
        cut = rest.rfind(" ", _PIECE // 2, _PIECE)
        cut = cut if cut > 0 else _PIECE
        yield rest[:cut]
        rest = rest[cut:].strip()
    yield rest


def _in(text: str, language: str, around: str) -> str:
    """Wrap words that are in another language than the post."""
    if not text or language == around or language in ("", "und") or not re.fullmatch(r"[A-Za-z0-9-]{2,35}", language):
        return text
    return f'<span lang="{language}" dir="{direction(language)}">{text}</span>'
