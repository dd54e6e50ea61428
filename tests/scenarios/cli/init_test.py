"""`init`: a new study that runs as it is, by the very commands it prints."""

import os
import shlex
import shutil
import unittest

from program import SCENARIOS, WRONG_INPUT, InAFolder, series_of


class Init(InAFolder):
    def printed_commands(self, out):
        return [shlex.split(line)[1:] for line in out.splitlines() if line.startswith("  agglomera ")]

    def test_makes_a_study_that_runs_as_it_prints(self):
        out, err = self.agglomera("init", "mine")
        self.assertEqual(err, "")
        commands = self.printed_commands(out)
        self.assertEqual([words[0] for words in commands], ["validate", "run", "compare", "policy"])
        for words in commands:
            self.agglomera(*words)
        self.assertEqual(sorted(os.listdir(self.folder)), ["mine", "policy.h5", "run.h5"])

    def test_writes_the_templates_to_the_letter(self):
        self.agglomera("init", "mine")
        templates = SCENARIOS / "templates"
        shipped = {path.relative_to(templates): path.read_bytes()
                   for path in templates.rglob("*") if path.is_file()}
        mine = self.folder / "mine"
        made = {path.relative_to(mine): path.read_bytes() for path in mine.rglob("*") if path.is_file()}
        self.assertEqual(made, shipped)
        self.assertGreater(len(made), 8)

    def test_makes_scenarios_and_a_study_without_a_fault(self):
        self.agglomera("init", "mine")
        out, err = self.agglomera("validate", "mine/study.toml", "mine/baseline.toml",
                                  "mine/policies/radiation.toml")
        self.assertEqual((out, err), ("3 files are in order, and so is every file named\n", ""))

    def test_fills_an_empty_folder_and_the_one_it_stands_in(self):
        (self.folder / "empty").mkdir()
        self.agglomera("init", "empty")
        self.agglomera("init", "empty-too/")
        self.agglomera("validate", "empty/baseline.toml", "empty-too/baseline.toml")
        (self.folder / "here").mkdir()
        self.agglomera("init", ".", cwd=self.folder / "here")
        self.agglomera("validate", "here/baseline.toml")
        for made in ("empty", "empty-too", "here"):
            self.assertEqual(sorted(os.listdir(self.folder / made)),
                             sorted(os.listdir(SCENARIOS / "templates")))

    def test_refuses_a_folder_with_something_in_it(self):
        (self.folder / "full").mkdir()
        (self.folder / "full/notes.txt").write_text("mine")
        said = "is there already and not an empty folder name a new folder or an empty one"
        self.refuses(["init", "full"], f"full: {said}")
        self.refuses(["init", "full/notes.txt"], f"full/notes.txt: {said}")
        self.assertEqual((self.folder / "full/notes.txt").read_text(), "mine")

    def test_leaves_nothing_where_the_parent_is_missing(self):
        self.refuses(["init", "no/where"],
                     "no/where: can't be made (its parent folder does not exist) make the parent first")
        self.assertEqual(os.listdir(self.folder), [])

    def test_leaves_alone_what_is_not_its_own(self):
        (self.folder / ".mine.partial").mkdir()
        (self.folder / ".mine.partial/notes.txt").write_text("of someone else")
        self.agglomera("init", "mine")
        self.assertEqual(sorted(os.listdir(self.folder)), [".mine.partial", "mine"])
        self.assertEqual((self.folder / ".mine.partial/notes.txt").read_text(), "of someone else")

    def test_makes_a_world_of_any_size_that_runs_as_it_prints(self):
        for cities, sectors in ((1, 1), (3, 2), (200, 20)):
            out, err = self.agglomera("init", f"world-{cities}", "--synthetic", "--firms", 20000,
                                      "--cities", cities, "--sectors", sectors)
            self.assertEqual(err, "")
            commands = self.printed_commands(out)
            self.assertEqual([words[0] for words in commands], ["validate", "run"])
            for words in commands:
                self.agglomera(*words)
            series = series_of(self.folder / "run.h5")
            self.assertEqual(series["firms"].shape, (1, 1, cities + 1, 10))
            self.assertAlmostEqual(series["firms"][0, 0, :, 0].sum(), 20000, delta=600)
            shutil.rmtree(self.folder / f"world-{cities}")

    def test_makes_the_same_world_for_the_same_seed(self):
        for name, seed in (("a", 5), ("b", 5), ("c", 6)):
            self.agglomera("init", name, "--synthetic", "--cities", 40, "--seed", seed)
        a, b, c = [{path.name: path.read_bytes() for path in (self.folder / name).iterdir()}
                   for name in "abc"]
        self.assertEqual(a, b)
        self.assertNotEqual(a["cities.csv"], c["cities.csv"])

    def test_runs_a_city_without_links(self):
        self.agglomera("init", "world", "--synthetic", "--firms", 500, "--cities", 12)
        links = self.folder / "world/links.csv"
        rows = links.read_text().splitlines(keepends=True)
        links.write_text("".join(row for row in rows if "city-00012" not in row))
        self.agglomera("run", "world/baseline.toml", "-o", "run.h5")
        links.write_text(rows[0])
        self.agglomera("run", "world/baseline.toml", "-o", "run.h5")
        self.assertTrue((series_of(self.folder / "run.h5")["firms"].sum(axis=2) > 400).all())

    def test_refuses_worlds_that_are_none(self):
        made = ["init", "world", "--synthetic"]
        self.refuses([*made, "--firms", 0, "--cities", 0, "--sectors", 0],
                     "--firms: 0 is outside its range (from 1 to 1000000000)\n"
                     "--cities: 0 is outside its range (from 1 to 60000: places have 16 bits)\n"
                     "--sectors: 0 is outside its range (from 1 to 255)")
        self.refuses([*made, "--cities", 65535, "--sectors", 256],
                     "--cities: 65535 is outside its range (from 1 to 60000: places have 16 bits)\n"
                     "--sectors: 256 is outside its range (from 1 to 255)")
        self.refuses([*made, "--firms", 5, "--cities", 3, "--sectors", 6],
                     "--firms: 5 are too few for 6 sectors (each needs one)")
        self.refuses(["init", "world", "--cities", 3], "agglomera: --cities requires --synthetic (agglomera init --help says what is possible)")

    def test_says_what_fits_before_it_takes_any_memory(self):
        self.agglomera("init", "world", "--synthetic", "--firms", 1000000000, "--cities", 3)
        _, err = self.agglomera("run", "world/baseline.toml", "-o", "run.h5", "--members", 64,
                                "--threads", 64, code=WRONG_INPUT)
        self.assertRegex(err, r"^world/baseline.toml: 1000000000 firms, 64 worlds at a time need 1430.5 GiB "
                              r"of memory \([0-9.]+ GiB are available, enough for [0-9]+ firms\) ask for "
                              r"fewer firms, or for fewer threads\n$")
        self.assertEqual(os.listdir(self.folder), ["world"])


if __name__ == "__main__":
    unittest.main()
