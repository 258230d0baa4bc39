"""A part of a translation that found no place in the source, or a wrong one, gets the one that a person chooses."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hubdesk.desk.charters import Preview
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model.charter import Nodes, Placing, nodes
from hubdesk.model.charter import Unmatched as Unmatched
from hubdesk.model.outline import Block, Outline


def place(preview: Preview, placings: Iterable[Placing]) -> Preview:
    """Return the preview with these parts at the places chosen for them, and with no others; nothing is written.

    A part leaves the place that it found by itself, and what stood at its new one is without a place. A heading takes
    the paragraphs below it along. What is taken in is what any laptop writes for a match: the words at their place.
    Raises Usage for a part or a place that is not there, for a place of another kind, for two placings of one part or
    at one place, and for a place where another file in this language has words.
    """
    wanted = tuple(placings)
    source, others = preview.outlines[0], preview.outlines[1:]
    alone = nodes(preview.key, source, others)
    parts = _parts(others, alone)
    there = {block.number: block for block in source.blocks}
    for nth, each in enumerate(wanted):
        part, before = parts.get((each.language, each.number)), wanted[:nth]
        if part is None or any((each.language, each.number) == (one.language, one.number) for one in before):
            raise _unknown(each)
        if each.to not in there:
            raise Usage(
                say("The text has no place {number}.", number=each.to),
                next=say("Give the number of a heading (3.2) or of a paragraph (3.2p4) of the source."),
            )
        _check_kind(part, there[each.to])
        if any((each.language, each.to) == (one.language, one.to) for one in before):
            raise _occupied(each)
    found = nodes(preview.key, source, others, wanted)
    spoken = {text.id for text in found.texts}
    left = tuple(text for text in alone.texts if text.id not in spoken)
    placed = replace(preview, found=found, placings=wanted, left=left)
    for each in wanted:
        if standing(placed, each.language).get(each.to) != parts[each.language, each.number]:
            raise _occupied(each)
    return placed


def standing(preview: Preview, language: str) -> dict[str, Unmatched]:
    """Return which part of a translation stands at each place of the source, by the number of the place."""
    numbers = {node.id: node.number for node in preview.found.nodes}
    return {
        numbers[text.section]: Unmatched(language, text.part, text.heading, text.text)
        for text in preview.found.texts
        if text.language == language
    }


def fitting(preview: Preview, part: Unmatched) -> set[str]:
    """Return the numbers of the places of the source that such a part can be put at: all of its kind but its own."""
    here = standing(preview, part.language)
    return {each.number for each in preview.outlines[0].blocks if _fits(part, each) and here.get(each.number) != part}


def with_one_more(preview: Preview, placing: Placing) -> list[Placing]:
    """Return the placings of a preview and one more, which goes before what was said of its part or its place."""
    kept = (each for each in preview.placings if each.language != placing.language or each.number != placing.number)
    return [*(each for each in kept if (each.language, each.to) != (placing.language, placing.to)), placing]


def _parts(others: Sequence[Outline], alone: Nodes) -> dict[tuple[str, str], Unmatched]:
    """Return the parts of translations that can be placed; of two files in a language what has no place goes first."""
    parts = {
        (other.language, block.number): Unmatched(other.language, block.number, block.heading, block.text)
        for other in reversed(others)
        for block in other.blocks[1:]
        if block.status != "untranslated"
    }
    return parts | {(each.language, each.number): each for each in reversed(alone.unmatched)}


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


def _occupied(placing: Placing) -> Usage:
    return Usage(
        say("At {number} there are other words in this language.", number=placing.to),
        next=say("Place one part there, or correct the files of the translation and read them again."),
    )


def _unknown(placing: Placing) -> Usage:
    return Usage(
        say("No part {number} in {language} can be placed.", number=placing.number, language=placing.language),
        next=say("Give each part once, with its language and the number that it has in its own file."),
    )
