"""Ctrl-C and SIGTERM during long work: an end within moments, exit code 3, nothing written."""

import os
import signal
import subprocess
import time
import unittest

from program import INTERRUPTED, PROGRAM, InAFolder, environment


class Interrupt(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        (self.folder / "run.h5").write_bytes(b"old")

    def interrupted(self, words, signal_number):
        """What the program wrote after the signal, which it gets while members run."""
        work = subprocess.Popen([PROGRAM, *words, "-o", "run.h5", "--members", "20000", "-v"],
                                cwd=self.folder, env=environment(), text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        self.assertRegex(work.stderr.readline(), r"^read and checked: ")
        time.sleep(0.7)
        work.send_signal(signal_number)
        told = time.monotonic()
        out, err = work.communicate(timeout=60)
        self.assertLess(time.monotonic() - told, 10)
        self.assertEqual(work.returncode, INTERRUPTED, err)
        self.assertEqual(out, "")
        return err

    def test_ends_a_run_or_policy_and_writes_nothing(self):
        before = self.listing()
        for words in (["run", "study/baseline.toml"], ["policy", "study/policies/radiation.toml"]):
            for signal_number in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(words[0], signal=signal_number):
                    err = self.interrupted(words, signal_number)
                    said = r"interrupted after (\d+) of 20000 members; nothing was written, the same " \
                           r"command starts again\n\Z"
                    self.assertRegex(err, said)
                    self.assertEqual(self.listing(), before)
        self.assertEqual(os.listdir(self.folder / "study/policies"), ["radiation.toml"])


if __name__ == "__main__":
    unittest.main()
