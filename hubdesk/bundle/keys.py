"""Who writes here: one key pair for signing and one for receiving, made on first use without asking anything.

They lie in the keyring of the operating system where that is known and open (Windows Credential Locker, macOS Keychain,
the Secret Service of GNOME, KDE and others), else in a file that only its owner can read. A portable folder keeps them
in itself. Never in the workspace, never on paper.
"""

import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from nacl.signing import SigningKey

from hubdesk.bundle import seal
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model import facts
from hubdesk.paths import Folders

FILE, PLACE = "author.key", "author.place"
_SERVICE = "HubDesk author key"
_FORMAT = "hubdesk-author-key"


class Vault(Protocol):
    """A keyring of the operating system."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret, None where there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""


#: Finds the keyring that a profile may use.
Find = Callable[[Folders], Vault | None]


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one person at one laptop.

    `public` is the Ed25519 key in hex, `sign(message)` gives 64 bytes, `recipient` (`age1…`) is what others seal for,
    `identity` (`AGE-SECRET-KEY-1…`) opens that. `place` is "keyring" or "file".
    """

    public: str
    sign: Callable[[bytes], bytes]
    recipient: str
    identity: str
    place: str

    def __repr__(self) -> str:
        return f"Keys({self.public})"


def load_or_make(
    folders: Folders,
    *,
    find_vault: Find | None = None,
    random: Callable[[int], bytes] = os.urandom,
) -> Keys:
    """Return the author's keys, made on first use; nothing is ever asked.

    Raises HubDeskError when they were made and cannot be read now (a locked keyring, a damaged file): making others
    would turn the same person into a stranger for all the others.
    """
    file, place = folders.keys / FILE, folders.keys / PLACE
    find = find_vault or system_vault
    if file.exists() or place.exists():
        return _read(*_kept(folders, find))
    made = text_of(seal.identity_of(random(32)), random(32).hex())
    try:
        folders.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _hand_over(find(folders), _user(folders), made):
            _write(place, "keyring\n")
            return _read(made, "keyring")
        _write(file, made + "\n")
    except OSError as error:
        raise _unwritable() from error
    return _read(_text(file), "file")


def text_of(identity: str, seed: str) -> str:
    """Return secret keys as they are kept: canonical JSON; `seed` is the Ed25519 seed in hex."""
    return facts.canonical({"age": identity, "ed25519": seed, "format": _FORMAT}).decode()


def secrets(folders: Folders, *, find_vault: Find | None = None) -> tuple[str, str]:
    """Return (age identity, Ed25519 seed in hex) of the author's keys, to be carried elsewhere; as `load_or_make`."""
    load_or_make(folders, find_vault=find_vault)
    text, place = _kept(folders, find_vault or system_vault)
    identity: str = _read(text, place).identity
    return identity, str(json.loads(text)["ed25519"])


def replace(folders: Folders, made: str, *, find_vault: Find | None = None) -> str:
    """Use other keys (as `text_of` gives them) from the next start on; return the name under which the old are kept.

    "" where there were none, or the same. They stay where they were, in the keyring or in a file beside. Raises
    HubDeskError when the old cannot be kept or the new not be saved; then the old hold.
    """
    file, place, find = folders.keys / FILE, folders.keys / PLACE, find_vault or system_vault
    try:
        folders.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists() and not place.exists():
            vault = find(folders)
            where = (place, "keyring\n") if _hand_over(vault, _user(folders), made) else (file, made + "\n")
            _write(*where)
            return ""
        old, kind = _kept(folders, find)
        if old.strip() == made:
            return ""
        aside = f"author-{facts.leaf(old.encode()).hex()[:8]}"
        if kind == "file":
            _write(file.with_name(f"{aside}.key"), old)
            _write(file, made + "\n", over=True)
        elif not all(_hand_over(find(folders), *entry) for entry in _swapped(_user(folders), aside, old, made)):
            raise _unwritable()
    except OSError as error:
        raise _unwritable() from error
    return aside


def _swapped(user: str, aside: str, old: str, made: str) -> tuple[tuple[str, str], ...]:
    """Return what the keyring gets, in order: the old keys under another name, then the new ones."""
    return (f"{user}-{aside}", old), (user, made)


def _kept(folders: Folders, find: Find) -> tuple[str, str]:
    """Return (secret keys as they are kept, "file" or "keyring"); HubDeskError when they cannot be reached."""
    file = folders.keys / FILE
    if file.exists():
        return _text(file), "file"
    found = _fetch(find(folders), _user(folders))
    if not found:
        raise _locked()
    return found, "keyring"


def system_vault(folders: Folders) -> Vault | None:
    """Return this computer's keyring where it is known to be safe and open now; None for a portable folder.

    Only named backends count: never a plain-text one, never one that was configured from outside. A locked Secret
    Service is passed over, for it would ask for a password.
    """
    if folders.config.is_relative_to(folders.data) and folders.config != folders.data:
        return None
    try:
        if sys.platform == "win32":
            from keyring.backends.Windows import WinVaultKeyring

            return _viable(WinVaultKeyring)
        if sys.platform == "darwin":
            from keyring.backends.macOS import Keyring

            return _viable(Keyring)
        return _secret_service()
    except (ImportError, RuntimeError, OSError):
        return None


def _viable(backend: type) -> Vault | None:
    vault: Vault | None = backend() if getattr(backend, "viable", False) else None
    return vault


def _secret_service() -> Vault | None:
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    import secretstorage
    from keyring.backends.SecretService import Keyring

    try:
        with closing(secretstorage.dbus_init()) as connection:
            if not secretstorage.check_service_availability(connection):
                return None
            if secretstorage.get_collection_by_alias(connection, "default").is_locked():
                return None
    except (secretstorage.SecretStorageException, AttributeError):
        return None
    return _viable(Keyring)


def _fetch(vault: Vault | None, user: str) -> str:
    if vault is None:
        return ""
    from keyring.errors import KeyringError

    try:
        return vault.get_password(_SERVICE, user) or ""
    except KeyringError:
        return ""


def _hand_over(vault: Vault | None, user: str, made: str) -> bool:
    """Put a secret into a keyring and tell whether it can be read there again."""
    if vault is None:
        return False
    from keyring.errors import KeyringError

    try:
        vault.set_password(_SERVICE, user, made)
    except KeyringError:
        return False
    return _fetch(vault, user) == made


def _user(folders: Folders) -> str:
    """Return the name of the entry: profiles with other folders are other authors."""
    return facts.leaf(os.fsencode(folders.keys.absolute())).hex()[:16]


def _text(file: Path) -> str:
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(0o600)
        with file.open("rb") as opened:
            return opened.read(4096).decode("utf-8", "replace")
    except OSError as error:
        raise _locked() from error


def _write(file: Path, text: str, *, over: bool = False) -> None:
    """Write a file that only its owner can read; where another start was faster, its file stays, or not (`over`)."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    try:
        with open(number, "w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        if over:
            os.replace(name, file)
            return
        try:
            os.link(name, file)
        except FileExistsError:
            return
        except OSError:  # a stick without links
            if not file.exists():
                os.replace(name, file)
    finally:
        with suppress(OSError):
            os.unlink(name)


def _read(text: str, place: str) -> Keys:
    try:
        found = json.loads(text)
        identity, seed = found["age"], bytes.fromhex(found["ed25519"])
        key = SigningKey(seed)
        recipient = seal.recipient_of(identity)
    except (ValueError, KeyError, TypeError, seal.IdentityError) as error:
        raise _locked() from error
    return Keys(key.verify_key.encode().hex(), lambda m: key.sign(m).signature, recipient, identity, place)


def _locked() -> HubDeskError:
    return HubDeskError(
        say("Your key cannot be read, so nothing can be signed as you."),
        safe=say("Your events and notes are safe in the workspace."),
        next=say("Log in to this computer again so that its keyring opens, or put back the folder of your keys."),
        code="author-key",
    )


def _unwritable() -> HubDeskError:
    return HubDeskError(
        say("Your key could not be saved on this computer."),
        safe=say("Nothing was changed."),
        next=say("Free some disk space, or start HubDesk with a folder that you may write to."),
        code="author-key-write",
    )
