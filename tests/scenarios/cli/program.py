"""The program as users call it: with words, in a folder of its own, seen by what it prints and leaves.

AGGLOMERA names the program, AGGLOMERA_SOURCE the tree whose scenarios/ it is tried on.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import h5py
import numpy as np

PROGRAM = os.path.abspath(os.environ.get("AGGLOMERA", "agglomera"))
SOURCE = pathlib.Path(os.environ.get("AGGLOMERA_SOURCE") or pathlib.Path(__file__).resolve().parents[3])
SCENARIOS = SOURCE / "scenarios"
MEASURES = ("lq_count", "lq_revenue", "firms", "revenue")
# Long work is left to the build without sanitizers.
long_work = unittest.skipIf(os.environ.get("AGGLOMERA_SANITIZED"), "long under sanitizers")
DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 3


def environment(**changes):
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1230768000", "LC_ALL": "C.UTF-8"}
    env.update(changes)
    return env


class InAFolder(unittest.TestCase):
    """A test in a temporary folder; `study` in it is a copy of the templates."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="agglomera-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def copy_study(self, name="study", of="templates"):
        shutil.copytree(SCENARIOS / of, self.folder / name)

    def change(self, file, was, now):
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        self.assertIn(was, text, file)
        path.write_text(text.replace(was, now, 1), encoding="utf-8")

    def agglomera(self, *words, code=DONE, cwd=None, env=None, **popen):
        """Calls the program, checks the exit code, and returns what it wrote on stdout and stderr."""
        ended = subprocess.run([PROGRAM, *map(str, words)], cwd=cwd or self.folder,
                               env=env or environment(), capture_output=True, text=True,
                               encoding="utf-8", timeout=120, stdin=subprocess.DEVNULL, **popen)
        self.assertEqual(ended.returncode, code, (words, ended.stdout[-2000:], ended.stderr[-2000:]))
        return ended.stdout, ended.stderr

    def refuses(self, words, message, **popen):
        """Exit code 2, exactly this on stderr, nothing on stdout, nothing made or changed."""
        before = self.listing()
        out, err = self.agglomera(*words, code=WRONG_INPUT, **popen)
        self.assertEqual(err, message + "\n")
        self.assertEqual(out, "")
        self.assertEqual(self.listing(), before)

    def listing(self):
        return {path.relative_to(self.folder).as_posix(): path.stat().st_mtime_ns
                for path in self.folder.rglob("*") if path.is_file()}

    def bytes_of(self, name):
        return (self.folder / name).read_bytes()


def series_of(path, group="series"):
    """Every array of a group by name, cities in the order of their ids."""
    with h5py.File(path, "r") as file:
        cities = list(file[group]["city"].asstr()[()])
        order = np.argsort(cities)
        arrays = {}
        for name, dataset in file[group].items():
            values = dataset.asstr()[()] if h5py.check_string_dtype(dataset.dtype) else dataset[()]
            along = [dimension[0].name.rsplit("/", 1)[-1] for dimension in dataset.dims
                     if len(dimension)]
            if "city" in along:
                values = np.take(values, order, axis=along.index("city"))
            arrays[name] = np.array(cities)[order] if name == "city" else values
        return arrays


def same_bits(a, b):
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
