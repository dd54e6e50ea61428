"""The bench: what it says of a world, that the same world comes out on any number of threads, and that what
was asked of firms is what they did. No test fails on a time."""

import json
import pathlib
import signal
import subprocess
import time
import unittest

from program import INTERRUPTED, PROGRAM, InAFolder, environment, long_work

SMALL = ["--firms", "20000", "--cities", "20", "--years", "3"]
KEYS = {"firms", "cities", "years", "threads", "ranks", "firms_per_rank", "workload", "firm_steps_per_second",
        "market_seconds", "seconds", "bytes_per_firm", "copy_bandwidth_bytes_per_second", "events", "state_hash"}
EVENTS = {"exits", "entries", "moves", "acquisitions", "choices"}


class Bench(InAFolder):
    def bench(self, *words):
        out, err = self.agglomera("bench", *words, "--format", "json", "--quiet")
        self.assertEqual(err, "")
        return json.loads(out)

    def test_says_what_the_contract_promises(self):
        said = self.bench(*SMALL, "--threads", "2", "--workload", "full")
        self.assertEqual(KEYS - said.keys(), set())
        self.assertEqual(set(said["events"]), EVENTS)
        self.assertEqual([said[key] for key in ("firms", "cities", "years", "threads", "ranks", "workload")],
                         [20000, 20, 3, 2, 1, "full"])
        self.assertEqual(sum(said["firms_per_rank"]), said["firms_at_end"])
        for key in ("firm_steps_per_second", "market_seconds", "seconds", "copy_bandwidth_bytes_per_second"):
            self.assertGreater(said[key], 0, key)
        self.assertRegex(said["state_hash"], "^[0-9a-f]{16}$")
        self.assertAlmostEqual(said["firm_steps"] / said["seconds"] / said["firm_steps_per_second"], 1.0)

    def test_keeps_the_books_of_firms(self):
        for workload in ("full", "common"):
            said = self.bench(*SMALL, "--workload", workload)
            events = said["events"]
            self.assertEqual(said["firms_at_start"] + events["entries"] - events["exits"] - events["acquisitions"],
                             said["firms_at_end"], workload)
            self.assertGreater(events["moves"], 0)
            self.assertGreater(events["choices"], events["moves"])

    def test_buys_and_spins_off_nobody_in_the_common_workload(self):
        self.assertEqual(self.bench(*SMALL, "--workload", "common")["events"]["acquisitions"], 0)
        self.assertGreater(self.bench(*SMALL, "--workload", "full")["events"]["acquisitions"], 0)

    def test_gives_the_same_world_on_any_number_of_threads(self):
        blocks = ["--firms", "200000", "--cities", "20", "--years", "3"]  # several, for threads to share out
        for workload in ("full", "common"):
            worlds = [self.bench(*blocks, "--workload", workload, "--threads", threads) for threads in (1, 2, 7)]
            for world in worlds[1:]:
                self.assertEqual((world["state_hash"], world["events"]),
                                 (worlds[0]["state_hash"], worlds[0]["events"]), workload)

    def test_gives_another_world_for_another_seed_or_workload(self):
        hashes = {self.bench(*SMALL, *more)["state_hash"]
                  for more in ([], ["--seed", "2"], ["--workload", "common"], ["--threads", "2", "--seed", "3"])}
        self.assertEqual(len(hashes), 4)

    @long_work
    def test_does_what_was_asked_within_four_standard_errors(self):
        asked = {"full": {"relocation_considered": 0.02, "acquisition_offer": 0.015},
                 "common": {"exit": 0.05, "relocation_considered": 0.03, "acquisition_offer": 0.0}}
        for workload, values in asked.items():
            rates = self.bench("--firms", "1000000", "--workload", workload)["rates"]
            for name, value in values.items():
                self.assertAlmostEqual(rates[name]["asked"], value, msg=(workload, name))
            for name, rate in rates.items():
                self.assertGreater(rate["chances"], 900_000 if workload == "common" else 500_000, name)
                self.assertLessEqual(abs(rate["seen"] - rate["asked"]), 4 * rate["standard_error"],
                                     (workload, name, rate))

    @long_work
    def test_finds_a_few_bytes_for_each_firm(self):
        said = self.bench("--firms", "2000000", "--years", "2")
        self.assertGreater(said["bytes_per_firm"], 8)   # a number, a year and a revenue can't be less
        self.assertLess(said["bytes_per_firm"], 100)
        self.assertGreater(said["peak_bytes"], 2_000_000 * said["bytes_per_firm"])

    def test_tells_an_economist_in_words(self):
        out, _ = self.agglomera("bench", *SMALL)
        for words in ("firm-steps a second", "considering another city", "bytes for each firm", "Memory"):
            self.assertIn(words, out)

    def test_knows_a_world_of_one_city(self):
        said = self.bench("--firms", "1000", "--cities", "1", "--years", "2")
        self.assertEqual(said["cities"], 1)


class ABench(InAFolder):
    def test_refuses_sizes_that_are_none(self):
        self.refuses(["bench", "--firms", "0"], "--firms: 0 is outside its range (from 1 to 1000000000)")
        self.refuses(["bench", "--cities", "0", "--years", "0", "--firms", "-5"],
                     "--firms: -5 is outside its range (from 1 to 1000000000)\n"
                     "--cities: 0 is outside its range (from 1 to 60000: places have 16 bits)\n"
                     "--years: 0 is outside its range (from 1 to 199)")
        self.refuses(["bench", "--threads", "0"], "--threads: 0 is out of range (1 to 1024)")

    def test_refuses_an_unknown_workload_and_names_the_nearest(self):
        self.refuses(["bench", "--workload", "ful"],
                     '--workload: unknown workload "ful" (full or common) did you mean "full"?')
        self.refuses(["bench", "--workload", "quick"],
                     '--workload: unknown workload "quick" (full or common) known: full, common')

    @long_work
    def test_that_is_stopped_says_so_and_leaves_no_process(self):
        running = subprocess.Popen([PROGRAM, "bench", "--firms", "30000000", "--threads", "1", "--quiet"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.folder,
                                   env=environment(), start_new_session=True)
        time.sleep(1.0)
        children = pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=120)
        self.assertEqual((running.returncode, out, err),
                         (INTERRUPTED, "", "interrupted; nothing was measured\n"))
        self.assertEqual(len(children), 1)
        self.assertFalse(pathlib.Path("/proc", children[0]).exists())


if __name__ == "__main__":
    unittest.main()
