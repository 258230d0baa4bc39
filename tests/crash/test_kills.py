"""A laptop that dies at any moment: what was acknowledged is there, what was begun is done wholly or not at all."""

import os

import pytest

from tests.crash import apart

#: How often each deed is cut short: three hundred times in all.
KILLS = {
    "save": 64,
    "make": 40,
    "absorb": 40,
    "rebuild": 40,
    "purge": 32,
    "forget": 24,
    "export": 20,
    "back_up": 20,
    "write": 20,
}


@pytest.mark.parametrize("deed", KILLS)
def test_a_deed_cut_short_loses_nothing(deed: str, record_property) -> None:
    apart.run("lives", deed, KILLS[deed], 7)
    record_property("tried", f"{KILLS[deed]} kills in the middle of {deed}")


@pytest.mark.soak
@pytest.mark.parametrize("deed", KILLS)
def test_five_thousand_deeds_cut_short(deed: str) -> None:
    apart.run("lives", deed, KILLS[deed] * 17, int.from_bytes(os.urandom(4), "big"))
