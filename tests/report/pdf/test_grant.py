"""The grant report as other programs find it: whole, valid, with every amount and the words in their own language."""

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image as Pillow

from hubdesk.desk import grants
from hubdesk.model.money import Money
from hubdesk.model.records import Expense
from hubdesk.model.spending import spending
from hubdesk.report.amounts import Amounts, places
from hubdesk.report.grant import Grant, Image, Written
from hubdesk.report.pdf import grant
from hubdesk.report.pdf.printing import printing
from hubdesk.report.summary import summarize
from tests.report.pdf.reported import full, text
from tests.report.pdf.test_readers import _validator as validator

DIGITS = {"ar": "arab", "hi": "deva"}
PAID = (
    Expense(
        id="1", what="Bus for six", category="Travel", line="T1", quantity="3", price="1500", currency="KES",
        paid="2026-05-08", rate="129.35", rate_to="USD", rate_on="2026-05-08", rate_source="Central bank",
    ),
    Expense(id="2", what="कागज़ और قلم", category="Paper", price="4000", currency="JPY", rate="156.2", rate_to="USD"),
    Expense(id="3", price="-20", currency="USD"),
)  # fmt: skip


def photograph() -> bytes:
    stream = io.BytesIO()
    Pillow.new("RGB", (120, 80), "navy").save(stream, "JPEG")
    return stream.getvalue()


def made(folder: Path, language: str, paid: tuple[Expense, ...] = PAID) -> Path:
    told = Grant(
        summary=summarize(full(language)),
        form=grants.form("msig"),
        spending=spending(paid, [Money(Decimal(750), "USD")], places),
        answers={"activities": (Written("نقرأ معًا.\nثم نكتب.", "ar"), Written("", "en", "Mill evening"))},
        withheld=1,
        photos=(Image(photograph, "Lanterns (1)", "Somebody", "CC0 1.0"),),
        receipts=(Image(photograph, "", number=1),),
    )
    out = folder / f"{language}.pdf"
    grant.write(told, out, printing=printing(DIGITS.get(language, "latn")))
    return out


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("grants")
    return {language: made(folder, language) for language in ("en", "ar", "hi", "zh")}


def test_the_reference_validator_accepts_it_with_photos_and_receipts(files: dict[str, Path]) -> None:
    judge = validator()
    try:
        good, told = judge.judge([files["ar"], files["hi"]], ("2a", "ua1"))
    except judge.Unavailable as reason:
        pytest.skip(str(reason))
    assert good, told


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_the_files_are_whole(files: dict[str, Path]) -> None:
    for path in files.values():
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_every_amount_stands_there_with_its_rate_and_its_sums(files: dict[str, Path]) -> None:
    found = text(files["en"]).replace("\u00a0", " ")
    assert "Bus for six Travel · T1" in found and "4,500.00 KES" in found and "1 USD = 129.35 KES" in found
    assert "34.79 USD" in found and "25.61 USD" in found and "-20.00 USD" in found
    assert "All together 4,500.00 KES + 4,000 JPY + -20.00 USD 40.40 USD" in found
    assert "Not spent: 709.60 USD" in found and "Receipt of expense 1" in found and "Lanterns (1)" in found


def test_days_fit_their_column_which_is_there_only_where_one_is_known(files: dict[str, Path], tmp_path: Path) -> None:
    found = text(files["en"]).replace("\u00a0", " ")
    assert "Paid on" in found and found.count("8 May 2026") == 2
    assert "Paid on" not in text(made(tmp_path, "en", PAID[1:]))


def test_a_report_in_arabic_has_its_own_digits_and_keeps_the_codes_of_currencies(files: dict[str, Path]) -> None:
    found = text(files["ar"])
    assert "KES" in found and "٤٠" in found and "34.79" not in found


@pytest.mark.parametrize("language", ["id", "fr", "ar"])
def test_no_amount_is_divided_between_lines(language: str, tmp_path: Path) -> None:
    """A bus is paid in millions of rupiah; what says who knew the rate may be longer than any column."""
    source = "https://bank.example/" + "rates/" * 30
    much = Expense(
        id="4", what="Bus " + "w" * 90, quantity="27", price="12500000", currency="IDR",
        rate="0.0026", rate_to="USD", rate_on="2026-05-08", rate_source=source,
    )  # fmt: skip
    lines = subprocess.run(
        ["pdftotext", "-layout", str(made(tmp_path, language, (*PAID, much))), "-"],
        capture_output=True, text=True, check=True,
    ).stdout.replace("\u00a0", " ").replace("\u202f", " ")  # fmt: skip
    amounts = Amounts(language, DIGITS.get(language, "latn"))
    for value, currency in ((Decimal(337500000), "IDR"), (Decimal("129807692307.69"), "USD")):
        figure = amounts.plain(value, currency).replace("\u00a0", " ").replace("\u202f", " ")
        assert figure in lines


def test_words_that_wait_are_not_there_and_that_is_said(files: dict[str, Path]) -> None:
    found = text(files["en"])
    assert found.count("Left out until a question about publishing is answered.") == 2
    assert "The words of 1 expense or answer are left out" in found


def test_without_a_rate_no_total_stands_in_the_currency_of_the_funder(tmp_path: Path) -> None:
    found = text(made(tmp_path, "en", (*PAID, Expense(id="4", what="Tea", price="9", currency="EUR"))))
    assert "1 expense has no rate to the funder's currency" in found and "Not spent" not in found


def test_absurd_numbers_of_strangers_stop_no_report(tmp_path: Path) -> None:
    absurd = [
        Expense(id=str(n), what="x", price=price, quantity=quantity, currency=currency, rate=rate, rate_to="USD")
        for n, (price, quantity, currency, rate) in enumerate(
            [
                ("NaN", "1", "USD", ""),
                ("1e999", "1", "USD", "0"),
                ("999999999999", "999999999999", "KES", "0.0000000001"),
                ("999999999", "999999", "KES", "0.0000000001"),
                ("-0", "1", "?", "-5"),
                ("9" * 40, "", "", "Infinity"),
            ]
        )
    ]
    assert "Expenses" in text(made(tmp_path, "en", tuple(absurd)))
