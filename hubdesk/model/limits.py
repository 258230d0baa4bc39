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

# --- Codebooks (roster/) ----------------------------------------------------------------------------------------------
#: Bytes, codes, depth of the tree, and characters of one description.
CODEBOOK_BYTES = 4 * MIB
CODEBOOK_CODES = 5_000
CODEBOOK_DEPTH = 64
CODEBOOK_TEXT = 20_000

# --- Lists of expenses (roster/) --------------------------------------------------------------------------------------
EXPENSES_BYTES = 4 * MIB
EXPENSES_ROWS = 5_000

# --- Workbooks (roster/) ----------------------------------------------------------------------------------------------
#: Parts of one workbook, bytes of those that are read, and how much longer one may get by unpacking: sheets of short
#: codes reach about 60.
WORKBOOK_PARTS = 2_000
WORKBOOK_UNPACKED = 32 * MIB
WORKBOOK_RATIO = 300
#: Rows and columns of the first sheet and characters of a cell; how deep its elements are nested, and how many there
#: may be.
WORKBOOK_ROWS = 20_000
WORKBOOK_COLUMNS = 256
WORKBOOK_CELL = 100_000
WORKBOOK_DEPTH = 64
WORKBOOK_ELEMENTS = 2_000_000

# --- Sheets of workbooks with people (roster/) ------------------------------------------------------------------------
#: Bytes that all parts of one workbook may unpack to, and elements of one part: some 100,000 people of a form with ten
#: questions.
SHEET_UNPACKED = 64 * MIB
SHEET_ELEMENTS = 4_000_000
#: Cells between the outermost ones of a sheet, empty ones included: the reader sets aside 32 bytes for each.
SHEET_AREA = 2_000_000
#: Cells of a list that is no workbook, those that it leaves out too: 100,000 people of a form with eighty questions.
PEOPLE_AREA = 4 * SHEET_AREA
#: Sheets of one workbook.
SHEETS = 250

# --- Documents (charter/) --------------------------------------------------------------------------------------------
#: Bytes of one document; the longest pages of wikis have 2 MiB, long bylaws with many schedules about 5.
DOCUMENT_BYTES = 16 * MIB
#: Bytes of one export of a wiki; a page of 1,000 units has 11,000 pages of translated units, a kilobyte each.
DOCUMENT_EXPORT = 64 * MIB
#: Parts of one archive of a web page that are looked at for the page itself, which stands first as a rule.
ARCHIVE_PARTS = 1_000
#: Pages of one export.
DOCUMENT_PAGES = 50_000
#: Lines of one document, blank ones included.
DOCUMENT_LINES = 1_000_000
#: Headings, paragraphs and items of one document: three times those of a page of 2 MiB; more take too long to write.
DOCUMENT_BLOCKS = 30_000
#: Characters of one paragraph and of one heading or title; what is longer is cut, and the reader says so.
DOCUMENT_PARAGRAPH = 50_000
DOCUMENT_HEADING = 1_000
#: Templates of one page.
DOCUMENT_TEMPLATES = 200_000
#: How deep the elements of a web page may be nested; what lies deeper is read as if it lay this deep.
WEBPAGE_DEPTH = 200
#: How deep lists and links may be nested; deeper ones are taken as this deep.
DOCUMENT_NESTING = 8
#: Bytes of all parts of one packed document (DOCX, ODT) that are read, and how much longer a part may get by unpacking.
DOCUMENT_UNPACKED = 64 * MIB
DOCUMENT_RATIO = 300
#: Files in one packed document; one with a picture on every page has some hundreds.
DOCUMENT_PARTS = 10_000
#: How deep elements may be nested, and how many there may be, in the XML of a document.
DOCUMENT_DEPTH = 2_000
DOCUMENT_ELEMENTS = 4_000_000
#: Pairs of blocks that one alignment may compare; beyond it blocks pair in order.
ALIGNMENT_CELLS = 250_000

# --- Bundles (bundle/) -----------------------------------------------------------------------------------------------
#: Bytes of one entry, packed or unpacked, and of all entries together, unpacked.
BUNDLE_PART = 16 * MIB
BUNDLE_TOTAL = 1024 * MIB
#: Bytes of a file as it lies on the stick: all entries, their headers and what encryption adds.
BUNDLE_FILE = BUNDLE_TOTAL + 16 * MIB
#: How much longer an entry may get by unpacking; deflate can reach 1,030.
BUNDLE_RATIO = 300
#: Entries of one file, manifest, signature and summary included.
BUNDLE_ENTRIES = 20_000
#: Lines of one part and of one file; the largest event of a hub has some 100,000.
BUNDLE_LINES = 5_000
BUNDLE_FACTS = 1_000_000
#: Lines of others that openings, receipts and erase facts of one file name.
BUNDLE_NAMES = 300_000
#: Fields of all lines of one part; the widest record has about thirty.
BUNDLE_FIELDS = 100 * BUNDLE_LINES
#: Bytes of a manifest, its brackets and its commas: they bound the memory that reading it can cost. There is room for
#: the parts of 7,000 replicas; an evening has some dozens.
BUNDLE_MANIFEST = 4 * MIB
BUNDLE_BRACKETS = 2 * BUNDLE_ENTRIES
BUNDLE_COMMAS = 7 * BUNDLE_ENTRIES
#: Lines of the book of laptops, authors and codebooks: who would join is read before anybody has accepted them.
BUNDLE_CREW = 30_000
#: Books of one file: the three of an event and its charters and codebooks.
BUNDLE_BOOKS = 200
#: Names of kinds that one file may use; HubDesk has about twenty.
BUNDLE_KINDS = 250
#: Bytes of the page for people without HubDesk.
BUNDLE_SUMMARY = MIB
#: Bytes of a file that waits in the workspace until a person accepts its authors.
BUNDLE_WAITING = 32 * MIB
#: Characters of a label: a laptop, a person, a recipient.
BUNDLE_LABEL = 200
#: Recipients of one encrypted file, and bytes of the header that names them.
SEAL_RECIPIENTS = 64
SEAL_HEADER = 64 * 1024
#: Bytes of a recipient card.
CARD_BYTES = 4 * 1024
#: Copies of refused files that are kept, and their bytes together.
REFUSED_FILES = 20
REFUSED_BYTES = 200 * MIB
#: Milliseconds that a clock may be ahead of ours before a person is told.
CLOCK_AHEAD = 48 * 3600 * 1000

# --- Reports (report/) -----------------------------------------------------------------------------------------------
#: Bytes of the image file of a logo.
LOGO_BYTES = 20 * MIB

# --- Photos and receipts (report/) -----------------------------------------------------------------------------------
#: Bytes of one as it comes from the camera, and of a colour profile in it.
PHOTO_BYTES = 64 * MIB
PHOTO_PROFILE = 4 * MIB
#: Pixels of one as it comes: they bound the memory that looking at it can cost. Telephones make 12 to 50 million.
PHOTO_PIXELS = 80_000_000
#: Pixels of the longer side of what is kept: a page of paper shows no more.
PHOTO_EDGE = 4_096
#: Photos and receipts of one gathering, and their bytes together: a team file takes BUNDLE_TOTAL.
ATTACHMENTS = 500
#: Those that are taken in by one step: they are held in memory until it is done.
ATTACHED_AT_ONCE = 50
ATTACHED_BYTES = 768 * MIB
