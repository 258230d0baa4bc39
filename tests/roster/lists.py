"""Invented lists of people in fourteen languages, with the people that a reader should find in them."""

import csv
import io
from dataclasses import dataclass

from hubdesk.model.roster import Candidate

#: Every list is written with each of these, where the encoding has its letters.
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-16-be-bom")
LEGACY = {
    "fr": ("windows-1252",),
    "de": ("windows-1252",),
    "es": ("windows-1252",),
    "pt": ("windows-1252",),
    "en": ("windows-1252",),
    "id": (),
    "ru": ("windows-1251", "koi8-u"),
    "uk": ("windows-1251", "koi8-u"),
    "ar": ("windows-1256",),
    "zh": ("gb18030",),
    "hi": (),
    "pl": ("windows-1250",),
    "cs": ("windows-1250",),
    "hu": ("windows-1250",),
}
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Sample:
    """One list: its rows with the head first, and for each person what stands in the fields named."""

    language: str
    rows: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]


def _sample(language: str, table: str, fields: str, people: str) -> Sample:
    def cut(text: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(cell.strip() for cell in line.split("/")) for line in text.strip().splitlines())

    return Sample(language, cut(table), tuple(fields.split()), cut(people))


SAMPLES = (
    _sample(
        "fr",
        """Nom / Prénom / Courriel / Téléphone / Statut
        Périgord / Maëlys / m@exemple.org / +33 6 12 34 56 78 / confirmé
        Hébert / Étienne / e@exemple.org / / en attente
        Brûlé / Adèle / a@exemple.org / 01 23 45 67 89 / annulée""",
        "name email phone status",
        """Maëlys Périgord / m@exemple.org / +33 6 12 34 56 78 / registered
        Étienne Hébert / e@exemple.org / / pending
        Adèle Brûlé / a@exemple.org / 01 23 45 67 89 / cancelled""",
    ),
    _sample(
        "de",
        """Name / E-Mail-Adresse / Verein / Bemerkung
        Anke Möller / anke@beispiel.de / Wikifreunde Köln / kommt später
        Sören Weiß / soeren@beispiel.de / / für Übersetzung
        Ursula / / Grüne Runde /""",
        "name email community note",
        """Anke Möller / anke@beispiel.de / Wikifreunde Köln / kommt später
        Sören Weiß / soeren@beispiel.de / / für Übersetzung
        Ursula / / Grüne Runde /""",
    ),
    _sample(
        "es",
        """Nombre / Apellidos / Correo electrónico / Idiomas
        Iñaki / Zubiría Cañas / i@ejemplo.org / español, euskara
        Belén / Güemes / b@ejemplo.org / español
        Rubén / / r@ejemplo.org / inglés""",
        "name email languages",
        """Iñaki Zubiría Cañas / i@ejemplo.org / español, euskara
        Belén Güemes / b@ejemplo.org / español
        Rubén / r@ejemplo.org / inglés""",
    ),
    _sample(
        "pt",
        """Nome completo / E-mail / Comunidade / Situação
        Sebastião Falcão / s@exemplo.br / Coletivo Pequi / confirmado
        Bárbara Leitão / b@exemplo.br / / pendente
        José Luís / j@exemplo.br / União / cancelado""",
        "name email community status",
        """Sebastião Falcão / s@exemplo.br / Coletivo Pequi / registered
        Bárbara Leitão / b@exemplo.br / / pending
        José Luís / j@exemplo.br / União / cancelled""",
    ),
    _sample(
        "en",
        """Full name / Email address / Wiki username / Affiliation
        Zoë Quill / zoe@example.org / zoe_quill / Readers’ Circle
        Teller / teller@example.org / / Café Wiki
        Olatunji Béré / ob@example.org / Olatunji / """,
        "name email username community",
        """Zoë Quill / zoe@example.org / Zoe quill / Readers’ Circle
        Teller / teller@example.org / / Café Wiki
        Olatunji Béré / ob@example.org / Olatunji / """,
    ),
    _sample(
        "id",
        """Nama lengkap / Surel / Nomor telepon / Komunitas
        Suharti / s@contoh.id / 0812-3456-7890 / Wikimedia Banjar
        Ni Luh Ayu / a@contoh.id / / Rumah Baca
        Bambang / b@contoh.id / +62 811 222 333 /""",
        "name email phone community",
        """Suharti / s@contoh.id / 0812-3456-7890 / Wikimedia Banjar
        Ni Luh Ayu / a@contoh.id / / Rumah Baca
        Bambang / b@contoh.id / +62 811 222 333 /""",
    ),
    _sample(
        "ru",
        """Фамилия / Имя / Отчество / Электронная почта / Статус
        Белоусов / Тимофей / Аркадьевич / t@primer.ru / подтверждено
        Жданова / Полина / / p@primer.ru / ожидает
        Щукин / Эдуард / Глебович / e@primer.ru / отменено""",
        "name email status",
        """Тимофей Аркадьевич Белоусов / t@primer.ru / registered
        Полина Жданова / p@primer.ru / pending
        Эдуард Глебович Щукин / e@primer.ru / cancelled""",
    ),
    _sample(
        "uk",
        """ПІБ / Ел. пошта / Номер телефону / Спільнота / Мова
        Гнатюк Соломія Юріївна / s@priklad.ua / +380 44 555 01 00 / Клуб читачів / українська
        Лесь Підмогильний / l@priklad.ua / / Їжак / українська
        Зоряна / z@priklad.ua / 067 123 45 67 / / кримськотатарська""",
        "name email phone community languages",
        """Гнатюк Соломія Юріївна / s@priklad.ua / +380 44 555 01 00 / Клуб читачів / українська
        Лесь Підмогильний / l@priklad.ua / / Їжак / українська
        Зоряна / z@priklad.ua / 067 123 45 67 / / кримськотатарська""",
    ),
    _sample(
        "ar",
        """الاسم / البريد الإلكتروني / رقم الهاتف / الحالة
        رشا القاسم / r@mithal.org / 0551234567 / مؤكد
        أنس / a@mithal.org / / قيد الانتظار
        لبنى حداد / l@mithal.org / 0551112223 / ملغى""",
        "name email phone status",
        """رشا القاسم / r@mithal.org / 0551234567 / registered
        أنس / a@mithal.org / / pending
        لبنى حداد / l@mithal.org / 0551112223 / cancelled""",
    ),
    _sample(
        "zh",
        """姓名 / 邮箱 / 用户名 / 组织 / 状态
        郝建军 / h@liti.cn / haojj / 读书会 / 已确认
        史丽娟 / s@liti.cn / / 维基小组 / 待定
        欧阳修文 / o@liti.cn / Ouyang_X / / 已取消""",
        "name email username community status",
        """郝建军 / h@liti.cn / Haojj / 读书会 / registered
        史丽娟 / s@liti.cn / / 维基小组 / pending
        欧阳修文 / o@liti.cn / Ouyang X / / cancelled""",
    ),
    _sample(
        "hi",
        """नाम / ईमेल / मोबाइल नंबर / भाषा
        सुनीता देशमुख / s@udaharan.in / ९८७६५४३२१० / मराठी
        रामप्रसाद / r@udaharan.in / / हिन्दी
        फ़ातिमा शेख़ / f@udaharan.in / 9123456780 / उर्दू""",
        "name email phone languages",
        """सुनीता देशमुख / s@udaharan.in / ९८७६५४३२१० / मराठी
        रामप्रसाद / r@udaharan.in / / हिन्दी
        फ़ातिमा शेख़ / f@udaharan.in / 9123456780 / उर्दू""",
    ),
    _sample(
        "pl",
        """Imię i nazwisko / E-mail / Uwagi
        Błażej Nędza / b@przyklad.pl / później
        Żaklina Dróżdż / z@przyklad.pl /
        Śliwińska Joanna / j@przyklad.pl / wegetariańska""",
        "name email note",
        """Błażej Nędza / b@przyklad.pl / później
        Żaklina Dróżdż / z@przyklad.pl /
        Śliwińska Joanna / j@przyklad.pl / wegetariańska""",
    ),
    _sample(
        "cs",
        """Jméno / Příjmení / E-mail
        Bohuslav / Řezáč / b@priklad.cz
        Alžběta / Křenková / a@priklad.cz
        Milan / Šťovíček / m@priklad.cz""",
        "name email",
        """Bohuslav Řezáč / b@priklad.cz
        Alžběta Křenková / a@priklad.cz
        Milan Šťovíček / m@priklad.cz""",
    ),
    _sample(
        "hu",
        """Név / E-mail / Szervezet
        Bőhm Tünde / t@pelda.hu / Könyvtár
        Kőrösi Csilla / k@pelda.hu /
        Túri Béla / b@pelda.hu / Fűszeres kör""",
        "name email community",
        """Bőhm Tünde / t@pelda.hu / Könyvtár
        Kőrösi Csilla / k@pelda.hu /
        Túri Béla / b@pelda.hu / Fűszeres kör""",
    ),
)


def written(rows: tuple[tuple[str, ...], ...], encoding: str, delimiter: str, *, quoted: bool = False) -> bytes:
    """Return the bytes of a list in one encoding, with one delimiter."""
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(rows)
    if encoding == "utf-16":
        return b"\xff\xfe" + out.getvalue().encode("utf-16-le")
    if encoding == "utf-16-be-bom":
        return b"\xfe\xff" + out.getvalue().encode("utf-16-be")
    return out.getvalue().encode(encoding)


def seen(people: tuple[Candidate, ...], fields: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what stands in these fields of each person."""
    return tuple(tuple(getattr(person, field) for field in fields) for person in people)
