"""Templates are complete run-sheets, and a sensitive gathering keeps less."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.i18n import words
from hubdesk.model.templates import ITEM_TYPES, TEMPLATES, TYPES, half_day, retention, rules, zone_of

ZONES = ["UTC", "Asia/Kolkata", "America/New_York", "Pacific/Chatham", "Europe/Berlin"]


def test_each_way_of_gathering_has_a_template_of_its_length() -> None:
    assert {name: each.minutes for name, each in TEMPLATES.items()} == {
        "conversation": 90,
        "workshop": 240,
        "table": 45,
        "reading": 120,
        "co-creation": 180,
        "edit-a-thon": 240,
        "street": 15,
        "sensitive": 60,
    }
    assert [name for name, each in TEMPLATES.items() if each.sensitive] == ["sensitive"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_run_sheets_begin_with_a_welcome_and_use_known_types(name: str) -> None:
    template = TEMPLATES[name]
    assert template.type in TYPES
    assert template.items[0].type == "welcome"
    assert template.items[-1].type == "report-back"
    assert {item.type for item in template.items} <= set(ITEM_TYPES)
    assert all(item.minutes > 0 and words("en")(item.title) for item in template.items)


def test_a_sensitive_gathering_keeps_less() -> None:
    usual, careful = rules(False), rules(True)
    assert (usual.retention_days, careful.retention_days) == (90, 7)
    assert careful.badges_only and careful.half_days and careful.passphrase and careful.neutral_names
    assert not (careful.places or careful.photos or careful.uploads)
    assert usual.places and usual.photos and usual.uploads and not usual.badges_only


def test_retention_counts_from_the_day_in_the_zone() -> None:
    late = datetime(2027, 5, 8, 22, 30, tzinfo=UTC)
    assert retention(late, "UTC", False) == date(2027, 8, 6)
    assert retention(late, "Asia/Kolkata", True) == date(2027, 5, 16)


instants = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(instants, st.sampled_from(ZONES))
def test_half_days_are_noon_or_midnight_there_and_never_far(at: datetime, zone: str) -> None:
    down, up = half_day(at, zone), half_day(at, zone, end=True)
    assert down <= at <= up
    assert up - down <= timedelta(hours=14)
    for each in (down, up):
        local = each.astimezone(zone_of(zone))
        assert local.hour % 12 == 0
        assert (local.minute, local.second) == (0, 0)
        assert half_day(each, zone) == each


def test_an_unknown_zone_counts_as_utc() -> None:
    assert zone_of("Atlantis/Harbour").key == "UTC"
    assert zone_of("../etc/passwd").key == "UTC"
    assert zone_of("").key == "UTC"
