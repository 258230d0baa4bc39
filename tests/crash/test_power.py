"""The power goes at any moment, and the disk forgets or tears what was not synced: what was acknowledged is there."""

import os

import pytest

from tests.crash import apart

#: How often the power of each deed is cut: five hundred times in all.
CUTS = {
    "save": 140,
    "save_long": 30,
    "make": 80,
    "absorb": 70,
    "rebuild": 40,
    "purge": 50,
    "forget": 40,
    "back_up": 10,
    "write": 40,
}


@pytest.mark.parametrize("deed", CUTS)
def test_a_power_cut_takes_nothing_back(deed: str, record_property) -> None:
    apart.run("power", deed, CUTS[deed], 7)
    record_property("tried", f"{CUTS[deed]} power cuts in the middle of {deed}")


@pytest.mark.soak
@pytest.mark.parametrize("deed", CUTS)
def test_ten_thousand_power_cuts(deed: str) -> None:
    apart.run("power", deed, CUTS[deed] * 20, int.from_bytes(os.urandom(4), "big"))
