"""A run file as others see it: xarray, h5py, netCDF4, h5netcdf and ncdump, by names.

The file is named by AGGLOMERA_RUN; the test never makes one itself.
"""

import os
import subprocess
import sys
import unittest

import h5py
import netCDF4
import numpy as np
import xarray as xr

RUN = os.environ.get("AGGLOMERA_RUN", "")
NAMES = ("scenario", "member", "city", "year")
SERIES = ("lq_count", "lq_revenue", "firms", "revenue")


class RunFile(unittest.TestCase):
    def test_opens_in_xarray_with_named_dimensions_and_labels(self):
        for engine in ("netcdf4", "h5netcdf"):
            with xr.open_dataset(RUN, group="series", engine=engine) as series:
                for name in SERIES:
                    self.assertEqual(series[name].dims, NAMES, engine)
                    self.assertIn("long_name", series[name].attrs)
                self.assertEqual(series.revenue.attrs["units"], "USD")
                self.assertEqual(series.firms.attrs["units"], "firms")
                self.assertTrue(all(isinstance(city, str) for city in series.city.values))
                self.assertIn("baseline", series.scenario.values)
                self.assertEqual(series.year.dtype.kind, "i")
                self.assertEqual(series.firms.dtype.kind, "i")
                self.assertEqual(series.city_name.dims, ("city",))
                city, year = series.city.values[0], series.year.values[0]
                one = series.lq_count.sel(scenario="baseline", city=city, year=year)
                self.assertEqual(one.dims, ("member",))

    def test_has_one_scale_per_dimension_in_every_group(self):
        with h5py.File(RUN, "r") as file:
            for group in file.values():
                for dataset in group.values():
                    if h5py.h5ds.is_scale(dataset.id):
                        continue
                    for axis, dimension in enumerate(dataset.dims):
                        self.assertEqual(len(dimension), 1, dataset.name)
                        scale = dimension[0]
                        self.assertEqual(scale.parent, group, dataset.name)
                        self.assertEqual(scale.shape, (dataset.shape[axis],), dataset.name)

    def test_has_units_and_long_names_on_every_dataset(self):
        with h5py.File(RUN, "r") as file:
            for group in file.values():
                for dataset in group.values():
                    self.assertTrue(dataset.attrs["units"], dataset.name)
                    self.assertTrue(dataset.attrs["long_name"], dataset.name)
                    if h5py.check_string_dtype(dataset.dtype):
                        text = h5py.check_string_dtype(dataset.dtype)
                        self.assertEqual((text.encoding, text.length), ("utf-8", None))

    def test_has_names_of_dimensions_in_h5py(self):
        with h5py.File(RUN, "r") as file:
            lq = file["series/lq_count"]
            names = tuple(dimension[0].name.rsplit("/", 1)[1] for dimension in lq.dims)
            self.assertEqual(names, NAMES)
            self.assertEqual(list(file["series/city"].asstr())[0], file["series/city"][0].decode())

    def test_says_at_the_root_how_it_was_made(self):
        with h5py.File(RUN, "r") as file:
            self.assertEqual(file.attrs["filetype"], "run")
            self.assertEqual(file.attrs["format_version"].shape, (2,))
            for name in ("agglomera_version", "git_revision", "created", "command"):
                self.assertIsInstance(file.attrs[name], str)
            self.assertTrue(np.issubdtype(type(file.attrs["seed"]), np.integer))
            self.assertGreater(len(file["inputs/text"]), 0)

    def test_opens_in_netcdf4_with_dimensions_in_order(self):
        with netCDF4.Dataset(RUN) as file:
            series = file.groups["series"]
            self.assertEqual(tuple(series.dimensions)[:4], NAMES)
            self.assertEqual(series.variables["lq_count"].dimensions, NAMES)
            self.assertFalse(any(d.isunlimited() for d in series.dimensions.values()))

    def test_shows_dimensions_and_units_in_ncdump(self):
        shown = subprocess.run(["ncdump", "-h", RUN], capture_output=True, text=True, check=True)
        self.assertIn("double lq_count(scenario, member, city, year) ;", shown.stdout)
        self.assertIn('lq_revenue:units = "1" ;', shown.stdout)
        self.assertIn('revenue:units = "USD" ;', shown.stdout)
        self.assertNotIn("phony_dim", shown.stdout)


if __name__ == "__main__":
    if not RUN:
        sys.exit("AGGLOMERA_RUN names no run file")
    unittest.main()
