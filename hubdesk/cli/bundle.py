"""`hubdesk bundle`: files that laptops hand to each other."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from hubdesk.cli import merges
from hubdesk.cli.context import Answer, Context, secret, told, visible
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.cli.streams import on_disk
from hubdesk.errors import Refused
from hubdesk.i18n import count, say

if TYPE_CHECKING:
    from hubdesk.desk.cards import Card
    from hubdesk.desk.merging import Absorbed

#: Said of files whose lines are here and hidden, because the merge that brought them was taken back.
EARLIER = say(
    "Lines of these files were merged before and taken back: they stay put away until you bring them in again."
)


def add(nouns: Nouns) -> None:
    """Add the noun."""
    told = (
        "files between laptops: write, inspect, verify, absorb, waiting, accept, refuse, merges, take-back, bring-back"
    )
    verbs = noun(nouns, "bundle", told)
    made = verb(
        verbs, "write", _write, "Write a file.", example="bundle write --event Evening --for team --out team.hubbundle"
    )
    event_argument(made)
    made.add_argument("--for", required=True, choices=("team", "upload"), dest="use", help="who is to get it")
    made.add_argument("--out", required=True, metavar="FILE", help="the file to write")
    made.add_argument(
        "--to", action="append", default=[], metavar="CARD.hubkey", help="a card, or the name of one that is kept here"
    )
    made.add_argument("--plain", action="store_true", help="anyone who finds the stick can read it")
    made.add_argument("--since", metavar="BUNDLE", help="the receiver's last file: leave out what it proves is there")
    program_language(made)
    for name, run, text in (
        ("inspect", _inspect, "Say what a file is; nothing is taken in."),
        ("verify", _verify, "Check every byte of a file."),
    ):
        looked = verb(verbs, name, run, text, example=f"bundle {name} team.hubbundle")
        looked.add_argument("file", metavar="FILE")
        looked.add_argument("--passphrase-file", metavar="F", help="the words of an event package")
        program_language(looked)
    taken = verb(verbs, "absorb", _absorb, "Merge files.", example="bundle absorb a.hubbundle b.hubbundle --dry-run")
    taken.add_argument("files", nargs="+", metavar="FILE")
    taken.add_argument("--trust", action="store_true", help="accept laptops that are not known yet")
    taken.add_argument("--dry-run", action="store_true", help="count, change nothing")
    program_language(taken)
    merges.add(verbs)
    listed = verb(verbs, "waiting", _waiting, "Read the work of unknown laptops.", example="bundle waiting")
    program_language(listed)
    for name, run, text in (
        ("accept", _accept, "Accept the laptops of a waiting file, after comparing six words by voice."),
        ("refuse", _refuse, "Throw away what waits in a file; the file it came in stays."),
    ):
        answered = verb(verbs, name, run, text, example=f"bundle {name} 4f1c")
        answered.add_argument("id", metavar="ID", help="as `bundle waiting` shows it, or its unique beginning")
        program_language(answered)


def _write(context: Context) -> Answer:
    from hubdesk.desk import exchange

    o = context.options
    out = on_disk(context)
    done = exchange.write_bundle(
        context.desk,
        event_of(context),
        o.use,
        out,
        to=[_card(context, card) for card in o.to],
        plain=o.plain,
        since=Path(o.since) if o.since else None,
        language=context.language,
    )
    notes = [say("Read back and found whole: the stick can be taken out safely.")]
    if not done.readers:
        notes.append(say("Anyone who finds this file can read it."))
    if done.held_back:
        notes.append(
            count(
                done.held_back,
                "{n} note stays with the team until its question about publishing is answered.",
                "{n} notes stay with the team until their questions about publishing are answered.",
            )
        )
    data = {
        "path": str(done.path),
        "facts": done.facts,
        "size": done.size,
        "can_open": list(done.readers),
        "held_back": done.held_back,
    }
    return Answer(data=data, lines=[str(done.path)], notes=notes)


def _card(context: Context, given: str) -> "Path | Card":
    """Return the card of that name which is kept here, else the file."""
    from hubdesk.desk import cards

    named = [one.card for one in cards.kept(context.desk) if one.card.name == given]
    return named[0] if len(named) == 1 and not Path(given).exists() else Path(given)


def _inspect(context: Context) -> Answer:
    from hubdesk.desk import merging

    found = merging.inspect(context.desk, Path(context.options.file), secret(context.options.passphrase_file))
    data = asdict(found) | {"path": str(found.path), "books": [list(pair) for pair in found.books]}
    return Answer(data=data, lines=told(data))


def _verify(context: Context) -> Answer:
    from hubdesk.desk import merging

    facts = merging.verify(context.desk, Path(context.options.file), secret(context.options.passphrase_file))
    good = say("Every byte and every signature is right.")
    return Answer(data={"facts": facts, "good": True}, lines=[str(facts)], notes=[good])


def _absorb(context: Context) -> Answer:
    from hubdesk.desk import merging

    o = context.options
    files = [Path(file) for file in o.files]
    empty = {"new": 0, "same": 0, "two_versions": 0, "quarantined": 0}
    try:
        done = merging.absorb(context.desk, files, trust=o.trust, dry_run=o.dry_run)
    except Refused as refused:
        name = str(refused.file) if refused.file else ", ".join(o.files)
        refusal = {"file": name, "reason": context.tell(refused.what, isolated=False)}
        if refused.file and len(files) > 1:
            context.say(say("File: {path}", path=name))
        for sentence in (refused.what, refused.safe, refused.next):
            context.say(sentence)
        return Answer(data=empty | {"refused": [refusal]}, code=refused.exit_code)
    return _merged(context, done)


def _merged(context: Context, done: "Absorbed") -> Answer:
    data = {
        "new": done.new,
        "same": done.same,
        "two_versions": done.two_versions,
        "quarantined": done.quarantined,
        "refused": [],
        "events": list(done.events),
        "taken_back": list(done.taken_back),
    }
    told = [
        count(done.new, "{n} new", "{n} new"),
        count(done.same, "{n} already here", "{n} already here"),
        count(done.two_versions, "{n} in two versions", "{n} in two versions"),
        count(done.quarantined, "{n} waiting from unknown laptops", "{n} waiting from unknown laptops"),
    ]
    notes = [EARLIER] if done.taken_back else []
    if done.ahead:
        notes.append(say("A clock of that laptop is far ahead of this one."))
    return Answer(data=data, lines=[context.tell(line, isolated=False) for line in told], notes=notes)


def _waiting(context: Context) -> Answer:
    from hubdesk.desk import merging, strangers

    found = [strangers.read(context.desk, work.sha256) for work in merging.waiting(context.desk)]
    lines = []
    for one in found:
        lines.append(f"{one.sha256[:12]}  {one.at[:16]}  {visible(one.title) or one.event[:8]}  {one.laptop}")
        lines += [f"  {visible(each.name) or each.key[:8]}: {each.words}" for each in one.strangers]
        for number in (
            count(len(one.notes), "{n} note", "{n} notes"),
            count(len(one.statements), "{n} statement", "{n} statements"),
            count(one.people, "{n} person", "{n} people"),
            count(one.others, "{n} other record", "{n} other records"),
        ):
            lines.append(f"  {context.tell(number, isolated=False)}")
        lines += [f"  - {visible(text)}" for text in (*one.notes, *one.statements)]
    return Answer(data={"waiting": [asdict(one) for one in found]}, lines=lines)


def _accept(context: Context) -> Answer:
    from hubdesk.desk import strangers

    return _merged(context, strangers.accept(context.desk, context.options.id))


def _refuse(context: Context) -> Answer:
    from hubdesk.desk import strangers

    sha256 = strangers.refuse(context.desk, context.options.id)
    return Answer(data={"id": sha256}, lines=[sha256])
