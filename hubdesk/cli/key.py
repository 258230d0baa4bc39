"""`hubdesk key`: who this laptop is to others, and who belongs to a team."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubdesk.cli.context import Answer, Context, secret
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.cli.streams import passed_on, streamed
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say

if TYPE_CHECKING:
    from hubdesk.desk.cards import Kept
    from hubdesk.desk.expelling import Laptop


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(
        nouns, "key", "keys and teams: show, card, load, trust, cards, remove, team, expel, readmit, export, import"
    )
    program_language(verb(verbs, "show", _show, "Show the public key and its six words.", example="key show"))
    made = verb(verbs, "card", _card, "Write the recipient card of this laptop.", example="key card --out me.hubkey")
    made.add_argument("--out", required=True, metavar="FILE.hubkey", help="where to write the card")
    program_language(made)
    for name, trust, text in (
        ("load", False, "Keep a card, to seal upload files for its holder."),
        ("trust", True, "Keep a card, and take in the work of its holder without asking."),
    ):
        kept = verb(verbs, name, partial(_keep, trust=trust), text, example=f"key {name} hub.hubkey")
        kept.add_argument("file", metavar="FILE.hubkey")
        program_language(kept)
    program_language(verb(verbs, "cards", _cards, "List the cards that are kept here.", example="key cards"))
    removed = verb(verbs, "remove", _remove, "Put a card away.", example="key remove 'Regional hub'")
    removed.add_argument("card", metavar="CARD", help="its name, or the beginning of its key")
    program_language(removed)
    _add_team(verbs)
    example = "key export me.hubsecret"
    carried = verb(
        verbs, "export", _export, "Write your own key into a locked file, for another laptop.", example=example
    )
    carried.add_argument("file", metavar="FILE.hubsecret")
    carried.add_argument("--passphrase-file", metavar="F", help="words of one's own; else five are chosen and printed")
    program_language(carried)
    example = "key import me.hubsecret --passphrase-file words.txt"
    taken = verb(verbs, "import", _import, "Use your key of another laptop on this one.", example=example)
    taken.add_argument("file", metavar="FILE.hubsecret")
    taken.add_argument("--passphrase-file", metavar="F", help="the words that open the file")
    program_language(taken)


def _add_team(verbs: Nouns) -> None:
    listed = verb(verbs, "team", _team, "List the laptops of a team.", example="key team Evening")
    listed.add_argument("event")
    program_language(listed)
    for name, act, text in (
        ("expel", _expel, "Take a laptop out of the team of an event."),
        ("readmit", _readmit, "Take a laptop into the team again."),
    ):
        decided = verb(verbs, name, act, text, example=f"key {name} Birk --event Evening")
        decided.add_argument("laptop", metavar="LAPTOP", help="its name, or the beginning of its key")
        decided.add_argument("--event", required=True, help="the event whose team it is")
        program_language(decided)


def _show(context: Context) -> Answer:
    from hubdesk.desk import exchange

    author = context.desk.author
    spoken = exchange.spoken_words(context.desk)
    data = {"key": author.key, "recipient": author.recipient, "name": author.name, "laptop": author.laptop}
    return Answer(data=data | {"words": spoken}, lines=[author.key, author.recipient, spoken])


def _card(context: Context) -> Answer:
    from hubdesk.desk import cards

    if streamed(context):
        _, content = passed_on(partial(cards.write, context.desk))
        return Answer(data={}, content=content)
    out = Path(context.options.out)
    if out.suffix.casefold() == ".pdf":
        path = cards.paper(context.desk, out, language=context.language)
    else:
        path = cards.write(context.desk, out)
    return Answer(data={"path": str(path)}, lines=[str(path)])


def _keep(context: Context, *, trust: bool) -> Answer:
    from hubdesk.desk import cards

    found = cards.look(context.desk, Path(context.options.file))
    cards.keep(context.desk, found.card, trust=trust)
    return Answer(data=_told(found) | {"trusted": trust}, lines=[found.card.name, found.words])


def _cards(context: Context) -> Answer:
    from hubdesk.desk import cards

    found = cards.kept(context.desk)
    lines = [f"{one.card.key[:12]}  {one.card.name}  {one.words}{'  *' if one.trusted else ''}" for one in found]
    return Answer(data={"cards": [_told(one) for one in found]}, lines=lines)


def _remove(context: Context) -> Answer:
    from hubdesk.desk import cards

    found = cards.meant(context.desk, context.options.card)
    cards.remove(context.desk, found.card.key)
    return Answer(data=_told(found), lines=[found.card.name])


def _told(found: "Kept") -> dict[str, Any]:
    one = found.card
    return {
        "name": one.name,
        "key": one.key,
        "recipient": one.recipient,
        "words": found.words,
        "trusted": found.trusted,
    }


def _team(context: Context) -> Answer:
    from hubdesk.desk import expelling
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event)
    found = expelling.team(context.desk, event.id)
    lines = [f"{one.key[:12]}  {one.state}  {one.name}  {one.words}" for one in found]
    return Answer(data={"laptops": [_laptop(one) for one in found]}, lines=lines)


def _expel(context: Context) -> Answer:
    from hubdesk.desk import expelling
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event)
    found = expelling.meant(context.desk, event.id, context.options.laptop)
    expelling.expel(context.desk, event.id, found.key)
    return _decided(context, event.id, found, [*expelling.CONSEQUENCES])


def _readmit(context: Context) -> Answer:
    from hubdesk.desk import expelling
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event)
    found = expelling.meant(context.desk, event.id, context.options.laptop)
    expelling.readmit(context.desk, event.id, found.key)
    return _decided(context, event.id, found, [])


def _decided(context: Context, event: str, found: "Laptop", notes: list[Sentence]) -> Answer:
    from hubdesk.desk import expelling

    now = expelling.meant(context.desk, event, found.key)
    return Answer(data=_laptop(now), lines=[f"{now.state}  {now.name}"], notes=notes)


def _laptop(found: "Laptop") -> dict[str, Any]:
    return {"key": found.key, "name": found.name, "words": found.words, "own": found.own, "state": found.state}


def _export(context: Context) -> Answer:
    from hubdesk.desk import carrying

    o = context.options
    words = secret(o.passphrase_file)
    done = carrying.export(context.desk, Path(o.file), passphrase_words=words, language=context.language)
    lines = [] if words else [done.words]
    data = {"path": str(done.path)} | ({} if words else {"words": done.words})
    return Answer(data=data, lines=lines, notes=[say("Who has the file and its words can write as you.")])


def _import(context: Context) -> Answer:
    from hubdesk.desk import carrying

    words = secret(context.options.passphrase_file)
    if not words:
        raise Usage(
            say("A file that carries a key opens with its words."),
            next=say("Write them into a file and name it with --passphrase-file."),
        )
    done = carrying.take(context.folders, Path(context.options.file), words)
    data = {"key": done.key, "name": done.name, "words": done.words, "before": done.before}
    notes = [say("The key used until now is kept aside: {name}", name=done.before)] if done.before else []
    return Answer(data=data, lines=[done.key, done.words], notes=notes)
