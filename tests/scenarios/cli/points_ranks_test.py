"""Points of sweeps and sensitivity analyses on several ranks, by real mpirun: the same bytes on any number of
ranks and threads, every rank does its share, and what a killed rank leaves is taken up to the same bytes.
"""

import itertools
import re
import unittest

from experiments import CLUSTERS, SWEEP
from several_ranks import SeveralRanks

SENSITIVITY = """\
format     = 1
experiment = "sensitivity"
scenario   = "../outlook.toml"
replicates = 2
seed       = 3

[method]
kind        = "sobol"
samples     = 128
scramblings = 4

[outputs]
measures = ["lq_count", "firms"]
clusters = ["all"]

[[factor]]
parameters = ["rest_of_world_appeal", "exit_rate"]
"""


class PointsOnRanks(SeveralRanks):
    every = list(itertools.product((1, 2, 3), (1, 2, 7)))
    some = [(2, 7), (3, 1)]

    def setUp(self):
        super().setUp()
        for name, text in (("sobol", SENSITIVITY), ("sweep", SWEEP), ("cluster", CLUSTERS)):
            (self.folder / f"study/experiments/{name}.toml").write_text(text, encoding="utf-8")


class SameBytes(PointsOnRanks):
    def test_of_a_sweep_on_any_ranks_and_threads(self):
        self.assert_same_on_all(self.every, "sweep", "study/experiments/sweep.toml")

    def test_of_a_sweep_of_a_calibration(self):
        self.assert_same_on_all(self.some, "sweep", "study/experiments/cluster.toml", "--members", 10)

    def test_of_a_sensitivity_analysis_on_any_ranks_and_threads(self):
        self.assert_same_on_all(self.every, "sensitivity", "study/experiments/sobol.toml")


class Shares(PointsOnRanks):
    def test_every_rank_runs_points_of_a_sweep_and_none_is_idle(self):
        self.change("study/experiments/sweep.toml", "points = 30", "points = 600")
        _, err = self.on_ranks(3, "sweep", "study/experiments/sweep.toml", "-o", "sweep.h5", "--threads", 1)
        told = re.findall(r"^points per rank: (.*)$", err, re.MULTILINE)
        self.assertEqual(len(told), 1, err)
        shares = [int(share) for share in told[0].split(", ")]
        self.assertEqual((len(shares), sum(shares)), (3, 600))
        self.assertGreater(min(shares), 60)

    def test_every_rank_runs_points_of_a_sensitivity_analysis(self):
        self.change("study/experiments/sobol.toml", "samples     = 128", "samples     = 1024")
        _, err = self.on_ranks(3, "sensitivity", "study/experiments/sobol.toml", "-o", "s.h5", "--threads", 1)
        points = [int(count) for count in re.search(r"points per rank: (.*)\n", err)[1].split(", ")]
        self.assertEqual((len(points), sum(points)), (3, 1024 * 4), err)
        self.assertGreater(min(points), 1024 * 4 / 30)  # processors of tests are busy


class Dying(PointsOnRanks):
    def test_a_killed_sweep_goes_on_to_the_same_bytes(self):
        self.change("study/experiments/sweep.toml", "points = 30", "points = 5000")
        words = ("sweep", "study/experiments/sweep.toml")
        self.killed("sweep.h5", *words)
        self.resumed("sweep.h5", *words)

    def test_a_killed_sensitivity_analysis_goes_on_to_the_same_bytes(self):
        self.change("study/experiments/sobol.toml", "samples     = 128", "samples     = 4096")
        words = ("sensitivity", "study/experiments/sobol.toml")
        self.killed("sens.h5", *words)
        self.resumed("sens.h5", *words)


if __name__ == "__main__":
    unittest.main()
