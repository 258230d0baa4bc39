"""Grant reports answer a funder's questions in order, add up to the last digit, and name nobody without being asked."""

import csv
import json
import re

import mwparserfromhell
import pytest

from hubdesk.desk import attachments, events, expenses, grants, merging, people, publishing, reports
from hubdesk.errors import Usage
from hubdesk.i18n import LANGUAGES
from hubdesk.model.clock import derived_id
from hubdesk.model.grant_forms import APPLICATION
from hubdesk.model.records import FunderAnswer
from hubdesk.paths import shipped
from hubdesk.report.expense_table import COLUMNS
from tests.laid_open import pdf_words
from tests.photographs import PDF, jpeg
from tests.report.payloads import WIKI

NAME = "Zarquon Brindlewick"


@pytest.fixture
def event(desk):
    made = events.create(desk, "Evening", languages=["en", "ar"])
    events.edit(desk, made, budget="750 USD", funder="Lantern Fund", host="Lantern Friends", channels="Village radio")
    people.add(desk, made, NAME)
    return made


@pytest.fixture
def paid(desk, event):
    bus = {"price": "1500", "currency": "KES", "quantity": "3", "category": "Travel"}
    expenses.add(desk, event, "Bus", **bus, rate="129.35", rate_on="2026-05-08", rate_source="Central bank")
    expenses.add(desk, event, "Hall", price="120", currency="USD", category="Room")
    return event


def bare(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text).replace("\u00a0", " ")


def sheet(desk, events_, form="msig", language="en"):
    return reports.text(desk, events_, form, language=language)


# ---- the forms


@pytest.mark.parametrize("name", ["msig", "rapid-fund"])
def test_a_form_says_when_and_where_it_was_looked_up_and_which_questions_could_not_be(name):
    form = grants.form(name)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", form.checked_on) and form.source.startswith("https://meta.wikimedia.org/")
    asked = list(form.questions())
    assert len({each.id for each in asked}) == len(asked) > 5
    assert {each.checked for each in asked} == {True, False}
    told = json.loads((shipped("resources") / "grants" / f"{name}.json").read_text("utf-8"))
    assert [q["id"] for part in told["parts"] for q in part["questions"]] == [each.id for each in asked]


def test_the_questions_stand_in_the_order_of_the_form(desk, paid):
    text = sheet(desk, [paid]).text
    asked = [each for each in grants.form("msig").questions() if each.id != APPLICATION]
    places = [text.index(f"=== {each.heading.one} ===") for each in asked]
    assert places == sorted(places) and "Page of the application" not in text
    posts = sheet(desk, [paid], "rapid-fund").posts
    headings = [each.heading.one for each in grants.form("rapid-fund").questions()]
    assert all(post.title.endswith(heading) for post, heading in zip(posts, headings, strict=True))


def test_unknown_forms_and_questions_are_refused(desk, event):
    with pytest.raises(Usage):
        grants.answer(desk, [event], "nobody", "activities", text="x")
    with pytest.raises(Usage):
        grants.answer(desk, [event], "msig", "nothing", text="x")
    with pytest.raises(Usage):
        grants.grant(desk, [event], "nobody", language="en")


# ---- answers


def test_an_answer_stays_as_it_was_typed_and_every_step_is_undone(desk, event):
    words = "نقرأ معًا.\nثم نكتب."
    grants.answer(desk, [event], "msig", "activities", text=words)
    found = grants.answers(desk, [event], "msig")["activities"]
    assert (found.text, found.language, found.event) == (words, "ar", event)
    grants.answer(desk, [event], "msig", "activities", text="We read.")
    desk.undo()
    assert grants.answers(desk, [event], "msig")["activities"].text == words
    grants.answer(desk, [event], "msig", "activities", text="")
    assert grants.answers(desk, [event], "msig") == {}
    desk.undo()
    assert grants.answers(desk, [event], "msig")["activities"].text == words
    assert len(desk.read.all(FunderAnswer)) == 1


def test_an_answer_that_was_undone_can_be_written_again(desk, event):
    grants.answer(desk, [event], "msig", "activities", text="We read.")
    desk.undo()
    grants.answer(desk, [event], "msig", "activities", text="We read again.")
    assert grants.answers(desk, [event], "msig")["activities"].text == "We read again."


def test_the_same_answer_again_writes_nothing(desk, event):
    grants.answer(desk, [event], "msig", "activities", text="We read.")
    before = desk.next_undo()
    grants.answer(desk, [event], "msig", "activities", text=" We read. ")
    grants.answer(desk, [event], "msig", "channels", text="  ")
    assert desk.next_undo() == before


def test_a_series_has_answers_of_its_own_beside_those_of_its_gatherings(desk, event):
    other = events.create(desk, "Second evening")
    for each in (event, other):
        events.edit(desk, each, series="Lanterns")
    events.edit(desk, other, budget="250 USD")
    grants.answer(desk, [event], "msig", "activities", text="We read.")
    grants.answer(desk, [other], "msig", "activities", text="We drew.")
    grants.answer(desk, [event, other], "msig", "activities", text="Two evenings.")
    text = sheet(desk, [event, other]).text
    assert text.index("Two evenings.") < text.index("'''Evening'''") < text.index("We read.") < text.index("We drew.")
    assert "Two evenings." not in sheet(desk, [event]).text and "Amount awarded: 1,000.00 USD" in bare(text)


def test_several_events_that_are_no_series_have_no_answer_together(desk, event):
    other = events.create(desk, "Second evening")
    with pytest.raises(Usage):
        grants.answer(desk, [event, other], "msig", "activities", text="x")
    assert "== Money ==" in sheet(desk, [event, other]).text


def test_two_laptops_that_answer_apart_make_one_record_of_it(desk, event):
    grants.answer(desk, [event], "msig", "activities", text="We read.")
    assert [each.id for each in desk.read.all(FunderAnswer)] == [derived_id("answer", event, "msig", "activities")]


# ---- what stands in a report


def test_money_stands_with_its_rates_and_adds_up(desk, paid):
    text = bare(sheet(desk, [paid]).text)
    assert (
        "Funder: Lantern Fund" in text and "Amount awarded: 750.00 USD" in text and "Amount spent: 154.79 USD" in text
    )
    assert "As it was paid: 4,500.00 KES + 120.00 USD" in text and "Not spent: 595.21 USD" in text
    assert "3 × 1,500" in text and "1 USD = 129.35 KES · 8 May 2026 · Central bank" in text
    assert "| All together\n| 4,500.00 KES + 120.00 USD\n| 154.79 USD" in text


def test_a_missing_rate_is_said_and_there_is_no_total_without_it(desk, paid):
    expenses.add(desk, paid, "Tea", price="5", currency="EUR")
    for form in ("msig", "rapid-fund"):
        text = bare(sheet(desk, [paid], form).text)
        assert "1 expense has no rate to the funder's currency, so there is no total in it." in text
        assert "Amount spent" not in text and "Not spent" not in text and "5.00 EUR" in text


def test_the_page_that_the_answers_are_for_is_named(desk, paid):
    assert sheet(desk, [paid]).page == "Grants:Project/MSIG/Lantern Friends/Evening/Report"
    for told in ("https://meta.wikimedia.org/wiki/Grants:Project/MSIG/Lantern/Tea", "Grants:Project/MSIG/Lantern/Tea"):
        grants.answer(desk, [paid], "msig", APPLICATION, text=told)
        assert sheet(desk, [paid]).page == "Grants:Project/MSIG/Lantern/Tea/Report"
    assert sheet(desk, [paid], "rapid-fund").page == "Rapid Fund: final report"


def test_wikitext_of_answers_and_expenses_means_nothing_to_a_wiki(desk, event):
    grants.answer(desk, [event], "msig", "activities", text="\n".join(WIKI))
    for payload in WIKI:
        expenses.add(desk, event, payload[:200], price="1", currency="USD", category="|}{{x}}")
    asked = publishing.gate(desk, event)
    publishing.answer_all(desk, event, [(each.question.note, each.question.reason) for each in asked], "keep")
    parsed = mwparserfromhell.parse(sheet(desk, [event]).text)
    assert not parsed.filter_templates() and not parsed.filter_wikilinks() and not parsed.filter_comments()
    known = {"span", "small", "li", "b", "table", "tr", "td", "th"}
    assert {str(tag.tag).strip() for tag in parsed.filter_tags()} <= known
    assert len(parsed.filter_tags(matches=lambda tag: tag.tag == "table")) == 2
    assert "~~~" not in str(parsed) and "__NOTOC__" not in str(parsed)


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("https://meta.wikimedia.org/wiki/Lantern", True),
        ("https://x.org/__NOTOC__", False),
        ("https://x.org/~~~~", False),
        ("https://x.org/{{x}}", False),
        ("see https://x.org", False),
    ],
)
def test_an_address_alone_on_its_line_stays_a_link(desk, event, line, link):
    grants.answer(desk, [event], "msig", "published", text=line)
    text = sheet(desk, [event]).text
    assert (f"\n{line}\n" in text) == link
    assert link or "://" not in text.split("== Outcomes ==")[1].split("==")[0]


# ---- what may tell who somebody is


def test_names_wait_for_an_answer_of_the_gate_and_amounts_do_not(desk, paid):
    expenses.add(desk, paid, f"Taxi for {NAME}", price="10", currency="USD", category=NAME)
    grants.answer(desk, [paid], "msig", "activities", text=f"{NAME} read aloud.")
    for form in ("msig", "rapid-fund"):
        made = sheet(desk, [paid], form)
        assert NAME not in made.text and "Brindlewick" not in made.text
        assert "164.79 USD" in bare(made.text) and made.left_out >= 1
    assert "Left out until a question about publishing is answered." in sheet(desk, [paid]).text
    asked = publishing.gate(desk, paid)
    publishing.answer_all(desk, paid, [(each.question.note, each.question.reason) for each in asked], "keep")
    text = sheet(desk, [paid]).text
    assert f"Taxi for {NAME}" in text and f"{NAME} read aloud." in text and sheet(desk, [paid]).left_out == 0


def test_an_answer_holds_for_its_words_alone(desk, event):
    grants.answer(desk, [event], "msig", "activities", text=f"{NAME} read aloud.")
    (asked,) = publishing.gate(desk, event)
    publishing.answer(desk, event, asked.question.note, asked.question.reason, given="keep")
    assert NAME in sheet(desk, [event]).text
    people.add(desk, event, "Xanthe Quillfeather")
    grants.answer(desk, [event], "msig", "activities", text="Xanthe Quillfeather read aloud.")
    assert "Quillfeather" not in sheet(desk, [event]).text


# ---- the PDF


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_comes_in_every_language(desk, paid, tmp_path, language):
    grants.answer(desk, [paid], "msig", "activities", text="نقرأ معًا.")
    digits = {"ar": "arab", "hi": "deva"}.get(language, "latn")
    made = reports.pdf(desk, [paid], tmp_path / "g.pdf", kind="grant", language=language, digits=digits)
    assert made.pages >= 2 and made.left_out == 0


def test_receipts_are_shown_only_on_request_and_by_the_number_of_their_expense(desk, paid, tmp_path):
    image = tmp_path / "receipt.jpg"
    image.write_bytes(jpeg())
    receipt = attachments.add(desk, paid, image, sort="receipt")
    tea = expenses.add(desk, paid, "Tea", price="5", currency="USD", receipt=receipt)
    assert expenses.of_event(desk, paid)[-1].id == tea
    (tmp_path / "receipt.pdf").write_bytes(PDF)
    paper = attachments.add(desk, paid, tmp_path / "receipt.pdf", sort="receipt")
    expenses.add(desk, paid, "Lamp", price="6", currency="USD", receipt=paper)
    without, with_ = (
        grants.grant(desk, [paid], "msig", language="en", receipts=shown).receipts for shown in (False, True)
    )
    assert without == () and [(each.number, each.read is not None) for each in with_] == [(3, True), (4, False)]
    plain = reports.pdf(desk, [paid], tmp_path / "a.pdf", kind="grant", language="en")
    whole = reports.pdf(desk, [paid], tmp_path / "b.pdf", kind="grant", language="en", receipts=True)
    assert whole.path.stat().st_size > plain.path.stat().st_size


def test_an_answer_in_two_versions_is_said_to_be_so_at_its_question(team, tmp_path):
    event = events.create(team["aisha"], "Evening")
    kit = team.kit(event)
    grants.answer(team["aisha"], [event], "msig", "activities", text="We read.")
    merging.open_kit(team["bao"], kit.path, kit.words)
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    for name, text in (("aisha", "We read aloud."), ("bao", "We read and wrote.")):
        grants.answer(team[name], [event], "msig", "activities", text=text)
    assert "two versions" not in sheet(team["aisha"], [event]).text
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    told = sheet(team["aisha"], [event]).text
    assert told.index("two versions") < told.index("We read ")
    made = reports.pdf(team["aisha"], [event], tmp_path / "a.pdf", kind="grant", language="en")
    assert any(b"two versions" in piece for piece in pdf_words(made.path))
    (found,) = merging.two_versions(team["aisha"], event)
    merging.choose(team["aisha"], found, "We read aloud.")
    assert "two versions" not in sheet(team["aisha"], [event]).text


def test_photos_that_may_be_published_are_shown_and_no_others(desk, event, tmp_path):
    for number, shown in enumerate(("agreed", "")):
        image = tmp_path / f"{number}.jpg"
        image.write_bytes(jpeg(size=(60 + number, 40)))
        attachments.add(desk, event, image, caption=f"Hall {number}", credit="Somebody", licence="cc0", shown=shown)
    found = grants.grant(desk, [event], "msig", language="en").photos
    assert [each.caption for each in found] == ["Hall 0"] and found[0].licence == "CC0 1.0"
    reports.pdf(desk, [event], tmp_path / "g.pdf", kind="grant", language="ar")


def test_the_same_content_gives_the_same_bytes(desk, paid, tmp_path):
    one, other = (
        reports.pdf(desk, [paid], tmp_path / name, kind="grant", language="en", as_of=desk.now()).path.read_bytes()
        for name in ("a.pdf", "b.pdf")
    )
    assert one == other


# ---- the table


def test_the_table_runs_no_formula_and_keeps_numbers(desk, paid, tmp_path):
    formulas = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\uff1d1+1")
    for each in formulas:
        expenses.add(desk, paid, each, price="-1.50", currency="USD", category=each, rate_source=each)
    expenses.add(desk, paid, f"Taxi for {NAME}", price="10", currency="USD")
    assert grants.table(desk, [paid], tmp_path / "e.csv") == 1
    with (tmp_path / "e.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS) and len(rows) == len(formulas) + 3
    assert [row["what"] for row in rows if row["price"] == "-1.5"] == [f"'{each}" for each in formulas]
    assert not any(value.startswith(("=", "+", "@", "\uff1d")) for row in rows for value in row.values())
    assert NAME not in (tmp_path / "e.csv").read_text("utf-8")
    (bus,) = [row for row in rows if row["what"] == "Bus"]
    assert (bus["cost"], bus["rate"], bus["rate_to"], bus["converted"]) == ("4500.00", "129.35", "USD", "34.79")


def test_only_a_receipt_of_the_event_is_the_receipt_of_an_expense(desk, paid, tmp_path):
    image = tmp_path / "photo.jpg"
    image.write_bytes(jpeg())
    photo = attachments.add(desk, paid, image)
    for id in (photo, "0" * 32, "nonsense"):
        with pytest.raises(Usage):
            expenses.add(desk, paid, "Tea", price="5", currency="USD", receipt=id)
