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
