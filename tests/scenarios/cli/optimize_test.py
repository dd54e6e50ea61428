"""`optimize`: what its JSON and file hold, that the budget holds, and the same bytes on any threads."""

import json
import re
import signal
import subprocess
import time
import unittest

import h5py
import numpy as np
import xarray as xr
from program import INTERRUPTED, PROGRAM, InAFolder, environment

PORTFOLIO = "study/experiments/portfolio.toml"
OPTIMIZE = ["optimize", PORTFOLIO, "--quiet", "-o"]
TEXT = """\
format     = 1
experiment = "optimize"
scenario   = "../outlook.toml"
members    = 10
seed       = 3
budget     = 30.0

[objective]
measure  = "firms"
cities   = ["alba", "brea", "cora"]

[[lever]]
kind      = "talent"
cities    = ["brea"]
years     = { first = 2016, last = 2020 }
ramp      = 2
strength  = { low = 0.0, high = 0.5 }
unit_cost = 20.0

[[lever]]
kind      = "radiation"
clusters  = ["lake-shore"]
years     = { first = 2016, last = 2020 }
strength  = { low = 0.0, high = 1.0 }
unit_cost = 10.0

[search]
population  = 8
generations = 3

[fresh]
members = 12
seed    = 4
"""
KEYS = {"cost", "strengths", "extrapolated", "mean", "q05", "q95", "monte_carlo_se", "inequality", "searched",
        "winners_curse", "expected_regret", "cost_per_firm", "dominated"}


class SmallPortfolio(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        base = (self.folder / "study/baseline.toml").read_text(encoding="utf-8")
        (self.folder / "study/outlook.toml").write_text(base.replace("last = 2015", "last = 2020"),
                                                        encoding="utf-8")
        (self.folder / "study/experiments").mkdir()
        (self.folder / PORTFOLIO).write_text(TEXT, encoding="utf-8")

    def document(self, *words):
        out, _ = self.agglomera(*OPTIMIZE, "f.h5", "--format", "json", *words)
        return json.loads(out)


class Optimize(SmallPortfolio):
    def test_has_the_keys_that_scripts_rely_on(self):
        document = self.document()
        self.assertEqual(document["costs"], "assumed")
        self.assertEqual(document["budget"], 30)
        self.assertEqual(document["year"], 2020)
        self.assertEqual(document["cities"], ["alba", "brea", "cora"])
        self.assertEqual([lever["lever"] for lever in document["levers"]], ["talent", "radiation"])
        self.assertEqual(document["levers"][0]["cost_of_one"], 20 * 4.5)
        self.assertEqual(document["levers"][1]["targets"], ["alba", "brea"])
        self.assertEqual(document["evaluations"], 8 * 4)
        self.assertTrue(document["front"])
        for mix in document["front"]:
            self.assertLessEqual(KEYS, set(mix))
            self.assertAlmostEqual(mix["cost"],
                                   90 * mix["strengths"]["talent"] + 100 * mix["strengths"]["radiation"])
            self.assertLessEqual(mix["cost"], 30)
            self.assertAlmostEqual(mix["winners_curse"], mix["searched"]["mean"] - mix["mean"])
            self.assertEqual(mix["cost_per_firm"] is None, mix["firms_gained"] <= 0)

    def test_keeps_in_its_file_what_its_json_says(self):
        front = self.document()["front"]
        with xr.open_dataset(self.folder / "f.h5", group="front") as data:
            self.assertEqual(list(data["lever"].values), ["talent", "radiation"])
            for number in ("cost", "mean", "q05", "q95", "inequality", "expected_regret"):
                self.assertTrue(np.array_equal(data[number].values, [mix[number] for mix in front]), number)
            for lever in ("talent", "radiation"):
                self.assertTrue(np.array_equal(data["strength"].sel(lever=lever).values,
                                               [mix["strengths"][lever] for mix in front]))
            effects = data["effect"].values
            regret = np.mean(effects.max(axis=0) - effects, axis=1)
            self.assertTrue(np.allclose(regret, data["expected_regret"].values))
            self.assertEqual(list(data["member"].values), list(range(10, 22)))
        with h5py.File(self.folder / "f.h5", "r") as file:
            self.assertEqual(file.attrs["filetype"], "front")
            self.assertEqual(file["goal/costs"].asstr()[()], "assumed")
            self.assertEqual(file["goal/budget"][()], 30)

    def test_is_the_same_on_one_and_two_threads(self):
        files = []
        for threads in (1, 2):
            self.agglomera(*OPTIMIZE, "f.h5", "--threads", threads)
            files.append(self.bytes_of("f.h5"))
        self.assertEqual(files[0], files[1])

    def test_takes_budget_members_and_seed_from_the_command_line(self):
        document = self.document("--budget", "0", "--members", "11", "--seed", "9")
        self.assertEqual(document["budget"], 0)
        self.assertEqual([mix["strengths"] for mix in document["front"]], [{"talent": 0, "radiation": 0}])
        with h5py.File(self.folder / "f.h5", "r") as file:
            self.assertEqual(file.attrs["command"], f"agglomera optimize {PORTFOLIO} -o f.h5 --members 11 "
                                                    "--seed 9 --budget 0")
            self.assertEqual(file.attrs["seed"], 9)

    def test_says_in_words_that_costs_are_assumed(self):
        text, _ = self.agglomera(*OPTIMIZE, "f.h5")
        self.assertTrue(text.startswith("Mixes of levers under a budget of 30 million USD; costs: assumed\n"
                                        "Effect on firms in 2020, over alba, brea, cora\n"), text)
        self.assertIn("winner's curse", text)

    def test_refuses_what_can_not_be_mixed(self):
        words = ["optimize", PORTFOLIO, "-o", "f.h5"]
        for was, now, message in [
                ('"talent"', '"tallent"', '13:13: "tallent" is no lever (known: chain_integration, '
                                          'coordination, copyright_platform, culture_plus, deregulation, '
                                          'east_west, ip_protection, national_strategy, radiation, '
                                          'research, smart_media, talent) did you mean "talent"?'),
                ("unit_cost = 20.0\n", "", "12:1: a lever without unit_cost (costs missing in a budget) write "
                                           "what one unit of strength costs in one city and year, in 10^6 USD"),
                ("budget     = 30.0", "budget     = -3.0",
                 '6:14: "budget" is -3, outside 0 to 1000000000000 (10^6 USD)'),
                ("population  = 8", "population  = 10",
                 '28:15: "population" is 10, no multiple of 4 (NSGA-II pairs its parents in fours) write 8')]:
            with self.subTest(now):
                self.change(PORTFOLIO, was, now)
                self.refuses(words, f"{PORTFOLIO}:{message}")
                self.refuses(["validate", PORTFOLIO], f"{PORTFOLIO}:{message}")
                (self.folder / PORTFOLIO).write_text(TEXT, encoding="utf-8")
        self.refuses([*words, "--budget", "-1"],
                     "--budget: -1 is outside 0 to 1000000000000 (10^6 USD)")

    def test_when_interrupted_ends_soon_and_writes_nothing(self):
        self.change(PORTFOLIO, "generations = 3", "generations = 9999")
        before = self.listing()
        work = subprocess.Popen([PROGRAM, *OPTIMIZE, "f.h5"], cwd=self.folder, env=environment(), text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        time.sleep(2)
        work.send_signal(signal.SIGINT)
        told = time.monotonic()
        out, err = work.communicate(timeout=60)
        self.assertLess(time.monotonic() - told, 10)
        self.assertEqual((work.returncode, out), (INTERRUPTED, ""))
        self.assertTrue(re.fullmatch(r"interrupted after \d+ of 10000 generations; nothing was written, the "
                                     r"same command starts again\n", err), err)
        self.assertEqual(self.listing(), before)


if __name__ == "__main__":
    unittest.main()
