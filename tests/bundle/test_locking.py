"""From a passphrase to a key, and from recovery words back to the same one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.bundle import locking
from hubdesk.errors import Usage
from hubdesk.i18n import LANGUAGES

SALT = b"HDlock0123456789"


@given(core=st.binary(min_size=16, max_size=16), language=st.sampled_from(sorted(LANGUAGES)))
@settings(deadline=None, max_examples=40)
def test_recovery_words_come_back_in_every_language(core, language):
    words = locking.words_of(core, language)
    assert len(words.split()) in (12, 13)
    assert core in locking.cores_in(words)
    assert core in locking.cores_in(words.upper().replace(" ", " - "))


@pytest.mark.parametrize("core", [bytes(16), b"\xff" * 16])
def test_the_first_and_the_last_core_have_words_too(core):
    assert core in locking.cores_in(locking.words_of(core, "es"))


@given(text=st.text(max_size=200))
def test_any_other_text_means_nothing(text):
    assert locking.cores_in(text) == []


def test_a_slip_of_the_pen_means_nothing_and_another_order_something_else():
    first, second, *rest = locking.words_of(b"0123456789abcdef", "en").split()
    assert locking.cores_in(" ".join([first, "xyzzy", *rest])) == []
    assert b"0123456789abcdef" not in locking.cores_in(" ".join([second, first, *rest]))


def test_the_key_hangs_on_passphrase_and_salt_and_not_on_how_it_is_typed():
    core = locking.core_of("Bottle clap CHAPEL handle-stick", SALT)
    assert core == locking.core_of("bottle  clap chapel handle stick", SALT)
    assert core != locking.core_of("bottle clap chapel handle stick", SALT[::-1])
    key = locking.key_of(core, SALT)
    assert len(key) == 48 and key[32:] == SALT and key != locking.key_of(core, SALT[::-1])


@pytest.mark.parametrize("short", ["", "!!!!!!!!!!!!!!!!!!!!", "password", "1234 1234 1234"])
def test_a_short_passphrase_is_refused(short):
    with pytest.raises(Usage):
        locking.check_strength(short)
    locking.check_strength("陈月明在图书馆喝茶")
