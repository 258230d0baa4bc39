"""Telephone numbers as countries write them, and what has as many digits and is none."""

import pytest

from hubdesk.model.telephone import ending, known_numbers, numbers


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in numbers(text)]


@pytest.mark.parametrize(
    "number",
    [
        "06 12 34 56 78", "06-12-34-56-78", "06.12.34.56.78", "06/12/34/56/78", "0612345678", "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78", "6 12 34 56 78", "0475/12.34.56",  # France, Belgium
        "612 345 678", "612.345.678", "612-345-678", "612 34 56 78", "91 234 56 78",  # Spain
        "030 123 456", "0170 1234567", "030/1234567", "030 - 123 456", "0049 170 1234567", "(030) 1234567",  # Germany
        "(11) 91234-5678", "11 9 1234 5678", "(11) 2345-6789", "+55 11 91234-5678",  # Brazil
        "+91 98765 43210", "98765 43210", "98765-43210", "09876543210",  # India
        "2345-6789", "2345 6789", "23456789",  # Hong Kong, Singapore
        "138 0013 8000", "13800138000", "010-6552 9988", "138-0013-8000",  # China
        "8 (912) 345-67-89", "+7 912 345-67-89", "8-912-345-67-89", "120-30-40",  # Russia
        "+380 44 123-45-67", "044 123 45 67", "(044) 123-45-67",  # Ukraine
        "0812-3456-7890", "+62 812 3456 7890", "(021) 345 6789",  # Indonesia
        "555-1234", "(212) 555-1234", "212-555-1234", "212.555.1234", "1-800-555-1234",  # North America
        "07700 900123", "020 7946 0958", "+44 (0)20 7946 0958",  # United Kingdom
        "0712 345 678", "+254 712 345678", "0803 123 4567", "12 34 56 78", "123 45 678",  # Kenya, Nigeria, Nordic
        "06\u200912\u200934\u200956\u200978", "06\u00a012\u00a034\u00a056\u00a078", "06\u202f12\u202f34 56 78",
        "06\u201112\u201134\u201156\u201178", "06 – 12 – 34 – 56 – 78", "06 12\u200e34 56 78",
        "٠٦١٢٣٤٥٦٧٨", "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "+٢٠ ١٠٠ ١٢٣ ٤٥٦٧", "۰۹۱۲ ۳۴۵ ۶۷۸۹", "९८७६५ ४३२१०", "+९१ ९८७६५ ४३२१०",
        "０６１２３４５６７８", "0 6 1 2 3 4 5 6 7 8", "2012-1999",
    ],
)  # fmt: skip
def test_a_number_is_found_in_the_notation_of_its_country(number: str) -> None:
    for text in (number, f"call {number}.", f"Tel.{number}", f"call:{number}, please", f"请打{number}找我"):
        assert found(text) == [number], text


@pytest.mark.parametrize(
    "text",
    [
        "on 12.09.2023, 12. 9. 2023, 2023-09-01, 2023/09/01, 09/12/2023, 12-09-2023, 12 09 2023 and 12.09.23 18:30",
        "from 12.09.2023-14.09.2023, 12.–14.09.2023 and 2023-09-01 – 2023-09-05, 2023-09-01T12:30:00",
        "1998-2003, 1998/1999, 2021 – 2023, 2019/2020/2021, 2023 2024", "in 2023 450 people came, in 2024. 30 more",
        "1 000 000 people, 1.234.567, 12 500 000, 250 000 000, 1,234,567.89, 1'234'567, 5000000, 12,34,567",
        "612 345 678 €, € 612.345.678, Rp 1.500.000, US$ 2500000, 1234567 EUR, 345 678 901 people",
        "1000-2000, 1500–2500, 5000 – 10000, 10 000–20 000",
        "votes 12/3/4, 120/30/40, 12 / 103 / 45 and 5 4 3 5 4 3 2 1", "3.2.1, 3.2.1.4-3.2.1.9, §12.11.10.14, 3.1415926",
        "at 10:30, 10.30-12.00, 9.00 – 10.30, on 1.10.–12.10., 24/7", "T1234567, Q12345678, 13 people, 17 statements",
        "٢٠٢٣-٠٩-٠١ و ١٢/٣/٤ و ١ ٠٠٠ ٠٠٠", "१२.०९.२०२३", "2023年9月1日，共450人",
    ],
)  # fmt: skip
def test_what_has_as_many_digits_and_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["12.09.2023 06 12 34 56 78", "2023-09-01 0612345678", "12/3/4, 06.12.34.56.78"])
def test_a_number_beside_a_day_is_found(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "written",
    [
        "0612345678", "06 12 34 56 78", "+33 6 12 34 56 78", "0033612345678", "+33(0)612345678", "06,12,34,56,78",
        "06_12_34_56_78", "06:12:34:56:78", "٠٦١٢٣٤٥٦٧٨", "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "०६१२३४५६७८", "612 345 678 €",
    ],
)  # fmt: skip
@pytest.mark.parametrize("own", ["0612345678", "+33 6 12 34 56 78", "06.12.34.56.78", "٠٦١٢٣٤٥٦٧٨"])
def test_a_known_number_is_known_in_any_writing(written: str, own: str) -> None:
    text = f"13 people, 17 lines: {written}; 12/3/4"
    (one,) = known_numbers(text, frozenset({ending(own)}))
    assert "612345678" in one.digits
    assert text[one.start : one.end].lstrip("+0٠०") in written


def test_another_number_is_not_known() -> None:
    assert list(known_numbers("0612345679, 2023-09-01", frozenset({ending("0612345678")}))) == []
    assert ending("12 34 56") == ""


@pytest.mark.parametrize("text", ["9" * 5000, f"{'9' * 5000}-{'9' * 5000}", f"2 {'8' * 5000} – {'٩' * 5000}"])
def test_thousands_of_figures_are_read_and_are_no_number(text: str) -> None:
    assert found(f"{text} words") == []
