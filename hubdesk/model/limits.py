"""How much of anything from outside is taken in: sizes, ratios, counts and depths, checked before and while reading."""

MIB = 1024 * 1024

# --- Lists of people (roster/) ---------------------------------------------------------------------------------------
#: Bytes of a list of people; 100,000 people of a form with twenty questions need about 25 MiB.
PEOPLE_BYTES = 32 * MIB
#: Rows of a list, blank ones included.
PEOPLE_ROWS = 250_000
#: Columns of a list; wide survey exports have some hundreds.
PEOPLE_COLUMNS = 1_000
#: Characters of one cell.
PEOPLE_CELL = 100_000
#: Characters of one line and of one row (a row has several lines when cells hold line breaks).
PEOPLE_ROW = 1_000_000
#: Characters of what is kept of a person in one field; longer names or addresses are not those of people.
PEOPLE_FIELD = 1_000

# --- Documents (charter/) --------------------------------------------------------------------------------------------
#: Bytes of one document; the longest pages of wikis have 2 MiB, long bylaws with many schedules about 5.
DOCUMENT_BYTES = 8 * MIB
#: Lines of one document, blank ones included.
DOCUMENT_LINES = 1_000_000
#: Headings, paragraphs and items of one document.
DOCUMENT_BLOCKS = 100_000
#: Characters of one paragraph and of one heading or title; what is longer is cut, and the reader says so.
DOCUMENT_PARAGRAPH = 50_000
DOCUMENT_HEADING = 1_000
#: How deep lists and links may be nested; deeper ones are taken as this deep.
DOCUMENT_NESTING = 8
#: Pairs of blocks that one alignment may compare; beyond it blocks pair in order.
ALIGNMENT_CELLS = 250_000
