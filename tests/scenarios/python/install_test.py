#!/usr/bin/python3
"""The package where `cmake --install` puts it: it stands by itself, with its types."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from package import PACKAGE, SOURCE, ag


class AnInstalledPackage(unittest.TestCase):
    @unittest.skipUnless(shutil.which("cmake"), "cmake is not on the path")
    def test_is_imported_from_its_place_and_runs(self):
        with tempfile.TemporaryDirectory() as prefix:
            subprocess.run(["cmake", "--install", str(PACKAGE.parent), "--prefix", prefix, "--component", "python"],
                           check=True, capture_output=True)
            place = pathlib.Path(prefix) / "lib/python3/dist-packages"
            self.assertEqual(sorted(os.listdir(place)), ["agglomera"])
            for name in ("py.typed", "_agglomera.pyi", "__init__.py"):
                self.assertTrue((place / "agglomera" / name).exists(), name)
            ended = subprocess.run(
                [sys.executable, "-c", "import agglomera as ag; print(ag.__file__); "
                 f"print(ag.run({str(SOURCE / 'scenarios/templates/baseline.toml')!r}, members=2).kind)"],
                cwd=prefix, env={**os.environ, "PYTHONPATH": str(place)}, text=True, capture_output=True)
            self.assertEqual(ended.stdout.split(), [str(place / "agglomera/__init__.py"), "run"], ended.stderr)

    def test_has_the_version_of_the_program(self):
        program = os.environ.get("AGGLOMERA", "agglomera")
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        self.assertIn(ag.__version__, told)


if __name__ == "__main__":
    unittest.main()
