#!/usr/bin/python3
"""The rules of the house that a compiler does not check: arrows between rooms, one home per library,
short files, headers that explain themselves, names of the field, tests that are sentences.

Usage: architecture_test.py [ROOT], or AGGLOMERA_SOURCE in the environment.
Every rule is a function from a tree (path -> text) to its violations, and is shown to catch one.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("AGGLOMERA_SOURCE") or pathlib.Path(__file__).resolve().parents[2])

EVERY_ROOM = {"sim", "models", "output", "scenarios/study", "scenarios/inference",
              "scenarios/experiments", "scenarios/cli", "scenarios/python", "tests"}
ARROWS = {  # room -> the rooms it may include, beside itself
    "sim": set(),
    "models": {"sim"},
    "output": {"sim"},
    "scenarios/study": {"sim", "models"},
    "scenarios/inference": {"sim", "models", "output"},
    "scenarios/experiments": {"sim", "models", "output", "scenarios/study", "scenarios/inference"},
    "scenarios/cli": EVERY_ROOM - {"scenarios/python", "tests"},
    "scenarios/python": EVERY_ROOM - {"scenarios/cli", "tests"},
    "tests": EVERY_ROOM,
}
HOMES = {  # library -> (what its headers look like, where they may be included)
    "HDF5": (r"(hdf5/.*/)?(hdf5|hdf5_hl|H5\w*)\.h(pp)?", r"output/store/.*"),
    "MPI": (r"(\w+/)?mpi\.h(pp)?", r"sim/ranks\.cpp"),
    "TOML": (r"toml\+\+/.*|toml\.hp*", r"scenarios/study/.*"),
    "Boost.Graph": (r"boost/graph/.*", r"sim/city_network\.cpp"),
    "pybind11": (r"pybind11/.*|Python\.h", r"scenarios/python/.*"),
    "pagmo": (r"pagmo/.*", r"scenarios/inference/(cma_es|nsga2)\.cpp"),
}
CPP = (".cpp", ".hpp")
SOURCES = CPP + (".py", ".js", ".ts", ".mjs")
WEB = (".html", ".css", ".js", ".mjs", ".ts")
WEB_HOMES = ("output/report/web/", "tests/output/report/")  # the page, and what opens it in a browser
LONGEST = 400
EMPTY_NAMES = {"utils", "util", "helpers", "misc"}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
MACHINE_PATH = re.compile(r"(?<![\w.\-/])/(?:work|root|home)/")
CPP_TEST = re.compile(r"^\s*(?:TYPED_)?TEST(?:_[FP])?\(\s*\w+\s*,\s*(\w+)\s*\)", re.MULTILINE)
PYTHON_TEST = re.compile(r"^\s*def test_?(\w+)\(", re.MULTILINE)


def read_tree(root):
    """Path below root -> text, of every text file that is or would be tracked."""
    root = pathlib.Path(root)
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-coz", "--exclude-standard", "."],
                             capture_output=True) if (root / ".git").exists() else None
    if listing and listing.returncode == 0:
        paths = [root / name for name in os.fsdecode(listing.stdout).split("\0") if name]
    else:  # an unpacked archive, or a tree that git refuses to read
        paths = [path for path in root.rglob("*")
                 if not re.match(r"(build|results|\.git/)", path.relative_to(root).as_posix())]
    tree = {}
    for path in sorted(paths):
        if path.is_file():
            try:
                tree[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # not text
    return tree


def room_of(path):
    return next((room for room in EVERY_ROOM if path.startswith(room + "/")), None)


def includes(tree):
    """(file, line number, included path), the latter from the root where it is one of our files."""
    for path, text in tree.items():
        if path.endswith(CPP):
            for number, line in enumerate(text.splitlines(), 1):
                if found := INCLUDE.match(line):
                    beside = os.path.normpath(os.path.join(os.path.dirname(path), found[1]))
                    yield path, number, beside if beside in tree else found[1]


def includes_against_the_arrows(tree):
    for path, number, included in includes(tree):
        here, there = room_of(path), room_of(included)
        if here is None:
            yield f"{path}:{number}: source outside the known rooms (add the room to ARROWS)"
        elif there not in ARROWS[here] | {here, None}:
            yield f"{path}:{number}: includes {included} ({here} may not know {there})"


def libraries_away_from_home(tree):
    for path, number, included in includes(tree):
        mirrored = path.removeprefix("tests/").replace("_test.cpp", ".cpp")  # its test may know it too
        for library, (header, home) in HOMES.items():
            if re.fullmatch(header, included) and not re.fullmatch(home, mirrored):
                where = re.sub(r"\\|\.\*$", "", home)
                yield f"{path}:{number}: includes {included} ({library} only in {where})"


def web_files_away_from_the_page(tree):
    for path in tree:
        if path.endswith(WEB) and not path.startswith(WEB_HOMES):
            yield f"{path}: HTML, styles and JavaScript only in {' and '.join(WEB_HOMES)}"


def files_too_long(tree):
    for path, text in tree.items():
        lines = len(text.splitlines())
        if path.endswith(SOURCES) and lines > LONGEST:
            yield f"{path}: {lines} lines (at most {LONGEST})"


def names_that_say_nothing(tree):
    for path in tree:
        words = {word for part in path.split("/") for word in re.split(r"[_.\-]", part.lower())}
        if words & EMPTY_NAMES:
            yield f"{path}: a name that says nothing (use a noun or verb of the field)"


def headers_that_do_not_explain_themselves(tree):
    for path, text in tree.items():
        if path.endswith(".hpp"):
            first = next((line.strip() for line in text.splitlines()
                          if line.strip() and not line.lstrip().startswith("#pragma")), "")
            if not re.match(r"(//|/\*)\W*\w+", first) or re.search(r"SPDX|Copyright", first):
                yield f"{path}: does not begin with what it means (first line: {first!r})"


def paths_of_one_machine(tree):
    for path, text in tree.items():
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line):
                yield f"{path}:{number}: names a path of one machine"


def tests_that_are_no_sentences(tree):
    for path, text in tree.items():
        kind = CPP_TEST if path.endswith(CPP) else PYTHON_TEST if path.endswith(".py") else None
        if kind and path.startswith("tests/"):
            for name in kind.findall(text):
                if len(name.split("_")) < 3 or name[0].isupper():
                    yield f"{path}: test {name} is no sentence (three_words_or_more)"


class TheProject(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = read_tree(ROOT)

    def follows(self, rule):
        if violations := list(rule(self.tree)):
            self.fail("\n" + "\n".join(violations))

    def test_has_been_found(self):
        self.assertIn("tests/architecture/architecture_test.py", self.tree)
        self.assertTrue(any(path.startswith("sim/") for path in self.tree))

    def test_includes_only_along_the_arrows(self):
        self.follows(includes_against_the_arrows)

    def test_keeps_each_library_in_its_home(self):
        self.follows(libraries_away_from_home)

    def test_keeps_html_and_javascript_with_the_page(self):
        self.follows(web_files_away_from_the_page)

    def test_has_no_file_over_the_limit(self):
        self.follows(files_too_long)

    def test_has_no_name_that_says_nothing(self):
        self.follows(names_that_say_nothing)

    def test_explains_every_header_first(self):
        self.follows(headers_that_do_not_explain_themselves)

    def test_names_no_path_of_one_machine(self):
        self.follows(paths_of_one_machine)

    def test_has_tests_that_are_sentences(self):
        self.follows(tests_that_are_no_sentences)


class AMadeUpTree(unittest.TestCase):
    def violations(self, rule, files):
        with tempfile.TemporaryDirectory() as root:
            for name, text in files.items():
                path = pathlib.Path(root, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return list(rule(read_tree(root)))

    def catches(self, rule, name, text):
        self.assertEqual(len(self.violations(rule, {name: text})), 1, (name, text))

    def allows(self, rule, name, text):
        self.assertEqual(self.violations(rule, {name: text}), [], (name, text))

    def test_is_caught_including_against_the_arrows(self):
        for name, included in [("sim/firms.cpp", "models/year.hpp"), ("models/year.cpp", "output/run.hpp"),
                               ("output/run.cpp", "models/year.hpp"), ("scenarios/study/a.cpp", "output/run.hpp"),
                               ("scenarios/inference/a.cpp", "scenarios/study/study.hpp"),
                               ("scenarios/experiments/a.cpp", "scenarios/cli/main.hpp"),
                               ("scenarios/elsewhere/a.cpp", "sim/firms.hpp"), ("models/a.hpp", "tests/a.hpp")]:
            self.catches(includes_against_the_arrows, name, f'#include "{included}"\n')
            self.catches(includes_against_the_arrows, name, f"#  include <{included}>  // why\n")

    def test_is_caught_including_by_a_path_beside_the_file(self):
        self.assertEqual(len(self.violations(includes_against_the_arrows, {
            "sim/firms.cpp": '#include "../models/year.hpp"\n', "models/year.hpp": "// A year.\n"})), 1)

    def test_may_include_along_the_arrows(self):
        for name, included in [("sim/a.cpp", "sim/firms.hpp"), ("models/a.cpp", "sim/firms.hpp"),
                               ("scenarios/study/a.cpp", "models/year.hpp"), ("scenarios/cli/a.cpp", "output/run.hpp"),
                               ("scenarios/experiments/a.cpp", "scenarios/study/a.hpp"),
                               ("tests/sim/a_test.cpp", "sim/a.hpp"), ("sim/a.cpp", "vector")]:
            self.allows(includes_against_the_arrows, name, f'#include "{included}"\n')

    def test_is_caught_using_a_library_away_from_home(self):
        for name, header in [("models/a.cpp", "hdf5.h"), ("output/scores/a.cpp", "H5Cpp.h"), ("sim/firms.cpp", "mpi.h"),
                             ("scenarios/cli/a.cpp", "toml++/toml.h"), ("sim/firms.cpp", "boost/graph/adjacency_list.hpp"),
                             ("scenarios/experiments/a.cpp", "pagmo/problem.hpp"),
                             ("scenarios/experiments/a.cpp", "pybind11/numpy.h")]:
            self.catches(libraries_away_from_home, name, f"#include <{header}>\n")

    def test_may_use_a_library_at_home_and_in_its_test(self):
        for name, header in [("output/store/a.cpp", "hdf5.h"), ("sim/ranks.cpp", "mpi.h"),
                             ("scenarios/study/a.cpp", "toml++/toml.h"), ("tests/output/store/a_test.cpp", "hdf5.h"),
                             ("sim/city_network.cpp", "boost/graph/adjacency_list.hpp"),
                             ("scenarios/inference/cma_es.cpp", "pagmo/problem.hpp")]:
            self.allows(libraries_away_from_home, name, f"#include <{header}>\n")

    def test_is_caught_with_a_script_away_from_the_page(self):
        for name in ("output/store/a.js", "scenarios/cli/page.html", "tests/scenarios/a.mjs", "page.css"):
            self.catches(web_files_away_from_the_page, name, "x\n")
        for name in ("output/report/web/a.js", "tests/output/report/browser/a.mjs"):
            self.allows(web_files_away_from_the_page, name, "x\n")

    def test_is_caught_with_a_file_over_the_limit(self):
        for name in ("sim/a.cpp", "tests/a.py", "output/report/web/a.mjs"):
            self.catches(files_too_long, name, "x\n" * (LONGEST + 1))
            self.allows(files_too_long, name, "x\n" * LONGEST)

    def test_is_caught_with_a_name_that_says_nothing(self):
        for name in ("sim/utils.hpp", "models/util/a.cpp", "tests/helpers.py", "misc/a.md", "sim/string_utils.cpp"):
            self.catches(names_that_say_nothing, name, "")
        self.allows(names_that_say_nothing, "models/utility.hpp", "")

    def test_is_caught_with_a_header_that_explains_nothing(self):
        for text in ("#pragma once\n#include <vector>\n", "", "//\n#pragma once\n", "// Copyright\n", "struct A;\n"):
            self.catches(headers_that_do_not_explain_themselves, "sim/a.hpp", text)
        self.allows(headers_that_do_not_explain_themselves, "sim/a.hpp", "#pragma once\n\n// What firms are.\n")

    def test_is_caught_naming_a_path_of_one_machine(self):
        for folder in ("work", "root", "home"):
            self.catches(paths_of_one_machine, "README.md", f"see /{folder}/someone/file\n")
            self.allows(paths_of_one_machine, "README.md", f"https://example.org/{folder}/page, ../{folder}/x\n")

    def test_is_caught_with_a_test_that_is_no_sentence(self):
        self.catches(tests_that_are_no_sentences, "tests/sim/a_test.cpp", "TEST(Firms, Basic) {}\n")
        self.catches(tests_that_are_no_sentences, "tests/a_test.py", "def test_it(self):\n")
        self.allows(tests_that_are_no_sentences, "tests/sim/a_test.cpp", "TEST(Firms, keep_their_ids) {}\n")


if __name__ == "__main__":
    if len(sys.argv) > 1 and os.path.isdir(sys.argv[1]):
        ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
