"""`hubdesk key`: who this laptop is to others."""

from functools import partial
from pathlib import Path

from hubdesk.cli.context import Answer, Context, secret
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.cli.streams import passed_on, streamed
from hubdesk.errors import Usage
from hubdesk.i18n import say


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "key", "this laptop's key: show, card, trust, export, import")
    program_language(verb(verbs, "show", _show, "Show the public key and its six words.", example="key show"))
    made = verb(verbs, "card", _card, "Write the recipient card of this laptop.", example="key card --out me.hubkey")
    made.add_argument("--out", required=True, metavar="FILE.hubkey")
    program_language(made)
    trusted = verb(verbs, "trust", _trust, "Trust the holder of a card.", example="key trust hub.hubkey")
    trusted.add_argument("file", metavar="FILE.hubkey")
    program_language(trusted)
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


def _show(context: Context) -> Answer:
    from hubdesk.desk import exchange

    author = context.desk.author
    spoken = exchange.spoken_words(context.desk)
    data = {"key": author.key, "recipient": author.recipient, "name": author.name, "laptop": author.laptop}
    return Answer(data=data | {"words": spoken}, lines=[author.key, author.recipient, spoken])


def _card(context: Context) -> Answer:
    from hubdesk.desk import exchange

    if streamed(context):
        _, content = passed_on(partial(exchange.write_card, context.desk))
        return Answer(data={}, content=content)
    path = exchange.write_card(context.desk, Path(context.options.out))
    return Answer(data={"path": str(path)}, lines=[str(path)])


def _trust(context: Context) -> Answer:
    from hubdesk.desk import exchange

    name = exchange.trust_card(context.desk, Path(context.options.file))
    return Answer(data={"name": name}, lines=[name])


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
