"""An answer to a funder that two laptops wrote apart is said to be in two versions where it is written and copied."""

import pytest

from hubdesk.desk import exchange, grants, merging
from hubdesk.model.grant_forms import TWO_VERSIONS
from hubdesk.ui.pages.report import ReportPage
from hubdesk.ui.prepare.grant import GrantPart
from hubdesk.ui.widgets.fields import Field
from hubdesk.ui.words import tell
from tests.ui.sharing import an_evening, laptops


@pytest.fixture
def laptop(tmp_path):
    yield from laptops(tmp_path / "laptops")


@pytest.fixture
def desk(laptop):
    return laptop("Amina")


@pytest.fixture
def event(laptop, desk, tmp_path):
    """An evening whose funder was answered on two laptops that did not know of each other."""
    other, made = laptop("Bao"), an_evening(desk)
    kit = exchange.write_kit(desk, made, tmp_path / "kit.hubbundle")
    merging.open_kit(other, kit.path, kit.words)
    grants.answer(desk, [made], "msig", "channels", text="Radio.")
    for one, text in ((desk, "We read aloud."), (other, "We read and wrote.")):
        grants.answer(one, [made], "msig", "activities", text=text)
    merging.absorb(desk, [exchange.write_bundle(other, made, "team", tmp_path / "bao.hubbundle").path])
    return made


def below(page, question: str) -> str:
    """What stands below the paper of a question."""
    (field,) = (each for each in page.findChildren(Field) if each.editor is page.papers[question])
    return field.below.text() if field.below.isVisibleTo(page) else ""


def test_an_answer_in_two_versions_is_told_where_it_is_written_and_copied_until_somebody_chooses(
    show, desk, event, qtbot
) -> None:
    page, report = show(GrantPart, event), show(ReportPage, event)
    report.form.show_key("msig")
    report.form.picked.emit("msig")
    copied = report.paste.text.toPlainText
    assert page.papers["activities"].toPlainText() in ("We read aloud.", "We read and wrote.")
    assert below(page, "activities") == tell(TWO_VERSIONS) != below(page, "channels")
    qtbot.waitUntil(lambda: "We read " in copied(), timeout=15_000)
    assert copied().index("two versions") < copied().index("We read ")
    (found,) = merging.two_versions(desk, event)
    merging.choose(desk, found, "We read aloud and wrote.")
    assert page.papers["activities"].toPlainText() == "We read aloud and wrote."
    assert below(page, "activities") != tell(TWO_VERSIONS)
    qtbot.waitUntil(lambda: "We read aloud and wrote." in copied(), timeout=15_000)
    assert "two versions" not in copied()
