#!/usr/bin/python3
"""Arrays of results: views on the memory in which the program left them, read-only, with names and units."""

import copy
import gc
import pickle
import unittest

import numpy as np
import xarray as xr
from package import BASELINE, MEASURES, InAStudy, address, ag


class Views(InAStudy):
    def test_lie_where_the_members_wrote_their_series(self):
        run = ag.run(BASELINE, members=3)
        for measure in MEASURES:
            with self.subTest(measure):
                self.assertEqual(address(run.series[measure]), run._held.written_at[measure])
                self.assertTrue(np.shares_memory(run.series[measure].values, run["series"][measure].data))

    def test_are_the_same_memory_each_time_a_group_is_asked_for(self):
        for result in (ag.run(BASELINE, members=3), ag.policy("study/policies/radiation.toml", members=3)):
            for group in result:
                first, second = result._held.group(group), result._held.group(group)
                for (name, *_, one), (*_, other) in zip(first["variables"], second["variables"]):
                    if one.dtype != object:
                        self.assertTrue(np.shares_memory(one, other), (group, name))
                        self.assertFalse(one.flags.owndata, (group, name))

    def test_are_not_copied_into_a_dataset_or_by_choosing_a_city(self):
        run = ag.run(BASELINE, members=3)
        whole = run.series.lq_count
        city = whole.sel(city="alba", year=slice(2011, None))
        self.assertTrue(np.shares_memory(city.values, whole.values))
        self.assertEqual(address(city), address(whole) + whole.values[0, 0, 1:].ctypes.data - whole.values.ctypes.data)

    def test_outlive_the_result_they_belong_to(self):
        series = ag.run(BASELINE, members=3).series.lq_count.values
        kept = series.copy()
        gc.collect()
        ag.run(BASELINE, members=3, seed=2)  # takes memory that was freed
        np.testing.assert_array_equal(series, kept)

    def test_cannot_be_written_to(self):
        run = ag.run(BASELINE, members=3)
        with self.assertRaisesRegex(ValueError, "read-only"):
            run.series.lq_count.values[0, 0, 0] = 1.0
        with self.assertRaises(ValueError):
            run.series.lq_count.values.setflags(write=True)


class Datasets(InAStudy):
    def test_have_the_coordinates_units_and_names_of_the_file(self):
        run = ag.run(BASELINE, members=3)
        run.save("run.h5")
        for group in run:
            with xr.open_dataset("run.h5", group=group) as file:
                ours = run[group]
                theirs = file.isel(scenario=0) if "scenario" in file.dims else file  # a run has one
                self.assertEqual(set(ours.variables), set(theirs.variables))
                for name, variable in theirs.variables.items():
                    self.assertEqual(ours[name].dims, variable.dims, (group, name))
                    np.testing.assert_array_equal(ours[name].values, variable.values, (group, name))
                    self.assertEqual(ours[name].attrs["units"], variable.attrs["units"], (group, name))
                    self.assertEqual(ours[name].attrs["long_name"], variable.attrs["long_name"])

    def test_of_a_file_that_was_saved_are_the_same_again(self):
        for result in (ag.run(BASELINE, members=3), ag.policy("study/policies/radiation.toml", members=3)):
            result.save("result.h5")
            again = ag.open("result.h5")
            self.assertEqual((again.kind, again.attrs, list(again)), (result.kind, result.attrs, list(result)))
            self.assertEqual(again.inputs, result.inputs)
            for group in result:
                self.assertTrue(again[group].identical(result[group]), group)

    def test_of_a_run_are_by_member_city_and_year(self):
        series = ag.run(BASELINE, members=3).series
        for measure in MEASURES:
            self.assertEqual(series[measure].dims, ("member", "city", "year"))
        self.assertEqual(series.revenue.units, "USD")
        self.assertEqual(list(series.year.values), list(range(2010, 2016)))
        self.assertEqual(series.city.values[-1], "rest-of-world")
        self.assertEqual(str(series.city_name.sel(city="alba").values), "Alba")
        self.assertEqual(str(series.scenario.values), "baseline")

    def test_hold_observations_and_nan_where_nothing_was_observed(self):
        observed = ag.run(BASELINE, members=3).observed
        self.assertEqual(observed.lq_count.dims, ("city", "year"))
        self.assertTrue(np.isnan(observed.lq_count.sel(city="rest-of-world")).all())
        self.assertTrue(np.isfinite(observed.lq_count.sel(city="alba")).any())

    def test_are_found_by_name_or_said_to_be_missing(self):
        run = ag.run(BASELINE, members=3)
        self.assertIs(run.series, run["series"])
        self.assertIn("observed", run)
        self.assertIn("series", dir(run))
        with self.assertRaisesRegex(KeyError, "'serie' .there are series, "):
            run["serie"]
        with self.assertRaisesRegex(AttributeError, "this run has no 'serie'"):
            run.serie
        self.assertRegex(repr(run), r"series \(scenario: 1, member: 3, city: 4, year: 6\): lq_count")

    def test_stay_in_their_process_and_say_so(self):
        run = ag.run(BASELINE, members=3)
        for take in (pickle.dumps, copy.deepcopy):
            with self.assertRaisesRegex(TypeError, "save it to a file"):
                take(run)


if __name__ == "__main__":
    unittest.main()
