#!/usr/bin/python3
"""Makes background.csv, totals.csv, links.csv and assumptions.csv from the study's inputs.

    derive.py            writes the four tables
    derive.py --check    compares them with the files and exits 1 on a difference"""
import argparse
import difflib
import sys

sys.dont_write_bytecode = True     # the study folder holds data, not caches

from derive_assumptions import assumptions
from derive_background import background, totals
from derive_links import links
from derive_tables import STUDY, as_text

TABLES = {
    "background.csv": (("city", "measure", "year", "value", "log_sd", "kind", "source", "known"), background),
    "totals.csv": (("measure", "year", "value", "unit", "log_sd", "kind", "source", "known"), totals),
    "links.csv": (("city_a", "city_b", "kind", "length_km", "source"), links),
    "assumptions.csv": (("city", "quantity", "value", "prior_sd", "scale", "kind", "source"), assumptions),
}


def first_difference(name, on_disk, derived):
    lines = difflib.unified_diff(on_disk.splitlines(), derived.splitlines(), name, "derived", lineterm="", n=0)
    return "\n".join(list(lines)[:6])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    check = options.parse_args().check
    same = True
    for name, (header, derive) in TABLES.items():
        path, text = STUDY / name, as_text(header, sorted(derive()))
        if not check:
            path.write_text(text, encoding="utf-8", newline="")
            continue
        on_disk = path.read_text(encoding="utf-8") if path.exists() else ""
        if on_disk != text:
            same = False
            print(first_difference(name, on_disk, text), file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
