"""The page about notes names every sign and letter of a line, and its examples are read as it says."""

import re

from hubdesk.i18n import LANGUAGES
from hubdesk.model import markers
from hubdesk.model.capture import parse
from hubdesk.model.codebook import FORMS, KINDS
from tests.test_documented import TOPICS, rows


class Known:
    """The sections that the examples name."""

    def resolve(self, query: str) -> str | None:
        return query if query in ("3.2", "3.2p4", "4.1") else None


def test_every_sign_and_every_letter_stands_in_the_help():
    text = TOPICS["notes"]
    assert [one.id for one in (*FORMS.values(), *KINDS.values()) if f"`{one.marker}:`" not in text] == []
    names = {cells[0]: cells[1:] for cells in rows(text) if len(cells) == 6}
    order = ("question", "response", "decision", "action", "comment")
    told = {name.strip(): [set(re.findall(r"`([^`]+)`", cell)) for cell in letters]
            for heads, letters in names.items() for name in heads.split(",")}  # fmt: skip
    for tag, name in LANGUAGES.items():
        row = next(letters for head, letters in told.items() if name.startswith(head))
        wanted = [set(markers.LETTERS[tag].get(form, FORMS[form].marker).split()) for form in order]
        assert row == wanted, name


def test_examples_of_lines_are_read_as_they_say():
    examples = [cells for cells in rows(TOPICS["notes"]) if len(cells) == 4]
    assert len(examples) >= 8
    for line, form, kind, kept in examples:
        read = parse(line.strip("`"), sections=Known())
        assert (read.form, read.kind, read.text) == (form, kind, kept), line
