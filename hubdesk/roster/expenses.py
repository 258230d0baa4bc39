"""Expenses from outside: a table as CSV or in a workbook, its columns known by their headings in eleven languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model.fold import fold
from hubdesk.model.limits import EXPENSES_BYTES, EXPENSES_ROWS
from hubdesk.roster.detect import text_of
from hubdesk.roster.table import Table, restored, split
from hubdesk.roster.workbook import is_workbook, rows

#: What a column may be called, by field of `Expense`; "cost" is quantity times price, for lists that name no price.
HEADINGS: Mapping[str, str] = {
    "what": "what|what was paid for|expense|item|description|purpose|المصروف|البند|الوصف|البيان|用途|项目"
    "|说明|支出|objet|dépense|libellé|description de la dépense|wofür|ausgabe|zweck|beschreibung|posten"
    "|verwendungszweck|gasto|concepto|descripción|व्यय|विवरण|किस लिए|मद|pengeluaran|keterangan|uraian|despesa"
    "|descrição|item|расход|назначение|описание|за что|витрата|призначення|опис|за що",
    "category": "category|kind|type|الفئة|التصنيف|النوع|类别|分类|catégorie|type de dépense|kategorie|art"
    "|categoría|tipo|श्रेणी|प्रकार|kategori|jenis|categoria|категория|вид|категорія",
    "line": "line|budget line|بند الميزانية|预算项|预算科目|ligne budgétaire|budgetposten|haushaltsposten"
    "|línea presupuestaria|partida|बजट मद|pos anggaran|linha do orçamento|rubrica|строка бюджета"
    "|статья бюджета|рядок бюджету|стаття бюджету",
    "paid": "paid|paid on|date|day|date paid|payment date|التاريخ|تاريخ الدفع|日期|付款日期"
    "|date de paiement|payé le|datum|bezahlt am|zahldatum|fecha|fecha de pago|pagado el|तारीख|दिनांक"
    "|भुगतान की तारीख|tanggal|tanggal bayar|data|data de pagamento|дата|дата оплаты|дата оплати",
    "quantity": "quantity|qty|number of units|units|الكمية|العدد|数量|quantité|qté|menge|anzahl|cantidad"
    "|मात्रा|संख्या|jumlah|kuantitas|quantidade|qtd|количество|кол-во|кількість",
    "price": "price|unit price|price of one|unit cost|السعر|سعر الوحدة|单价|价格|prix|prix unitaire|preis"
    "|einzelpreis|stückpreis|precio|precio unitario|मूल्य|इकाई मूल्य|दर|harga|harga satuan|preço"
    "|preço unitário|цена|цена за единицу|ціна|ціна за одиницю",
    "cost": "cost|amount|total|sum|total cost|المبلغ|التكلفة|الإجمالي|المجموع|金额|总额|费用|montant|coût"
    "|total ttc|betrag|kosten|summe|gesamt|importe|monto|coste|costo|राशि|लागत|कुल|biaya|jumlah total|nominal"
    "|valor|custo|montante|сумма|стоимость|сума|вартість",
    "currency": "currency|currency code|العملة|币种|货币|devise|monnaie|währung|moneda|divisa|मुद्रा"
    "|mata uang|moeda|валюта",
    "rate": "rate|exchange rate|سعر الصرف|汇率|taux|taux de change|kurs|wechselkurs|tipo de cambio"
    "|विनिमय दर|nilai tukar|taxa|taxa de câmbio|câmbio|курс|курс обмена|курс обміну",
    "rate_to": "rate to|rate_to",
    "rate_on": "rate on|rate_on|day of the rate|date of the rate",
    "rate_source": "rate source|rate_source|source of the rate",
}
#: A row of sums is no expense.
_SUMS = (
    "total|sum|subtotal|all together|grand total|المجموع|الإجمالي|总计|合计|小计|sous-total|summe|gesamt"
    "|zwischensumme|total general|suma|कुल|योग|jumlah|soma|итого|всего|разом|усього|всього"
)
TOTALS = frozenset(map(fold, _SUMS.split("|")))
_KNOWN: Mapping[str, str] = {fold(phrase): field for field, told in HEADINGS.items() for phrase in told.split("|")}
_LOOKED_AT = 15
#: A currency that a heading names behind its words: "Price (KES)".
_CURRENCY = re.compile(r"[(\[]\s*([A-Z]{3})\s*[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a list, each with its number in the file and its cells by field; `unknown` are headings left out."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    unknown: tuple[str, ...]
    workbook: bool


def read(data: bytes, encoding: str | None = None) -> Listed:
    """Return the rows below the headings, blank ones left out. Raises Refused for what is no such list."""
    if len(data) > EXPENSES_BYTES:
        raise _refused(say("This file is too large for a list of expenses."), "expenses-large")
    workbook = is_workbook(data)
    table = Table("", rows(data)) if workbook else split(text_of(data, encoding).text)
    found = table.rows
    if len(found) > EXPENSES_ROWS:
        raise _refused(say("These are more rows than a list of expenses can have."), "expenses-many")
    cells = [[restored(cell).strip() for cell in row] for row in found]
    head = next((n for n, row in enumerate(cells[:_LOOKED_AT]) if _is_head(row)), None)
    if head is None:
        raise _refused(say("No row of this file names the columns of expenses."), "expenses-no-head")
    fields, currency = _fields(cells[head])
    below = enumerate(cells[head + 1 :], table.skipped + head + 2)
    listed = [(number, _row(row, fields, currency)) for number, row in below if any(row)]
    unknown = tuple(cell for place, cell in enumerate(cells[head]) if cell and place not in fields)
    return Listed(tuple(listed), unknown, workbook)


def _field(heading: str) -> str:
    return _KNOWN.get(fold(_CURRENCY.sub("", heading)).strip(" :*.\t"), "")


def _is_head(row: Sequence[str]) -> bool:
    found = {_field(cell) for cell in row}
    return "what" in found and bool(found & {"price", "cost"})


def _fields(head: Sequence[str]) -> tuple[dict[int, str], str]:
    """Return the field of each column, the first of each, and the currency that a heading names, "" for none."""
    fields: dict[int, str] = {}
    for place, cell in enumerate(head):
        if (field := _field(cell)) and field not in fields.values():
            fields[place] = field
    named = (_CURRENCY.search(head[place]) for place, field in fields.items() if field in ("price", "cost"))
    return fields, next((found[1] for found in named if found), "")


def _row(row: Sequence[str], fields: Mapping[int, str], currency: str) -> dict[str, str]:
    told = {field: row[place] for place, field in fields.items() if place < len(row) and row[place]}
    return {"currency": currency, **told} if currency else told


def _refused(what: Sentence, code: str) -> Refused:
    return Refused(
        what,
        next=say(
            "Give a table with a row of headings: what was paid for, the price or the amount, the currency, the day."
        ),
        code=code,
    )
