"""`calibrate`: the same posterior again, also after an interruption, and what a run makes of it."""

import json
import os
import shutil
import signal
import subprocess
import time
import unittest

import h5py
import numpy as np
import xarray as xr
from experiments import add_experiments
from program import INTERRUPTED, PROGRAM, SCENARIOS, InAFolder, environment, long_work

CALIBRATE = ["calibrate", "study/experiments/calibrate.toml", "--quiet", "-o"]
NO_OBSERVATION = "no observation is left to learn from (the first year is where members start) take later years"


class Calibration(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        add_experiments(self.folder / "study")


class Result(Calibration):
    def test_is_the_same_on_one_two_and_seven_threads(self):
        files = []
        for threads in (1, 2, 7):
            self.agglomera(*CALIBRATE, "p.h5", "--threads", threads)
            files.append(self.bytes_of("p.h5"))
        self.assertEqual(files[1], files[0])
        self.assertEqual(files[2], files[0])
        self.assertFalse((self.folder / "p.h5.parts").exists())

    def test_is_another_with_another_seed(self):
        posteriors = []
        for seed in (3, 4):
            self.agglomera(*CALIBRATE, "p.h5", "--seed", seed)
            with h5py.File(self.folder / "p.h5", "r") as file:
                posteriors.append(file["deviations/posterior"][()])
                self.assertEqual(file.attrs["seed"], seed)
        self.assertFalse(np.array_equal(*posteriors))

    def test_opens_in_xarray_group_by_group(self):
        self.agglomera(*CALIBRATE, "p.h5")
        with h5py.File(self.folder / "p.h5", "r") as file:
            self.assertEqual(file.attrs["filetype"], "posterior")
            groups = [name for name in file if isinstance(file[name], h5py.Group) and name != "inputs"]
        for name in ("posterior", "prior", "posterior_predictive", "observed_data", "sample_stats"):
            self.assertIn(name, groups)
        for name in groups:
            with xr.open_dataset(self.folder / "p.h5", group=name) as data:
                self.assertGreater(len(data.variables), 0, name)
                for variable in data.data_vars.values():
                    self.assertTrue(variable.attrs["long_name"], (name, variable.name))
        with xr.open_dataset(self.folder / "p.h5", group="posterior") as data:
            self.assertEqual(data["exit_rate"].dims, ("chain", "draw"))
            self.assertEqual(data["amenity"].dims, ("chain", "draw", "city"))
            self.assertEqual(data.sizes["draw"], 40)
            self.assertTrue((data["exit_rate"] > 0).all())

    def test_has_json_of_every_number(self):
        out, _ = self.agglomera(*CALIBRATE, "p.h5", "--format", "json")
        document = json.loads(out)
        self.assertEqual(document["members"], 40)
        self.assertEqual(document["targets"], 30)  # three cities, five years after the first, two measures
        self.assertAlmostEqual(sum(1 / alpha for alpha in document["inflations"]), 1.0)
        names = [row["number"] for row in document["numbers"]]
        self.assertEqual(sorted(names), sorted(
            ["rest_of_world_appeal", "exit_rate"]
            + [f"{quantity}:{city}" for quantity in ("amenity", "growth_advantage")
               for city in ("alba", "brea", "cora")]))
        for row in document["numbers"]:
            self.assertLessEqual(row["q05"], row["q50"])
            self.assertLessEqual(row["q50"], row["q95"])
            self.assertEqual(row["identified"], row["contraction"] >= 0.1)
        with h5py.File(self.folder / "p.h5", "r") as file:
            self.assertEqual(list(file["deviations/number"].asstr()[()]), names)

    def test_keeps_at_most_250_draws(self):
        self.agglomera(*CALIBRATE, "p.h5", "--members", 260)
        with h5py.File(self.folder / "p.h5", "r") as file:
            self.assertEqual(file["deviations/posterior"].shape, (250, 8))


class Refusal(Calibration):
    def test_of_bad_input_says_where_it_is(self):
        self.refuses(["calibrate", "none.toml", "-o", "p.h5"], "none.toml: no such file")
        self.refuses(CALIBRATE + ["nowhere/p.h5"],
                     "nowhere/p.h5: can't be written (no such folder) make the folder nowhere first")
        self.refuses(["calibrate", "study/experiments/backtest.toml", "-o", "p.h5"],
                     'study/experiments/backtest.toml:2:14: "experiment" is "backtest" (a calibration is '
                     "expected) agglomera backtest reads it")
        self.refuses(["calibrate", "study/baseline.toml", "-o", "p.h5"],
                     "study/baseline.toml: is a scenario, not an experiment (it names a study) name an "
                     "experiment, which names its scenario")
        self.refuses(CALIBRATE + ["p.h5", "--members", "2"], "--members: 2 is outside 10 to 100000")
        self.refuses(["calibrate", "-o", "p.h5"], "agglomera: EXPERIMENT is required (agglomera calibrate "
                                                  "--help says what is possible)")

    def test_says_everything_that_is_wrong_at_once(self):
        self.change("study/experiments/calibrate.toml", "exit_rate", "exit_rat")
        self.change("study/experiments/calibrate.toml", "steps = 4", "steps = 0")
        self.refuses(CALIBRATE + ["p.h5"],
                     'study/experiments/calibrate.toml:11:39: unknown parameter "exit_rat" did you mean '
                     '"exit_rate"?\nstudy/experiments/calibrate.toml:16:9: "steps" is 0, outside 1 to 50 '
                     "(steps of ES-MDA)")

    def test_of_the_first_year_alone_leaves_no_parts_behind(self):
        self.change("study/experiments/calibrate.toml", '"lq_revenue"]',
                    '"lq_revenue"]\nyears = { first = 2010, last = 2010 }')
        self.refuses(CALIBRATE + ["p.h5"], NO_OBSERVATION)
        self.assertFalse((self.folder / "p.h5.parts").exists())


@long_work
class Interruption(Calibration):
    """Parts of an interrupted calibration are taken up by --resume, to the same bytes."""

    WORDS = CALIBRATE + ["p.h5", "--members", "300"]

    def whole(self):
        self.agglomera(*self.WORDS)
        whole = self.bytes_of("p.h5")
        (self.folder / "p.h5").unlink()
        return whole

    def parts(self):
        folder = self.folder / "p.h5.parts"
        try:
            return {name for name in os.listdir(folder) if name != "begun" and not name.endswith(".partial")}
        except FileNotFoundError:
            return set()

    def end_after(self, parts, number):
        """Sends the signal once so many parts are finished; what stands on stderr, and the exit code."""
        work = subprocess.Popen([PROGRAM, *self.WORDS], cwd=self.folder, env=environment(), text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        until = time.monotonic() + 60
        while len(self.parts()) < parts and work.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        work.send_signal(number)
        out, err = work.communicate(timeout=60)
        self.assertEqual(out, "")
        return err, work.returncode

    def test_by_a_signal_keeps_what_is_finished(self):
        whole = self.whole()
        for number in (signal.SIGINT, signal.SIGTERM):
            err, code = self.end_after(2, number)
            self.assertEqual(code, INTERRUPTED, err)
            self.assertEqual(err, "interrupted; finished steps are kept in p.h5.parts, go on with "
                                  "--resume\n")
            self.assertGreaterEqual(len(self.parts()), 2)
            self.assertFalse((self.folder / "p.h5").exists())
            self.agglomera(*self.WORDS, "--resume", env=environment(SOURCE_DATE_EPOCH="7"))
            self.assertEqual(self.bytes_of("p.h5"), whole)
            self.assertFalse((self.folder / "p.h5.parts").exists())
            (self.folder / "p.h5").unlink()

    def test_by_kill_at_any_moment_is_made_good(self):
        whole = self.whole()
        for parts in (0, 1, 3, 6):
            with self.subTest(parts=parts):
                _, code = self.end_after(parts, signal.SIGKILL)
                self.assertEqual(code, -signal.SIGKILL)
                self.assertFalse((self.folder / "p.h5").exists())
                self.agglomera(*self.WORDS, "--resume")
                self.assertEqual(self.bytes_of("p.h5"), whole)
                self.assertEqual([name for name in os.listdir(self.folder) if name.startswith("p.h5.")], [])
                (self.folder / "p.h5").unlink()

    def test_a_second_time_loses_nothing(self):
        whole = self.whole()
        self.end_after(1, signal.SIGKILL)
        first = self.parts()
        self.WORDS = self.WORDS + ["--resume"]
        self.end_after(len(first) + 2, signal.SIGKILL)
        self.assertLess(first, self.parts())
        self.agglomera(*self.WORDS)
        self.assertEqual(self.bytes_of("p.h5"), whole)

    def test_is_not_taken_up_by_another_experiment(self):
        whole = self.whole()
        self.end_after(2, signal.SIGKILL)
        refused = ("p.h5.parts: holds parts of another experiment (its files, options or program have changed) "
                   "start anew without --resume, or give another -o")
        self.refuses([*self.WORDS, "--resume", "--seed", "4"], refused)
        text = (self.folder / "study/totals.csv").read_text(encoding="utf-8")
        (self.folder / "study/totals.csv").write_text(text.replace("made up", "made  up", 1), encoding="utf-8")
        self.refuses([*self.WORDS, "--resume"], refused)
        (self.folder / "study/totals.csv").write_text(text, encoding="utf-8")
        self.agglomera(*self.WORDS, "--resume", "--threads", 1)  # threads are no matter
        self.assertEqual(self.bytes_of("p.h5"), whole)

    def test_without_resume_is_begun_anew(self):
        whole = self.whole()
        self.end_after(2, signal.SIGKILL)
        self.agglomera(*self.WORDS)
        self.assertEqual(self.bytes_of("p.h5"), whole)


class Use(Calibration):
    """A scenario that names a posterior."""

    RUN = ["run", "study/with.toml", "--members", "6", "-o"]

    def setUp(self):
        super().setUp()
        text = (self.folder / "study/baseline.toml").read_text(encoding="utf-8")
        (self.folder / "study/with.toml").write_text(text + 'posterior = "posterior.h5"\n', encoding="utf-8")

    def calibrate(self):
        self.agglomera(*CALIBRATE, "study/posterior.h5")

    def drawn(self, name):
        with h5py.File(self.folder / name, "r") as file:
            return file["series/lq_count"][()]

    def test_of_one_that_is_not_there_is_said_and_runs_on_priors(self):
        _, err = self.agglomera(*self.RUN, "run.h5")
        self.assertIn("study/posterior.h5 is not there: usual values and priors serve (agglomera calibrate "
                      "makes it)\n", err)
        self.agglomera("run", "study/baseline.toml", "--members", 6, "-o", "plain.h5")
        self.assertTrue(np.array_equal(self.drawn("run.h5"), self.drawn("plain.h5")))

    def test_changes_the_run_and_is_said(self):
        self.calibrate()
        _, err = self.agglomera(*self.RUN, "run.h5")
        self.assertIn("parameters from 40 draws of study/posterior.h5\n", err)
        self.agglomera("run", "study/baseline.toml", "--members", 6, "-o", "plain.h5")
        self.assertFalse(np.array_equal(self.drawn("run.h5"), self.drawn("plain.h5")))

    def test_is_repeated_to_the_same_bytes_without_the_file(self):
        self.calibrate()
        self.agglomera(*self.RUN, "run.h5")
        shutil.rmtree(self.folder / "study")
        self.agglomera("run", "--from", "run.h5", "-o", "again.h5")
        self.assertEqual(self.bytes_of("again.h5"), self.bytes_of("run.h5"))

    def test_is_repeated_without_it_when_it_was_not_there(self):
        self.agglomera(*self.RUN, "run.h5")
        self.calibrate()  # comes too late
        self.agglomera("run", "--from", "run.h5", "-o", "again.h5")
        self.assertEqual(self.bytes_of("again.h5"), self.bytes_of("run.h5"))

    def test_is_refused_when_a_table_of_the_study_has_changed(self):
        self.calibrate()
        self.change("study/totals.csv", "made up", "made  up")
        again = 'calibrate again, or leave the key "posterior" out'
        self.refuses(self.RUN + ["run.h5"], "study/posterior.h5: was made with another study (differing: "
                                            f"totals.csv) {again}")
        self.change("study/assumptions.csv", "made up", "made  up")
        self.refuses(self.RUN + ["run.h5"], "study/posterior.h5: was made with another study (differing: "
                                            f"assumptions.csv, totals.csv) {again}")

    def test_is_refused_when_another_version_made_it(self):
        self.calibrate()
        version, _ = self.agglomera("--version")
        version = version.strip()
        path = self.folder / "study/posterior.h5"
        other = version[:-1] + ("8" if version[-1] == "9" else "9")
        with h5py.File(path, "r") as file:
            self.assertEqual(file.attrs["agglomera_version"], version)
        self.rewrite(path, other)
        self.refuses(self.RUN + ["run.h5"], f"study/posterior.h5: was made with version {other} (this is "
                                            f"{version}) calibrate again")

    def rewrite(self, path, version):
        """Another version in its attribute; whatever guards the bytes is taken away."""
        with h5py.File(path, "r+") as file:
            for name in list(file.attrs):
                if "sum" in name or "digest" in name or "hash" in name:
                    del file.attrs[name]
            del file.attrs["agglomera_version"]
            file.attrs["agglomera_version"] = version

    def test_is_refused_when_it_is_something_else(self):
        (self.folder / "study/posterior.h5").write_text("text\n", encoding="utf-8")
        self.refuses(self.RUN + ["run.h5"], "study/posterior.h5: is no HDF5 file")
        self.agglomera("run", "study/baseline.toml", "--members", 3, "--quiet", "-o", "study/posterior.h5")
        self.refuses(self.RUN + ["run.h5"], "study/posterior.h5: is a run file, not a posterior file")

    def test_serves_the_policy_and_the_explanation_too(self):
        self.calibrate()
        self.change("study/policies/radiation.toml", "seed    = 1", 'seed    = 1\nposterior = "../posterior.h5"')
        for command in ("policy", "explain"):
            with self.subTest(command):
                _, err = self.agglomera(command, "study/policies/radiation.toml", "--members", 4, "-o",
                                        f"{command}.h5")
                self.assertRegex(err, r"parameters from 40 draws of study/(policies/\.\./)?posterior\.h5\n")


class Shipped(InAFolder):
    """The posterior of the shipped study is what its experiment gives."""

    @long_work
    def test_posterior_agrees_with_a_fresh_calibration(self):
        shipped = SCENARIOS / "digital-media" / "posterior.h5"
        self.assertTrue(shipped.exists(), "agglomera calibrate experiments/calibrate.toml -o posterior.h5")
        self.copy_study("study", "digital-media")
        self.agglomera(*CALIBRATE, "fresh.h5")  # with all its members: about 25 s of one core
        with h5py.File(shipped, "r") as was, h5py.File(self.folder / "fresh.h5", "r") as fresh:
            self.assertEqual(was.attrs["agglomera_version"], fresh.attrs["agglomera_version"])
            names = list(was["deviations/number"].asstr()[()])
            self.assertEqual(names, list(fresh["deviations/number"].asstr()[()]))
            before = np.median(was["deviations/posterior"][()], axis=0)
            after = np.median(fresh["deviations/posterior"][()], axis=0)
        far = {name: (round(a, 2), round(b, 2)) for name, a, b in zip(names, before, after)
               if abs(a - b) > 0.35}
        self.assertEqual(far, {})

    def test_posterior_is_of_the_study_as_it_is_shipped(self):
        self.copy_study("study", "digital-media")
        _, err = self.agglomera("run", "study/baseline.toml", "--members", 2, "-o", "run.h5")
        self.assertIn("parameters from 250 draws of study/posterior.h5\n", err)


if __name__ == "__main__":
    unittest.main()
