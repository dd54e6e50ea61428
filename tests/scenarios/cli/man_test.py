"""Manual pages: every command and option that --help knows, in pages that mandoc finds no fault with."""

import json
import re
import shlex
import subprocess
import unittest

from program import PROGRAM, WRONG_INPUT, InAFolder, environment


def shown(path):
    """A page as a reader sees it, without the overprinting that makes bold letters."""
    text = subprocess.run(["mandoc", "-T", "utf8", "-O", "width=200", path], check=True, capture_output=True, text=True).stdout
    return re.sub(r".\x08", "", text)


def squeezed(text):
    return " ".join(text.split())


class Pages(InAFolder):
    def setUp(self):
        super().setUp()
        self.agglomera("man", "-o", "man1")
        self.table = json.loads(self.agglomera("man", "--format", "json")[0])

    def test_are_one_for_the_program_and_one_for_each_command(self):
        names = {f"agglomera-{command['name']}.1" for command in self.table["commands"]} | {"agglomera.1"}
        self.assertEqual({path.name for path in (self.folder / "man1").iterdir()}, names)
        helped = re.findall(r"(?m)^  ([a-z]+) +\S", self.agglomera("--help")[0].split("Subcommands:")[1].split("Exit codes:")[0])
        self.assertEqual([command["name"] for command in self.table["commands"]], helped)

    def test_say_what_help_says_of_every_option(self):
        for command in self.table["commands"]:
            helped = squeezed(self.agglomera(command["name"], "--help")[0])
            page = squeezed(shown(self.folder / f"man1/agglomera-{command['name']}.1"))
            for words in command["options"] + command["places"]:
                with self.subTest(command["name"], option=words["names"]):
                    self.assertIn(squeezed(words["text"]), helped)
                    self.assertIn(squeezed(words["text"]), page)
                    for name in words["names"]:
                        self.assertIn(name, helped)
                        self.assertIn(name, page)

    def test_have_exit_codes_files_and_examples(self):
        page = squeezed(shown(self.folder / "man1/agglomera.1"))
        for words in ("EXIT STATUS 0 done", "3 interrupted", "FILES", "digital-media", "EXAMPLES agglomera init my-study"):
            self.assertIn(words, page)
        self.assertIn("EXAMPLES agglomera run baseline.toml", squeezed(shown(self.folder / "man1/agglomera-run.1")))

    def test_have_no_fault_that_mandoc_knows(self):
        for path in sorted((self.folder / "man1").iterdir()):
            ended = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True, text=True)
            self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, "", ""), path.name)

    def test_are_printed_one_at_a_time_too(self):
        for words, name in ([], "agglomera.1"), (["run"], "agglomera-run.1"):
            self.assertEqual(self.agglomera("man", *words)[0], (self.folder / "man1" / name).read_text())

    def test_are_the_same_bytes_on_the_same_day(self):
        self.assertIn(".Dd January 1, 2009\n", self.agglomera("man")[0])
        self.assertEqual(self.agglomera("man"), self.agglomera("man"))

    def test_name_the_nearest_command(self):
        self.refuses(["man", "rum"], 'man: there is no command "rum" did you mean "run"?')
        self.refuses(["man", "run", "-o", "x"], "--output: takes every page leave COMMAND and --format out")
        self.refuses(["man", "-o", "man1"], "man1: is there already and not an empty folder name a new folder or an empty one")


class Examples(InAFolder):
    def test_are_there_for_every_command_and_understood(self):
        """In an empty folder the files are missing, but the words are never wrong."""
        table = json.loads(self.agglomera("man", "--format", "json")[0])
        for command in table["commands"]:
            self.assertTrue(command["examples"], command["name"])
            for example in command["examples"]:
                words = shlex.split(re.split(r" [|>] ", example)[0])
                self.assertEqual(words[:2], ["agglomera", command["name"]])
                with self.subTest(example):
                    if "--synthetic" in words:
                        words[words.index("1000000")] = "1000"
                    ended = subprocess.run([PROGRAM, *words[1:]], cwd=self.folder, env=environment(), capture_output=True,
                                           text=True, timeout=120)
                    self.assertNotIn("--help says what is possible", ended.stderr)
                    self.assertNotIn("there is no option", ended.stderr)
                    self.assertIn(ended.returncode, (0, WRONG_INPUT))


if __name__ == "__main__":
    unittest.main()
