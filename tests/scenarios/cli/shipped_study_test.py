"""The shipped study as it is checked from outside: its baseline with all members, held against what was
observed, and its results in the tools that others use."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import xarray as xr
from program import SCENARIOS, SOURCE, InAFolder, environment, PROGRAM


def setUpModule():
    global FOLDER, RUN, POLICY
    FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="agglomera-shipped-"))
    unittest.addModuleCleanup(shutil.rmtree, FOLDER, ignore_errors=True)
    shutil.copytree(SCENARIOS / "digital-media", FOLDER / "study")
    RUN, POLICY = FOLDER / "run.h5", FOLDER / "policy.h5"
    for words in (["run", "study/baseline.toml", "-o", RUN],
                  ["policy", "study/policies/strengthen-bsgs-radiation.toml", "-o", POLICY, "--members", "6"]):
        subprocess.run([PROGRAM, *words, "--quiet"], cwd=FOLDER, env=environment(), check=True,
                       stdout=subprocess.DEVNULL)


class Comparison(InAFolder):
    """compare --format json on the baseline with its own 200 members."""

    @classmethod
    def setUpClass(cls):
        told = subprocess.run([PROGRAM, "compare", RUN, "--format", "json"], env=environment(), check=True,
                              capture_output=True, text=True)
        cls.document = json.loads(told.stdout)
        cls.measures = cls.document["measures"]

    def test_has_the_keys_that_scripts_rely_on(self):
        self.assertLessEqual({"measures", "stated_facts"}, set(self.document))
        self.assertEqual(set(self.measures), {"lq_count", "lq_revenue", "revenue"})
        scores = {"n", "log_mae", "mae", "crps", "coverage_50", "coverage_90"}
        for measure in self.measures.values():
            self.assertLessEqual(scores | {"cities"}, set(measure))
            for city in measure["cities"]:
                self.assertLessEqual(scores | {"city"}, set(city))
        for fact in self.document["stated_facts"]:
            self.assertLessEqual({"fact", "stated", "simulated_5", "simulated_50", "simulated_95", "holds",
                                  "interval_width"}, set(fact))
            self.assertIn(fact["holds"], (True, False, None))

    def test_counts_every_observation_but_placeholders(self):
        self.assertEqual({name: m["n"] for name, m in self.measures.items()},
                         {"lq_count": 200, "lq_revenue": 200, "revenue": 98})
        of_city = {row["city"]: row["n"] for row in self.measures["revenue"]["cities"]}
        self.assertEqual(of_city["menlo-park"], 8)  # of ten, two stand for a company not listed yet
        for measure in self.measures.values():
            self.assertEqual(sum(city["n"] for city in measure["cities"]), measure["n"])

    def test_has_errors_of_cities_that_average_to_the_whole(self):
        for measure in self.measures.values():
            for score in ("log_mae", "mae", "crps", "coverage_50", "coverage_90"):
                mean = sum(c[score] * c["n"] for c in measure["cities"]) / measure["n"]
                self.assertAlmostEqual(mean, measure[score], delta=1e-9 * max(1, abs(mean)))

    def test_has_coverage_within_zero_and_one(self):
        for measure in self.measures.values():
            for of in (measure, *measure["cities"]):
                self.assertTrue(0 <= of["coverage_50"] <= of["coverage_90"] <= 1, of)

    def test_is_near_what_was_observed(self):
        self.assertLessEqual(self.measures["lq_count"]["log_mae"], 0.25)
        self.assertLessEqual(self.measures["lq_revenue"]["log_mae"], 0.55)

    def test_judges_no_fact_that_its_source_contradicts(self):
        facts = {fact["fact"]: fact for fact in self.document["stated_facts"]}
        self.assertIsNone(facts["firms tokyo 2015"]["holds"])
        self.assertIsNotNone(facts["firms tokyo 2015"]["simulated_50"])
        self.assertIsNotNone(facts["firms tokyo 2008"]["holds"])

    def test_agrees_with_the_arrays_of_the_file(self):
        with xr.open_dataset(RUN, group="series") as series, \
                xr.open_dataset(RUN, group="observed") as observed:
            median = series.lq_count.isel(scenario=0).median("member")
            error = np.abs(np.log(median + 0.05) - np.log(observed.lq_count + 0.05))
            self.assertAlmostEqual(float(error.mean()), self.measures["lq_count"]["log_mae"], places=9)

    def test_shows_titles_and_facts_as_text(self):
        out, err = self.agglomera("compare", RUN)
        self.assertEqual(err, "")
        for words in ("LQ of firm counts: simulated median", "LQ of revenue: ", "Revenue in 10^8 USD: ",
                      "All cities and years", "What the source states in words", "firms tokyo 2008"):
            self.assertIn(words, out)

    def test_refuses_a_policy_file(self):
        self.refuses(["compare", POLICY], f"{POLICY}: is a policy file, not a run file")


class Files(unittest.TestCase):
    def test_of_a_run_read_well_in_real_tools(self):
        test = SOURCE / "tests/output/reads_in_real_tools_test.py"
        told = subprocess.run([sys.executable, test], env={**os.environ, "AGGLOMERA_RUN": str(RUN)},
                              capture_output=True, text=True)
        self.assertEqual(told.returncode, 0, told.stdout + told.stderr)
        self.assertRegex(told.stderr, r"Ran [1-9]\d* tests")

    def test_of_a_run_open_in_xarray_with_names(self):
        with xr.open_dataset(RUN, group="series") as series:
            self.assertEqual(dict(series.sizes), {"scenario": 1, "member": 200, "city": 49, "year": 10})
            self.assertEqual(series.lq_count.dims, ("scenario", "member", "city", "year"))
            self.assertNotIn("city_zh", series.coords)
            self.assertEqual(series.city_zh.dims, ("city",))
            self.assertEqual(str(series.city_zh.sel(city="beijing").item()), "北京")
            self.assertEqual(series.revenue.attrs["units"], "USD")
            self.assertEqual(series.lq_count.attrs["units"], "1")
            self.assertEqual(list(series.year.values), list(range(2008, 2018)))
            tokyo = series.firms.sel(scenario="baseline", city="tokyo", year=2008)
            self.assertTrue(bool((tokyo > 0).all()))

    def test_of_a_policy_open_in_xarray_with_names(self):
        dims = {"series": {"scenario": 2, "member": 6, "city": 49, "year": 20},
                "effect": {"scenario": 1, "measure": 4, "city": 49, "year": 10, "component": 3},
                "cluster_effect": {"scenario": 1, "measure": 4, "year": 10},
                "world_effect": {"scenario": 1, "measure": 2, "year": 10},
                "pairing": {"scenario": 1}}
        for engine in ("netcdf4", "h5netcdf"):
            for group, sizes in dims.items():
                with xr.open_dataset(POLICY, group=group, engine=engine) as data:
                    self.assertLessEqual(sizes.items(), dict(data.sizes).items(), (engine, group))
            with xr.open_dataset(POLICY, group="effect", engine=engine) as effect:
                self.assertEqual(effect["mean"].dims, ("scenario", "measure", "city", "year"))
                self.assertEqual(list(effect.measure.values), ["lq_count", "lq_revenue", "firms", "revenue"])
                self.assertEqual(list(effect.unit.values), ["1", "1", "firms", "USD"])
                self.assertEqual(list(effect.component.values), ["own", "spillover", "siphoning"])
                treated = effect.treated.isel(scenario=0)
                self.assertEqual(sorted(treated.city.values[treated.values == 1]),
                                 ["beijing", "guangzhou", "shanghai", "shenzhen"])

    def test_of_a_policy_hold_effects_that_follow_from_their_series(self):
        with xr.open_dataset(POLICY, group="series") as series, \
                xr.open_dataset(POLICY, group="effect") as effect:
            name = "strengthen-bsgs-radiation"
            for measure in effect.measure.values:
                values = series[measure].sel(year=effect.year)
                change = values.sel(scenario=name) - values.sel(scenario="baseline")
                told = effect["mean"].sel(scenario=name, measure=measure)
                np.testing.assert_allclose(change.mean("member").transpose("city", "year"), told,
                                           rtol=1e-9, atol=1e-9 * float(np.abs(values).max()))

    def test_of_a_policy_show_names_and_units_in_ncdump(self):
        shown = subprocess.run(["ncdump", "-h", POLICY], capture_output=True, text=True, check=True).stdout
        for words in ("group: effect {", "double mean(scenario, measure, city, year) ;",
                      "group: cluster_effect {", "double mean(scenario, measure, cluster, year) ;",
                      "group: world_effect {", "double mean(scenario, measure, year) ;",
                      "double component_mean(scenario, component, measure, city, year) ;",
                      "group: pairing {", "string city_zh(city) ;"):
            self.assertIn(words, shown)
        self.assertNotIn("phony_dim", shown)


if __name__ == "__main__":
    unittest.main()
