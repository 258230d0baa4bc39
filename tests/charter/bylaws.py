"""Invented rules of river clubs as people type them, in six languages of Latin letters."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """A text with one line for each paragraph; `headings` as (number, words), `bodies` the paragraphs and items."""

    text: str
    title: str
    headings: tuple[tuple[str, str], ...]
    paragraphs: int
    items: int


ENGLISH = Rules(
    """Bylaws of the Lantern Boat Club

PREAMBLE

In 2024 the people of the river came together, and they agreed on these rules for themselves and for all to come.

ARTICLE I – NAME AND SEAT

Section 1. Name. The name of the club is Lantern Boat Club, and it may be shortened to LBC in letters of every kind.

Section 2. The seat of the club is the old lock house at the third bend of the river, as Article 5 of the town asks.

ARTICLE II – AIMS

The club has the following aims:
(a) to keep the lanterns along the river alight, in winter as well as in summer;
(b) to teach rowing, and to that end:
(i) to keep boats;
(ii) to find teachers;
(c) to hold one feast a year.

2024 was the first year in which all of these aims were reached, as the minutes of the meeting show.

ARTICLE III – MEETINGS

1. The meeting is called by the board, at least two weeks before its day.
2. Everyone who rows may speak at it, and everyone who has paid may vote.

12 members are enough for a decision of the meeting on everything but these rules themselves.

Annex A – Boats

The boats are listed on a sheet of their own.
""",
    "Bylaws of the Lantern Boat Club",
    (
        ("1", "PREAMBLE"),
        ("2", "ARTICLE I – NAME AND SEAT"),
        ("2.1", "Section 1. Name"),
        ("2.2", "Section 2"),
        ("3", "ARTICLE II – AIMS"),
        ("4", "ARTICLE III – MEETINGS"),
        ("5", "Annex A – Boats"),
    ),
    7,
    7,
)
GERMAN = Rules(
    """Satzung des Vereins Laternenboot

Präambel

Die Leute am Fluss haben sich 2024 zusammengetan und geben sich diese Satzung, die für alle gilt, die hier rudern.

Abschnitt I: Allgemeines

§ 1 Name und Sitz

(1) Der Verein heißt Laternenboot und soll in das Register eingetragen werden.
(2) Er hat seinen Sitz im alten Schleusenhaus an der dritten Biegung des Flusses.

§ 2 Zweck

Zweck des Vereins ist es, die Laternen am Fluss zu pflegen. Dazu gehört besonders:
- die Lampen zu putzen,
- das Öl zu kaufen und zu lagern,
- einmal im Jahr ein Fest zu feiern.

Abschnitt II: Mitglieder

§ 3 Beginn

Mitglied wird, wer einmal mitgerudert ist und dem Vorstand schreibt, dass er es werden will.

§ 4 Ende

Die Mitgliedschaft endet durch Austritt; der Austritt gilt sofort.
""",
    "Satzung des Vereins Laternenboot",
    (
        ("1", "Präambel"),
        ("2", "Abschnitt I: Allgemeines"),
        ("2.1", "§ 1 Name und Sitz"),
        ("2.2", "§ 2 Zweck"),
        ("3", "Abschnitt II: Mitglieder"),
        ("3.1", "§ 3 Beginn"),
        ("3.2", "§ 4 Ende"),
    ),
    4,
    5,
)
FRENCH = Rules(
    """Statuts de l'association La Lanterne

TITRE I
DISPOSITIONS GÉNÉRALES

Article premier – Nom

L'association prend le nom de La Lanterne, et elle peut l'abréger dans ses lettres.

Article 2 – But

Elle a pour but :
a) d'entretenir les lanternes du fleuve ;
b) d'enseigner la rame à tous ceux qui le veulent.

TITRE II
ORGANES

Article 3. L'assemblée se réunit une fois par an, et toutes les fois que le conseil le demande.

Article 4 – Conseil

1° Le conseil compte cinq membres, élus pour deux ans par l'assemblée qui se réunit au printemps.
""",
    "Statuts de l'association La Lanterne",
    (
        ("1", "TITRE I DISPOSITIONS GÉNÉRALES"),
        ("1.1", "Article premier – Nom"),
        ("1.2", "Article 2 – But"),
        ("2", "TITRE II ORGANES"),
        ("2.1", "Article 3"),
        ("2.2", "Article 4 – Conseil"),
    ),
    4,
    2,
)
SPANISH = Rules(
    """Estatutos de la asociación El Farol

CAPÍTULO PRIMERO

DISPOSICIONES GENERALES

Artículo 1.- La asociación se llama El Farol y podrá usar ese nombre en todas sus cartas.

Artículo 2.- Son fines de la asociación los siguientes, que se entienden sin perjuicio de otros:
a) cuidar los faroles del río;
b) enseñar a remar.

CAPÍTULO SEGUNDO

DE LOS SOCIOS

Artículo 3. Derechos

Los socios pueden hablar y votar en la asamblea.

Artículo 4. Deberes

Los socios pagan la cuota que fija la asamblea.
""",
    "Estatutos de la asociación El Farol",
    (
        ("1", "CAPÍTULO PRIMERO DISPOSICIONES GENERALES"),
        ("1.1", "Artículo 1"),
        ("1.2", "Artículo 2"),
        ("2", "CAPÍTULO SEGUNDO DE LOS SOCIOS"),
        ("2.1", "Artículo 3. Derechos"),
        ("2.2", "Artículo 4. Deberes"),
    ),
    4,
    2,
)
PORTUGUESE = Rules(
    """ESTATUTO DA ASSOCIAÇÃO LANTERNA

CAPÍTULO I
DA DENOMINAÇÃO E SEDE

Art. 1º - A associação chama-se Lanterna e reúne as pessoas que moram ao longo do rio.

§ 1º A sede fica na antiga casa da eclusa.

Art. 2º - São objetivos da associação, entre outros que a assembleia venha a definir:
I - cuidar das lanternas do rio;
II - ensinar a remar.

CAPÍTULO II
DOS ASSOCIADOS

Art. 3º - Podem associar-se todas as pessoas que remam no rio, sem distinção alguma.

Parágrafo único. A associação não cobra nada de quem tem menos de dezoito anos.
""",
    "ESTATUTO DA ASSOCIAÇÃO LANTERNA",
    (
        ("1", "CAPÍTULO I DA DENOMINAÇÃO E SEDE"),
        ("1.1", "Art. 1º"),
        ("1.2", "Art. 2º"),
        ("2", "CAPÍTULO II DOS ASSOCIADOS"),
        ("2.1", "Art. 3º"),
    ),
    5,
    2,
)
INDONESIAN = Rules(
    """ANGGARAN DASAR PERKUMPULAN LENTERA

BAB I
KETENTUAN UMUM

Pasal 1

(1) Perkumpulan ini bernama Lentera dan berkedudukan di rumah pintu air yang lama.
(2) Perkumpulan ini didirikan untuk waktu yang tidak terbatas.

Pasal 2

Perkumpulan ini bertujuan:
a. merawat lentera di sepanjang sungai;
b. mengajarkan cara mendayung.

BAB II
KEANGGOTAAN

Bagian Kesatu
Umum

Pasal 3

Setiap orang yang mendayung di sungai dapat menjadi anggota perkumpulan ini.

Bagian Kedua
Kewajiban

Pasal 4

Setiap anggota membayar iuran yang ditetapkan oleh rapat anggota.
""",
    "ANGGARAN DASAR PERKUMPULAN LENTERA",
    (
        ("1", "BAB I KETENTUAN UMUM"),
        ("1.1", "Pasal 1"),
        ("1.2", "Pasal 2"),
        ("2", "BAB II KEANGGOTAAN"),
        ("2.1", "Bagian Kesatu Umum"),
        ("2.1.1", "Pasal 3"),
        ("2.2", "Bagian Kedua Kewajiban"),
        ("2.2.1", "Pasal 4"),
    ),
    3,
    4,
)
