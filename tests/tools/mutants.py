"""`make mutants`: how many small faults, put one at a time into merging and into the limits of files, the tests notice.

Which modules and which tests: [tool.mutmut] of pyproject.toml. `python -m mutmut show NAME` shows one of those that
nobody noticed. Ends with 1 below FLOOR. A fault that no test comes near counts as not noticed.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

#: Per cent of all faults.
FLOOR = 85.0
PLACE = Path("mutants")  # mutmut knows no other


def mutmut(*words: str) -> str:
    done = subprocess.run([sys.executable, "-m", "mutmut", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"mutmut {words[0]} did not come to its end:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def main() -> int:
    shutil.rmtree(PLACE, ignore_errors=True)  # what an earlier run found says nothing about the tests of today
    mutmut("run")
    mutmut("export-cicd-stats")
    found = json.loads((PLACE / "mutmut-cicd-stats.json").read_text("utf-8"))
    print(mutmut("results").rstrip() or "No fault went unnoticed.")
    noticed, of = found["killed"] + found["timeout"], found["total"]
    share = 100 * noticed / of
    print(f"{noticed} of {of} faults noticed, {share:.1f} %")
    if share < FLOOR:
        print(f"Below {FLOOR:.0f} %")
    return int(share < FLOOR)


if __name__ == "__main__":
    sys.exit(main())
