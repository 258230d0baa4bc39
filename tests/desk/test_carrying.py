"""One's own key on a second laptop: the same author, another replica, and never a key lost on the way."""

import pytest

from hubdesk import paths
from hubdesk.bundle import carrying as files
from hubdesk.bundle import keys, seal
from hubdesk.desk import carrying, exchange, merging, notes
from hubdesk.desk.starting import start
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.model import facts
from tests.desk.laptops import START, an_evening

WORDS = "amber river candle quiet harbor"


@pytest.fixture
def event(team):
    return an_evening(team)


@pytest.fixture
def carried(team):
    """The key of the first laptop in a file."""
    return carrying.export(team["aisha"], team.folder / "me.hubsecret", passphrase_words=WORDS).path


def test_what_was_written_on_both_laptops_is_ones_own(team, event, carried):
    home = paths.folders(team.folder / "second")
    assert carrying.take(home, carried, WORDS).before == ""
    second = start(home, now=lambda: START)
    try:
        assert second.author.key == team["aisha"].author.key and second.author.name == "aisha"
        kit = team.kit(event)
        merging.open_kit(second, kit.path, kit.words)
        notes.add(second, event, "/1 from my second laptop")
        file = exchange.write_bundle(second, event, "team", team.folder / "second.hubbundle").path
        assert merging.absorb(team["aisha"], [file]).quarantined == 0
        replicas = team["aisha"].read.tips()[event]
        assert len(replicas) == 2 and {author for _, _, author, _ in replicas.values()} == {second.author.key}
    finally:
        second.close()


def test_the_key_used_until_now_is_kept_aside(team, carried, tmp_path):
    old = team["bao"].author.key
    home = team["bao"].folders
    before = (home.keys / keys.FILE).read_text()
    done = carrying.take(home, carried, WORDS.upper().replace(" ", "-"))
    assert done.key == team["aisha"].author.key != old
    assert done.words == exchange.spoken_words(team["aisha"]) and done.name == "aisha"
    assert (home.keys / f"{done.before}.key").read_text() == before
    assert keys.load_or_make(home).public == done.key
    assert carrying.take(home, carried, WORDS).before == ""


def test_a_key_that_cannot_be_read_any_more_is_replaced_and_kept(team, carried):
    home = team["bao"].folders
    (home.keys / keys.FILE).write_text("damaged")
    done = carrying.take(home, carried, WORDS)
    assert keys.load_or_make(home).public == team["aisha"].author.key
    assert (home.keys / f"{done.before}.key").read_text() == "damaged"


class Drawer:
    """A keyring in memory."""

    def __init__(self):
        self.kept = {}
        self.full = False

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if not self.full:
            self.kept[service, username] = password


def test_a_keyring_keeps_both_keys_or_the_old_one(tmp_path):
    home, drawer = paths.folders(tmp_path), Drawer()
    find = lambda _: drawer  # noqa: E731
    old = keys.load_or_make(home, find_vault=find)
    text = keys.text_of(seal.identity_of(b"\1" * 32), "01" * 32)
    drawer.full = True
    with pytest.raises(HubDeskError):
        keys.replace(home, text, find_vault=find)
    assert keys.load_or_make(home, find_vault=find).public == old.public
    drawer.full = False
    keys.replace(home, text, find_vault=find)
    assert keys.load_or_make(home, find_vault=find).public == seal.public_of("01" * 32)
    assert any(old.identity in kept for kept in drawer.kept.values())
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert old.identity.encode() not in on_disk and b"01" * 32 not in on_disk


GOOD = {"age": seal.identity_of(b"\1" * 32), "ed25519": "01" * 32, "format": files.FORMAT, "name": "A", "version": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": True},
        {"version": 2},
        {"age": "AGE-SECRET-KEY-1"},
        {"ed25519": "01"},
        {"name": "a\nb"},
        {"more": 1},
        {"name": None},
    ],
)
def test_hostile_content_is_refused(change):
    with pytest.raises(Refused):
        files.parsed(facts.canonical(GOOD | change))
    assert files.parsed(facts.canonical(GOOD)).public == seal.public_of("01" * 32)


@pytest.mark.parametrize("content", [b"", b"hubdesk-key-v1 ", b"hubdesk-key-v1 " + b"0" * 32 + b"\nx", b"x" * 9999])
def test_what_is_no_key_file_is_refused(team, content):
    file = team.folder / "bad.hubsecret"
    file.write_bytes(content)
    _refused(team, file, WORDS)


def test_wrong_words_packages_and_flipped_bits_are_refused(team, event, carried):
    _refused(team, carried, "five other words that fail")
    kit = team.kit(event)
    _refused(team, kit.path, kit.words)
    whole = carried.read_bytes()
    for at in (0, 60, len(whole) - 1):
        carried.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        _refused(team, carried, WORDS)
    with pytest.raises(Usage):
        carrying.export(team["aisha"], team.folder / "x.hubsecret", passphrase_words="short")


def _refused(team, file, words):
    home = team["bao"].folders
    before = {path.name: path.read_bytes() for path in home.keys.iterdir()}
    with pytest.raises(Refused):
        carrying.take(home, file, words)
    assert {path.name: path.read_bytes() for path in home.keys.iterdir()} == before
