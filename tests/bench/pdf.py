"""How long a report of about 228 pages takes, against a bare canvas that draws the same lines of the same content."""

import io
import resource
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from hubdesk.paths import shipped
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.pages import Report
from hubdesk.report.pdf.table import Column

GOAL = 1.6
GATHERINGS, ROWS, COMMENTS = 100, 48, 13
_PLACES = ("Bremen", "Amman", "Pune", "Tainan", "Київ", "São Paulo", "Yogyakarta", "Łódź")
_COMMENTS = (
    "Local groups should decide themselves how a hub is formed. The draft says who may apply, but it names neither the "
    "body that decides nor the time within which it has to answer, and people asked for both in every single round.",
    "Місцеві групи мають самі вирішувати, як створюється осередок. Проєкт називає, хто може подати заяву, але не каже, "
    "хто ухвалює рішення і в який строк.",
    "地方社群应当自行决定如何组建中心。草案说明了谁可以申请，但没有说明由谁作出决定，也没有说明作出决定需要多长时间。",
    "地方社群应当自行决定如何组建中心。草案说明了谁可以申请，但没有说明由谁作出决定，也没有说明作出决定需要多长时间。",
    "sich an jemanden wenden können, der nicht selbst entschieden hat.",
)
_SIZE, _LEAD = 10, 15
HEAD = ("#", "Place", "Name", "Minutes")


def table_rows(gathering: int) -> list[tuple[str, str, str, str]]:
    """Return the rows of a gathering's table."""
    return [
        (
            str(i + 1),
            _PLACES[(gathering + i) % 8],
            f"Person {gathering}-{i} of the group",
            f"{(gathering * 37 + i * 91) % 999}",
        )
        for i in range(ROWS)
    ]


def comment(gathering: int, place: int) -> str:
    """Return a remark, in one of three languages."""
    return f"{gathering}.{place} {_COMMENTS[(gathering + place) % 4]}"


def ours(gatherings: int = GATHERINGS, report: Report | None = None) -> None:
    """Write the job with the engine of the reports."""
    document = Document(language="en", title="Bench", as_of=datetime(2026, 1, 1, tzinfo=UTC), report=report)
    columns = [Column("#", 0.4, "end"), Column("Place", 1), Column("Name", 2), Column("Minutes", 0.7, "end")]
    document.contents("Contents")
    for gathering in range(gatherings):
        document.heading(f"Gathering {gathering + 1}")
        document.table(columns, table_rows(gathering))
        for place in range(COMMENTS):
            document.paragraph(comment(gathering, place))
    document.finish(io.BytesIO(), report)


def floor() -> None:
    """Draw the same words with the canvas alone: no measuring, no shaping, no tags, no table of contents."""
    folder = shipped("resources") / "fonts"
    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSansSC-Regular"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf"), shapable=False))
    canvas = Canvas(io.BytesIO(), pageCompression=1, invariant=1)
    y = 780.0

    def next_line(by: float) -> float:
        nonlocal y
        y -= by
        if y < 62:
            canvas.showPage()
            y = 780.0
        return y

    for gathering in range(GATHERINGS):
        canvas.setFont("NotoSans-Bold", 18)
        canvas.drawString(57, next_line(54), f"Gathering {gathering + 1}")
        for row in (HEAD, *table_rows(gathering)):
            height = next_line(19.8)
            canvas.setFont("NotoSans-Regular", 9)
            for x, text in zip((62, 110, 230, 480), row, strict=True):
                canvas.drawString(x, height, text)
            canvas.line(57, height - 6, 538, height - 6)
        next_line(17)
        for place in range(COMMENTS):
            text = comment(gathering, place)
            ideographs = ord(text[-2]) > 0x2E80
            canvas.setFont("NotoSansSC-Regular" if ideographs else "NotoSans-Regular", _SIZE)
            step = 46 if ideographs else 92
            for start in range(0, len(text), step):
                canvas.drawString(57, next_line(_LEAD), text[start : start + step])
            next_line(6)
    canvas.save()


def measure(rounds: int = 5) -> tuple[float, float]:
    """Return the processor seconds of the floor and of ours: medians of rounds taken in turn, after one to warm up."""
    floor()
    ours()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for job, times in zip((floor, ours), taken, strict=True):
            began = time.process_time()
            job()
            times.append(time.process_time() - began)
    return statistics.median(taken[0]), statistics.median(taken[1])


def memory() -> tuple[float, float]:
    """Return the goal for the peak of a fresh process that writes the job, and that peak, in MB."""
    code = "from tests.bench import pdf; pdf.ours(); print(open('/proc/self/status').read())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return 110.0, int(done.stdout.partition("VmHWM:")[2].split()[0]) / 1024


def cold(rounds: int = 3) -> tuple[float, float]:
    """Return the goal for 24 pages in a fresh process, all imports included, and its processor seconds, the median."""
    code = "from tests.bench import pdf; pdf.ours(10)"
    taken = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 0.7, statistics.median(taken)


def long() -> tuple[float, float]:
    """Return the processor seconds of nine jobs, and of one of 2,000 pages."""
    return growth(9)


def growth(times: int = 4) -> tuple[float, float]:
    """Return the processor seconds of so many jobs, and of one job so many times as long."""
    taken = []
    for gatherings in (GATHERINGS, GATHERINGS * times):
        began = time.process_time()
        ours(gatherings)
        taken.append(time.process_time() - began)
    return taken[0] * times, taken[1]


def stopping(rounds: int = 3) -> tuple[float, float]:
    """Return the goal and the longest time in which the job does not ask whether to stop: the best of some rounds."""

    def longest() -> float:
        asked = [time.process_time()]
        ours(report=lambda done, total: asked.append(time.process_time()))
        asked.append(time.process_time())
        return max(after - before for before, after in pairwise(asked))

    return 0.2, min(longest() for _ in range(rounds))


def main() -> int:
    """Print floor, value, ratio and goal; 1 when the goal is missed."""
    least, value = measure()
    print(f"pdf  floor {least:.3f} s  value {value:.3f} s  ratio {value / least:.2f}  goal {GOAL}")
    return int(value / least > GOAL)


if __name__ == "__main__":
    sys.exit(main())
