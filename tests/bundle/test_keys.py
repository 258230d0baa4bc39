"""Keys are made once, asked for never, and lost to nobody else."""

import json
import os
import stat
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked

from hubdesk.bundle import card, keys, seal
from hubdesk.errors import HubDeskError, Refused
from hubdesk.paths import Folders, folders
from tests.bundle.logs import AICHA

RECIPIENT = seal.recipient_of(seal.identity_of(bytes([1]) * 32))


class Drawer:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password


def place(tmp_path: Path) -> Folders:
    return folders(tmp_path)


def test_the_same_keys_at_every_start(tmp_path: Path) -> None:
    first, second = keys.load_or_make(place(tmp_path)), keys.load_or_make(place(tmp_path))
    assert (first.public, first.recipient, first.identity) == (second.public, second.recipient, second.identity)
    assert first.place == "file"
    assert seal.verify(second.public, b"message", first.sign(b"message"))
    assert seal.recipient_of(first.identity) == first.recipient
    assert first.identity not in repr(first)


def test_other_folders_other_authors(tmp_path: Path) -> None:
    made = {keys.load_or_make(place(tmp_path / name)).public for name in "abc"}
    assert len(made) == 3


@pytest.mark.skipif(os.name != "posix", reason="needs permissions")
def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        keys.load_or_make(place(tmp_path))
    finally:
        os.umask(old)
    file = place(tmp_path).keys / keys.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == [keys.FILE]
    file.chmod(0o644)
    keys.load_or_make(place(tmp_path))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_portable_folder_asks_no_keyring(tmp_path: Path) -> None:
    assert keys.system_vault(place(tmp_path)) is None


@pytest.mark.skipif(sys.platform != "linux", reason="there the keyring is a service on the session bus")
@pytest.mark.parametrize("bus", ["", "unix:path=/nowhere/at/all", "no address"])
def test_without_a_service_that_answers_the_keys_lie_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bus: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    installed = replace(place(tmp_path / "data"), config=tmp_path / "config")
    assert keys.system_vault(installed) is None
    assert keys.load_or_make(installed).place == "file"


def test_a_computer_without_a_keyring_uses_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    own = Folders(tmp_path / "data", tmp_path / "config")
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert keys.system_vault(own) is None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
        assert keys.system_vault(own) is None
        assert keys.load_or_make(own).place == "file"


def test_keys_in_a_keyring_leave_no_secret_on_the_disk(tmp_path: Path) -> None:
    drawer = Drawer()
    first = keys.load_or_make(place(tmp_path), find_vault=lambda _: drawer)
    assert first.place == "keyring"
    secret = json.loads(next(iter(drawer.kept.values())))
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not any(value.encode() in on_disk for value in (secret["age"], secret["ed25519"]))
    again = keys.load_or_make(place(tmp_path), find_vault=lambda _: drawer)
    assert again.public == first.public


def test_a_keyring_that_is_closed_later_makes_no_stranger(tmp_path: Path) -> None:
    drawer = Drawer()
    first = keys.load_or_make(place(tmp_path), find_vault=lambda _: drawer)
    drawer.locked = True
    for find in (lambda _: drawer, lambda _: None):
        with pytest.raises(HubDeskError) as trouble:
            keys.load_or_make(place(tmp_path), find_vault=find)
        assert trouble.value.code == "author-key"
    drawer.locked = False
    assert keys.load_or_make(place(tmp_path), find_vault=lambda _: drawer).public == first.public


def test_a_keyring_that_keeps_nothing_is_not_trusted(tmp_path: Path) -> None:
    class Sieve(Drawer):
        def set_password(self, service: str, username: str, password: str) -> None:
            return None

    locked = Drawer()
    locked.locked = True
    for name, drawer in (("a", Sieve()), ("b", locked)):
        made = keys.load_or_make(place(tmp_path / name), find_vault=lambda _, drawer=drawer: drawer)
        assert made.place == "file"
        assert keys.load_or_make(place(tmp_path / name)).public == made.public


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"[1]", b"\xff\xfe", b'{"age":1,"ed25519":2}', b"x" * 9999])
def test_a_damaged_file_is_told_and_kept(content: bytes, tmp_path: Path) -> None:
    keys.load_or_make(place(tmp_path))
    file = place(tmp_path).keys / keys.FILE
    file.write_bytes(content)
    with pytest.raises(HubDeskError) as trouble:
        keys.load_or_make(place(tmp_path))
    assert trouble.value.code == "author-key"
    assert file.read_bytes() == content


def test_two_first_starts_agree_on_one_author(tmp_path: Path) -> None:
    made: list[str] = []
    starts = [threading.Thread(target=lambda: made.append(_public(tmp_path))) for _ in range(8)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert set(made) == {keys.load_or_make(place(tmp_path)).public}
    assert len(made) == 8


def _public(tmp_path: Path) -> str:
    return keys.load_or_make(place(tmp_path)).public


def test_keys_that_cannot_be_kept_are_not_used(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"a file where a folder should be")
    with pytest.raises(HubDeskError) as trouble:
        keys.load_or_make(place(tmp_path))
    assert trouble.value.code == "author-key-write"


# ---- cards ----------------------------------------------------------------------------------------------------------


def test_a_card_says_who_receives(tmp_path: Path) -> None:
    content = card.card_bytes("Regional hub", RECIPIENT, AICHA.key, AICHA.sign)
    assert card.parse_card(content) == card.Card("Regional hub", RECIPIENT, AICHA.key)
    assert card.parse_card(content.strip()) == card.parse_card(content)
    assert len(content) < 600  # a QR code of moderate size
    path = tmp_path / "hub.hubkey"
    card.write_card(path, content)
    assert card.read_card(path).name == "Regional hub"


@pytest.mark.parametrize("name", ["", "  a\nb ", "x" * 500, "a\u202eb", "e\u0301"])
def test_any_name_makes_a_readable_card(name: str) -> None:
    assert card.parse_card(card.card_bytes(name, RECIPIENT, AICHA.key, AICHA.sign)).recipient == RECIPIENT


def test_any_flipped_bit_of_a_card_is_refused() -> None:
    content = card.card_bytes("Hub", RECIPIENT, AICHA.key, AICHA.sign)
    for at in range(len(content)):
        for bit in range(8):
            flipped = content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]
            if at == len(content) - 1:
                continue  # the last line feed may be missing; any other byte there is no JSON
            with pytest.raises(Refused):
                card.parse_card(flipped)


def test_a_card_on_a_stick_is_a_regular_small_file(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(1 << 20))
    for path in (tmp_path, tmp_path / "large"):
        with pytest.raises(Refused):
            card.read_card(path)
    with pytest.raises(HubDeskError):
        card.read_card(tmp_path / "none")
    with pytest.raises(HubDeskError):
        card.write_card(tmp_path / "gone" / "x.hubkey", b"x")
