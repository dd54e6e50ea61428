"""Every command that a page of the documentation shows is run, in a folder like that of the source, and what the
page says it prints is found in what it printed: the same words in the same order, whatever the numbers.

A page is one sitting: its commands run in one shell, files it shows under a name are written first. "…" stands
for what the page leaves out. `./bootstrap run` is called for real, with stand-ins for what installs and builds.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.path.abspath(os.environ["AGGLOMERA"])
SOURCE = pathlib.Path(os.environ["AGGLOMERA_SOURCE"]).resolve()
PAGES = sorted((SOURCE / "docs").rglob("*.md"))
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e-?\d+)?")


def sittings(text):
    """(kind, content) of a page in its order: ("file", (name, text)) or ("call", (command, printed lines))."""
    for info, body in re.findall(r"(?ms)^```(\S.*?)\n(.*?)^```$", text):
        if info == "console":
            for command, printed in re.findall(r"(?m)^\$ (.+)\n((?:(?!\$ ).*\n)*)", body):
                yield "call", (command, printed.splitlines())
        elif named := re.match(r":caption: (\S+)\n\n", body):
            yield "file", (named[1], body[named.end():])


def sense(line):
    """A line without its numbers and without the widths of its columns."""
    return re.sub(r"[\s─]+", " ", NUMBER.sub("0", line)).strip()


def missing_from(printed, lines):
    """The first of the lines that is not printed in its turn, or nothing. A line may end in "…" too."""
    rest = [sense(line) for line in printed.splitlines()]
    for line in filter(None, map(sense, lines)):
        begun = line.removesuffix("…").strip()
        found = [i for i, one in enumerate(rest) if (one.startswith(begun) if line.endswith("…") else one == line)]
        if line == "…":
            continue
        if not found:
            return line
        rest = rest[found[0] + 1:]
    return None


class Shell:
    """One shell for all commands of a page."""

    def __init__(self, folder):
        tools = folder / "tools"
        for name, body in (("cmake", ""), ("apt-get", ""), ("npm", ""), ("dpkg-query", 'printf "install ok installed"'),
                           ("python3", 'exec /usr/bin/python3 "$@"')):
            tools.mkdir(exist_ok=True)
            (tools / name).write_text(f"#!/bin/sh\n{body}\n")
            (tools / name).chmod(0o755)
        self.folder = folder / "agglomera"
        (self.folder / "build").mkdir(parents=True)
        (self.folder / "build/agglomera").symlink_to(PROGRAM)
        shutil.copy(SOURCE / "bootstrap", self.folder)
        shutil.copytree(SOURCE / "scenarios/digital-media", self.folder / "scenarios/digital-media")
        web = self.folder / "output/report/web"
        web.mkdir(parents=True)
        shutil.copy(SOURCE / "output/report/web/package-lock.json", web)
        (web / "node_modules").mkdir()
        self.place, self.path = self.folder, f"{tools}:{self.folder / 'build'}:{os.environ['PATH']}"

    def call(self, command):
        ended = subprocess.run(["bash", "-c", f"{command}\ncode=$?; pwd >&3; exit $code".replace(">&3", f">{self.folder}/.place")],
                               cwd=self.place, capture_output=True, text=True, timeout=300,
                               env={**os.environ, "PATH": self.path, "LC_ALL": "C.UTF-8"})
        self.place = pathlib.Path((self.folder / ".place").read_text().strip())
        return ended.returncode, ended.stdout, ended.stderr


class Commands(unittest.TestCase):
    def sit(self, page):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="agglomera-docs-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shell, calls = Shell(folder), 0
        for kind, content in sittings(page.read_text(encoding="utf-8")):
            if kind == "file":
                (shell.place / content[0]).write_text(content[1], encoding="utf-8")
                continue
            calls += 1
            command, lines = content
            code, out, err = shell.call(command)
            shown_fault = code == 2 and any(line.startswith("my-study/") for line in lines)
            self.assertTrue(code == 0 or shown_fault, (command, code, out[-1500:], err[-1500:]))
            lost = missing_from(err if shown_fault else out, lines)
            self.assertIsNone(lost, f"$ {command}\nhas not printed\n{lost}\nbut\n{(out + err)[:3000]}")
        return calls

    def test_of_every_page_do_what_the_page_says(self):
        calls = {}
        for page in PAGES:
            with self.subTest(page.relative_to(SOURCE).as_posix()):
                calls[page.stem] = self.sit(page)
        self.assertGreater(calls.get("tutorial", 0), 10)
        self.assertGreater(sum(calls.values()), 25)


class AMadeUpPage(unittest.TestCase):
    def test_is_read_as_calls_and_files(self):
        page = "```{code-block} toml\n:caption: a.toml\n\nx = 1\n```\n\n```console\n$ cat a.toml\nx = 1\n…\n$ true\n```\n```\n$ no\n```\n"
        self.assertEqual(list(sittings(page)), [("file", ("a.toml", "x = 1\n")), ("call", ("cat a.toml", ["x = 1", "…"])),
                                                ("call", ("true", []))])

    def test_is_caught_saying_what_is_not_printed(self):
        printed = "City   firms\nAlba   1.35 [0.97, 1.89]\nBrea 2\n"
        self.assertIsNone(missing_from(printed, ["City firms", "…", "Brea 3"]))
        self.assertIsNone(missing_from(printed, ["Alba  7 [0, 1]"]))
        self.assertIsNone(missing_from(printed, ["Alba  7 …", "Br…"]))
        self.assertEqual(missing_from(printed, ["Cora 2"]), "Cora 0")
        self.assertEqual(missing_from(printed, ["Brea 2", "City firms"]), "City firms")


if __name__ == "__main__":
    unittest.main()
