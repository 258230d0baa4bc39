"""What writing an evening down costs beside HubDesk: a table in a word processor, sorted in a spreadsheet.

Times are those of the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user performance
time with interactive systems", Communications of the ACM 23, 1980): a key of an average typist, a pointer's way, a
button of the mouse, a thought before a step that is not routine. The rival is a skilled person with everything set up:
a table with six columns, one letter for each kind, a template of the report with all headings, a macro for nothing.
"""

from collections.abc import Sequence

from tests.journeys.workshop import Remark

KEY, POINT, BUTTON, THINK = 0.28, 1.1, 0.1, 1.35
COLUMNS = 6


def row(remark: Remark) -> float:
    """Seconds to type one row: section, kind, what was said, keyword, voices, who; Tab after each cell."""
    letters = len(remark.text) + len(remark.place) + len(remark.keyword) + len(remark.speaker)
    letters += bool(remark.kind) + (remark.form != "comment") + (remark.voices > 1) + remark.follow_up + remark.reply
    return KEY * (letters + COLUMNS)


def afterwards(said: Sequence[Remark], people: int) -> float:
    """Seconds from the last row to a report to print and to the same as wikitext, its remarks by section."""
    places = {remark.place for remark in said}
    into_the_sheet = THINK + KEY * 8  # all, copy, other window, paste
    sorted_by_section = THINK + 3 * (POINT + BUTTON)
    counted = 2 * THINK + 6 * (POINT + BUTTON)  # a pivot table of sections and kinds, put into the report
    # rows chosen, copied, the heading found, pasted as a list, back again
    copied = len(places) * (THINK + 4 * (POINT + BUTTON) + KEY * 8)
    attendance = THINK + KEY * (len(str(people)) + 2)
    figures = 5 * (THINK + KEY * 4)  # those on the first page
    printed = THINK + 3 * (POINT + BUTTON)
    # headings and marks of lists by replacing, then each heading looked at
    wikitext = 2 * (THINK + KEY * 12 + 2 * (POINT + BUTTON)) + len(places) * (POINT + BUTTON + KEY * 4)
    return into_the_sheet + sorted_by_section + counted + copied + attendance + figures + printed + wikitext
