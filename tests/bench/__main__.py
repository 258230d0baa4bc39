"""`make bench`: every operation against its floor in the same run; ratios count, never absolute times."""

import sys
import traceback
from collections.abc import Callable
from typing import NamedTuple

from tests.bench import bundles, door, grid, meeting, pdf, store, typesetters, visits, window


class Row(NamedTuple):
    """A line of the table: `measure` returns (floor, value) in seconds or MB, `goal` is the highest ratio, if any."""

    operation: str
    floor: str
    measure: Callable[[], tuple[float, float]]
    goal: float | None
    unit: str = "ms"


ROWS = (
    Row("cold start to painted window", "bare widget", window.cold_start, 1.8),
    Row("attendance key, 10,000 people", "bare field, 12 rows", window.attendance_key, 3.0),
    Row("the same, 100,000 people", "among 1,000 people", door.key_growth, 1.5),
    Row("95 of 100 keys, 100,000 people", "a frame of 16 ms", door.key_slowest, 1.0),
    Row("codes waiting, one each 50 ms", "one code", door.scans, 1.0, "codes"),
    Row("memory of 100,000 people", "60 MB", door.memory, 1.0, "MB"),
    Row("note key, 5,000 lines", "QPlainTextEdit alone", window.note_key, 1.5),
    Row("tag key, 5,000 lines, painted", "one durable note", window.tag_key, 2.5),
    Row("longest turn, 1,000 sections", "bare list, same rows", window.long_charter, 2.0),
    Row("the same beside the notes", "bare list, same rows", lambda: window.long_charter("notes"), 2.0),
    Row("longest turn of a first visit", "50 ms", visits.measure, 1.0),
    Row("left alone while the timer ticks", "bare label, each second", meeting.measure, 2.0),
    Row("filter 20,000 notes", "words searched, rows", grid.filtered, 3.0),
    Row("sort 20,000 notes", "words searched, rows", grid.sorted_anew, 6.0),
    Row("filter 100,000 notes", "5 x 20,000 notes", grid.growth, 1.3),
    Row("similar among 20,000 notes", "4 x 5,000 notes", grid.alike_growth, 1.5),
    Row("search 1 M notes", "bare index, newest 50", store.search, 3.0),
    Row("Enter to COMMIT returned", "append + fdatasync", store.commit, 2.5),
    Row("the same, syncs 0.5 ms slower", "append + fdatasync", store.commit_on_a_slower_disk, 2.5),
    Row("the same among a million facts", "among a thousand", bundles.commit_in_large, 1.3),
    Row("take in a page of 2 MB", "reading it alone", store.page, 4.0),
    Row("open 100,000 people", "open 10 people", store.opening, 1.3),
    Row("open a million facts", "open 10 facts", bundles.open_many, 1.3),
    Row("PDF, 228 pages", "bare canvas", pdf.measure, 1.6),
    Row("the same content", "typst, PDF/UA-1", typesetters.typst, 0.7),
    Row("the same content as well", "platypus, shaped", typesetters.platypus, 0.25),
    Row("PDF, 24 pages from a cold start", "0.7 s", pdf.cold, 1.0),
    Row("PDF, 900 pages", "4 x 228 pages", pdf.growth, 1.2),
    Row("PDF, 2,000 pages", "9 x 228 pages", pdf.long, 1.2),
    Row("PDF, longest until it stops", "200 ms", pdf.stopping, 1.0),
    Row("peak of a PDF of 228 pages", "110 MB", pdf.memory, 1.0, "MB"),
    Row("write 10,000 new facts", "hash, pack, fsync", bundles.write_new, 3.0),
    Row("the same beside a million facts", "beside none", bundles.write_in_large, 1.2),
    Row("absorb 10,000 facts", "parse, hash, insert", store.absorb, 4.0),
    Row("absorb the same again", "the first time", bundles.absorb_again, 0.2),
    Row("100 files, one by one", "each in a new one", bundles.hundred, 1.1),
    Row("100 files in the other order", "in one order", bundles.any_order, 1.2),
    Row("peak of merging 500,000 facts", "64 MB above idle", bundles.memory, 1.0, "MB"),
    Row("workspace of the reference day", "bytes of its values", bundles.workspace_size, 6.0, "MB"),
    Row("team file of the reference day", "bytes of its values", bundles.bundle_size, 0.6, "MB"),
    Row("absorb 10,000 records", "SQLite dump, read", bundles.dump, None),
    Row("absorb the same 10,000 records", "a pycrdt document", bundles.crdt, None),
)


def main() -> int:
    """Print floor, value, ratio and goal of each row named, else of all; return how many missed it or broke."""
    print(f"{'operation':32} {'floor':>20} {'floor':>12} {'value':>12} {'ratio':>6} {'goal':>5}")
    missed = 0
    for row in ROWS:
        if sys.argv[1:] and not any(name in row.operation for name in sys.argv[1:]):
            continue
        try:
            floor, value = row.measure()
        except ImportError as reason:
            print(f"{row.operation:32} {row.floor:>20} not measured: {reason}", flush=True)
            continue
        except Exception:
            print(f"{row.operation:32} {row.floor:>20} broken", flush=True)
            traceback.print_exc()
            missed += 1
            continue
        ratio, scale = value / floor, 1e3 if row.unit == "ms" else 1
        over = row.goal is not None and ratio > row.goal
        missed += over
        told = f"{floor * scale:9.2f} {row.unit} {value * scale:9.2f} {row.unit} {ratio:6.2f}"
        print(f"{row.operation:32} {row.floor:>20} {told} {row.goal or '':>5}{'  missed' if over else ''}", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
