"""The words of an edition, read a stretch at a time when somebody looks at them: long texts open at once."""

from collections.abc import Iterator, Mapping, Sequence

from hubdesk.desk.desk import Desk
from hubdesk.model.charter import text_id
from hubdesk.model.records import Text

#: So many places are read together: more than a screen shows, few enough to be read between two pictures.
STRETCH = 100


def lazily(desk: Desk, sections: Sequence[str], languages: Sequence[str]) -> Iterator[Mapping[str, Text]]:
    """Yield for each section (ids, in document order) its texts in some languages, read when they are used."""
    for start in range(0, len(sections), STRETCH):
        stretch = _Stretch(desk, sections[start : start + STRETCH], languages)
        yield from (_Words(stretch, section) for section in sections[start : start + STRETCH])


class _Stretch:
    """Neighbouring places whose words are read together, once."""

    def __init__(self, desk: Desk, sections: Sequence[str], languages: Sequence[str]) -> None:
        self._desk, self._sections, self._languages = desk, sections, languages
        self._found: dict[str, dict[str, Text]] | None = None

    def of(self, section: str) -> Mapping[str, Text]:
        if self._found is None and self._desk.closed:
            return {}  # a view that is still being laid out while its window closes
        if self._found is None:
            self._found = {each: {} for each in self._sections}
            # the ids of texts follow from section and language, so they are found by their ids alone
            ids = [text_id(each, tag) for each in self._sections for tag in self._languages]
            for text in self._desk.read.many(Text, ids):
                self._found.setdefault(text.section, {})[text.language] = text
        return self._found[section]


class _Words(Mapping[str, Text]):
    """The texts of one place by language."""

    __slots__ = ("_section", "_stretch")

    def __init__(self, stretch: _Stretch, section: str) -> None:
        self._stretch, self._section = stretch, section

    def __getitem__(self, language: str) -> Text:
        return self._stretch.of(self._section)[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stretch.of(self._section))

    def __len__(self) -> int:
        return len(self._stretch.of(self._section))
