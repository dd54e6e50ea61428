"""Completion by real shells. What must be offered is read from --help, not from the scripts."""

import re
import subprocess
import unittest

from program import InAFolder
from shells import Terminal, Zsh, bash_offers, script_of


class Completion(InAFolder):
    def setUp(self):
        super().setUp()
        for name in ("a file.toml", "baseline.toml"):
            (self.folder / name).write_text("")
        (self.folder / "basement").mkdir()

    def commands(self):
        return re.findall(r"(?m)^  ([a-z]+) +\S", self.agglomera("--help")[0].split("Subcommands:")[1].split("Exit codes")[0])

    def options(self, command):
        out, _ = self.agglomera(command, "--help")
        heads = re.findall(r"(?m)^  ((?:-\w,)?--?[\w-]+)", out)
        return sorted(name for head in heads for name in head.split(","))


class InBash(Completion):
    def offers(self, *words):
        return bash_offers(words, self.folder)

    def test_offers_every_command(self):
        self.assertEqual(self.offers(""), sorted(self.commands()))
        self.assertEqual(self.offers("co"), ["compare", "completion"])
        self.assertEqual(self.offers("-"), ["--help", "--version", "-h"])

    def test_offers_every_option_of_a_command(self):
        for command in self.commands():
            with self.subTest(command):
                self.assertEqual(self.offers(command, "-"), self.options(command))

    def test_offers_the_values_of_fixed_sets(self):
        self.assertEqual(self.offers("run", "--format", ""), ["json", "text"])
        self.assertEqual(self.offers("run", "x.toml", "-v", "--format", "j"), ["json"])
        self.assertEqual(self.offers("run", "--format=j"), ["json"])
        self.assertEqual(self.offers("report", "--lang", ""), ["en", "zh"])
        self.assertEqual(self.offers("measure", "--wide="), ["auto", "industry", "year"])
        self.assertEqual(self.offers("completion", ""), ["bash", "zsh"])

    def test_offers_files_and_folders_where_they_belong(self):
        everything = ["a file.toml", "baseline.toml", "basement"]
        self.assertEqual(self.offers("run", ""), everything)
        self.assertEqual(self.offers("run", "-o", "base"), everything[1:])
        self.assertEqual(self.offers("run", "--from=base"), everything[1:])
        self.assertEqual(self.offers("init", ""), ["basement"])
        self.assertEqual(self.offers("export", "run.h5", ""), ["basement"])
        self.assertEqual(self.offers("export", "--to", "csv", "run.h5", ""), ["basement"])
        self.assertEqual(self.offers("policy", "a.toml", "b.toml", ""), everything)
        self.assertEqual(self.offers("measure", "--wide", ""), everything)  # its value would come after "="

    def test_offers_nothing_where_only_a_number_may_stand(self):
        self.assertEqual(self.offers("run", "--members", ""), [])
        self.assertEqual(self.offers("run", "baseline.toml", ""), [])

    def test_works_as_typed_at_a_terminal(self):
        (self.folder / "script").write_text(script_of("bash"))
        shell = Terminal(["bash", "--norc", "-i"], self.folder)
        self.addCleanup(shell.close)
        shell.type("PS1=; agglomera() { printf '<%s>' \"$@\"; }; source ./script; echo rea''dy\n")
        shell.wait_for("ready")
        shell.type("agglomera ru\tbasel\t--mem\t3 --format=js\t\n")
        shell.wait_for("<run><baseline.toml><--members><3><--format=json>")
        shell.type("HOME=$PWD\nagglomera validate \"a f\t ~/basel\t\n")
        shell.wait_for(f"<validate><a file.toml><{self.folder}/baseline.toml>")
        shell.type("agglomera init ~/ba\t\n")
        shell.wait_for(f"<init><{self.folder}/basement/>")


class InZsh(Completion):
    def setUp(self):
        super().setUp()
        self.shell = Zsh(self.folder)
        self.addCleanup(self.shell.close)

    def offers(self, *words):
        return self.shell.offers(words)

    def test_offers_every_command(self):
        self.assertEqual(self.offers(""), sorted(self.commands()))
        self.assertEqual(self.offers("co"), ["compare", "completion"])

    def test_offers_every_option_of_a_command(self):
        for command in self.commands():
            with self.subTest(command):
                self.assertEqual([name.rstrip("=") for name in self.offers(command, "-")], self.options(command))

    def test_offers_the_values_of_fixed_sets(self):
        self.assertEqual(self.offers("run", "--format", ""), ["json", "text"])
        self.assertEqual(self.offers("run", "--format=j"), ["json"])
        self.assertEqual(self.offers("measure", "--wide="), ["auto", "industry", "year"])
        self.assertEqual(self.offers("completion", ""), ["bash", "zsh"])

    def test_offers_files_and_folders_where_they_belong(self):
        everything = ["a file.toml", "baseline.toml", "basement"]
        self.assertEqual(self.offers("run", ""), everything)
        self.assertEqual(self.offers("run", "-o", "base"), everything[1:])
        self.assertEqual(self.offers("init", ""), ["basement"])
        self.assertEqual(self.offers("export", "--to", "csv", "run.h5", ""), ["basement"])
        self.assertEqual(self.offers("policy", "a.toml", "b.toml", ""), everything)
        self.assertEqual(self.offers("measure", "--wide", ""), everything)  # its value would come after "="

    def test_offers_nothing_where_only_a_number_may_stand(self):
        self.assertEqual(self.offers("run", "--members", ""), [])


class Scripts(InAFolder):
    def test_are_free_of_faults_their_shells_know(self):
        for shell in ("bash", "zsh"):
            ended = subprocess.run([shell, "-n"], input=script_of(shell), capture_output=True, text=True)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""))

    def test_are_made_for_known_shells_alone(self):
        _, err = self.agglomera("completion", "fish", code=2)
        self.assertIn("fish not in {bash,zsh}", err)


if __name__ == "__main__":
    unittest.main()
