"""Manifests that somebody signed and that still say what may not be."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.bundle import manifest as manifests
from hubdesk.bundle import strict
from hubdesk.errors import Refused
from hubdesk.model import limits
from tests.bundle.forge import read
from tests.bundle.logs import EVENT, bytes_of, contents, evening

# ---- any manifest at all --------------------------------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([EVENT, "0" * 64]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
GOOD = json.loads(manifests.to_bytes(read(bytes_of(contents(evening()))).manifest))
PATHS = [
    ("books",),
    ("books", 0),
    *[("books", 0, key) for key in GOOD["books"][0]],
    *[("segments", 1, key) for key in GOOD["segments"][0]],
    *[(key,) for key in GOOD],
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS), VALUES)
def test_any_other_value_anywhere_is_refused(path: tuple[str | int, ...], value: object) -> None:
    changed = json.loads(json.dumps(GOOD))
    place = changed
    for step in path[:-1]:
        place = place[step]
    harmless = path[-1] in ("from", "recipients", "key", "sha256", "sig", "size", "event")
    harmless |= path[-1] == "author" and value == "0" * 64  # a key like any other: the segment's signature decides
    if harmless or (place[path[-1]] == value and type(place[path[-1]]) is type(value)):
        return
    place[path[-1]] = value
    with pytest.raises(Refused):
        manifests.parse(
            json.dumps(changed, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
                "utf-8", "surrogatepass"
            )
        )


@given(st.binary(max_size=200) | st.text(max_size=50).map(lambda text: json.dumps({"format": text}).encode()))
def test_reading_any_bytes_ends_in_a_manifest_or_a_refusal(content: bytes) -> None:
    with pytest.raises(Refused):
        manifests.parse(content)


def test_a_manifest_is_bounded_wherever_it_comes_from() -> None:
    with pytest.raises(Refused, match="manifest-size"):
        manifests.parse(b" " * (limits.BUNDLE_MANIFEST + 1))


@given(st.text(max_size=300))
def test_a_label_is_made_so_that_it_can_be_read(text: str) -> None:
    made = strict.label(text)
    assert strict.Reader({"from": made}, "test").text("from") == made
    assert strict.label(made) == made


def test_what_was_parsed_is_written_again_alike() -> None:
    content = manifests.to_bytes(read(bytes_of(contents(evening(), cuts=(2,)))).manifest)
    assert manifests.to_bytes(manifests.parse(content)) == content
