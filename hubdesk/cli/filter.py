"""`hubdesk filter`: filters of the notes under a name."""

from dataclasses import asdict

from hubdesk.cli.context import Answer, Context
from hubdesk.cli.event import event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say

#: What a filter lets through, {option: what it is for}.
_WANTED = {
    "section": "tagged to this place",
    "kind": "of this kind of feedback",
    "form": "question, comment, response, decision or action",
    "reader": "who may read it",
    "keyword": "with this keyword",
    "search": "words in it, in any case and script form",
    "note-language": "written in this language, as uk",
}


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "filter", "kept filters: keep, list, remove")
    made = verb(verbs, "keep", _keep, "Keep a filter.", example="filter keep 'Money' --event Evening --section 3.2")
    made.add_argument("name")
    event_argument(made)
    for name, what in _WANTED.items():
        made.add_argument(f"--{name}", default=None if name == "kind" else "", help=what)
    made.add_argument("--to-sort", action="store_true", help="what waits to be sorted")
    made.add_argument("--follow-up", action="store_true", help="marked to be followed up")
    made.add_argument("--order", default="said", help="what the notes are sorted by")
    made.add_argument("--backwards", action="store_true", help="the last one first")
    program_language(made)
    listed = verb(verbs, "list", _list, "List kept filters.", example="filter list --event Evening")
    event_argument(listed)
    program_language(listed)
    gone = verb(verbs, "remove", _remove, "Forget a filter.", example="filter remove Money --event Evening")
    gone.add_argument("name")
    event_argument(gone)
    program_language(gone)


def _keep(context: Context) -> Answer:
    from hubdesk.desk import kept_filters
    from hubdesk.desk.feedback import Filter
    from hubdesk.desk.section_index import index

    o, event = context.options, event_of(context)
    section = index(context.desk, event).resolve(o.section.lstrip("/§")) if o.section else ""
    if section is None:
        raise Usage(say("There is no section called {name}.", name=o.section), next=say("Give its number."))
    wanted = Filter(
        section=section,
        kind=o.kind,
        form=o.form,
        to_sort=o.to_sort,
        text=o.search,
        visibility=o.reader,
        language=o.note_language,
        keyword=o.keyword.lstrip("#"),
        follow_up=o.follow_up,
    )
    made = kept_filters.keep(context.desk, event, o.name, wanted, order=o.order, backwards=o.backwards)
    return Answer(data={"id": made}, lines=[made])


def _list(context: Context) -> Answer:
    from hubdesk.desk import kept_filters

    found = kept_filters.of_event(context.desk, event_of(context))
    data = [{**asdict(kept), "wanted": asdict(kept.wanted)} for kept in found]
    return Answer(data={"filters": data}, lines=[f"{kept.id}  {kept.name}" for kept in found])


def _remove(context: Context) -> Answer:
    from hubdesk.desk import kept_filters
    from hubdesk.model.records import KeptFilter

    found = context.desk.read.resolve(KeptFilter, context.options.name, event=event_of(context))
    kept_filters.remove(context.desk, found.id)
    return Answer(data={"id": found.id})
