"""Sentences in a language, with what stands in their holes."""

from datetime import UTC, datetime

import pytest

from hubdesk.i18n import say, words
from hubdesk.report.dates import Dates

DAY = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "ru", "uk", "de", "ar"])
def test_a_date_that_ends_in_a_stop_ends_its_sentence_as_well(language: str) -> None:
    told = words(language)(say("As of {date}.", date=Dates(language).date(DAY)))
    assert told.rstrip("\u2069").endswith(".") and "." not in told.rstrip("\u2069")[-3:-1]
    asked = words("en")(say("You said {words}.", words="Who?"))
    assert asked == "You said \u2068Who?\u2069."
