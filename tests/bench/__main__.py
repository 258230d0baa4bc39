"""`make bench`: every operation against its floor in the same run; ratios count, never absolute times."""

import sys
from collections.abc import Callable

from tests.bench import pdf, store, window

#: (operation, floor, measure, goal as a ratio)
OPERATIONS: tuple[tuple[str, str, Callable[[], tuple[float, float]], float], ...] = (
    ("cold start to painted window", "bare widget", window.cold_start, 1.8),
    ("attendance key, 10,000 people", "bare field, 12 rows", window.attendance_key, 3.0),
    ("Enter to COMMIT returned", "append + fdatasync", store.commit, 2.5),
    ("open 100,000 people", "open 10 people", store.opening, 1.3),
    ("PDF, 228 pages", "bare canvas", pdf.measure, 1.6),
    ("absorb 10,000 facts", "parse, hash, insert", store.absorb, 4.0),
)


def main() -> int:
    """Print floor, value, ratio and goal of each; return how many goals were missed."""
    print(f"{'operation':32} {'floor':>22} {'floor ms':>10} {'value ms':>10} {'ratio':>6} {'goal':>5}")
    missed = 0
    for name, against, measure, goal in OPERATIONS:
        floor, value = measure()
        ratio = value / floor
        verdict = "" if ratio <= goal else "  missed"
        missed += ratio > goal
        print(f"{name:32} {against:>22} {floor * 1e3:10.2f} {value * 1e3:10.2f} {ratio:6.2f} {goal:5.1f}{verdict}")
        sys.stdout.flush()
    return missed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
