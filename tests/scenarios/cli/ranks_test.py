"""Several ranks, by real mpirun: the same bytes on any number of ranks and threads, every rank does its
share, wrong input is said once, and what a killed rank leaves is taken up to the same bytes.
"""

import itertools
import json
import os
import re
import signal
import time
import unittest

import h5py

from program import INTERRUPTED, WRONG_INPUT
from several_ranks import METHODS, SeveralRanks

MANY = "40000"


class SameBytes(SeveralRanks):
    every = list(itertools.product((1, 2, 3), (1, 2, 7)))
    some = [(2, 7), (3, 1)]

    def test_of_a_run_on_any_ranks_and_threads(self):
        self.assert_same_on_all(self.every, "run", "study/baseline.toml", "--members", 13)

    def test_of_a_policy_on_any_ranks_and_threads(self):
        self.assert_same_on_all(self.every, "policy", "study/policies/radiation.toml", "--members", 8)

    def test_of_a_calibration_on_any_ranks_and_threads(self):
        self.assert_same_on_all(self.every, "calibrate", "study/experiments/calibrate.toml", "--members", 12)

    def test_of_a_backtest_on_any_ranks_and_threads(self):
        self.assert_same_on_all(self.every, "backtest", "study/experiments/backtest.toml", "--members", 10)

    def test_of_a_search_for_modes_and_of_abc_smc(self):
        for name in METHODS:
            self.assert_same_on_all(self.some, "calibrate", f"study/experiments/{name}", "--members", 10)

    def test_of_an_explanation_and_of_an_optimum(self):
        self.assert_same_on_all(self.some, "explain", "study/baseline.toml", "--members", 4)
        self.assert_same_on_all(self.some, "optimize", "study/experiments/portfolio.toml")

    def test_of_a_policy_with_more_ranks_than_members(self):
        self.assert_same_on_all([(3, 2)], "policy", "study/policies/radiation.toml", "--members", 2)


class Shares(SeveralRanks):
    def test_every_rank_runs_its_share_of_the_members(self):
        out, err = self.on_ranks(3, "run", "study/baseline.toml", "-o", "run.h5", "--members", 20, "-v",
                                 "--format", "json")
        told = json.loads(out)
        self.assertEqual((told["ranks"], told["members_per_rank"]), (3, [7, 7, 6]))
        self.assertEqual(err.count("members per rank: 7, 7, 6\n"), 1, err)
        self.assertEqual(err.count("wrote run.h5\n"), 1, err)

    def test_alone_one_rank_runs_all(self):
        out, _ = self.agglomera("run", "study/baseline.toml", "-o", "run.h5", "--members", 20, "--format", "json")
        told = json.loads(out)
        self.assertEqual((told["ranks"], told["members_per_rank"]), (1, [20]))

    def test_commands_that_share_nothing_are_the_work_of_one(self):
        self.on_ranks(3, "init", "fresh")
        out, _ = self.on_ranks(2, "validate", "fresh/baseline.toml")
        self.assertEqual(out, "1 file is in order, and so is every file named\n")


class OwnFirms(SeveralRanks):
    """A study whose agents are a list of firms: every firm of every member, on any ranks."""

    def make(self, firms):
        rows = ["id,city,sector,founded,year,revenue"]
        for number in range(firms):
            sector = "media" if number % 20 else "steel"
            rows += [f"firm {number},city {number % 7},{sector},1990,{year},{10000 + number * year % 9973}"
                     for year in (2016, 2017)]
        (self.folder / "firms.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.agglomera("init", "own", "--firms", "firms.csv", "--sector", "media")

    def test_are_the_same_for_members_apart(self):
        self.make(3000)
        self.assert_same_on_all([(2, 1), (3, 2)], "run", "own/baseline.toml", "--members", 5, "--snapshot", "2016,2017")

    def test_are_the_same_for_a_world_that_ranks_share(self):
        self.make(145_000)
        self.assert_same_on_all([(2, 1), (3, 2)], "run", "own/baseline.toml", "--members", 1, "--snapshot", "2016,2017")
        with h5py.File(self.folder / "out.h5") as file:
            self.assertGreater(file["firms/id"].shape[0], 250_000)


class SharedWorlds(SeveralRanks):
    """With fewer members than ranks every world is shared by all of them."""

    def setUp(self):
        super().setUp()
        self.agglomera("init", "world", "--synthetic", "--firms", "200000", "--cities", "40", "--sectors", "1")

    def prolong(self, years):
        self.change("world/baseline.toml", "last = 2017", f"last = {2017 + years}")
        self.change("world/baseline.toml", "seed    = 1", "seed    = 1\ncondition = false")

    def refused(self, ranks, words, *messages):
        before = self.listing()
        out, err = self.on_ranks(ranks, *words, "-o", "run.h5", code=WRONG_INPUT)
        self.assertEqual(out, "")
        expected = "".join(f"{words[1]}: {message} use fewer ranks or more members\n" for message in messages)
        self.assertTrue(err.startswith(expected), err)
        self.assertEqual(self.listing(), before)

    def test_give_the_same_bytes_on_any_ranks_and_threads(self):
        self.assert_same_on_all(itertools.product((1, 2, 3), (1, 2)), "run", "world/baseline.toml")

    def test_give_the_same_bytes_for_two_members_on_three_ranks(self):
        self.assert_same_on_all([(3, 1)], "run", "world/baseline.toml", "--members", 2)

    def test_are_shared_evenly_and_that_is_told(self):
        out, err = self.on_ranks(3, "run", "world/baseline.toml", "-o", "run.h5", "-v", "--format", "json")
        told = json.loads(out)
        firms = told["firms_per_rank"]
        self.assertEqual((told["ranks"], told["members_per_rank"], len(firms)), (3, [1, 1, 1], 3))
        with h5py.File(self.folder / "run.h5") as file:
            self.assertEqual(sum(firms), file["series/firms"][0, 0, :, -1].sum())
        for count, blocks in zip(firms, (5, 5, 6)):  # of 16
            self.assertAlmostEqual(count / sum(firms), blocks / 16, delta=0.02)
        self.assertIn(f"firms per rank: {', '.join(map(str, firms))}\n", err)

    def test_of_one_block_or_conditioned_or_with_agents_are_not(self):
        self.refused(3, ("run", "study/baseline.toml", "--members", 2),
                     "3 ranks are more than the 1 block of firms of this world (a world below 131072 firms is one "
                     "block)")
        self.change("world/baseline.toml", "last = 2017", "last = 2019")
        conditioned = "2 ranks can't share a world that is conditioned (firms are drawn anew across all blocks)"
        self.refused(2, ("run", "world/baseline.toml"), conditioned)
        self.change("world/baseline.toml", "seed    = 1", 'seed    = 1\nbackground = "agents"')
        self.refused(2, ("run", "world/baseline.toml"), conditioned,
                     "2 ranks can't share a world whose background is agents (these are one block)")

    def killed_with_a_checkpoint(self, ranks, *words):
        """A rank dies once a year of every rank is kept."""
        work = self.start(ranks, *words, "--checkpoint-every", 1)
        until = time.monotonic() + 60
        while time.monotonic() < until and not list(self.folder.glob(f"run.h5.parts/member-0.*{ranks}-of-{ranks}")):
            time.sleep(0.01)
        for rank in self.processes(work):
            os.kill(rank, signal.SIGKILL)
        work.communicate(timeout=60)
        self.assertTrue(list(self.folder.glob("run.h5.parts/member-0.*")))

    def test_killed_go_on_to_the_same_bytes_on_another_number_of_ranks(self):
        self.prolong(10)
        words = ("run", "world/baseline.toml", "-o", "run.h5", "--threads", 1)
        self.agglomera(*words)
        alone = self.bytes_of("run.h5")
        for before, after in ((3, 3), (3, 2), (2, 1), (1, 3)):
            with self.subTest(before=before, after=after):
                (self.folder / "run.h5").unlink()
                self.killed_with_a_checkpoint(before, *words)
                self.on_ranks(after, *words, "--checkpoint-every", 2, "--resume")
                self.assertTrue(self.bytes_of("run.h5") == alone, "other bytes than undisturbed")
                self.assertFalse((self.folder / "run.h5.parts").exists())

    def test_of_their_own_killed_go_on_too(self):
        """As many members as ranks: each has a world, and a checkpoint, of its own."""
        self.prolong(10)
        words = ("run", "world/baseline.toml", "-o", "run.h5", "--members", 3, "--threads", 1)
        self.agglomera(*words)
        alone = self.bytes_of("run.h5")
        (self.folder / "run.h5").unlink()
        work = self.start(3, *words, "--checkpoint-every", 1)
        self.wait_for_parts("run.h5", 4)
        for rank in self.processes(work):
            os.kill(rank, signal.SIGKILL)
        work.communicate(timeout=60)
        self.on_ranks(2, *words, "--resume")
        self.assertTrue(self.bytes_of("run.h5") == alone, "other bytes than undisturbed")

    def test_damaged_at_one_rank_are_refused_by_all(self):
        self.prolong(10)
        words = ("run", "world/baseline.toml", "-o", "run.h5", "--threads", 1)
        self.killed_with_a_checkpoint(3, *words)
        for file in self.folder.glob("run.h5.parts/member-0.*.2-of-3"):
            file.write_bytes(file.read_bytes()[:-20])
        _, err = self.on_ranks(2, *words, "--resume", code=WRONG_INPUT)
        self.assertRegex(err, r"\Arun\.h5\.parts/member-0\.year-20\d\d\.2-of-3: is cut off \(it ends too early\) "
                              r"start anew without --resume\n")
        self.assertEqual(err.count("is cut off"), 1)

    def test_one_that_is_asked_to_stop_stops_all_after_the_year(self):
        self.prolong(20)
        words = ("run", "world/baseline.toml", "-o", "run.h5", "--threads", 1)
        work = self.start(2, *words, "--checkpoint-every", 2)
        self.wait_for_parts("run.h5", 1)
        os.kill(self.processes(work)[-1], signal.SIGTERM)
        _, err = work.communicate(timeout=60)
        self.assertEqual(work.returncode, INTERRUPTED, err)
        self.assertIn("interrupted after 0 of 1 members; they are kept, and so are the years of members in progress, "
                      "go on with --resume\n", err)
        self.assertEqual(len(list(self.folder.glob("run.h5.parts/member-0.*"))), 2)
        self.on_ranks(3, *words, "--resume")


class WrongInput(SeveralRanks):
    def test_is_said_once_and_ends_all(self):
        self.change("study/baseline.toml", "members", "membrs")
        before = self.listing()
        for words in (("run", "study/baseline.toml", "-o", "run.h5"), ("run", "no.toml", "-o", "run.h5"),
                      ("run", "study/outlook.toml", "-o", "nowhere/run.h5"), ("runn",)):
            with self.subTest(words):
                _, alone = self.agglomera(*words, code=WRONG_INPUT)
                out, err = self.on_ranks(3, *words, code=WRONG_INPUT)
                self.assertEqual(out, "")
                self.assertTrue(err.startswith(alone), err)
                self.assertEqual(err.count(alone), 1, err)
                self.assertEqual(self.listing(), before)


class Dying(SeveralRanks):
    def test_a_killed_run_goes_on_to_the_same_bytes(self):
        words = ("run", "study/baseline.toml", "--members", MANY)
        self.killed("run.h5", *words)
        self.resumed("run.h5", *words)

    def test_a_killed_policy_goes_on_to_the_same_bytes(self):
        words = ("policy", "study/policies/radiation.toml", "--members", "1500")
        self.killed("policy.h5", *words)
        self.resumed("policy.h5", *words)

    def test_a_killed_calibration_goes_on_to_the_same_bytes(self):
        words = ("calibrate", "study/experiments/calibrate.toml", "--members", "600")
        self.killed("posterior.h5", *words)
        self.resumed("posterior.h5", *words)

    def test_one_that_is_asked_to_stop_stops_all_and_what_is_done_is_kept(self):
        words = ("run", "study/baseline.toml", "--members", MANY)
        work = self.start(3, *words, "-o", "run.h5", "--threads", 1)
        self.wait_for_parts("run.h5", 1)
        os.kill(self.processes(work)[-1], signal.SIGTERM)
        _, err = work.communicate(timeout=100)
        self.assertEqual(work.returncode, INTERRUPTED, err)
        self.assertEqual(len(re.findall(rf"interrupted after \d+ of {MANY} members; they are kept, go on with "
                                        r"--resume\n", err)), 1, err)
        self.on_ranks(2, *words, "-o", "run.h5", "--resume")


if __name__ == "__main__":
    unittest.main()
