"""Studies of several sectors: LQs of all sectors at once by `run`, the same bytes on any number of threads, and no
other command that takes them for one."""

import json
import unittest

import h5py
import numpy as np
from experiments import add_experiments
from optimize_test import PORTFOLIO, TEXT
from program import InAFolder, environment

SECTORS = "sector,name_en,name_zh,firms_share,revenue_share\nfilm,Film,电影,0.75,0.8\ngames,Games,游戏,0.25,0.2\n"


class Sectors(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        self.change("study/study.toml", "[tables]", '[tables]\nsectors      = "sectors.csv"')
        (self.folder / "study/sectors.csv").write_text(SECTORS, encoding="utf-8")

    def run_it(self, *words, out="run.h5"):
        return self.agglomera("run", "study/baseline.toml", "--members", "6", "--quiet", "-o", out, *words,
                              env=environment(SOURCE_DATE_EPOCH="1"))[0]

    def test_are_compared_with_each_other_in_every_year(self):
        self.run_it()
        with h5py.File(self.folder / "run.h5") as file:
            group = file["sectors"]
            firms, lq = group["firms"][()].astype(float), group["lq_count"][()]
            self.assertEqual([name.decode() for name in group["sector"][()]], ["film", "games"])
            of_series = file["series"]["firms"][()]
        np.testing.assert_array_equal(firms.sum(axis=2), of_series)
        sector, place = firms.sum(axis=3, keepdims=True), firms.sum(axis=2, keepdims=True)
        everything = firms.sum(axis=(2, 3), keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            expected = (firms / sector) / (place / everything)
        np.testing.assert_allclose(lq, expected, rtol=1e-12)
        weight = sector / everything  # LQs weigh up to one in every place
        sums = np.where(place[:, :, 0] > 0, (weight * np.nan_to_num(lq)).sum(axis=2), 1.0)
        np.testing.assert_allclose(sums, 1.0, rtol=1e-12)

    def test_have_the_same_bytes_on_any_number_of_threads_and_again(self):
        self.run_it("--threads", "1")
        first = self.bytes_of("run.h5")
        for threads in (2, 7):
            self.run_it("--threads", threads)
            self.assertEqual(self.bytes_of("run.h5"), first, threads)
        self.agglomera("run", "--from", "run.h5", "-o", "run.h5", "--quiet")
        self.assertEqual(self.bytes_of("run.h5"), first)

    def test_are_led_by_the_cities_that_the_text_and_the_json_name(self):
        text = self.run_it()
        self.assertIn("The most specialised cities of each sector in 2015", text)
        sectors = json.loads(self.run_it("--format", "json"))["sectors"]
        self.assertEqual([one["sector"] for one in sectors], ["film", "games"])

    def test_are_said_to_be_too_many_for_every_other_command(self):
        add_experiments(self.folder / "study")
        base = (self.folder / "study/baseline.toml").read_text(encoding="utf-8")
        (self.folder / "study/outlook.toml").write_text(base.replace("last = 2015", "last = 2020"), encoding="utf-8")
        (self.folder / PORTFOLIO).write_text(TEXT, encoding="utf-8")
        for command, file in (("policy", "study/policies/radiation.toml"), ("explain", "study/baseline.toml"),
                              ("calibrate", "study/experiments/calibrate.toml"),
                              ("backtest", "study/experiments/backtest.toml"), ("optimize", PORTFOLIO)):
            self.refuses([command, file, "-o", "x.h5", "--quiet"],
                         f"{file}: {command} needs a study of one sector (this one has 2, which `run` alone can tell "
                         "apart) leave out its table of sectors")
        self.refuses(["run", "study/baseline.toml", "-o", "x.h5", "--checkpoint-every", "1"],
                     "study/baseline.toml: --checkpoint-every needs a study of one sector (this one has 2, which `run` "
                     "alone can tell apart) leave out its table of sectors")

    def test_have_no_background_of_agents(self):
        self.change("study/baseline.toml", "members", 'background = "agents"\nmembers')
        text = (self.folder / "study/baseline.toml").read_text(encoding="utf-8").split("\n")
        line = next(i for i, words in enumerate(text) if words.startswith("background"))
        self.refuses(["run", "study/baseline.toml", "-o", "x.h5"],
                     f"study/baseline.toml:{line + 1}:14: a study of several sectors has no background of agents (its "
                     "sectors are the background of each other)")


if __name__ == "__main__":
    unittest.main()
