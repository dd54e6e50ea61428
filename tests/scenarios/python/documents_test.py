#!/usr/bin/python3
"""What users read about the package: the example of the README runs, the example scripts run, help says
what a call takes and gives, and the types are those that a checker sees."""

import inspect
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from package import PACKAGE, SOURCE, ag

EXAMPLES = SOURCE / "scenarios/python/examples"


def from_the_project(*words, **changes):
    """Python in the project's folder, with the package on the path."""
    env = {**os.environ, "PYTHONPATH": str(PACKAGE), "MPLBACKEND": "agg", **changes}
    return subprocess.run([sys.executable, *words], cwd=changes.get("PWD", SOURCE), env=env, text=True,
                          capture_output=True, timeout=300)


class Examples(unittest.TestCase):
    def test_of_the_readme_are_fifteen_lines_that_run_as_they_stand(self):
        text = (SOURCE / "README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        self.assertEqual(len(blocks), 1)
        self.assertLessEqual(len(blocks[0].splitlines()), 15)
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "scenarios").symlink_to(SOURCE / "scenarios")
            ended = subprocess.run([sys.executable, "-c", blocks[0]], cwd=folder, capture_output=True,
                                   text=True, env={**os.environ, "PYTHONPATH": str(PACKAGE)}, timeout=300)
            self.assertEqual(ended.returncode, 0, ended.stderr)
            self.assertEqual(sorted(os.listdir(folder)), ["run.h5", "scenarios"])
        self.assertRegex(ended.stdout, r"radiation 0\.25 .*\nradiation 0\.5 ")

    def test_in_cells_run_as_scripts_with_few_members(self):
        names = sorted(path.name for path in EXAMPLES.glob("*.py"))
        self.assertEqual(names, ["calibrate_one_cluster.py", "compare_with_observed.py", "run_a_policy.py"])
        for name in names:
            with self.subTest(name):
                ended = from_the_project(str(EXAMPLES / name), "20")
                self.assertEqual(ended.returncode, 0, ended.stderr)
                self.assertNotIn("Warning", ended.stderr)
                self.assertGreaterEqual((EXAMPLES / name).read_text(encoding="utf-8").count("\n# %% "), 5)


class Help(unittest.TestCase):
    def test_says_of_every_public_name_what_it_is_for(self):
        for name in ag.__all__:
            if name != "__version__":
                with self.subTest(name):
                    self.assertGreater(len(inspect.getdoc(getattr(ag, name))), 30)

    def test_says_units_and_shapes_of_what_a_run_gives(self):
        for word in ("(member, city, year)", "USD", "Args:", "Raises:", "InputError", "KeyboardInterrupt"):
            self.assertIn(word, inspect.getdoc(ag.run))

    def test_names_every_argument_of_a_call(self):
        for name in ("run", "policy", "explain", "calibrate", "backtest", "sweep", "sensitivity", "optimize"):
            call = getattr(ag, name)
            for argument in inspect.signature(call).parameters:
                self.assertRegex(inspect.getdoc(call), rf"\b{argument}\b", name)


class Types(unittest.TestCase):
    def check(self, *words):
        with tempfile.TemporaryDirectory() as cache:
            return subprocess.run([sys.executable, "-m", *words], cwd=PACKAGE, capture_output=True, text=True,
                                  timeout=300, env={**os.environ, "MYPY_CACHE_DIR": cache,
                                                    "MYPYPATH": str(PACKAGE)})

    @unittest.skipUnless(shutil.which("mypy"), "mypy is not installed")
    def test_of_the_package_are_strict_and_complete(self):
        ended = self.check("mypy", "--strict", "--ignore-missing-imports", "--follow-imports=skip",
                           "--python-version", "3.10", "-p", "agglomera")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)

    @unittest.skipUnless(shutil.which("mypy"), "mypy is not installed")
    def test_of_the_stub_are_those_of_the_compiled_module(self):
        stub = (PACKAGE / "agglomera/_agglomera.pyi").read_text(encoding="utf-8")
        from agglomera import _agglomera
        functions = set(re.findall(r"^def (\w+)", stub, re.MULTILINE))
        classes = set(re.findall(r"^class (\w+)", stub, re.MULTILINE)) - {"Group"}
        there = {name for name in vars(_agglomera) if not name.startswith("_")}
        self.assertEqual(functions | classes | {"version"}, there)
        for name in functions:
            arguments = re.search(rf"^def {name}\((.*?)\) ->", stub, re.MULTILINE)[1]
            told = re.search(r"\((.*)\) ->", getattr(_agglomera, name).__doc__)[1]
            self.assertEqual(re.findall(r"(\w+): ", arguments), re.findall(r"(?<![.\w])(\w+): ", told), name)

    def test_are_said_to_be_there(self):
        self.assertTrue((PACKAGE / "agglomera/py.typed").exists())


if __name__ == "__main__":
    unittest.main()
