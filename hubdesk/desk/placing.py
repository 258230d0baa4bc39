"""A part of a translation that found no place in the source gets the one that a person chooses for it."""

from collections.abc import Iterable
from dataclasses import replace

from hubdesk.desk.charters import Preview
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model.charter import Nodes, Placing, nodes
from hubdesk.model.charter import Unmatched as Unmatched
from hubdesk.model.outline import Block


def place(preview: Preview, placings: Iterable[Placing]) -> Preview:
    """Return the preview with these parts at the places chosen for them, and with no others; nothing is written.

    Words that found their place by themselves keep it, and the paragraphs below a heading that is placed are looked for
    below its new place. What is taken in is what any laptop writes for a match: the words at their place. Raises Usage
    for a part that is not without a place, for a place that is not there, of another kind or taken, and for two
    placings of one part or at one place.
    """
    wanted = tuple(placings)
    source, others = preview.outlines[0], preview.outlines[1:]
    alone = nodes(preview.key, source, others)
    strays = {(each.language, each.number): each for each in reversed(alone.unmatched)}  # of two files the first
    there = {block.number: block for block in source.blocks}
    parts: set[tuple[str, str]] = set()
    ends: set[tuple[str, str]] = set()
    for each in wanted:
        part, end = (each.language, each.number), (each.language, each.to)
        if part not in strays or part in parts:
            raise _unknown(each)
        if each.to not in there:
            raise Usage(
                say("The text has no place {number}.", number=each.to),
                next=say("Give the number of a heading (3.2) or of a paragraph (3.2p4) of the source."),
            )
        _check_kind(strays[part], there[each.to])
        if end in ends or _taken(alone, each):
            raise _occupied(each)
        parts.add(part)
        ends.add(end)
    found = nodes(preview.key, source, others, wanted)
    for each in wanted:
        if strays[each.language, each.number] in found.unmatched:
            raise _occupied(each)
    return replace(preview, found=found, placings=wanted)


def free(preview: Preview, part: Unmatched) -> set[str]:
    """Return the numbers of the places of the source that such a part can be put at."""
    spoken = {text.wid for text in preview.found.texts if text.language == part.language}
    here = zip(preview.found.nodes, preview.outlines[0].blocks, strict=True)
    return {block.number for node, block in here if node.wid not in spoken and _fits(part, block)}


def parsed(text: str) -> Placing:
    """Return a placing written as LANGUAGE:PART=NUMBER ("de:2p1=3p2"). Raises Usage for anything else."""
    part, _, to = text.strip().rpartition("=")
    language, _, number = part.partition(":")
    found = Placing(language.strip(), *(each.strip().lstrip("/§") for each in (number, to)))
    if not (found.language and found.number and found.to):
        raise Usage(
            say("{text} does not say what belongs where.", text=text),
            next=say("Write the language, the number there and the number in the source: {example}", example=EXAMPLE),
        )
    return found


EXAMPLE = "de:2p1=3p2"


def _fits(part: Unmatched, block: Block) -> bool:
    return block.heads if part.heading else bool(block.text)


def _check_kind(part: Unmatched, block: Block) -> None:
    if not _fits(part, block):
        what: Sentence = (
            say("{number} is no heading, and this part is one.", number=block.number)
            if part.heading
            else say("{number} is no paragraph, and this part is one.", number=block.number)
        )
        raise Usage(what, next=say("Put a heading at a heading, a paragraph or an item at a paragraph or an item."))


def _taken(alone: Nodes, placing: Placing) -> bool:
    wid = next(node.wid for node in alone.nodes if node.number == placing.to)
    return any(text.wid == wid and text.language == placing.language for text in alone.texts)


def _occupied(placing: Placing) -> Usage:
    return Usage(
        say("At {number} there are words in this language already.", number=placing.to),
        next=say("Choose a place that has none, or correct the file of the translation and read it again."),
    )


def _unknown(placing: Placing) -> Usage:
    return Usage(
        say("No part {number} in {language} is without a place.", number=placing.number, language=placing.language),
        next=say("Give each part once, with the language and the number under which it is listed without a place."),
    )
