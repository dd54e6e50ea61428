"""The installed tree, as others find it: the program, and a package that their own programs are built on.

AGGLOMERA_BUILD is the build folder that is installed from, AGGLOMERA_SOURCE its source.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["AGGLOMERA_BUILD"]).resolve()
SOURCE = pathlib.Path(os.environ["AGGLOMERA_SOURCE"]).resolve()
COMPILER = os.environ.get("AGGLOMERA_COMPILER", "c++")


def call(*words, **popen):
    ended = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=600, **popen)
    if ended.returncode != 0:
        raise AssertionError(f"{words}\n{ended.stdout[-3000:]}\n{ended.stderr[-3000:]}")
    return ended.stdout


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="agglomera-package-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        call("cmake", "--install", BUILD, "--prefix", cls.folder / "first")
        # Moved after it was installed: nothing in it may know where that was.
        cls.prefix = cls.folder / "elsewhere"
        (cls.folder / "first").rename(cls.prefix)
        cls.program = cls.prefix / "bin/agglomera"
        cls.study = cls.prefix / "share/agglomera/scenarios/digital-media"


class TheTree(Installed):
    def test_names_no_folder_of_the_machine_it_was_built_on(self):
        names = [str(place).encode() for place in (BUILD, SOURCE, self.folder / "first")]
        guilty = [path.relative_to(self.prefix) for path in self.prefix.rglob("*") if path.is_file()
                  and any(name in path.read_bytes() for name in names)]
        self.assertEqual(guilty, [])
        dynamic = call("readelf", "-d", self.program)
        self.assertNotRegex(dynamic, r"R(UN)?PATH")

    def test_holds_what_users_look_for(self):
        for name in ("share/man/man1/agglomera.1", "share/man/man1/agglomera-run.1", "share/doc/agglomera/LICENSE",
                     "share/bash-completion/completions/agglomera", "share/zsh/site-functions/_agglomera",
                     "include/agglomera/models/year.hpp", "share/agglomera/scenarios/digital-media/posterior.h5"):
            self.assertTrue((self.prefix / name).is_file(), name)
        self.assertEqual([path.name for path in (self.prefix / "share").rglob("*.py")], [])

    def test_has_the_manual_of_every_command(self):
        table = json.loads(call(self.program, "man", "--format", "json"))
        for command in table["commands"]:
            self.assertTrue((self.prefix / f"share/man/man1/agglomera-{command['name']}.1").is_file(), command["name"])

    def test_has_a_completion_that_bash_finds_by_itself(self):
        loader = pathlib.Path("/usr/share/bash-completion/bash_completion")
        asked = (f"source {loader}\n_load_comp agglomera 2>/dev/null || _completion_loader agglomera || true\n"
                 "complete -p agglomera")
        out = call("bash", "--norc", "-c", asked, env={**os.environ, "XDG_DATA_DIRS": str(self.prefix / "share")})
        self.assertEqual(out.strip(), "complete -F _agglomera agglomera")

    def test_is_enough_for_the_program(self):
        run = self.folder / "run.h5"
        call(self.program, "validate", *self.study.glob("*.toml"), *self.study.glob("*/*.toml"))
        out = call(self.program, "run", self.study / "baseline.toml", "-o", run, "--members", 2)
        self.assertIn("Location quotients in 2017, 2 members", out)
        call(self.program, "init", self.folder / "mine")
        call(self.program, "report", run, "-o", self.folder / "page.html")


class ThePackage(Installed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.folder / "example"
        shutil.copytree(SOURCE / "tests/package/example", cls.source)

    def configure(self, name, **variables):
        call("cmake", "-S", self.source, "-B", self.folder / name, f"-DCMAKE_PREFIX_PATH={self.prefix}",
             "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_CXX_COMPILER={COMPILER}", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
             *(f"-D{key}={value}" for key, value in variables.items()))
        return self.folder / name

    def test_builds_a_program_with_the_numbers_of_the_command(self):
        build = self.configure("built")
        call("cmake", "--build", build)
        said = call(build / "example", self.study / "baseline.toml", "beijing").split()
        told = json.loads(call(self.program, "run", self.study / "baseline.toml", "-o", self.folder / "r.h5", "--members", 20,
                               "--seed", 7, "--format", "json"))
        rows = [row for row in told["cities"] if row["city"] == "beijing" and row["measure"] == "lq_count"]
        self.assertEqual(len(rows), 10)
        expected = [word for row in rows for word in (str(row["year"]), *(f"{row[q]:.6f}" for q in ("q50", "q05", "q95")))]
        self.assertEqual(said, expected)
        self.assertGreater(len(set(said)), 30)  # numbers, not one number

        command = json.loads((build / "compile_commands.json").read_text())[0]["command"]
        self.assertIn("-ffp-contract=off", command)
        self.assertNotIn("-Wall", command)
        ended = subprocess.run([build / "example", self.study / "baseline.toml", "atlantis"], capture_output=True, text=True)
        self.assertEqual((ended.returncode, ended.stderr), (2, "no city atlantis\n"))

    def test_has_headers_that_need_nothing_it_does_not_bring(self):
        """Every installed header, in one file, by the includes of the example's own targets."""
        root = self.prefix / "include/agglomera"
        headers = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.hpp"))
        self.assertGreater(len(headers), 200)
        (self.source / "everything.cpp").write_text("".join(f'#include "{header}"\n' for header in headers) + "int everything;\n")
        cmake = self.source / "CMakeLists.txt"
        cmake.write_text(cmake.read_text() + "add_library(everything OBJECT everything.cpp)\n"
                         "target_compile_options(everything PRIVATE -fsyntax-only)\n"
                         "target_link_libraries(everything PRIVATE agglomera::experiments agglomera::report)\n")
        command = next(one["command"] for one in json.loads((self.configure("headers") / "compile_commands.json").read_text())
                       if one["file"].endswith("everything.cpp"))
        call("sh", "-c", command)

    def test_says_what_is_missing(self):
        for package in ("Pagmo", "Eigen3"):
            with self.assertRaisesRegex(AssertionError, package):
                self.configure("without", **{f"CMAKE_DISABLE_FIND_PACKAGE_{package}": "ON"})

    def test_is_of_its_version(self):
        cmake = self.source / "CMakeLists.txt"
        kept = cmake.read_text()
        cmake.write_text(kept.replace("find_package(agglomera 0.1 ", "find_package(agglomera 0.9 "))
        self.addCleanup(cmake.write_text, kept)
        with self.assertRaisesRegex(AssertionError, re.escape("0.9")):
            self.configure("other_version")


if __name__ == "__main__":
    unittest.main()
