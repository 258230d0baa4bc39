"""`hubdesk key`: who this laptop is to others."""

from functools import partial
from pathlib import Path

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.cli.streams import passed_on, streamed


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "key", "this laptop's key: show, card, trust")
    program_language(verb(verbs, "show", _show, "Show the public key and its six words.", example="key show"))
    made = verb(verbs, "card", _card, "Write the recipient card of this laptop.", example="key card --out me.hubkey")
    made.add_argument("--out", required=True, metavar="FILE.hubkey")
    program_language(made)
    trusted = verb(verbs, "trust", _trust, "Trust the holder of a card.", example="key trust hub.hubkey")
    trusted.add_argument("file", metavar="FILE.hubkey")
    program_language(trusted)


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
