"""How letters follow each other in the names and words of lists, by the family of languages of an old encoding."""

import math
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from hubdesk.model import letters_elsewhere as elsewhere
from hubdesk.model.vocabulary import PHRASES as PEOPLE
from hubdesk.model.vocabulary_of_registration import PHRASES as REGISTRATION

#: Names, places and words as they stand on lists; our own selection, small on purpose: pairs of letters are learnt.
_WESTERN = """
Hélène Élodie François Françoise André Renée Zoé Chloé Noël Joël Loïc Maëlle Gaël Jérôme Aurélie Stéphane Théo Léa
Anaïs Benoît Cécile Céline Frédéric Geneviève Grégoire Hervé Irène Michèle Régis Sébastien Valérie Véronique Agnès
Désirée Lefèvre Bérubé Côté Gagné Béland Lévesque Crépeau Forêt Château Besançon Orléans Genève Québec Sénégal
Cameroun Bénin après très déjà être même fête forêt là où garçon leçon façon reçu ça île maître naïve œuvre cœur
sœur élève présenté réunion communauté bénévole région équipe société université étudiant Fédération Wikimédia
hébergement végétarien Müller Schäfer Jürgen Günther Björn Jörg Käthe Bärbel Ägidius Öztürk Übersetzer Köln München
Zürich Düsseldorf Lübeck Groß Weiß Strauß Preußen Straße Fußball heißt möchte können für über Änderung Universität
Österreich Grüße Söhne schön Höß Kühn Löwe Bäcker Förster König Schröder Krüger Jäger Böhm Vögel Häußler Thüringen
Württemberg Büro Süd Mädchen José María Jesús Ángel Óscar Íñigo Martín Hernández García González Rodríguez Fernández
López Pérez Sánchez Ramírez Gómez Muñoz Núñez Peña Ibáñez Nuñez Castaño Ordóñez Yáñez Cariño niño año español señora
mañana Logroño Coruña Perú México Bogotá Medellín León Málaga Cádiz Córdoba Panamá Andalucía Verónica Mónica Inés
Raúl Joaquín Julián Andrés Nicolás Tomás está también más días sí qué cómo organización reunión comunidad
vegetariana música teléfono Bolívar Güell pingüino João Conceição São Assunção Sebastião Simão Estêvão Fernão
Gonçalves Araújo Magalhães Guimarães Simões Luís Antônio Antónia Flávia Cláudia Márcia Inês Vânia Tânia Mônica
Patrícia Fátima Verônica Débora Estefânia Érico Caê Anaís Zélia não está você também reunião informação ação
participação comunidade organização três mês avó avô país açúcar Brasília Açores Ceará Paraná Goiânia Macapá
Maranhão Piauí Amapá Lourenço França Bragança Ângela Ítalo Ágata Úrsula Óbidos Évora Niccolò Calabrò Salò può farò
sarà verrà metà così lunedì martedì Gesù virtù tribù Cefalù libertà comunità caffè Città perché più Åsa Håkan Göran
Sjöberg Nyström Åkesson Bjørn Søren Jørgen Øystein Kåre Mårten Çelik Zoë Chloë Þórdís Guðrún Sigurður Ragnheiður
Þorsteinn Jónsdóttir Ævar Ásgeir Ingibjörg Hörður Öyvind Märta Väinö Mäkinen Hämäläinen Jyväskylä
"""
_CENTRAL = """
Łukasz Michał Paweł Małgorzata Wojciech Stanisław Bolesław Władysław Zdzisław Grażyna Żaneta Bożena Elżbieta Jędrzej
Józef Świętosława Kowalczyk Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski
Jabłoński Mazurek Krawczyk Górski Piotr Pawłowski Nowicki Wróbel Sikora Pietrzak Król Źródło Gdańsk Łódź Kraków
Poznań Wrocław Białystok Toruń Częstochowa Rzeszów Świdnica Żółć język społeczność uczestnik imię nazwisko Żuraw źle
będzie może także Śląsk Ćwik Maciąg Dębski Gałązka Pająk Sęk Bąk Łącki święto część wiadomość proszę dziękuję hłasko
żółw książka Jiří Tomáš Lukáš Ondřej Matěj Kateřina Lenka Zdeněk Vojtěch Štěpán Šárka Řehoř Dvořák Novák Svoboda
Procházka Kučera Veselý Horák Němec Pokorný Pospíšil Hájek Jelínek Růžička Beneš Fiala Sedláček Doležal Zeman Kolář
Krejčí Navrátil Čermák Urban Vaněk Blažek Kříž Kopecký Kovář Křížová Nováková Dvořáková Němcová Jiřina Božena
Olomouc Plzeň Třebíč Přerov Brno Děčín Ústí České Budějovice jméno příjmení společenství město země účastník
poznámka Ďurica Ľubomír Žilina Košice Prešov Nagy Szabó Tóth Horváth Kovács Varga Kiss Molnár Németh Farkas Balogh
Papp Takács Juhász Lakatos Mészáros Oláh Simon Rácz Szőke Győr Gergő Erdős Dezső Jenő Ernő Szűcs Fűzfa Bánffy
Orsolya Zsófia Eszter Katalin Erzsébet László István Gábor Zoltán Győző Gyöngyi Ödön Ágnes Éva Ildikó József Sándor
Pécs Szeged Debrecen Kecskemét Hódmezővásárhely Székesfehérvár Kőszegi Kővári Bősze Bőjte Hegedűs Fülöp Gőz Tőke
Szőllősi Lőrincz Dömötör Csőke Petőfi Mezőfi Ökrös Gergely Rózsa Bálint Ferenc Attila közösség résztvevő megjegyzés
szervezet név felhasználó őszi tűz műhely jelentkezés Hűvös egyesület Ștefan Ţepeş Bălan Măriuţa Ionuţ Pătraşcu
Mureşan Ştefănescu Brâncuşi Vlăduţ Alin Cătălin Răzvan Mihăiţă Braşov Bucureşti Timişoara Constanţa Iaşi Galaţi
Târgu Mureş Drăgulescu Ţurcanu Hălmăgean Sânziana Ilinca Gheorghiţă însă şi către când Marković Petrović Đorđe Šimić
Čović Žarko Ljubiša Nikolić Jovanović Babić Jurić Horvat Kovačević Knežević Novaković Perić Šibenik Čakovec Požega
Županja Križevci zajednica sudionik Žužemberk Škofja Loka Trbižan Šťastný Jürgen Müller Bartoš Vašek Žák Šmíd Čapek
Čech Řezník Bělohlávek Přibyl Žižka Škoda
"""
_CYRILLIC = """
Александр Алексей Анастасия Андрей Анна Антон Валентина Василий Виктор Виктория Владимир Галина Дарья Дмитрий
Евгений Екатерина Елена Иван Игорь Ирина Кирилл Константин Ксения Людмила Мария Марина Михаил Наталья Никита Николай
Оксана Олег Ольга Павел Пётр Роман Светлана Сергей Татьяна Фёдор Юлия Юрий Яна Ярослав Иванов Петрова Сидоренко
Кузнецов Смирнова Попов Васильев Соколова Михайлов Новиков Фёдоров Морозов Волкова Алексеев Лебедев Семёнов Егоров
Павлова Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев
Иванович Петровна Сергеевич Александровна Ильинична Кузьминична Москва Петербург Казань Новосибирск Екатеринбург
Пермь Уфа Якутск участник сообщество организация пожалуйста может быть приду вегетарианец русский украинский
английский язык встреча опоздаю группа подтверждён отменено ожидает зарегистрирован вопрос библиотека университет
школа объединение хаб рабочая хочу друг Олександр Олексій Андрій Анатолій Богдан Валерій Василь Віктор Володимир
В'ячеслав Галина Дмитро Євген Іван Ігор Ірина Катерина Людмила Марія Микола Михайло Надія Наталія Оксана Олена Ольга
Остап Павло Петро Роксолана Світлана Сергій Тарас Тетяна Юлія Юрій Яна Ярослава Шевченко Коваленко Бондаренко
Ткаченко Кравченко Олійник Шевчук Коваль Поліщук Бондар Ткачук Мельник Марченко Лисенко Гаврилюк Савченко Руденко
Петренко Кравчук Іваненко Ґудзь Їжакевич Єфименко Щербак Цимбал Київ Львів Харків Одеса Дніпро Запоріжжя Вінниця
Чернігів Полтава Черкаси Суми Рівне Луцьк Ужгород Чернівці спільнота учасниця організація будь ласка українська мова
зустріч запізнюся група підтверджено скасовано очікує питання бібліотека Іванівна Олексійович Григорівна Степанович
об'єднання прийду вегетаріанка ще щось їжа її ґанок Радослав Димитър Мирослава Тодор Българин Ђорђе Јелена Љубица
Њего Ћирић Џон Михаіл Янка Ўладзімір Наталля Гарэцкі
"""
_ARABIC = """
محمد أحمد فاطمة علي حسن حسين خالد عمر يوسف إبراهيم عبد الله الرحمن عبدالله نور ليلى سارة مريم زينب خديجة عائشة آمنة
هدى منى سلمى ياسمين رانيا دينا هبة إيمان أمل نادية سعاد سميرة وفاء مصطفى محمود إسماعيل يحيى طارق زياد كريم رامي وليد
ماجد سامي عصام هشام أسامة بلال جمال صلاح الدين نجيب فؤاد غسان مروان باسم رشيد رضا ضياء ظافر ثامر ذكي خليل المغربي
المصري التونسي الشامي الحلبي البغدادي الخطيب النجار الحداد العلي الأحمد الحسين السيد الشريف بن بنت أبو القاهرة
الإسكندرية الجزائر تونس الرباط الدار البيضاء عمان دمشق بيروت بغداد الرياض جدة مكة القدس غزة صنعاء عدن الخرطوم طرابلس
نواكشوط الدوحة المنامة مسقط مجتمع منظمة مشارك مشاركة الاسم البريد الهاتف ملاحظات نباتي متأخر قد أصل سوف أحضر الجلسة
اللغة العربية الإنجليزية الفرنسية نعم لا ربما مسجل مؤكد ملغى مكتبة جامعة مدرسة جمعية اتحاد ويكيميديا ويكيبيديا
مجموعة مستخدمين ليبيا السودان لبنان العراق سوريا فارسی زاده پور کریم گل چنگیز ژاله پروین رضایی گوگل
"""
#: Surnames and everyday characters of lists; the rest of GB 2312's first level (by sound) counts as common.
_HANZI = """
王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏
小明华丽军伟芳娜敏静强磊洋艳勇杰娟涛超秀霞平刚桂英文玉兰红建国志海春梅雪晓龙宇浩子轩梓涵欣怡思雨佳琪嘉欧阳诗司马
姓名邮箱电子邮件用户电话手机组织社群备注状态已确认取消语言票号报名时间北京上海广州深圳杭州成都武汉西安南京重庆天津台湾香港
中文英文法文参加会议讨论维基媒体百科大学图书馆学校协会可能迟到素食是否同意无有请安排住宿翻译的一不在人了我他这个们来到时
"""
Score = Callable[[str], float]
#: What one letter costs that a family of languages does not use at all (natural logarithm of its chance).
_FOREIGN = -13.0
_PUNCTUATION = dict.fromkeys("\u00a0«»“”„–—…’‘‹›،؛؟№·", -7.0) | {
    "\u200c": -7.0,
    "\u200d": -9.0,
    "°": -9.0,
    "ª": -9.0,
    "º": -9.0,
}


def _vocabulary(languages: str) -> str:
    words = (
        each.get(language, "")
        for source in (PEOPLE, REGISTRATION)
        for each in source.values()
        for language in languages.split()
    )
    return " ".join(words).replace("|", " ")


@cache
def header_words() -> frozenset[str]:
    """Return the words of the vocabulary that are not plain ASCII, case folded: whoever decodes one is right."""
    languages = {language for source in (PEOPLE, REGISTRATION) for each in source.values() for language in each}
    return frozenset(
        word for word in _vocabulary(" ".join(languages)).casefold().split() if not word.isascii() and len(word) > 1
    )


def _pairs(text: str) -> Score:
    """Learn which letter follows which; the score of a word is the logarithm of its chance."""
    words = [f" {word} " for word in text.casefold().split()]
    singles = Counter(letter for word in words for letter in word[1:])
    pairs = Counter(pair for word in words for pair in pairwise(word))
    before = Counter(letter for word in words for letter in word[:-1])
    total = sum(singles.values())

    @cache
    def chance(one: str, next_: str) -> float:
        single = singles[next_] / total
        pair = pairs[one, next_] / before[one] if before[one] else 0.0
        mixed = 0.7 * pair + 0.3 * single
        return math.log(mixed) if mixed else _PUNCTUATION.get(next_, _FOREIGN)

    def score(word: str) -> float:
        folded = f" {word.casefold()} "
        odd = sum(one.islower() and two.isupper() for one, two in pairwise(word))
        return sum(map(chance, folded, folded[1:])) - 4.0 * odd

    return score


def _characters(text: str, standard: str = "gb2312", common: tuple[int, int] = (0xB0, 0xD7)) -> Score:
    """Learn which characters are common; others count by their level in a standard (the first level: the common ones).

    `common` are the first and the last lead byte of that level.
    """
    seen = Counter("".join(text.split()))
    total = sum(seen.values()) * 2

    @cache
    def chance(character: str) -> float:
        if character in seen:
            return math.log(seen[character] / total)
        if character.isascii():
            return -5.0
        try:
            lead, *_ = character.encode(standard)
        except UnicodeEncodeError:
            return -16.0 if character.isalpha() else -20.0
        if lead < common[0]:
            return -9.0
        return -8.3 if lead <= common[1] else -11.5

    def score(word: str) -> float:
        return sum(map(chance, word))

    return score


@cache
def families() -> dict[str, Score]:
    """Return the score of a word for each legacy encoding we know, by the encoding's name."""
    cyrillic = _pairs(f"{_CYRILLIC} {_vocabulary('ru uk')}")
    return {
        "windows-1252": _pairs(f"{_WESTERN} {_vocabulary('en fr de es id pt')}"),
        "windows-1251": cyrillic,
        "windows-1250": _pairs(f"{_CENTRAL} {_vocabulary('en xx')}"),
        "windows-1256": _pairs(f"{_ARABIC} {_vocabulary('ar')}"),
        "koi8-u": cyrillic,
        "gb18030": _characters(f"{_HANZI} {_vocabulary('zh')}"),
    }


@cache
def families_elsewhere() -> dict[str, Score]:
    """Return the same for encodings of languages beyond our own, which count only where they explain a list better."""
    korean = _characters(elsewhere.HANGUL, "euc_kr", (0xB0, 0xC8))
    japanese = _characters(elsewhere.JAPANESE, "cp932", (0x88, 0x97))
    taiwanese = _characters(elsewhere.HANZI_TRADITIONAL, "big5", (0xA4, 0xC6))
    return {
        "cp866": _pairs(f"{_CYRILLIC} {_vocabulary('ru uk')}"),
        "windows-1253": _pairs(elsewhere.GREEK),
        "windows-1254": _pairs(f"{elsewhere.TURKISH} {_vocabulary('en')}"),
        "windows-1255": _pairs(elsewhere.HEBREW),
        "cp874": _pairs(elsewhere.THAI),
        "euc-kr": korean,
        "cp949": korean,
        "shift-jis": japanese,
        "cp932": japanese,
        "big5": taiwanese,
        "big5hkscs": taiwanese,
    }


@cache
def families_of_prose() -> dict[str, Score]:
    """Return the same for rarer encodings of our languages, which only a text with many words can tell."""
    known = families()
    return {
        "iso8859-2": known["windows-1250"],
        "iso8859-5": known["windows-1251"],
        "mac-cyrillic": known["windows-1251"],
        "mac-roman": known["windows-1252"],
        "cp850": known["windows-1252"],
    }
