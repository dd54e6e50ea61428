"""`agglomera sweep` as users call it: every point once, the same bytes however it came about, only what is
missing when it is enlarged, and what it refuses."""

import json
import os
import random
import re
import resource
import signal
import subprocess
import time
import unittest
from contextlib import contextmanager

import h5py
import numpy as np

from experiments import add_experiments
from program import INTERRUPTED, PROGRAM, WRONG_INPUT, InAFolder, environment, long_work

SWEEP = """\
format     = 1
experiment = "sweep"
scenario   = "../baseline.toml"
replicates = 4
seed       = 3

[design]
kind = "grid"

[outputs]
measures = ["lq_count", "firms"]
clusters = ["all"]
cities   = ["cora"]

[[factor]]
parameter = "half_life_km"
values    = [200, 350, 500]

[[factor]]
mechanism = "localisation"
"""
FILE = "study/experiments/sweep.toml"
WORDS = ["sweep", FILE, "-o", "sweep.h5"]
# Long enough to be killed on the way.
POINTS = 600 if os.environ.get("AGGLOMERA_SANITIZED") else 3000


def many(points, kind="sobol"):
    return (SWEEP.replace("replicates = 4", "replicates = 12")
            .replace('kind = "grid"', f'kind = "{kind}"\npoints = {points}')
            .replace("values    = [200, 350, 500]", "prior     = true"))


MANY = many(POINTS)


class ASweep(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        self.write(SWEEP)

    def write(self, text, name="sweep.toml"):
        path = self.folder / "study/experiments" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def sweep(self, *words, out="sweep.h5", **more):
        told = self.agglomera("sweep", FILE, "-o", out, *words, **more)
        return self.bytes_of(out), *told

    def start(self, *words):
        work = subprocess.Popen([PROGRAM, *WORDS, *words], cwd=self.folder, env=environment(), text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.wait)
        self.addCleanup(work.kill)
        self.addCleanup(work.stdout.close)
        self.addCleanup(work.stderr.close)
        return work

    def parts(self):
        return sorted(path.name for path in self.folder.glob("sweep.h5.parts/points-*[0-9]"))

    def wait_for_parts(self, count=1):
        until = time.monotonic() + 60
        while len(self.parts()) < count:
            self.assertLess(time.monotonic(), until, "no part was kept")
            time.sleep(0.02)


class Points(ASweep):
    def test_are_in_the_order_of_the_grid_with_the_last_factor_fastest(self):
        _, out, err = self.sweep()
        with h5py.File(self.folder / "sweep.h5") as file:
            values = file["points/value"][()]
            mean, sd = file["points/mean"][()], file["points/sd"][()]
            self.assertEqual(list(file["outputs/output"].asstr()[()]),
                             ["lq_count:lake-shore", "firms:lake-shore", "lq_count:cora", "firms:cora"])
            self.assertEqual(file["points/mean"].dims[0][0].name, "/points/point")
            self.assertEqual(list(file["factors/words"].asstr()[()])[1], "off;on")
        np.testing.assert_array_equal(values, [[km, on] for km in (200, 350, 500) for on in (0, 1)])
        self.assertTrue(np.isfinite(mean).all() and np.isfinite(sd).all())
        self.assertGreater(np.ptp(mean[:, 0]), 0)
        self.assertIn("6 points (grid), 4 runs each; outputs in 2015", out)
        self.assertIn("wrote sweep.h5", err)
        self.assertEqual(list(self.folder.glob("*.parts")), [])

    def test_are_those_of_an_ordinary_run(self):
        self.sweep("--members", 6)
        baseline = "study/baseline.toml"
        self.change(baseline, "members = 100\nseed    = 1", "members = 6\nseed = 3\nsample = false")
        for point, off in ((2, '["localisation"]'), (3, "[]")):
            text = (self.folder / baseline).read_text(encoding="utf-8")
            (self.folder / "study/one.toml").write_text(
                f"{text}mechanisms = {{ off = {off} }}\n[parameters]\nhalf_life_km = 350\n", encoding="utf-8")
            self.agglomera("run", "study/one.toml", "-o", "one.h5")
            with h5py.File(self.folder / "one.h5") as run, h5py.File(self.folder / "sweep.h5") as file:
                cora = list(run["series/city"].asstr()[()]).index("cora")
                self.assertAlmostEqual(run["series/firms"][0, :, cora, -1].mean(), file["points/mean"][point, 3])

    def test_are_told_in_json(self):
        _, out, _ = self.sweep("--format", "json")
        document = json.loads(out)
        self.assertEqual(document["points"], 6)
        self.assertEqual(document["rows"][2]["values"], {"half_life_km": 350.0, "mechanism_localisation": "off"})
        with h5py.File(self.folder / "sweep.h5") as file:
            self.assertEqual(document["rows"][2]["mean"]["firms:cora"], file["points/mean"][2, 3])

    def test_are_the_same_bytes_on_any_number_of_threads(self):
        for design in (SWEEP, many(40), many(40, "latin-hypercube"), many(40, "halton")):
            self.write(design)
            alone, told, _ = self.sweep("--threads", 1)
            for threads in (2, 7):
                again, out, _ = self.sweep("--threads", threads)
                self.assertTrue(again == alone, threads)
                self.assertEqual(out, told)

    def test_of_levers_part_where_the_policy_does(self):
        self.write(SWEEP.replace("../baseline.toml", "../policies/radiation.toml").replace(
            'cities   = ["cora"]', "effect = true") + '\n[[factor]]\nlever = "radiation"\nstrengths = [0.0, 1.0]\n')
        self.sweep()
        with h5py.File(self.folder / "sweep.h5") as file:
            mean = file["points/mean"][()]
        self.assertTrue((mean[0::2] == 0).all())
        self.assertTrue((mean[1::2, 0] != 0).any())


class Interrupted(ASweep):
    def setUp(self):
        super().setUp()
        self.write(MANY)

    def kill_after(self, seconds, *words):
        work = self.start(*words)
        time.sleep(seconds)
        work.kill()
        work.wait()

    def test_by_a_kill_at_any_moment_it_is_taken_up_to_the_same_bytes(self):
        expected, *_ = self.sweep()
        (self.folder / "sweep.h5").unlink()
        moments = random.Random(7)
        for _ in range(4):
            self.kill_after(moments.uniform(0.05, 1.5), "--resume")
            if (self.folder / "sweep.h5").exists():
                break
        self.assertTrue(self.sweep("--resume")[0] == expected)
        self.assertEqual(list(self.folder.glob("*.parts")), [])
        self.assertEqual(list(self.folder.glob(".*partial*")), [])

    def test_by_ctrl_c_it_keeps_what_is_done_and_says_how_to_go_on(self):
        work = self.start("--threads", "1")
        self.wait_for_parts()
        work.send_signal(signal.SIGINT)
        out, err = work.communicate(timeout=60)
        self.assertEqual(work.returncode, INTERRUPTED)
        self.assertEqual(out, "")
        said = re.fullmatch(rf"interrupted after (\d+) of {POINTS} points; they are kept in sweep\.h5\.parts, go on with "
                            r"--resume\n", err)
        self.assertIsNotNone(said, err)
        taken, _, err = self.sweep("--resume")
        self.assertIn(f"{said[1]} of {POINTS} points were there already\n", err)
        self.assertTrue(taken == self.sweep()[0])

    def test_a_result_that_finds_no_room_leaves_the_points_to_be_taken_up(self):
        self.write(SWEEP)

        def room():  # for the parts alone
            resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        _, err = self.agglomera(*WORDS, "--quiet", code=WRONG_INPUT, preexec_fn=room)
        self.assertEqual(err, "all points are kept in sweep.h5.parts: go on with --resume\n"
                              "sweep.h5: can't be written (File too large)\n")
        resumed, _, err = self.sweep("--resume")
        self.assertIn("6 of 6 points were there already\n", err)
        self.assertTrue(resumed == self.sweep()[0])

    def test_without_resume_it_starts_anew(self):
        work = self.start()
        self.wait_for_parts()
        work.kill()
        work.wait()
        self.assertNotIn("already", self.sweep()[2])

    def test_parts_that_were_damaged_are_run_again(self):
        work = self.start("--threads", "1")
        self.wait_for_parts(2)
        work.kill()
        work.wait()
        part = self.folder / "sweep.h5.parts" / self.parts()[0]
        part.write_bytes(part.read_bytes()[:-1])
        resumed, *_ = self.sweep("--resume")
        self.assertTrue(resumed == self.sweep()[0])

    def test_progress_tells_points_a_second_time_left_and_failures(self):
        self.write(MANY.replace("replicates = 12", "replicates = 60"))
        work = self.start("--threads", "1")
        line = work.stderr.readline()
        self.assertRegex(line, rf"^points: \d+ of {POINTS}, [0-9.e+]+ a second, 0 failed, about \d+ s left\n$")

    @long_work
    def test_a_disk_that_fills_up_loses_nothing_that_is_finished(self):
        with self.a_disk_of("size=160k"):
            words = ["sweep", FILE, "-o", "disk/sweep.h5"]
            _, err = self.agglomera(*words, "--quiet", code=WRONG_INPUT)
            said = re.fullmatch(r"disk/sweep\.h5\.parts: the disk is full \(about [0-9.]+ [kM]B more are needed, "
                                r"[0-9.]+ kB free; (\d+) points are kept\) make room and go on with --resume\n", err)
            self.assertIsNotNone(said, err)
            self.assertGreater(int(said[1]), 100)
            subprocess.run(["mount", "-o", "remount,size=8m", self.folder / "disk"], check=True)
            _, err = self.agglomera(*words, "--resume")
            self.assertIn(f"{said[1]} of {POINTS} points were there already\n", err)
            resumed = self.bytes_of("disk/sweep.h5")
            self.agglomera(*words)
            self.assertTrue(resumed == self.bytes_of("disk/sweep.h5"))

    @contextmanager
    def a_disk_of(self, options):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "agglomera-test", disk], capture_output=True, check=False)
        if not mounted or mounted.returncode != 0:
            self.skipTest("no file system can be mounted here")
        try:
            yield
        finally:
            subprocess.run(["umount", disk], check=True)


class Calibrations(ASweep):
    def test_tell_the_errors_of_every_cluster_before_and_after_each_fit(self):
        add_experiments(self.folder / "study")
        self.write('format = 1\nexperiment = "sweep"\ncalibration = "calibrate.toml"\n\n[[factor]]\n'
                   'calibrate_on = [["lake-shore"], ["cora"], ["lake-shore", "cora"]]\n')
        whole, out, _ = self.sweep()
        with h5py.File(self.folder / "sweep.h5") as file:
            names = list(file["outputs/output"].asstr()[()])
            mean = file["points/mean"][()]
            self.assertEqual(file["design/kind"].asstr()[()], "calibration")
        self.assertEqual(names[:3], [f"log_error_lq_count_{when}:lake-shore" for when in ("before", "after", "change")])
        before, after, change = (mean[:, which::3] for which in range(3))
        np.testing.assert_array_equal(change, after - before)
        self.assertTrue((before == before[0]).all(), "the same before every fit")
        self.assertTrue((change[2, :2] < 0).all(), change[2])
        self.assertIn("3 calibrations of 40 members", out)
        self.assertRegex(out, r"(?m)^ *lake-shore \+ cora +cora +lq_revenue +0\.\d{3} +0\.\d{3} +[+-]0\.\d{3}$")
        self.assertTrue(self.sweep("--threads", 1)[0] == whole)

    def test_go_on_with_the_fits_that_are_missing(self):
        add_experiments(self.folder / "study")
        text = ('format = 1\nexperiment = "sweep"\ncalibration = "calibrate.toml"\n\n[[factor]]\n'
                'calibrate_on = [["lake-shore"], ["cora"]]\n')
        self.write(text)
        self.sweep()
        self.write(text.replace('["cora"]]', '["cora"], ["lake-shore", "cora"]]'))
        enlarged, _, err = self.sweep("--resume")
        self.assertIn("2 of 3 points were there already\n", err)
        self.assertTrue(enlarged == self.sweep()[0])


class Enlarged(ASweep):
    def larger(self):
        self.write(SWEEP.replace("[200, 350, 500]", "[100, 200, 350, 500, 800]"))

    def test_a_finished_sweep_runs_only_what_is_missing(self):
        self.sweep()
        self.larger()
        enlarged, _, err = self.sweep("--resume")
        self.assertIn("6 of 10 points were there already\n", err)
        self.assertTrue(enlarged == self.sweep()[0])

    def test_a_finished_sweep_that_is_whole_runs_nothing(self):
        first, *_ = self.sweep()
        again, _, err = self.sweep("--resume")
        self.assertIn("6 of 6 points were there already\n", err)
        self.assertTrue(again == first)

    def test_more_points_of_a_sequence_run_only_what_is_missing(self):
        for kind in ("sobol", "halton"):
            self.write(many(10, kind))
            self.sweep()
            self.write(many(25, kind))
            enlarged, _, err = self.sweep("--resume")
            self.assertIn("10 of 25 points were there already\n", err)
            self.assertTrue(enlarged == self.sweep()[0])

    def test_words_of_a_factor_may_come_in_another_order(self):
        text = SWEEP.replace('mechanism = "localisation"', 'assumed_background = ["as_drawn", "fixed_demand"]')
        self.write(text)
        self.sweep()
        self.write(text.replace('["as_drawn", "fixed_demand"]', '["fixed_demand", "level_background", "as_drawn"]'))
        enlarged, _, err = self.sweep("--resume")
        self.assertIn("6 of 9 points were there already\n", err)
        self.assertTrue(enlarged == self.sweep()[0])

    def test_a_changed_title_is_no_other_experiment(self):
        self.sweep()
        self.write(SWEEP.replace("seed", 'title = "Another"\nseed', 1))
        self.assertIn("6 of 6 points were there already\n", self.sweep("--resume")[2])


class Refused(ASweep):
    OFFER = "write to another file (-o other.h5), or start anew without --resume"

    def refused_after(self, change, words):
        self.sweep()
        change()
        self.refuses([*WORDS, "--resume"], f"sweep.h5: holds points of another {words} {self.OFFER}")

    def test_is_a_finished_sweep_of_another_seed(self):
        self.refused_after(lambda: self.write(SWEEP.replace("seed       = 3", "seed = 4")),
                           'experiment ("seed" was 3 and is 4)')

    def test_is_a_finished_sweep_of_other_replicates(self):
        self.refused_after(lambda: self.write(SWEEP.replace("replicates = 4", "replicates = 5")),
                           'experiment ("replicates" was 4 and is 5)')

    def test_is_a_finished_sweep_of_other_outputs(self):
        self.refused_after(lambda: self.write(SWEEP.replace('"lq_count", "firms"', '"firms"')),
                           'experiment ("outputs" was lq_count:lake-shore, firms:lake-shore, lq_count:cora, firms:cora '
                           'and is firms:lake-shore, firms:cora)')

    def test_is_a_finished_sweep_of_another_study(self):
        self.refused_after(lambda: self.change("study/totals.csv", "source\n", "source\n\n"),
                           "experiment (the text of ../totals.csv has changed)")

    def test_are_parts_of_another_experiment_or_version(self):
        self.write(MANY)
        work = self.start()
        self.wait_for_parts()
        work.kill()
        work.wait()
        self.write(MANY.replace("seed       = 3", "seed = 4"))
        self.refuses([*WORDS, "--resume"],
                     f'sweep.h5.parts: holds points of another experiment ("seed" was 3 and is 4) {self.OFFER}')
        self.write(MANY)
        begun = self.folder / "sweep.h5.parts/begun"
        text = begun.read_text(encoding="utf-8")
        version = re.search(r"version of the program\t(.*)\n", text)[1]
        begun.write_text(text.replace(f"program\t{version}\n", "program\t0.0.9\n", 1), encoding="utf-8")
        self.refuses([*WORDS, "--resume"], "sweep.h5.parts: holds points of another version of the program "
                     f'("version of the program" was 0.0.9 and is {version}) {self.OFFER}')

    def test_is_what_is_no_sweep(self):
        self.agglomera("run", "study/baseline.toml", "-o", "sweep.h5", "--members", 2)
        _, err = self.agglomera(*WORDS, "--resume", code=WRONG_INPUT)
        self.assertRegex(err, r"^sweep\.h5: ")

    def test_are_designs_that_mean_nothing(self):
        self.write(SWEEP[:SWEEP.index("[[factor]]")])
        self.refuses(WORDS, f"{FILE}: has no factor (an empty design: there is nothing to vary) add a [[factor]]")
        self.write(SWEEP.replace("[200, 350, 500]", "[10]"))
        self.refuses(WORDS, f'{FILE}:17:14: "values" holds 10, outside 20 to 5000 (km)')
        self.write(SWEEP + '\n[[factor]]\nparameter = "half_life_km"\nvalues = [100]\n')
        self.refuses(WORDS, f'{FILE}:23:13: "half_life_km" is a factor twice (also that of line 16) leave one out')
        self.write(SWEEP.replace('"lq_count", "firms"', '"frims"'))
        self.refuses(WORDS, f'{FILE}:11:13: "frims" is no measure of a point (known: lq_count, lq_revenue, firms, '
                     'revenue, log_error_lq_count, log_error_lq_revenue, hhi, gini) did you mean "firms"?')

    def test_is_a_value_at_which_nothing_can_be_run(self):
        self.write(SWEEP.replace('parameter = "half_life_km"\nvalues    = [200, 350, 500]',
                                 'parameter = "taste_localisation"\nvalues = [0.1, 0.94]'))
        _, out, err = self.sweep()
        self.assertIn("2 points have failed runs, which are missing; the first, point 3: the feedbacks never die out "
                      "(gain 1.", err)
        self.assertIn("-", out)
        with h5py.File(self.folder / "sweep.h5") as file:
            self.assertEqual(list(file["points/failed"][()]), [0, 0, 4, 4])
            self.assertTrue(np.isnan(file["points/mean"][2:]).all())
            self.assertIn("feedbacks", file["points/reason"].asstr()[2])
        self.sweep("--resume")
        with h5py.File(self.folder / "sweep.h5") as file:
            self.assertIn("feedbacks", file["points/reason"].asstr()[2])


if __name__ == "__main__":
    unittest.main()
