"""`agglomera export --to hub`: forecasts in the format of modelling hubs, scored as others would score them."""

import collections
import csv
import re
import unittest

import h5py
import numpy as np

from experiments import add_experiments
from program import InAFolder

LEVELS = [0.01, 0.025, *(round(0.05 * step, 2) for step in range(1, 20)), 0.975, 0.99]
COLUMNS = ["origin_date", "horizon", "target", "target_end_date", "location", "output_type",
           "output_type_id", "value"]


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def crps_of_quantiles(levels, values, observed):
    """CRPS as the integral of twice the pinball loss over levels; beyond the outermost ones the quantile
    is taken to stay."""
    levels, values = np.asarray(levels), np.asarray(values)
    loss = 2 * np.where(observed >= values, (observed - values) * levels, (values - observed) * (1 - levels))
    low, high, a, b = values[0], values[-1], levels[0], levels[-1]
    below = (observed - low) * a * a if observed >= low else (low - observed) * (2 * a - a * a)
    above = (high - observed) * (1 - b) ** 2 if observed <= high else (observed - high) * (1 - b * b)
    return np.trapz(loss, levels) + below + above


class Hub(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        add_experiments(self.folder / "study")

    def export(self, result):
        self.agglomera("export", result, "--to", "hub", "hub", "-q")
        return self.folder / "hub"

    def backtest(self, members=20):
        self.agglomera("backtest", "study/experiments/backtest.toml", "-q", "-o", "backtest.h5",
                       "--members", members)
        return self.export("backtest.h5")

    def outputs(self, hub):
        """Rows of all models, each file looked at as a hub's validation would."""
        rows = []
        for path in sorted((hub / "model-output").glob("*/*")):
            found = re.fullmatch(r"(\d{4}-12-31)-(agglomera-[A-Za-z0-9_]+)\.csv", path.name)
            self.assertTrue(found, path)
            self.assertEqual(path.parent.name, found[2])
            of_file = rows_of(path)
            for row in of_file:
                self.assertEqual(list(row), COLUMNS)
                self.assertEqual((row["origin_date"], row["output_type"]), (found[1], "quantile"))
                self.assertEqual(int(row["target_end_date"][:4]), int(row["origin_date"][:4]) + int(row["horizon"]))
                rows.append({"model_id": found[2], **row})
            tasks = collections.Counter(tuple(row[key] for key in COLUMNS[:5]) for row in of_file)
            self.assertEqual(set(tasks.values()), {len(LEVELS)})
        return rows


class OfABacktest(Hub):
    def test_has_the_quantiles_of_every_forecast(self):
        rows = self.outputs(self.backtest())
        with h5py.File(self.folder / "backtest.h5") as file:
            forecast = file["forecast"]
            origins, horizons = list(forecast["origin"]), list(forecast["horizon"])
            cities = list(forecast["city"].asstr())
            there = 0
            quantiles = {target: np.quantile(forecast[target], LEVELS, axis=2)
                         for target in ("lq_count", "lq_revenue")}
            for row in rows:
                at = (LEVELS.index(float(row["output_type_id"])), origins.index(int(row["origin_date"][:4])),
                      horizons.index(int(row["horizon"])), cities.index(row["location"]))
                self.assertAlmostEqual(float(row["value"]), quantiles[row["target"]][at], delta=1e-12)
            there = sum(int(np.isfinite(forecast[target]).any(axis=2).sum()) for target in quantiles)
            self.assertEqual(len(rows), there * len(LEVELS))
            self.assertGreater(there, 0)

    def test_is_scored_by_others_as_by_the_backtest(self):
        hub = self.backtest(members=100)
        truth = {(row["target_end_date"], row["target"], row["location"]): float(row["oracle_value"])
                 for row in rows_of(hub / "target-data/oracle-output.csv")}
        forecasts = collections.defaultdict(dict)
        for row in self.outputs(hub):
            task = row["target"], int(row["horizon"]), row["target_end_date"], row["location"]
            forecasts[task][float(row["output_type_id"])] = float(row["value"])
        seen = collections.defaultdict(list)
        for (target, horizon, when, city), quantiles in forecasts.items():
            if (when, target, city) in truth:
                y = truth[when, target, city]
                levels = sorted(quantiles)
                seen[target, horizon].append((quantiles[0.25] <= y <= quantiles[0.75],
                                              quantiles[0.05] <= y <= quantiles[0.95],
                                              crps_of_quantiles(levels, [quantiles[l] for l in levels], y)))
        with h5py.File(self.folder / "backtest.h5") as file:
            scores = file["scores"]
            measures, horizons = list(scores["measure"].asstr()), list(scores["horizon"])
            self.assertEqual(set(seen), {(m, h) for m in measures for h in horizons})
            for (target, horizon), scored in seen.items():
                at = measures.index(target), list(scores["method"].asstr()).index("model"), horizons.index(horizon)
                half, most, crps = np.mean(np.array(scored, float), axis=0)
                self.assertEqual(len(scored), scores["targets"][at])
                self.assertEqual(half, scores["coverage_50"][at])
                self.assertEqual(most, scores["coverage_90"][at])
                # The quantiles are those of the members; the program's CRPS is of what these were drawn from.
                self.assertAlmostEqual(crps, scores["crps"][at], delta=0.02 * scores["crps"][at])

    def test_has_the_observations_and_the_names_of_cities(self):
        hub = self.backtest()
        with h5py.File(self.folder / "backtest.h5") as file:
            observed = file["observed"]
            years, cities = list(observed["year"]), list(observed["city"].asstr())
            expected = {(f"{years[y]}-12-31", target, cities[c]): observed[target][c, y]
                        for target in ("lq_count", "lq_revenue")
                        for c, y in np.argwhere(np.isfinite(observed[target]))}
            names = {city: pair for city, *pair in zip(*(file["cities"][key].asstr()[()] for key in
                                                         ("city", "city_name", "city_zh")))}
        for name, value in (("time-series", "observation"), ("oracle-output", "oracle_value")):
            rows = rows_of(hub / f"target-data/{name}.csv")
            self.assertEqual({(row["target_end_date"], row["target"], row["location"]): float(row[value])
                              for row in rows}, expected)
            self.assertEqual(len(rows), len(expected))
        for row in rows_of(hub / "auxiliary-data/locations.csv"):
            self.assertEqual([row["location_name"], row["location_name_zh"]], names[row["location"]])

    def test_is_one_plain_table_too(self):
        hub = self.backtest()
        plain = {(row["model_id"], row["target"], row["location"], row["origin"] + "-12-31", row["horizon"],
                  row["quantile"]): row["value"] for row in rows_of(hub / "forecasts.csv")}
        self.assertEqual(plain, {(row["model_id"], row["target"], row["location"], row["origin_date"],
                                  row["horizon"], row["output_type_id"]): row["value"]
                                 for row in self.outputs(hub)})


class OfARun(Hub):
    def test_begins_with_the_last_observed_year(self):
        self.change("study/baseline.toml", "2015 }", "2018 }")
        self.agglomera("run", "study/baseline.toml", "--members", 7, "-q", "-o", "run.h5")
        rows = self.outputs(self.export("run.h5"))
        self.assertEqual({(row["model_id"], row["origin_date"], row["horizon"]) for row in rows},
                         {("agglomera-baseline", "2015-12-31", h) for h in "123"})
        with h5py.File(self.folder / "run.h5") as file:
            series = file["series"]
            quantiles = np.quantile(series["lq_count"][0], LEVELS, axis=0)
            cities, years = list(series["city"].asstr()), list(series["year"])
        checked = 0
        for row in rows:
            if row["target"] == "lq_count":
                at = (LEVELS.index(float(row["output_type_id"])), cities.index(row["location"]),
                      years.index(int(row["target_end_date"][:4])))
                self.assertAlmostEqual(float(row["value"]), quantiles[at], delta=1e-12)
                checked += 1
        self.assertEqual(checked, len(LEVELS) * len(cities) * 3)

    def test_of_policies_tells_each_scenario_as_a_model(self):
        self.agglomera("policy", "study/policies/radiation.toml", "--members", 6, "-q", "-o", "effect.h5")
        hub = self.export("effect.h5")
        self.assertEqual({row["model_id"] for row in self.outputs(hub)}, {"agglomera-baseline", "agglomera-radiation"})
        self.assertEqual({path.name for path in (hub / "model-metadata").iterdir()},
                         {"agglomera-baseline.yml", "agglomera-radiation.yml"})

    def test_needs_years_that_nobody_observed(self):
        self.agglomera("run", "study/baseline.toml", "--members", 3, "-q", "-o", "run.h5")
        self.refuses(["export", "run.h5", "--to", "hub", "hub"],
                     "run.h5: holds no forecasts (it ends in 2015, the last observed year is 2015) let its "
                     "scenario go on after the last observed year, or export a backtest")
        self.agglomera("explain", "study/baseline.toml", "--members", 3, "-q", "-o", "explain.h5")
        self.refuses(["export", "explain.h5", "--to", "hub", "hub"],
                     "explain.h5: holds no forecasts (its kind: explain) a backtest does, and a run or policy that "
                     "goes on after the last observed year")


if __name__ == "__main__":
    unittest.main()
