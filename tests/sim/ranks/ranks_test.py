"""Ranks meet, and none waits for one that gave up; by real mpirun."""

import os
import subprocess
import unittest

MPIRUN, PROGRAM = os.environ["MPIRUN"], os.environ["RANKS_TESTS"]


def on_ranks(count, *words):
    command = [MPIRUN, "--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "-n", str(count), PROGRAM, *words]
    command.append("--gtest_color=no")
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)


class Ranks(unittest.TestCase):
    def test_every_sentence_holds_on_one_two_and_three_ranks(self):
        for count in (1, 2, 3):
            with self.subTest(ranks=count):
                ended = on_ranks(count)
                self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
                self.assertIn("[  PASSED  ] 12 tests.", ended.stdout)
                self.assertEqual(ended.stdout.count("[  PASSED  ]"), 1, "one rank alone speaks")

    def test_all_end_as_the_one_that_gave_up(self):
        ended = on_ranks(3, "one-gives-up")
        self.assertEqual(ended.returncode, 2, ended.stderr)
        self.assertEqual(ended.stderr.count("[2 the last rank gave up]"), 3, ended.stderr)

    def test_ranks_that_mean_different_things_do_not_hang(self):
        ended = on_ranks(2, "different-ways")
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertEqual(ended.stderr.count("the ranks went different ways"), 2, ended.stderr)


if __name__ == "__main__":
    unittest.main()
