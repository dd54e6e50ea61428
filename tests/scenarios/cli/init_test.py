"""`init`: a new study that runs as it is, by the very commands it prints."""

import os
import shlex
import unittest

from program import SCENARIOS, InAFolder


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
        said = "is there already and not an empty folder choose another name"
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


if __name__ == "__main__":
    unittest.main()
