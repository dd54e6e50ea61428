"""`sensitivity`: what its JSON and file hold, what it refuses, the same bytes on any threads and after a kill."""

import json
import re
import signal
import subprocess
import time
import unittest

import h5py
import numpy as np
import xarray as xr
from program import INTERRUPTED, PROGRAM, InAFolder, environment, long_work

SOBOL, MORRIS, EFFECT = (f"study/experiments/{name}.toml" for name in ("sobol", "morris", "effect"))
HEAD = """\
format     = 1
experiment = "sensitivity"
scenario   = "../outlook.toml"
replicates = 2
seed       = 3

[method]
"""
OUTPUTS = """
[outputs]
measures = ["lq_count", "firms"]
clusters = ["all"]
cities   = ["cora"]

[[factor]]
parameters = ["rest_of_world_appeal", "exit_rate"]

[[factor]]
parameter = "gravity_exponent"
range     = { low = 1.0, high = 3.0 }
"""
METHODS = {"sobol": 'kind         = "sobol"\nsamples      = 64\nscramblings  = 4\nsecond_order = true\n',
           "morris": 'kind         = "morris"\ntrajectories = 6\nlevels       = 4\n'}
LEVER = """
[[factor]]
lever    = "radiation"
cities   = ["alba"]
years    = { first = 2016, last = 2020 }
strength = { low = 0.0, high = 1.0 }
"""
FACTORS = ["rest_of_world_appeal", "exit_rate", "gravity_exponent"]
KEYS = {"parameter", "output", "first", "first_low", "first_high", "total", "total_low", "total_high", "of"}


class SmallAnalyses(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        base = (self.folder / "study/baseline.toml").read_text(encoding="utf-8")
        (self.folder / "study/outlook.toml").write_text(base.replace("last = 2015", "last = 2020"), encoding="utf-8")
        (self.folder / "study/experiments").mkdir()
        for name, method in METHODS.items():
            self.write(f"study/experiments/{name}.toml", HEAD + method + OUTPUTS)
        effect = OUTPUTS.replace("[[factor]]", "effect   = true\n\n[[factor]]", 1) + LEVER
        self.write(EFFECT, HEAD + METHODS["sobol"] + effect)

    def write(self, file, text):
        (self.folder / file).write_text(text, encoding="utf-8")

    def document(self, file, *words):
        out, _ = self.agglomera("sensitivity", file, "-o", "s.h5", "--quiet", "--format", "json", *words)
        return json.loads(out)

    def start(self, *words):
        work = subprocess.Popen([PROGRAM, *words], cwd=self.folder, env=environment(), text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        return work

    def wait_for_parts(self, name, count=3):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if len(list(self.folder.glob(f"{name}.parts/*"))) >= count:
                return
            time.sleep(0.02)
        self.fail(f"nothing was kept in {name}.parts")


class Indices(SmallAnalyses):
    def test_have_the_keys_that_scripts_rely_on(self):
        document = self.document(SOBOL)
        outputs = [f"{measure}:{place}" for place in ("lake-shore", "cora") for measure in ("lq_count", "firms")]
        self.assertEqual((document["method"], document["points"], document["replicates"]), ("sobol", 64 * 8, 2))
        self.assertEqual((document["year"], document["effect"], document["failed_runs"]), (2020, False, 0))
        self.assertEqual([(row["of"], row["output"], row["parameter"]) for row in document["indices"]],
                         [(of, output, factor) for of in ("mean", "noise") for output in outputs
                          for factor in FACTORS])
        for row in document["indices"]:
            self.assertLessEqual(KEYS, set(row))
            for index in ("first", "total"):
                if row[index] is not None:
                    self.assertLessEqual(row[f"{index}_low"], row[index])
                    self.assertLessEqual(row[index], row[f"{index}_high"])
        self.assertEqual(len(document["second_order"]), 2 * 4 * 3)
        self.assertEqual({(row["parameter"], row["other_parameter"]) for row in document["second_order"]},
                         {(FACTORS[0], FACTORS[1]), (FACTORS[0], FACTORS[2]), (FACTORS[1], FACTORS[2])})

    def test_of_what_the_kernel_never_asks_for_are_zero(self):
        for row in self.document(SOBOL)["indices"]:
            if row["parameter"] == "gravity_exponent" and row["total"] is not None:
                self.assertEqual((row["first"], row["total"], row["total_high"]), (0, 0, 0))

    def test_below_zero_are_counted_and_explained(self):
        document = self.document(SOBOL)
        rows = [row[index] for row in document["indices"] for index in ("first", "total")]
        rows += [row["second"] for row in document["second_order"]]
        negative = document["negative"]
        self.assertEqual(negative["within"] + negative["beyond"], sum(row < 0 for row in rows if row is not None))
        self.assertGreater(negative["within"], 0)
        self.assertIn(f"{negative['within']} of {negative['of']} indices are below zero within their intervals",
                      negative["explanation"])
        text, _ = self.agglomera("sensitivity", SOBOL, "-o", "s.h5", "--quiet")
        self.assertIn(negative["explanation"], text)

    def test_stand_in_the_file_as_in_the_json(self):
        rows = self.document(SOBOL)["indices"]
        with xr.open_dataset(self.folder / "s.h5", group="sobol") as data:
            self.assertEqual(list(data["parameter"].values), FACTORS)
            for row in rows:
                at = {"statistic": row["of"], "output": row["output"], "parameter": row["parameter"]}
                for number in ("first", "first_low", "total", "total_high"):
                    value = data[number].sel(at).item()
                    self.assertEqual(None if np.isnan(value) else value, row[number])
        with xr.open_dataset(self.folder / "s.h5", group="second_order") as data:
            second = data["second"].sel(statistic="mean", output="firms:cora").values
            self.assertTrue(np.array_equal(second, second.T, equal_nan=True))
            self.assertTrue(np.isnan(np.diag(second)).all())
        with h5py.File(self.folder / "s.h5") as file:
            self.assertEqual(file.attrs["filetype"], "sensitivity")
            self.assertEqual(file["analysis/points"][()], 512)
            self.assertNotIn("morris", file)

    def test_are_of_the_effect_of_levers_where_that_is_asked(self):
        document = self.document(EFFECT)
        self.assertTrue(document["effect"])
        self.assertEqual(document["points"], 64 * 10)
        factors = {row["parameter"] for row in document["indices"]}
        self.assertEqual(len(factors), 4)
        self.assertTrue(any(factor.startswith("radiation") for factor in factors), factors)
        # The lever acts on alba, of lake-shore; half of all strengths are above one half.
        firms = [row for row in document["outputs"] if row["output"] == "firms:lake-shore" and row["of"] == "mean"]
        self.assertNotEqual(firms[0]["mean"], 0)

    def test_are_those_of_the_command_lines_seed_and_replicates(self):
        document = self.document(SOBOL, "--seed", "9", "--members", "3")
        self.assertEqual(document["replicates"], 3)
        with h5py.File(self.folder / "s.h5") as file:
            self.assertEqual(file.attrs["seed"], 9)
            self.assertEqual(file.attrs["command"], f"agglomera sensitivity {SOBOL} -o s.h5 --members 3 --seed 9")

    def test_are_told_in_words_the_strongest_first(self):
        text, _ = self.agglomera("sensitivity", SOBOL, "-o", "s.h5", "--quiet")
        self.assertTrue(text.startswith("3 factors, 512 points, 2 replicates each\n\n"
                                        "lq_count of lake-shore in 2020: "), text)
        self.assertIn("only together [90 %]", text)
        table = text.split("firms of lake-shore in 2020")[1].split("\n\n")[0]
        totals = [float(total) for total in
                  re.findall(r"^\w+ +\S+ \[\S+, \S+\] +(\S+) \[", table, re.MULTILINE)]
        self.assertEqual(len(totals), 3, table)
        self.assertEqual(totals, sorted(totals, reverse=True))


class Screening(SmallAnalyses):
    def test_has_an_effect_of_every_factor_on_every_output(self):
        document = self.document(MORRIS)
        self.assertEqual((document["method"], document["points"], document["indices"]), ("morris", 6 * 4, []))
        rows = document["elementary_effects"]
        self.assertEqual(len(rows), 2 * 4 * 3)
        for row in rows:
            self.assertGreaterEqual(row["mu_star"], abs(row["mu"]) - 1e-12)
            if row["parameter"] == "gravity_exponent":
                self.assertEqual((row["mu_star"], row["sigma"]), (0, 0))
        with xr.open_dataset(self.folder / "s.h5", group="morris") as data:
            for row in rows:
                at = {"statistic": row["of"], "output": row["output"], "parameter": row["parameter"]}
                self.assertEqual([data[name].sel(at).item() for name in ("mu", "mu_star_high", "sigma_low")],
                                 [row["mu"], row["mu_star_high"], row["sigma_low"]])

    def test_is_told_in_words(self):
        text, _ = self.agglomera("sensitivity", MORRIS, "-o", "s.h5", "--quiet")
        self.assertIn("mu* [90 %]", text)
        self.assertIn("mu*: mean absolute effect of a factor over its whole range", text)


class SameBytes(SmallAnalyses):
    def test_on_one_two_and_seven_threads(self):
        for file in (SOBOL, MORRIS):
            files = set()
            for threads in (1, 2, 7):
                self.agglomera("sensitivity", file, "-o", "s.h5", "--quiet", "--threads", threads)
                files.add(self.bytes_of("s.h5"))
            self.assertEqual(len(files), 1, file)

    def make_long(self):
        self.change(SOBOL, "samples      = 64", "samples      = 512")
        self.agglomera("sensitivity", SOBOL, "-o", "s.h5", "--quiet")
        whole = self.bytes_of("s.h5")
        (self.folder / "s.h5").unlink()
        return whole

    @long_work
    def test_after_kills_and_resuming(self):
        whole = self.make_long()
        words = ["sensitivity", SOBOL, "-o", "s.h5", "--quiet", "--threads", "1"]
        for parts in (2, 4, 6):
            work = self.start(*words, "--resume")
            self.wait_for_parts("s.h5", parts)
            work.kill()
            work.communicate()
            self.assertFalse((self.folder / "s.h5").exists())
        _, err = self.agglomera(*[word for word in words if word != "--quiet"], "--resume", "-v")
        self.assertRegex(err, r"[1-9]\d* of 4096 points were there already")
        self.assertEqual(self.bytes_of("s.h5"), whole)
        self.assertFalse((self.folder / "s.h5.parts").exists())

    @long_work
    def test_of_more_samples_that_take_up_what_fewer_left(self):
        self.make_long()
        work = self.start("sensitivity", SOBOL, "-o", "s.h5", "--quiet", "--threads", "1")
        self.wait_for_parts("s.h5")
        work.kill()
        work.communicate()
        self.change(SOBOL, "samples      = 512", "samples      = 1024")
        _, err = self.agglomera("sensitivity", SOBOL, "-o", "s.h5", "--resume")
        self.assertRegex(err, r"[1-9]\d* of 8192 points were there already")
        enlarged = self.bytes_of("s.h5")
        self.agglomera("sensitivity", SOBOL, "-o", "s.h5", "--quiet")
        self.assertEqual(self.bytes_of("s.h5"), enlarged)

    def test_when_interrupted_it_says_how_to_go_on(self):
        whole = self.make_long()
        work = self.start("sensitivity", SOBOL, "-o", "s.h5", "--quiet", "--threads", "1")
        self.wait_for_parts("s.h5")
        work.send_signal(signal.SIGINT)
        out, err = work.communicate(timeout=60)
        self.assertEqual((work.returncode, out), (INTERRUPTED, ""))
        self.assertRegex(err, r"\Ainterrupted after \d+ of 4096 points; they are kept in s.h5.parts, go on with --resume\n\Z")
        self.agglomera("sensitivity", SOBOL, "-o", "s.h5", "--quiet", "--resume")
        self.assertEqual(self.bytes_of("s.h5"), whole)


class Refusals(SmallAnalyses):
    def test_of_what_does_not_fit_the_estimator(self):
        for file, was, now, message in [
                (SOBOL, "samples      = 64", "samples      = 60",
                 "9:16: 60 samples in 4 scramblings do not fit the estimator (each scrambling takes a power of two, "
                 "at least 16: only so many points of the sequence are in balance) write samples = 64 or 128"),
                (SOBOL, "scramblings  = 4", "scramblings  = 1",
                 '10:16: "scramblings" is 1, outside 2 to 64 (intervals are taken over them)'),
                (MORRIS, "levels       = 4", "levels       = 3",
                 "10:16: 3 levels do not fit the estimator (a step is half of them, so that each is met equally "
                 "often) write 4"),
                (SOBOL, "replicates = 2", "replicates = 1",
                 '4:14: "replicates" is 1, outside 2 to 100000 (runs of every point; one tells no noise)'),
                (SOBOL, '"exit_rate"]', '"exit_rat"]', '19:39: unknown parameter "exit_rat" did you mean "exit_rate"?'),
                (SOBOL, '"exit_rate"]', '"lq_floor"]',
                 "19:39: lq_floor has a prior of zero width (it is fixed) give it a range, or leave it out"),
                (SOBOL, '"gravity_exponent"', '"half_life_km"',
                 '23:21: "low" is 1, outside 20 to 5000 (km)\n'
                 f'{SOBOL}:23:33: "high" is 3, outside 20 to 5000 (km)'),
                (SOBOL, "high = 3.0", "high = 30.0", '23:33: "high" is 30, outside 0.5 to 4'),
                (SOBOL, '["lq_count", "firms"]', "[]",
                 '14:12: "measures" is empty (nothing would be measured) name some of lq_count, lq_revenue, firms, '
                 "revenue, log_error_lq_count, log_error_lq_revenue, hhi, gini")]:
            with self.subTest(now):
                text = (self.folder / file).read_text(encoding="utf-8")
                self.change(file, was, now)
                self.refuses(["sensitivity", file, "-o", "s.h5"], f"{file}:{message}")
                self.refuses(["validate", file], f"{file}:{message}")
            self.write(file, text)

    def test_of_an_experiment_of_another_kind(self):
        self.change(SOBOL, '"sensitivity"', '"sweep"')
        self.refuses(["sensitivity", SOBOL, "-o", "s.h5"],
                     f'{SOBOL}:2:14: "experiment" is "sweep" (a sensitivity analysis is expected) agglomera sweep '
                     "reads it")

    def test_to_go_on_with_parts_of_another_experiment(self):
        self.change(SOBOL, "samples      = 64", "samples      = 1024")
        work = self.start("sensitivity", SOBOL, "-o", "s.h5", "--quiet", "--threads", "1")
        self.wait_for_parts("s.h5")
        work.kill()
        work.communicate()
        self.change(SOBOL, "seed       = 3", "seed       = 4")
        self.refuses(["sensitivity", SOBOL, "-o", "s.h5", "--resume"],
                     's.h5.parts: holds points of another experiment ("seed" was 3 and is 4) write to another file '
                     "(-o other.h5), or start anew without --resume")


if __name__ == "__main__":
    unittest.main()
