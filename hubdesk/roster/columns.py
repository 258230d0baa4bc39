"""What each column of a list means: by its head, by a person's choice, or by the pattern of its cells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.likeness import fold_name
from hubdesk.model.roster import FIELDS, Column, Columns
from hubdesk.roster.cells import is_date, is_email, is_handle, is_phone, is_username, is_words, user_page
from hubdesk.roster.header import is_hxl
from hubdesk.roster.states import says_no, says_yes, status
from hubdesk.roster.words import Meaning, meaning, plain

#: Rows whose cells are looked at.
_SAMPLE = 300
_NAMES = ("name", "given", "family", "username")
#: Fields for which several columns count even where their heads only contain the word.
_SEVERAL = ("consent", "note")
#: Heads that mean a name or a user name, as the other columns say.
_TWOFOLD = ("имя участника", "имя участницы", "ім'я учасника")
_TICKS = frozenset({"0", "1", "true", "false"})
Sample = Mapping[int, Sequence[str]]


def find_columns(
    head: Sequence[str], rows: Iterable[Sequence[str]], mapping: Mapping[str, str] | None = None
) -> Columns:
    """Return the meaning of every column; `mapping` is {head or number from 1: field or ""} chosen by a person.

    Raises Usage for a column that is not there and for an unknown field.
    """
    sample = _sampled(rows, len(head))
    chosen = _chosen(head, len(sample), mapping or {})
    columns = [Column(index, head[index].strip() if index < len(head) else "") for index in sample]
    columns, rank = _by_words(columns, sample, chosen)
    columns = _by_cells(columns, sample, chosen)
    columns = _complemented(columns, sample)
    columns.sort(key=lambda each: (-rank.get(each.index, 0), each.index))
    return Columns(tuple(columns))


def _sampled(rows: Iterable[Sequence[str]], width: int) -> dict[int, list[str]]:
    """Return {column: some cells that are not empty}."""
    sample: dict[int, list[str]] = {index: [] for index in range(width)}
    for number, row in enumerate(rows):
        if number >= _SAMPLE:
            break
        if is_hxl(row):
            continue
        for index, cell in enumerate(row):
            cells = sample.setdefault(index, [])
            if cell.strip():
                cells.append(cell)
    return sample


def _chosen(head: Sequence[str], width: int, mapping: Mapping[str, str]) -> dict[int, str]:
    chosen: dict[int, str] = {}
    for column, field in mapping.items():
        if field not in (*FIELDS, "", "other"):
            raise Usage(
                say("A column cannot mean {field}.", field=field),
                next=say("Choose one of: {fields}.", fields=", ".join(FIELDS)),
                code="field-unknown",
            )
        places = [index for index, cell in enumerate(head) if plain(cell) == plain(column) and cell.strip()]
        if not places and column.isdecimal() and 0 < int(column[:6]) <= width:
            places = [int(column[:6]) - 1]
        if not places:
            raise Usage(
                say("This list has no column {column}.", column=column),
                next=say("Name a column as it stands in the list, or by its number."),
                code="column-unknown",
            )
        chosen |= dict.fromkeys(places, "" if field == "other" else field)
    return chosen


def _by_words(columns: list[Column], sample: Sample, chosen: Mapping[int, str]) -> tuple[list[Column], dict[int, int]]:
    """Give columns the meaning of their heads; a head that only contains a word counts where no other says it whole."""
    meanings = {each.index: meaning(each.header) for each in columns if each.index not in chosen}
    sure = {each.field for each in meanings.values() if each.sure} | set(chosen.values())
    rank: dict[int, int] = {}
    found = []
    for column in columns:
        if column.index in chosen:
            found.append(replace(column, field=chosen[column.index], how="chosen"))
            rank[column.index] = 10_000
            continue
        field = _fitting(meanings[column.index], column, sample[column.index], sure)
        if field:
            rank[column.index] = meanings[column.index].length + 500 * meanings[column.index].sure
            sure |= set() if meanings[column.index].sure else {field}
        found.append(replace(column, field=field, how="word" if field else ""))
    return found, rank


def _fitting(found: Meaning, column: Column, cells: Sequence[str], sure: set[str]) -> str:
    """Return the field of a head, "" where the cells or a better column speak against it."""
    if found.field in ("", "other") or (not found.sure and found.field in sure and found.field not in _SEVERAL):
        return ""
    if found.field == "status" and column.header.startswith("_"):
        return ""
    if "/" in column.header and cells and all(cell.strip().casefold() in _TICKS for cell in cells):
        return ""
    if not found.sure and found.field == "status" and _mostly(cells, lambda cell: says_yes(cell) or says_no(cell), 0.5):
        return ""
    if not found.sure and found.field == "username":
        return "" if _mostly(cells, _is_answer, 0.5) else "username"
    if not found.sure and found.field in _NAMES and (sure & set(_NAMES) or not _mostly(cells, is_words, 0.5)):
        return ""
    if not found.sure and found.field == "email" and not _mostly(cells, lambda cell: "@" in cell, 0.3):
        return ""
    if found.field in ("given", "family", "patronymic") and cells and _mostly(cells, is_email, 0.5):
        return ""
    return found.field


def _is_answer(cell: str) -> bool:
    """Whether a cell answers a question with yes, no or a sentence."""
    return says_no(cell) or len(cell) > 85 or (says_yes(cell) and not any(map(str.isdecimal, cell)))


def _by_cells(columns: list[Column], sample: Sample, chosen: Mapping[int, str]) -> list[Column]:
    """Give columns without a meaning that of their cells, one for each pattern, and one to hold the names."""
    taken = {each.field for each in columns}
    patterns: tuple[tuple[str, Callable[[str], bool], float], ...] = (
        ("email", is_email, 0.6),
        ("username", lambda cell: is_handle(cell) or bool(user_page(cell)), 0.6),
        ("phone", is_phone, 0.7),
        ("created", is_date, 0.9),
        ("status", lambda cell: bool(status(cell)) and not (says_yes(cell) or says_no(cell)), 0.8),
    )
    for field, fits, share in patterns:
        for place, column in enumerate(columns):
            free = not column.field and column.index not in chosen and not meaning(column.header).sure
            if field not in taken and free and _mostly(sample[column.index], fits, share):
                columns[place] = replace(column, field=field, how="cells")
                taken.add(field)
    if not taken & set(_NAMES):
        _name_by_cells(columns, sample, chosen)
    return columns


def _name_by_cells(columns: list[Column], sample: Sample, chosen: Mapping[int, str]) -> None:
    """Take the first column of different words for the names."""
    for place, column in enumerate(columns):
        cells = sample[column.index]
        free = not column.field and column.index not in chosen and meaning(column.header).field != "other"
        if free and _mostly(cells, is_words, 0.6) and len(set(cells)) * 2 >= len(cells):
            columns[place] = replace(column, field="name", how="cells")
            return
        if free and _mostly(cells, is_username, 0.6) and any("_" in cell for cell in cells):
            columns[place] = replace(column, field="username", how="cells")
            return


def _mostly(cells: Sequence[str], fits: Callable[[str], bool], share: float) -> bool:
    return bool(cells) and sum(map(fits, cells)) >= share * len(cells)


def _complemented(columns: list[Column], sample: Sample) -> list[Column]:
    """Settle words such as "Nom" or "Имя", the whole name where they stand alone, a half beside the other half."""
    columns = _accounts(columns)
    fields = {each.field for each in columns}
    halves = fields & {"given", "family"}
    if len(halves) != 1:
        return columns
    [half] = halves
    if "name" not in fields:
        return columns if "patronymic" in fields else _renamed(columns, half, "name")
    other = next(each for each in columns if each.field == half)
    name = next(each for each in columns if each.field == "name")
    if other.how == "chosen" or name.how == "chosen" or _contained(sample[other.index], sample[name.index]):
        return columns
    return _renamed(columns, "name", "given" if half == "family" else "family")


def _accounts(columns: list[Column]) -> list[Column]:
    """Settle "Имя участника": a person's name in forms, but the user name of a wiki beside another column of names."""
    named = [each for each in columns if each.field in ("name", "given", "family") and each.how in ("word", "chosen")]
    twofold = [each for each in named if each.how == "word" and plain(each.header) in _TWOFOLD]
    if not twofold or len(twofold) == len(named) or any(each.field == "username" for each in columns):
        return columns
    return [replace(each, field="username") if each in twofold else each for each in columns]


def _renamed(columns: list[Column], old: str, new: str) -> list[Column]:
    return [replace(each, field=new) if each.field == old and each.how != "chosen" else each for each in columns]


def _contained(parts: Sequence[str], wholes: Sequence[str]) -> bool:
    """Whether most parts ("Olga") stand in the wholes ("Olga Koval") of the same list."""
    pairs = list(zip(parts, wholes, strict=False))
    inside = sum(fold_name(part) in fold_name(whole) for part, whole in pairs)
    return bool(pairs) and inside * 2 > len(pairs)
