#!/usr/bin/python3
"""What the package finds out is what the command of the same name finds out: the same bytes."""

import json
import unittest

import numpy as np
from package import BASELINE, SOURCE, InAStudy, ag
import experiments


class Files(InAStudy):
    def setUp(self):
        super().setUp()
        experiments.add_experiments(self.folder / "study")

    def assertSameFile(self, result, *words):
        """As the command with these words writes it, to the same place."""
        result.save("out.h5")
        ours = (self.folder / "out.h5").read_bytes()
        self.agglomera(words[0], *words[1:], "-o", "out.h5", "--quiet")
        self.assertTrue(ours == (self.folder / "out.h5").read_bytes(), words)

    def test_of_a_run_are_the_same_on_one_and_two_threads(self):
        study = ag.load(BASELINE)
        for threads in (1, 2):
            with self.subTest(threads=threads):
                self.assertSameFile(ag.run(study, members=7, seed=5, threads=threads), "run", BASELINE,
                                    "--members", "7", "--seed", "5")

    def test_of_a_run_as_the_file_asks_are_the_same(self):
        self.assertSameFile(ag.run(BASELINE), "run", BASELINE)

    def test_of_the_shipped_baseline_are_the_same(self):
        """Its parameters come from a posterior."""
        baseline = str(SOURCE / "scenarios/digital-media/baseline.toml")
        study = ag.load(baseline)
        self.assertRegex(study.remark, r"^parameters from \d+ draws of .*posterior.h5$")
        self.assertSameFile(ag.run(study, members=20, seed=2), "run", baseline, "--members", "20", "--seed", "2")

    def test_of_policies_are_the_same(self):
        policies = ["study/policies/radiation.toml"]
        self.assertSameFile(ag.policy(policies, members=5, threads=2), "policy", *policies, "--members", "5")
        self.assertSameFile(ag.policy(policies[0], members=5), "policy", *policies, "--members", "5")

    def test_of_calibrations_are_the_same(self):
        file = "study/experiments/calibrate.toml"
        self.assertSameFile(ag.calibrate(file, seed=9), "calibrate", file, "--seed", "9")
        self.assertSameFile(ag.calibrate(ag.load(file), members=20, leave_one_out=True), "calibrate", file,
                            "--members", "20", "--leave-one-out")

    def test_of_a_backtest_are_the_same(self):
        file = "study/experiments/backtest.toml"
        self.assertSameFile(ag.backtest(file, origins=(2012, 2013), horizons=1), "backtest", file,
                            "--origins", "2012:2013", "--horizons", "1")

    def test_of_sweeps_are_the_same(self):
        for file in ("study/experiments/sweep.toml", "study/experiments/clusters.toml"):
            self.assertSameFile(ag.sweep(file, threads=2), "sweep", file)

    def test_of_sensitivity_analyses_are_the_same(self):
        for file in ("study/experiments/sobol.toml", "study/experiments/morris.toml"):
            self.assertSameFile(ag.sensitivity(file, members=2), "sensitivity", file, "--members", "2")

    def test_of_a_front_of_mixes_are_the_same(self):
        file = "study/experiments/portfolio.toml"
        self.add_portfolio()
        self.assertSameFile(ag.optimize(file, budget=150), "optimize", file, "--budget", "150")

    def test_of_an_explanation_are_the_same(self):
        self.assertSameFile(ag.explain(BASELINE, members=3), "explain", BASELINE, "--members", "3")


class Comparison(InAStudy):
    def test_is_that_of_the_command_on_a_run_in_memory_or_in_a_file(self):
        run = ag.run(BASELINE, members=20)
        run.save("run.h5")
        told = json.loads(self.agglomera("compare", "run.h5", "--format", "json")[0])
        for comparison in (ag.compare(run), ag.compare("run.h5"), ag.compare(ag.open("run.h5"))):
            for measure, scores in told["measures"].items():
                for score in ("log_mae", "mae", "crps", "coverage_50", "coverage_90", "n"):
                    np.testing.assert_equal(comparison.measures.loc[measure, score],
                                            np.nan if scores[score] is None else scores[score])
                for row in scores["cities"]:
                    self.assertEqual(comparison.cities.loc[(measure, row["city"]), "crps"], row["crps"])
            self.assertEqual(list(comparison.facts.index), [fact["fact"] for fact in told["stated_facts"]])

    def test_is_refused_for_anything_but_a_run(self):
        policy = ag.policy("study/policies/radiation.toml", members=3)
        with self.assertRaisesRegex(ag.InputError, 'is of the kind "policy", not a run'):
            ag.compare(policy)


class Studies(InAStudy):
    def test_run_as_they_were_read_whatever_becomes_of_their_files(self):
        study = ag.load(BASELINE)
        before = ag.run(study, members=4)
        for file in ("baseline.toml", "study.toml", "observed/observed.csv"):
            (self.folder / "study" / file).write_text("gone", encoding="utf-8")
        self.assertSameBits(ag.run(study, members=4), before)

    def test_with_another_text_run_as_if_it_stood_beside_the_file(self):
        study = ag.load(BASELINE)
        text = study.text.replace("last = 2015", "last = 2014")
        (self.folder / "study/shorter.toml").write_text(text, encoding="utf-8")
        other = study.with_text(text, "shorter.toml")
        self.assertEqual((other.path.as_posix(), other.years), ("study/shorter.toml", range(2010, 2015)))
        files = []
        for study in (other, "study/shorter.toml"):
            ag.run(study, members=3).save("out.h5")
            files.append((self.folder / "out.h5").read_bytes())
        self.assertTrue(files[0] == files[1])

    def test_with_a_lever_more_are_policies(self):
        self.assertEqual(ag.load(BASELINE).kind, "scenario")
        text = (self.folder / BASELINE).read_text(encoding="utf-8").replace("last = 2015", "last = 2020")
        outlook = ag.load(BASELINE).with_text(text, "outlook.toml")
        strong = outlook.with_lever("radiation", cities=["alba"], years=(2016, 2020), strength=0.5, ramp=2)
        effect = ag.policy([strong], members=10).effect
        self.assertEqual(list(effect.scenario.values), ["outlook-radiation"])
        self.assertEqual(list(effect.city.values[effect.treated.values[0] == 1]), ["alba"])
        none = outlook.with_lever("radiation", cities="alba", years=(2016, 2020), strength=0.0)
        self.assertEqual(float(np.abs(ag.policy(none, members=10).effect["mean"]).max()), 0.0)

    def test_say_what_is_wrong_with_a_lever(self):
        with self.assertRaisesRegex(ag.InputError, "radiatio.*did you mean \"radiation\""):
            ag.load(BASELINE).with_lever("radiatio", cities=["alba"], years=(2012, 2015), strength=0.5)


if __name__ == "__main__":
    unittest.main()
