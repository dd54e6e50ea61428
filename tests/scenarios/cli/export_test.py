"""`agglomera export`: every number of every kind of file comes back exactly, from CSV and from netCDF."""

import csv
import json
import os
import shutil
import signal
import subprocess
import time
import unittest

import h5py
import numpy as np
import xarray as xr

from experiments import add_experiments
from optimize_test import TEXT as PORTFOLIO
from program import INTERRUPTED, PROGRAM, InAFolder, environment, long_work

SHIPPED = ("csv", "netcdf")


def rows_of(path):
    """A table as its header and rows; checks that lines end as they shall."""
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r\n" not in raw and raw.endswith(b"\n"), path
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    assert all(len(row) == len(header) for row in rows), path
    return header, rows


def along(dataset):
    return tuple(dimension[0].name.rsplit("/", 1)[-1] for dimension in dataset.dims if len(dimension))


def variables_of(group):
    """Name -> dataset of every variable, without the scales."""
    return {name: dataset for name, dataset in group.items() if not h5py.h5ds.is_scale(dataset.id)}


def values_of(dataset):
    text = h5py.check_string_dtype(dataset.dtype)
    return np.asarray(dataset.asstr()[()], dtype=object) if text else np.asarray(dataset[()])


class Export(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()

    def make_run(self):
        self.agglomera("run", "study/baseline.toml", "--members", 5, "-q", "-o", "run.h5")

    def changed(self, name, change):
        (self.folder / name).write_bytes(self.bytes_of("run.h5"))
        with h5py.File(self.folder / name, "r+") as file:
            change(file)
        return name


class Comes(Export):
    """Compared with what h5py reads, cell by cell."""

    def check_csv(self, result, folder):
        described = {(file, column): (unit, meaning)
                     for file, column, _, unit, meaning in rows_of(folder / "columns.csv")[1]}
        with h5py.File(result) as file:
            seen = set()
            for name, group in file.items():
                for variable, dataset in variables_of(group).items() if name != "inputs" else ():
                    dims = along(dataset)
                    first = along(next(iter(variables_of(group).values())))
                    table = name if dims == first else \
                        name + ("_by_" + "_".join(dims) if dims else "_single")
                    seen.add(table + ".csv")
                    self.check_column(folder / f"{table}.csv", group, variable, dims)
                    self.assertEqual(described[table + ".csv", variable],
                                     (dataset.attrs["units"], dataset.attrs["long_name"]))
        self.assertEqual({path.name for path in folder.iterdir()}, seen | {"columns.csv", "README.txt"})

    def check_column(self, path, group, variable, dims):
        header, rows = rows_of(path)
        self.assertEqual(len(set(header)), len(header), path)
        values = values_of(group[variable])
        labels = [values_of(group[dim]) for dim in dims]
        self.assertEqual(len(rows), values.size, path)
        places = [header.index(dim) for dim in dims]
        of = header.index(variable)
        for row, index in zip(rows, np.ndindex(values.shape), strict=True):
            for place, axis, i in zip(places, labels, index):
                self.assertEqual(row[place], str(axis[i]), path)
            expected = values[index]
            if isinstance(expected, str):
                self.assertEqual(row[of], expected, path)
            elif np.issubdtype(type(expected), np.integer):
                self.assertEqual(int(row[of]), expected, path)
            elif np.isnan(expected):
                self.assertEqual(row[of], "", path)
            else:
                self.assertEqual(float(row[of]), expected, path)

    def check_netcdf(self, result, folder):
        with h5py.File(result) as file:
            names = [name for name in file if name != "inputs"]
            self.assertEqual({path.name for path in folder.iterdir()},
                             {f"{name}.nc" for name in names} | {"README.txt"})
            for name in names:
                self.assertEqual((folder / f"{name}.nc").read_bytes()[:4], b"CDF\x02", name)
                with xr.open_dataset(folder / f"{name}.nc") as data:
                    self.assertEqual(set(data.variables), set(file[name]), name)
                    for variable, dataset in file[name].items():
                        scale = h5py.h5ds.is_scale(dataset.id)
                        self.assertEqual(data[variable].dims, (variable,) if scale else along(dataset))
                        np.testing.assert_array_equal(data[variable].values, values_of(dataset),
                                                      f"{name}/{variable}")
                        self.assertEqual(data[variable].attrs["long_name"], dataset.attrs["long_name"])
                        self.assertEqual(data[variable].attrs["units"], dataset.attrs["units"])

    def test_back_from_every_kind_of_file(self):
        add_experiments(self.folder / "study")
        (self.folder / "study/outlook.toml").write_text(
            (self.folder / "study/baseline.toml").read_text(encoding="utf-8").replace("2015", "2020"),
            encoding="utf-8")
        (self.folder / "study/experiments/portfolio.toml").write_text(PORTFOLIO, encoding="utf-8")
        for kind, *words in (["run", "run", "study/baseline.toml", "--members", 5],
                             ["policy", "policy", "study/policies/radiation.toml", "--members", 6],
                             ["explain", "explain", "study/baseline.toml", "--members", 4],
                             ["posterior", "calibrate", "study/experiments/calibrate.toml"],
                             ["backtest", "backtest", "study/experiments/backtest.toml"],
                             ["front", "optimize", "study/experiments/portfolio.toml"],
                             ["sobol", "sensitivity", "study/experiments/sobol.toml"],
                             ["morris", "sensitivity", "study/experiments/morris.toml"],
                             ["sweep", "sweep", "study/experiments/sweep.toml"],
                             ["clusters", "sweep", "study/experiments/clusters.toml"]):
            self.agglomera(*words, "-q", "-o", f"{kind}.h5")
            for to in SHIPPED:
                with self.subTest(kind=kind, to=to):
                    self.agglomera("export", f"{kind}.h5", "--to", to, f"{kind}-{to}", "-q")
                    check = self.check_csv if to == "csv" else self.check_netcdf
                    check(self.folder / f"{kind}.h5", self.folder / f"{kind}-{to}")

    def test_with_the_names_of_cities_in_both_languages(self):
        self.make_run()
        self.agglomera("export", "run.h5", "--to", "csv", "tables", "-q")
        with h5py.File(self.folder / "run.h5") as file:
            names = {city: pair for city, *pair in zip(*(file["series"][name].asstr()[()] for name in
                                                         ("city", "city_name", "city_zh")))}
        for table in ("series", "observed"):
            header, rows = rows_of(self.folder / f"tables/{table}.csv")
            place = header.index("city")
            self.assertEqual(header[place:place + 3], ["city", "city_name", "city_zh"])
            for row in rows:
                self.assertEqual(row[place + 1:place + 3], names[row[place]])

    def test_back_whatever_a_name_holds(self):
        self.make_run()
        wild = ['a,"b"', "two\nlines", "=1+1", " spaces ", "Zürich 苏黎世", "\ttab"]

        def rename(file):
            for i in range(4):
                file["series/city_name"][i] = wild[i]
        self.changed("wild.h5", rename)
        for to, check in (("csv", self.check_csv), ("netcdf", self.check_netcdf)):
            self.agglomera("export", "wild.h5", "--to", to, f"wild-{to}", "-q")
            check(self.folder / "wild.h5", self.folder / f"wild-{to}")

    def test_with_what_a_user_added_to_the_file(self):
        self.make_run()

        def add(file):
            group = file.create_group("mine")
            group["place"] = np.array([2**40, 1], dtype="i8")
            group["place"].make_scale("place")
            group["size"] = np.array([np.inf, -0.0])
            group["size"].dims[0].attach_scale(group["place"])
        self.changed("mine.h5", add)
        self.agglomera("export", "mine.h5", "--to", "csv", "tables", "-q")
        self.assertEqual((self.folder / "tables/mine.csv").read_bytes(),
                         b"place,size\n1099511627776,Inf\n1,-0\n")
        self.agglomera("export", "mine.h5", "--to", "netcdf", "files", "-q")
        self.assertEqual((self.folder / "files/mine.nc").read_bytes()[:4], b"CDF\x05")
        with xr.open_dataset(self.folder / "files/mine.nc") as data:
            self.assertEqual(data["place"].values.tolist(), [2**40, 1])
            self.assertEqual(data["size"].values.tolist(), [np.inf, 0.0])


class Writes(Export):
    def setUp(self):
        super().setUp()
        self.make_run()

    def test_a_table_of_files_on_stdout_and_where_on_stderr(self):
        out, err = self.agglomera("export", "run.h5", "--to", "csv", "tables")
        self.assertEqual(err, "wrote tables\n")
        self.assertRegex(out, r"\Afile +rows +columns\n")
        self.assertRegex(out, r"(?m)^series\.csv +120 +10$")

    def test_json_that_lists_files_with_their_columns(self):
        out, err = self.agglomera("export", "run.h5", "--to", "netcdf", "files", "--format", "json", "-q")
        told = json.loads(out)
        self.assertEqual((told["output"], told["to"], err), ("files", "netcdf", ""))
        self.assertEqual({file["file"] for file in told["files"]} | {"README.txt"},
                         {path.name for path in (self.folder / "files").iterdir()})
        self.assertIn("lq_count", told["files"][0]["variables"])

    def test_into_a_folder_that_is_there_and_empty(self):
        (self.folder / "tables").mkdir()
        self.agglomera("export", "run.h5", "--to", "csv", "tables", "-q")
        self.assertTrue((self.folder / "tables/series.csv").is_file())
        self.assertEqual([path.name for path in (self.folder / "tables").iterdir() if path.name[0] == "."], [])

    def test_the_same_bytes_each_time(self):
        for to in SHIPPED:
            for name in ("a", "b"):
                self.agglomera("export", "run.h5", "--to", to, f"{name}-{to}", "-q")
            for path in (self.folder / f"a-{to}").iterdir():
                self.assertEqual(path.read_bytes(), self.bytes_of(f"b-{to}/{path.name}"))

    def test_nothing_where_it_must_not(self):
        (self.folder / "tables").mkdir()
        (self.folder / "tables/kept.csv").write_text("mine\n")
        said = " is there already and not an empty folder name a new folder or an empty one"
        self.refuses(["export", "run.h5", "--to", "csv", "tables"], "tables:" + said)
        self.refuses(["export", "run.h5", "--to", "csv", "run.h5"], "run.h5:" + said)
        self.refuses(["export", "run.h5", "--to", "csv", "no/tables"],
                     "no/tables: can't be made (its parent folder does not exist) make the parent first")

    def test_nothing_of_what_is_no_result(self):
        (self.folder / "text.h5").write_text("city,lq\n")
        (self.folder / "empty.h5").write_bytes(b"")
        with h5py.File(self.folder / "other.h5", "w") as file:
            file["x"] = [1, 2]
        damaged = bytearray(self.bytes_of("run.h5"))
        damaged[len(damaged) // 2] ^= 1
        (self.folder / "damaged.h5").write_bytes(damaged)
        self.changed("dance.h5", lambda file: file.attrs.__setitem__("filetype", "dance"))
        self.changed("bare.h5", lambda file: file["series"].__delitem__("lq_count"))
        for name, message in (
                ("none.h5", "can't be read (no such file)"),
                ("text.h5", "is no HDF5 file"),
                ("empty.h5", "is empty make it again"),
                ("study", "can't be read (is a folder) name a file in it"),
                ("other.h5", 'is no file of agglomera (it has no attribute "filetype")'),
                ("dance.h5", 'is of an unknown kind ("dance")'),
                ("damaged.h5", "is damaged (its bytes are not those that were written) make it again or copy it anew"),
                ("bare.h5", "is incomplete or was changed (/series/lq_count is missing) make it again")):
            for to in SHIPPED:
                with self.subTest(name, to=to):
                    self.refuses(["export", name, "--to", to, "out"], f"{name}: {message}")

    def test_all_that_is_wrong_at_once(self):
        self.refuses(["export", "none.h5", "--to", "cvs", "study"],
                     '--to: there is no format "cvs" did you mean "csv"?\n'
                     "study: is there already and not an empty folder name a new folder or an empty one\n"
                     "none.h5: can't be read (no such file)")
        self.refuses(["export", "run.h5", "--to", "parquet", "out"],
                     '--to: there is no format "parquet" known: csv, netcdf, arviz, hub')
        hint = " (agglomera export --help says what is possible)"
        self.refuses(["export", "run.h5", "out"], "agglomera: --to is required" + hint)
        self.refuses(["export", "run.h5", "--to", "csv"], "agglomera: DIR is required" + hint)


class OfALargeFile(Export):
    """A run of many members, made by repeating those of a small one."""

    def large(self, name, members):
        self.make_run()
        shutil.copy(self.folder / "run.h5", self.folder / "small.h5")
        with h5py.File(self.folder / "small.h5") as small, h5py.File(self.folder / name, "w") as file:
            for key, value in small.attrs.items():
                file.attrs[key] = value
            series = file.create_group("series")
            for key, dataset in small["series"].items():
                values, scale = dataset[()], h5py.h5ds.is_scale(dataset.id)
                if "member" in (along(dataset) or (key,)):
                    axis = along(dataset).index("member") if along(dataset) else 0
                    values = np.arange(members) if scale else np.take(values, np.arange(members) % 5, axis)
                series.create_dataset(key, data=values, dtype=h5py.string_dtype() if dataset.dtype == object else None)
                for attribute in ("units", "long_name"):
                    series[key].attrs[attribute] = dataset.attrs[attribute]
            for key, dataset in small["series"].items():
                if h5py.h5ds.is_scale(dataset.id):
                    series[key].make_scale(key)
            for key, dataset in small["series"].items():
                for axis, dim in enumerate(along(dataset)):
                    series[key].dims[axis].attach_scale(series[dim])

    def peak_memory(self, *words):
        """Of the process and its trial, in kB."""
        process = subprocess.Popen([PROGRAM, *words], cwd=self.folder, env=environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0, words)
        return usage.ru_maxrss

    @long_work
    def test_takes_no_more_memory_than_of_a_small_one(self):
        self.large("some.h5", 100)
        self.large("many.h5", 100_000)
        self.assertGreater((self.folder / "many.h5").stat().st_size, 60e6)
        for to in SHIPPED:
            some = self.peak_memory("export", "some.h5", "--to", to, f"some-{to}", "-q")
            many = self.peak_memory("export", "many.h5", "--to", to, f"many-{to}", "-q")
            self.assertLess(many - some, 40e3, to)

    @long_work
    def test_that_is_interrupted_leaves_nothing(self):
        self.large("many.h5", 100_000)
        before = self.listing()
        process = subprocess.Popen([PROGRAM, "export", "many.h5", "--to", "csv", "out"], cwd=self.folder,
                                   env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while process.poll() is None and not any(self.folder.glob(".out.partial-*/series.csv")):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, out), (INTERRUPTED, ""))
        self.assertTrue(err.endswith("interrupted; nothing was written, the same command starts again\n"), err)
        self.assertEqual(self.listing(), before)


if __name__ == "__main__":
    unittest.main()
