"""`backtest`: what its JSON and file hold, the same bytes again, and that no forecast sees what came
after its origin."""

import csv
import json
import random
import signal
import subprocess
import time
import unittest

import h5py
import numpy as np
import xarray as xr
from experiments import add_experiments
from program import INTERRUPTED, PROGRAM, InAFolder, environment, long_work, same_bits

BACKTEST = ["backtest", "study/experiments/backtest.toml", "--quiet", "-o"]
SIMPLE = {"persistence", "drift", "theta", "damped", "ets", "ar1"}
SCORES = {"n", "crps", "log_crps", "mae", "coverage_50", "coverage_90"}


class SmallBacktest(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        add_experiments(self.folder / "study")


class Result(SmallBacktest):
    def test_has_the_keys_that_scripts_rely_on(self):
        out, _ = self.agglomera(*BACKTEST, "b.h5", "--format", "json")
        document = json.loads(out)
        self.assertEqual(document["origins"], [2012, 2013, 2014])
        self.assertEqual(document["horizons"], [1, 2])
        self.assertEqual(set(document["scores"]), {"lq_count", "lq_revenue"})
        for measure in document["scores"].values():
            self.assertEqual(set(measure), {"1", "2"})
            for horizon, scores in measure.items():
                self.assertLessEqual({"model", "baselines", "best_baseline", "skill"}, set(scores))
                self.assertEqual(set(scores["baselines"]), SIMPLE)
                for score in [scores["model"], *scores["baselines"].values()]:
                    self.assertLessEqual(SCORES, set(score))
                    self.assertEqual(score["n"], {"1": 9, "2": 6}[horizon])  # three cities, to 2015
                best = min(scores["baselines"].items(), key=lambda item: item[1]["crps"])
                self.assertEqual(scores["baselines"][scores["best_baseline"]]["crps"], best[1]["crps"])
                self.assertAlmostEqual(scores["skill"], 1 - scores["model"]["crps"] / best[1]["crps"])
        rows = {(row["measure"], row["horizon"], row["origin"]): row for row in document["by_origin"]}
        self.assertEqual(len(rows), 2 * 2 * 3)
        self.assertIsNone(rows["lq_count", 2, 2014]["model"])  # nothing was observed in 2016
        ahead = [rows["lq_count", 1, origin]["model"] for origin in (2012, 2013, 2014)]
        self.assertAlmostEqual(np.mean(ahead), document["scores"]["lq_count"]["1"]["model"]["crps"])

    def test_scores_are_those_of_the_file_worked_out_again(self):
        out, _ = self.agglomera(*BACKTEST, "b.h5", "--format", "json")
        scores = json.loads(out)["scores"]
        with xr.open_dataset(self.folder / "b.h5", group="forecast") as forecast, \
                xr.open_dataset(self.folder / "b.h5", group="observed") as observed:
            for measure in ("lq_count", "lq_revenue"):
                for horizon in (1, 2):
                    errors, crps = [], []
                    for origin in (2012, 2013, 2014):
                        if origin + horizon > 2015:
                            continue
                        for city in ("alba", "brea", "cora"):
                            y = float(observed[measure].sel(city=city, year=origin + horizon))
                            x = forecast[measure].sel(origin=origin, horizon=horizon, city=city).values
                            errors.append(abs(np.median(x) - y))
                            crps.append(np.mean(abs(x - y)) - 0.5 * np.mean(abs(x[:, None] - x[None, :])))
                            self.assertEqual(len(x), 20)
                    model = scores[measure][str(horizon)]["model"]
                    self.assertAlmostEqual(model["mae"], np.mean(errors))
                    fair = np.isclose(model["crps"], np.mean(crps))
                    self.assertTrue(fair or model["crps"] < np.mean(crps) * 1.0001)

    def test_opens_in_xarray_group_by_group(self):
        self.agglomera(*BACKTEST, "b.h5")
        for group in ("forecast", "scores", "observed"):
            with xr.open_dataset(self.folder / "b.h5", group=group) as data:
                for variable in data.data_vars.values():
                    self.assertTrue(variable.attrs["long_name"], (group, variable.name))
                if group == "forecast":
                    self.assertEqual(data["lq_count"].dims, ("origin", "horizon", "member", "city"))
                    self.assertEqual(data["lq_count"].shape, (3, 2, 20, 4))
        with h5py.File(self.folder / "b.h5", "r") as file:
            self.assertEqual(file.attrs["filetype"], "backtest")
            self.assertEqual(file.attrs["command"], "agglomera backtest study/experiments/backtest.toml -o b.h5")

    def test_is_the_same_on_one_two_and_seven_threads(self):
        files = []
        for threads in (1, 2, 7):
            self.agglomera(*BACKTEST, "b.h5", "--threads", threads)
            files.append(self.bytes_of("b.h5"))
        self.assertEqual(files[1], files[0])
        self.assertEqual(files[2], files[0])

    def test_of_one_origin_is_what_it_is_among_others(self):
        self.agglomera(*BACKTEST, "all.h5")
        self.agglomera(*BACKTEST, "one.h5", "--origins", "2013", "--horizons", "1:1")
        with h5py.File(self.folder / "all.h5", "r") as every, h5py.File(self.folder / "one.h5", "r") as one:
            self.assertEqual(one.attrs["command"],
                             "agglomera backtest study/experiments/backtest.toml -o one.h5 "
                             "--origins 2013 --horizons 1:1")
            for measure in ("lq_count", "lq_revenue"):
                self.assertEqual(one[f"forecast/{measure}"].shape, (1, 1, 20, 4))
                self.assertTrue(same_bits(one[f"forecast/{measure}"][0, 0], every[f"forecast/{measure}"][1, 0]))


class Refusal(SmallBacktest):
    def test_of_bad_input_says_where_it_is(self):
        self.refuses(["backtest", "none.toml", "-o", "b.h5"], "none.toml: no such file")
        self.refuses(BACKTEST + ["nowhere/b.h5"],
                     "nowhere/b.h5: can't be written (no such folder) make the folder nowhere first")
        self.refuses(["backtest", "study/experiments/calibrate.toml", "-o", "b.h5"],
                     'study/experiments/calibrate.toml:2:14: "experiment" is "calibrate" (a backtest is '
                     "expected) agglomera calibrate reads it")
        self.refuses(BACKTEST[:3], "agglomera: --output is required (agglomera backtest --help says what is "
                                   "possible)")

    def test_of_origins_and_horizons_says_what_is_possible(self):
        for words, message in [
                (["--origins", "x"], '--origins: "x" is no span of origins (a whole number, or two as in '
                                     "2011:2016, is expected)"),
                (["--origins", "2015"], "--origins: the last origin 2015 is not before the last observed "
                                        "year of the scenario, 2015 (nothing is left to forecast) end with "
                                        "2014"),
                (["--horizons", "0:2"], "--horizons: 0 is outside 1 to 10 (years ahead)"),
                (["--origins", "2014", "--horizons", "2:3"],
                 "--horizons: no forecast can be tried (the nearest is for 2016, the last observed year of "
                 "the scenario is 2015) begin with a nearer horizon or an earlier origin"),
                (["--origins", "2010"], "nothing was observed after 2010 and up to 2010 (a forecast learns "
                                        "from that) take a later origin")]:
            with self.subTest(words):
                self.refuses(BACKTEST + ["b.h5", *words], message)

    def test_keeps_an_older_file(self):
        (self.folder / "b.h5").write_bytes(b"old")
        self.refuses(BACKTEST + ["b.h5", "--horizons", "x"],
                     '--horizons: "x" is no span of horizons (a whole number, or two as in 1:3, is expected)')
        self.assertEqual(self.bytes_of("b.h5"), b"old")


class Interruption(SmallBacktest):
    def test_writes_nothing_and_says_so(self):
        before = self.listing()
        work = subprocess.Popen([PROGRAM, *BACKTEST, "b.h5", "--members", "5000", "-v"], cwd=self.folder,
                                env=environment(), text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        time.sleep(1.5)
        work.send_signal(signal.SIGINT)
        out, err = work.communicate(timeout=60)
        self.assertEqual(work.returncode, INTERRUPTED, err)
        self.assertEqual(out, "")
        self.assertIn("interrupted; nothing was written, the same command starts again\n", err)
        self.assertEqual(self.listing(), before)


@long_work
class NoLeak(InAFolder):
    """Forecasts of the shipped study from 2013 are the same to the last bit whatever stands in its files
    about later years, and whatever was judged afterwards."""

    ORIGIN = 2013
    TABLES = ("observed/observed.csv", "background.csv", "totals.csv")

    def setUp(self):
        super().setUp()
        self.copy_study("study", "digital-media")
        (self.folder / "study/posterior.h5").unlink(missing_ok=True)
        self.random = random.Random(1)

    def forecast(self):
        self.agglomera(*BACKTEST, "b.h5", "--origins", str(self.ORIGIN), "--horizons", "1:1", "--members", 40)
        with h5py.File(self.folder / "b.h5", "r") as file:
            return {measure: file[f"forecast/{measure}"][()] for measure in ("lq_count", "lq_revenue")}

    def rewrite(self, table, work):
        """Every row for which `work` gives one."""
        path = self.folder / "study" / table
        with open(path, encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            names, rows = reader.fieldnames, [work(row) for row in reader]
        with open(path, "w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for row in rows if row)

    def later(self, row):
        return int(row["year"]) > self.ORIGIN

    def scrambled(self, row):
        if self.later(row):
            row["value"] = f"{float(row['value']) * self.random.uniform(0.3, 1.0):.6g}"
        return row

    def same_forecasts(self, one, other):
        return all(same_bits(one[measure], other[measure]) for measure in one)

    def test_from_later_rows_scrambled(self):
        before = self.forecast()
        for table in self.TABLES:
            self.rewrite(table, self.scrambled)
        self.assertTrue(self.same_forecasts(self.forecast(), before))

    def test_from_later_rows_deleted(self):
        before = self.forecast()
        for table in self.TABLES[1:]:
            self.rewrite(table, lambda row: None if self.later(row) else row)
        last = [0]

        def all_but_one(row):  # without any later observation there is nothing to try a forecast on
            if row["year"] == "2017" and row["measure"] == "lq_count" and not last[0]:
                last[0] = 1
                return row
            return None if self.later(row) else row

        self.rewrite(self.TABLES[0], all_but_one)
        self.assertEqual(last, [1])
        self.assertTrue(self.same_forecasts(self.forecast(), before))

    def test_from_amenities_and_growth_advantages_judged_afterwards(self):
        before = self.forecast()
        changed = [0]

        def other(row):
            if row["quantity"] in ("amenity", "growth_advantage"):
                row["value"] = f"{self.random.uniform(-0.4, 0.4):.3f}"
                changed[0] += 1
            return row

        for table in ("assumptions.csv", "judgements.csv"):
            self.rewrite(table, other)
        self.assertGreater(changed[0], 20)
        self.assertTrue(self.same_forecasts(self.forecast(), before))

    def test_but_the_last_year_known_is_seen(self):
        before = self.forecast()
        self.rewrite(self.TABLES[0], lambda row: {**row, "value": f"{float(row['value']) * 1.1:.4g}"}
                     if row["year"] == str(self.ORIGIN) and row["measure"] == "lq_count" else row)
        self.assertFalse(self.same_forecasts(self.forecast(), before))


if __name__ == "__main__":
    unittest.main()
