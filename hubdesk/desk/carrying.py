"""One's own key on another laptop: written into a locked file, taken in from one."""

from dataclasses import dataclass, replace
from pathlib import Path

from hubdesk import settings
from hubdesk.bundle import carrying, keys, passphrase
from hubdesk.desk.desk import Desk
from hubdesk.desk.files import write
from hubdesk.paths import Folders


@dataclass(frozen=True, slots=True)
class Written:
    """A key file, and the words that open it."""

    path: Path
    words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The key that this laptop writes with from its next start on: whose it is, and its six words.

    `before` is the name under which the key used until now is kept aside, "" where it is the same.
    """

    key: str
    name: str
    words: str
    before: str


def export(desk: Desk, out: Path, *, passphrase_words: str | None = None, language: str = "en") -> Written:
    """Write one's own key into a file; without words of one's own five are chosen.

    Who has the file and its words can sign as this person. Raises Usage for words that are too short, HubDeskError
    when the key cannot be read or the file not be written.
    """
    if passphrase_words:
        passphrase.check_strength(passphrase_words)
    chosen = passphrase_words or passphrase.choose(language, desk.store.random)
    secrets = keys.secrets(desk.folders)
    write(out, carrying.sealed(desk.author.name, secrets, chosen, desk.store.random))
    return Written(out, chosen)


def take(folders: Folders, file: Path, words: str) -> Taken:
    """Use the key in a file from the next start on; the key used until now is kept aside.

    The person's name comes along where this laptop has none of its own. It needs no open workspace, so that a key
    that cannot be read any more can be replaced. Raises Refused for wrong words and for what is no key file.
    """
    copy = carrying.opened(file, words)
    before = keys.replace(folders, copy.text)
    place = folders.config / "settings.json"
    kept = settings.load(place)
    if copy.name and not kept.author:
        settings.save(replace(kept, author=copy.name), place)
    return Taken(copy.public, copy.name, passphrase.spoken(copy.public, "en"), before)
