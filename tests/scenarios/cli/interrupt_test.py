"""Long work: that it says how far it is, and Ctrl-C and SIGTERM: an end within moments, exit code 3, no
result, and finished members kept for --resume."""

import os
import pty
import re
import shutil
import signal
import subprocess
import time
import unittest

from program import INTERRUPTED, PROGRAM, InAFolder, environment, long_work

MANY = "20000"


class LongWork(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        (self.folder / "run.h5").write_bytes(b"old")

    def start(self, words, stderr=subprocess.PIPE):
        work = subprocess.Popen([PROGRAM, *words, "-o", "run.h5", "--members", MANY, "--threads", "2"],
                                cwd=self.folder, env=environment(), text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=stderr)
        self.addCleanup(work.kill)
        return work

    def stop(self, work, signal_number=signal.SIGINT, after=0.0):
        """What the program wrote; it ended in time, as interrupted."""
        time.sleep(after)
        work.send_signal(signal_number)
        told = time.monotonic()
        out, err = work.communicate(timeout=60)
        self.assertLess(time.monotonic() - told, 10)
        self.assertEqual(work.returncode, INTERRUPTED, err)
        self.assertEqual(out, "")
        return err

    def test_when_interrupted_ends_soon_and_keeps_what_is_done(self):
        before = self.listing()
        for words in (["run", "study/baseline.toml"], ["policy", "study/policies/radiation.toml"]):
            for signal_number in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(words[0], signal=signal_number):
                    work = self.start([*words, "-v"])
                    self.assertRegex(work.stderr.readline(), r"^read and checked: ")
                    time.sleep(0.7)
                    self.assertRegex(self.stop(work, signal_number),
                                     rf"(\A|\n)interrupted after \d+ of {MANY} members; they are kept, go on "
                                     r"with --resume\n\Z")
                    kept = self.folder / "run.h5.parts"
                    for file in kept.iterdir():
                        self.assertRegex(file.name, r"^(begun|members-\d+)$")
                    shutil.rmtree(kept)
                    self.assertEqual(self.listing(), before)
        self.assertEqual(os.listdir(self.folder / "study/policies"), ["radiation.toml"])

    @long_work
    def test_goes_on_to_the_bytes_of_work_without_interruption(self):
        for words in (["run", "study/baseline.toml"], ["policy", "study/policies/radiation.toml"]):
            with self.subTest(words[0]):
                words = [*words, "-o", "run.h5", "--members", "3000", "--threads", "1", "--quiet"]
                work = subprocess.Popen([PROGRAM, *words], cwd=self.folder, env=environment(), text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                time.sleep(0.3)
                done = int(re.search(r"interrupted after (\d+) of", self.stop(work)).group(1))
                self.assertGreater(done, 0)
                later = environment(SOURCE_DATE_EPOCH="1930768000")  # the result tells of the first start
                self.agglomera(*words, "--resume", env=later)
                self.assertFalse((self.folder / "run.h5.parts").exists())
                found = self.bytes_of("run.h5")
                self.agglomera(*words)
                self.assertTrue(found == self.bytes_of("run.h5"), "other bytes than without interruption")

    def test_of_another_scenario_is_not_gone_on_with(self):
        self.stop(self.start(["run", "study/baseline.toml"]), signal.SIGTERM, after=0.7)
        self.change("study/baseline.toml", "seed    = 1", "seed    = 2")
        self.refuses(["run", "study/baseline.toml", "-o", "run.h5", "--members", MANY, "--resume"],
                     "run.h5.parts: holds parts of another experiment (its files, options or program have changed) start "
                     "anew without --resume, or give another -o")

    def test_says_every_few_seconds_how_far_it_is(self):
        work = self.start(["policy", "study/policies/radiation.toml"])
        self.assertRegex(work.stderr.readline(),
                         rf"^running members in all worlds: [1-9]\d* of {MANY}, about \d+ s left$")
        self.stop(work)

    def test_says_nothing_on_the_way_when_quiet(self):
        work = self.start(["policy", "study/policies/radiation.toml", "--quiet"])
        time.sleep(4)
        self.assertRegex(self.stop(work), r"\Ainterrupted after ")

    def test_draws_a_bar_on_a_terminal_and_takes_it_away(self):
        terminal, end = pty.openpty()
        work = self.start(["policy", "study/policies/radiation.toml"], stderr=end)
        os.close(end)
        shown = b""
        while b" left" not in shown:
            shown += os.read(terminal, 4096)
        self.assertRegex(shown.decode(), r"\A\r\x1b\[Krunning members in all worlds \[[#.]{30}\] "
                                         rf"[1-9]\d*/{MANY}, about \d+ s left")
        self.stop(work)
        rest = b""
        try:
            while more := os.read(terminal, 4096):
                rest += more
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        self.assertRegex(rest.decode(), r"\r\x1b\[Kinterrupted after [^\r\n]+\r\n\Z")


if __name__ == "__main__":
    unittest.main()
