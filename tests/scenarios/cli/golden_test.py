#!/usr/bin/python3
"""The numbers of the three made-up cities, 20 members of seed 1, as they were when last renewed.

A change of the model changes them: look whether the table in tests/golden/cli_three_cities.txt moved as
it should, then renew it with
    AGGLOMERA=build/agglomera AGGLOMERA_SOURCE=. /usr/bin/python3 tests/scenarios/cli/golden_test.py --renew
"""

import hashlib
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np
from program import MEASURES, PROGRAM, SCENARIOS, SOURCE, environment

GOLDEN = SOURCE / "tests/golden/cli_three_cities.txt"
HOW_TO_RENEW = "AGGLOMERA=build/agglomera AGGLOMERA_SOURCE=. " \
               "/usr/bin/python3 tests/scenarios/cli/golden_test.py --renew"


def recorded(path):
    """A hash of everything in /series, and the means of the last year for those who want to see."""
    digest = hashlib.sha256()
    with h5py.File(path, "r") as file:
        for name in sorted(file["series"]):
            values = file["series"][name]
            text = h5py.check_string_dtype(values.dtype)
            shape = "x".join(map(str, values.shape))
            digest.update(f"{name} {'text' if text else values.dtype.newbyteorder('<').str} {shape}\n".encode())
            if text:
                digest.update("\0".join(values.asstr()[()].ravel()).encode())
            else:
                digest.update(values[()].astype(values.dtype.newbyteorder("<")).tobytes())
        cities = file["series/city"].asstr()[()]
        means = {measure: file["series"][measure][0, :, :, -1].mean(axis=0) for measure in MEASURES}
        last = file["series/year"][-1]
    lines = ["# run templates/baseline.toml --members 20 --seed 1. Renew after a change of the model with",
             f"#   {HOW_TO_RENEW}", f"sha256 {digest.hexdigest()}",
             f"# means in {last}: city {' '.join(MEASURES)}"]
    for at, city in enumerate(cities):
        lines.append(" ".join([city, *(f"{means[measure][at]:.6g}" for measure in MEASURES)]))
    return "\n".join(lines) + "\n"


def run(threads, folder):
    place = pathlib.Path(folder) / f"run-{threads}.h5"
    subprocess.run([PROGRAM, "run", SCENARIOS / "templates/baseline.toml", "-o", place, "--members", "20",
                    "--seed", "1", "--threads", str(threads), "--quiet"],
                   env=environment(), check=True, stdout=subprocess.DEVNULL)
    return recorded(place)


class Golden(unittest.TestCase):
    maxDiff = None

    def test_run_of_three_cities_gives_the_recorded_numbers(self):
        expected = GOLDEN.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            for threads in (1, 2, 7):
                with self.subTest(threads=threads):
                    self.assertEqual(run(threads, folder), expected)

    def test_hash_changes_with_any_bit_of_the_series(self):
        with tempfile.TemporaryDirectory() as folder:
            before = run(1, folder)
            place = pathlib.Path(folder) / "run-1.h5"
            with h5py.File(place, "r+") as file:
                values = file["series/lq_revenue"][()]
                values[0, 3, 1, 2] = np.nextafter(values[0, 3, 1, 2], np.inf)
                file["series/lq_revenue"][...] = values
            self.assertNotEqual(recorded(place), before)


if __name__ == "__main__":
    if "--renew" in sys.argv:
        with tempfile.TemporaryDirectory() as temporary:
            GOLDEN.write_text(run(1, temporary), encoding="utf-8")
    else:
        unittest.main()
