"""The page with the recovery words: one page, every word in order, and nothing that tells whose it is."""

from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest

from hubdesk.i18n import LANGUAGES
from hubdesk.report import recovery

AT = datetime(2026, 11, 28, tzinfo=UTC)
WORDS = (
    "bottle",
    "clap",
    "chapel",
    "handle",
    "stick",
    "spin",
    "thumb",
    "dusk",
    "steady",
    "poet",
    "owl",
    "wing",
    "rope",
)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_it_is_one_page_with_all_words_in_order(language):
    content = recovery.page(WORDS, language=language, at=AT)
    read = pypdfium2.PdfDocument(BytesIO(content))
    text = read[0].get_textpage().get_text_range()
    places = [text.index(word) for word in WORDS]
    assert len(read) == 1 and places == sorted(places)
    assert content == recovery.page(WORDS, language=language, at=AT)
