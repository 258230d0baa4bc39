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
    find_vault: "Callable[[Folders], Vault | None] | None" = None,
    random: Callable[[int], bytes] = os.urandom,
) -> Keys:
    """Return the author's keys, made on first use; nothing is ever asked.

    Raises HubDeskError when they were made and cannot be read now (a locked keyring, a damaged file): making others
    would turn the same person into a stranger for all the others.
    """
    file, place = folders.keys / FILE, folders.keys / PLACE
    if file.exists():
        return _read(_text(file), "file")
    find = find_vault or system_vault
    if place.exists():
        kept = _fetch(find(folders), _user(folders))
        if not kept:
            raise _locked()
        return _read(kept, "keyring")
    secrets = {"age": seal.identity_of(random(32)), "ed25519": random(32).hex(), "format": _FORMAT}
    made = facts.canonical(secrets).decode()
    try:
        folders.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _hand_over(find(folders), _user(folders), made):
            _write(place, "keyring\n")
            return _read(made, "keyring")
        _write(file, made + "\n")
    except OSError as error:
        raise _unwritable() from error
    return _read(_text(file), "file")


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


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner can read; where another start was faster, its file stays."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    try:
        with open(number, "w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
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
