"""Which system a list comes from, told by its heads."""

from collections.abc import Sequence

from hubdesk.roster.words import plain

#: pretix writes the head of an attendee's name in the exporter's language (its translations) …
_PRETIX_NAMES = (
    "attendee name|name teilnehmer*in|nom du participant|nombre del asistente|nome do participante|nama peserta"
    "|имя посетителя|ім'я учасника|اسم المشارك|观众姓名"
)
#: … and leaves some of the others in English, whatever the language.
_PRETIX_OTHERS = (
    "order code|product|secret|voucher code|checked in|automatically checked in|position id|event slug|order date"
    "|requires special attention|check-in text|seat id|valid until|bestellnummer|produkt|code de commande|produit"
    "|código de pedido|código del pedido|producto|código do pedido|produto|kode pesanan|produk|код заказа|продукт"
    "|код замовлення|رمز الطلب|المنتج|订单代码|产品|eingecheckt|bezahlt"
)
_TIMESTAMPS = (
    "timestamp|отметка времени|позначка часу|horodateur|zeitstempel|marca temporal|carimbo de data/hora|طابع زمني"
    "|时间戳记|टाइमस्टैम्प|cap waktu|stempel waktu"
)
_MOBILIZON = (
    ("participant name|nom du participant|nom du/de la participant·e|nom du ou de la participant·e|name des teilnehmers"
     "|name der teilnehmer*in|nombre del participante|nome do participante|nama peserta|имя участника|ім'я учасника"
     "|اسم المشارك|参与者姓名|प्रतिभागी का नाम"),
    ("participant status|statut du participant|statut du/de la participant·e|statut du ou de la participant·e"
     "|status des teilnehmers|status der teilnehmer*in|teilnahmestatus|estado del participante|status do participante"
     "|status peserta|статус участника|статус учасника|حالة المشارك|参与状态|参与者状态|प्रतिभागी की स्थिति"),
)  # fmt: skip


def _any(words: str, heads: set[str]) -> int:
    return len({plain(word) for word in words.split("|")} & heads)


def kind_of(heads: Sequence[str]) -> str:
    """Return "pretix", "eventbrite", "google-forms", "kobotoolbox", "mobilizon", "outreach-dashboard",
    "campaign-events", "luma" or "table"; the shapes are those of the systems' own exporters.
    """
    exact = {head.strip() for head in heads}
    known = {plain(head) for head in heads}
    if _any("order #|attendee #|ticket type|attendee status|order type", known) >= 2 and _any(
        "order #|attendee #", known
    ):
        return "eventbrite"
    if len({"_uuid", "_submission_time", "_index", "_id", "_validation_status", "_submitted_by"} & exact) >= 2:
        return "kobotoolbox"
    if _any("enrollment timestamp|revisions during project|mainspace bytes added|global id", known) >= 2:
        return "outreach-dashboard"
    if _any("participant id|user registered at|user is valid recipient|user page", known) >= 2:
        return "campaign-events"
    if all(_any(words, known) for words in _MOBILIZON):
        return "mobilizon"
    names = _any(_PRETIX_NAMES, known) or any(head.startswith("attendee name ") for head in known)
    if _any(_PRETIX_OTHERS, known) >= (1 if names else 3):
        return "pretix"
    if _any("approval status|checked in at|ticket name", known) >= 2:
        return "luma"
    if heads and plain(heads[0]) in {plain(word) for word in _TIMESTAMPS.split("|")}:
        return "google-forms"
    return "table"
