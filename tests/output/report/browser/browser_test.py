"""The report page in a real browser: the pages are made here, opened and judged by the .mjs beside it.

Needs Node.js, Chromium and the test libraries of output/report/web (npm ci there); where one is
missing the whole test is skipped, and says so (exit code 77).
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import pages
from program import SOURCE, long_work

HERE = pathlib.Path(__file__).resolve().parent
WEB = SOURCE / "output/report/web"
SKIPPED = 77
# Slow programs make few pages: what sanitizers could find is in the making of one.
SANITIZED = bool(os.environ.get("AGGLOMERA_SANITIZED"))


def what_is_missing():
    if not shutil.which("node"):
        return "Node.js"
    if not pages.browser():
        return "Chromium"
    for library in ("playwright-core", "axe-core"):
        if not (WEB / "node_modules" / library).is_dir():
            return f"{library} (npm ci --prefix output/report/web)"
    return None


class InABrowser(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="agglomera-browser-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def judge(self, script, folder, **more):
        env = {**os.environ, "AGGLOMERA_WEB": str(WEB), "AGGLOMERA_PAGES": str(folder),
               "AGGLOMERA_CHROMIUM": pages.browser(), **more}
        ended = subprocess.run(["node", str(HERE / script)], env=env, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=1500)
        told = [line for line in ended.stdout.splitlines() if " MB, first chart after " in line]
        print("\n".join(told), flush=True)
        self.assertEqual(ended.returncode, 0, ended.stdout[-12000:])
        self.assertRegex(ended.stdout, r"(?m)^# pass [1-9]")  # a script without tests would pass too


class APage(InABrowser):
    def test_of_every_kind_is_whole_quiet_bilingual_and_open_to_all(self):
        kinds = ("run",) if SANITIZED else tuple(pages.KINDS)
        self.judge("every_page.mjs", pages.of_every_kind(self.folder, kinds))

    @long_work
    def test_does_what_its_reader_does_with_it(self):
        self.judge("reading.mjs", pages.of_every_kind(self.folder, ("run",)))

    @long_work
    def test_runs_nothing_that_users_wrote(self):
        folder = pages.of_hostile_names(self.folder)
        names = [pages.MARKUP, pages.BREAKOUT, pages.QUOTES, pages.FILE]
        self.judge("hostile_names.mjs", folder, AGGLOMERA_NAMES=json.dumps(names))


class Speed(InABrowser):
    @long_work
    def test_makes_pages_within_a_second_and_lets_the_reader_begin_within_a_second_and_a_half(self):
        folder = pages.of_the_whole_study(self.folder)
        times = [pages.seconds_to_make(self.folder, "run.h5") for _ in range(3)]
        print(f"run.html made in {min(times):.2f} s", flush=True)
        self.assertLess(min(times), 1.0)
        self.judge("speed.mjs", folder)


if __name__ == "__main__":
    if missing := what_is_missing():
        print(f"SKIPPED: the report page was not tried in a browser, for {missing} is missing here",
              file=sys.stderr)
        sys.exit(SKIPPED)
    unittest.main()
