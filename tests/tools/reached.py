"""`make coverage`: how many branches of the folders that hold people's work were reached by the tests that just ran.

Which lines and branches were not is listed first. Ends with 1 where a folder stays below FLOOR.
"""

import json
import sys

from coverage import Coverage

FOLDERS = ("hubdesk/model", "hubdesk/store", "hubdesk/bundle")
#: Per cent of the branches of each folder.
FLOOR = 95.0


def main() -> int:
    measured = Coverage()
    measured.load()
    measured.report()
    place = "build/coverage/reached.json"
    measured.json_report(outfile=place)
    with open(place, encoding="utf-8") as file:
        files = json.load(file)["files"]
    low = []
    for folder in FOLDERS:
        found = [told["summary"] for name, told in files.items() if name.startswith(f"{folder}/")]
        reached, of = sum(each["covered_branches"] for each in found), sum(each["num_branches"] for each in found)
        share = 100 * reached / of
        print(f"{folder}: {reached:,} of {of:,} branches reached, {share:.1f} %")
        if share < FLOOR:
            low.append(folder)
    if low:
        print(f"Below {FLOOR:.0f} %: {', '.join(low)}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
