"""`agglomera export --to arviz`: a posterior as ArviZ InferenceData, by the schema of that format."""

import unittest

import h5netcdf
import h5py
import netCDF4
import numpy as np
import xarray as xr

from experiments import add_experiments
from program import InAFolder

# Groups that ArviZ knows, and those whose variables begin with chain and draw.
SCHEMA = {"posterior", "posterior_predictive", "predictions", "log_likelihood", "log_prior", "sample_stats",
          "prior", "prior_predictive", "sample_stats_prior", "observed_data", "constant_data",
          "predictions_constant_data"}
DRAWS = SCHEMA - {"observed_data", "constant_data", "predictions_constant_data"}
ENGINES = {"h5netcdf": lambda path: h5netcdf.File(path, "r"), "netcdf4": netCDF4.Dataset}


class InferenceData(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        add_experiments(self.folder / "study")

    def export(self):
        self.agglomera("calibrate", "study/experiments/calibrate.toml", "-q", "-o", "posterior.h5")
        out, err = self.agglomera("export", "posterior.h5", "--to", "arviz", "draws")
        self.assertEqual(err, "wrote draws\n")
        self.assertRegex(out, r"(?m)^inference_data\.nc/posterior +\d+ +\d+$")
        return self.folder / "draws/inference_data.nc"

    def groups(self, path, engine):
        with ENGINES[engine](path) as file:
            return list(file.groups)

    def test_keeps_to_the_schema_in_both_readers(self):
        path = self.export()
        for engine in ENGINES:
            names = self.groups(path, engine)
            self.assertLessEqual(set(names), SCHEMA)
            self.assertLessEqual({"posterior", "prior", "posterior_predictive", "observed_data",
                                  "sample_stats", "constant_data"}, set(names))
            for name in names:
                with self.subTest(engine, group=name), xr.open_dataset(path, group=name, engine=engine) as data:
                    self.assertLessEqual({"created_at", "inference_library", "inference_library_version",
                                          "creation_library", "creation_library_language"}, set(data.attrs))
                    self.assertEqual(data.attrs["inference_library"], "agglomera")
                    self.assertEqual(data.attrs["created_at"], "2009-01-01T00:00:00Z")
                    self.assertTrue(data.data_vars)
                    self.assertEqual(set(data.coords), set(data.sizes))  # each dimension has its labels
                    for variable, values in data.data_vars.items():
                        self.assertNotIn(variable, data.sizes)
                        if name in DRAWS:
                            self.assertEqual(values.dims[:2], ("chain", "draw"), variable)
                        self.assertTrue(values.attrs["long_name"] and values.attrs["units"], variable)

    def test_holds_the_numbers_of_the_posterior(self):
        path = self.export()
        ours = {"constant_data": "cities"}
        with h5py.File(self.folder / "posterior.h5") as file:
            for name in self.groups(path, "netcdf4"):
                with xr.open_dataset(path, group=name, engine="netcdf4") as data:
                    group = file[ours.get(name, name)]
                    for variable in data.variables:
                        dataset = group[variable]
                        text = h5py.check_string_dtype(dataset.dtype)
                        np.testing.assert_array_equal(data[variable].values,
                                                      dataset.asstr()[()] if text else dataset[()])
                    self.assertEqual(set(group) - set(data.variables),
                                     {scale for scale in set(group) - set(data.variables)
                                      if h5py.h5ds.is_scale(group[scale].id)})

    def test_names_cities_in_both_languages(self):
        with xr.open_dataset(self.export(), group="constant_data", engine="netcdf4") as data:
            self.assertEqual(data["city_name"].dims, ("city",))
            self.assertIn("Alba", data["city_name"].values)
            self.assertTrue(any(ord(letter) > 0x4e00 for letter in "".join(data["city_zh"].values)))

    def test_is_made_of_a_posterior_alone(self):
        self.agglomera("run", "study/baseline.toml", "--members", 3, "-q", "-o", "run.h5")
        self.refuses(["export", "run.h5", "--to", "arviz", "draws"],
                     "run.h5: has no draws of a posterior (its kind: run) ArviZ reads what calibrate makes; "
                     "--to netcdf takes every file")

    def test_is_the_same_file_each_time(self):
        first = self.export().read_bytes()
        self.agglomera("export", "posterior.h5", "--to", "arviz", "again", "-q")
        self.assertEqual(self.bytes_of("again/inference_data.nc"), first)


if __name__ == "__main__":
    unittest.main()
