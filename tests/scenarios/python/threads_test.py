#!/usr/bin/python3
"""Python threads and processes beside the engine: they go on while it works, and wait for their turn."""

import contextlib
import io
import multiprocessing
import os
import subprocess
import sys
import threading
import time
import unittest

import numpy as np
from package import BASELINE, PACKAGE, SOURCE, InAStudy, ag


def bits_of_a_run(seed):
    return ag.run(BASELINE, members=4, seed=seed).series.lq_count.values.tobytes()


class Threads(InAStudy):
    def test_of_python_go_on_while_the_engine_works(self):
        """Alone a thread counts as far as it can; beside a run on one thread about as far."""
        counted, stop = [0], threading.Event()

        def count():
            while not stop.is_set():
                counted[0] += 1

        counter = threading.Thread(target=count)
        counter.start()
        start, before = time.monotonic(), counted[0]
        time.sleep(0.5)
        alone = (counted[0] - before) / (time.monotonic() - start)
        start, before = time.monotonic(), counted[0]
        ag.run(BASELINE, members=1500, threads=1)
        seconds, beside = time.monotonic() - start, counted[0] - before
        stop.set()
        counter.join()
        self.assertGreater(seconds, 0.1)
        self.assertGreater(beside / seconds, 0.2 * alone)

    def test_that_call_at_the_same_time_each_get_the_right_bits(self):
        expected = {seed: bits_of_a_run(seed) for seed in range(6)}
        found = {}
        threads = [threading.Thread(target=lambda seed=seed: found.update({seed: bits_of_a_run(seed)}))
                   for seed in expected]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, expected)

    def test_that_call_spend_little_of_their_own_beside_the_members(self):
        """In time of a processor, whatever else goes on; in time of a clock: tests/bench/python_call.py."""
        study = ag.load(SOURCE / "scenarios/digital-media/baseline.toml")
        ag.run(study, members=2).series
        start = time.thread_time()
        run = ag.run(study, members=200, threads=2, progress=lambda *_: None)
        run.series, run.observed
        self.assertLess(time.thread_time() - start, 0.05 * run._held.seconds["simulated"])

    def test_of_one_call_say_nothing_about_the_next(self):
        ag.run(BASELINE, members=4, threads=1)
        before = len(os.listdir("/proc/self/task"))
        seen = set()
        ag.run(BASELINE, members=1500, threads=3,
               progress=lambda *_: seen.add(len(os.listdir("/proc/self/task")) - before))
        self.assertEqual(max(seen), 3)
        ag.run(BASELINE, members=1500, threads=1,
               progress=lambda *_: seen.add(-1 + len(os.listdir("/proc/self/task")) - before))
        self.assertEqual(len(os.listdir("/proc/self/task")), before)

    def test_that_call_from_within_a_progress_are_refused_in_words(self):
        with self.assertRaisesRegex(RuntimeError, "called by the progress of its own call"):
            ag.run(BASELINE, members=1500, progress=lambda *_: ag.run(BASELINE, members=2))


class Processes(InAStudy):
    def test_end_in_order_while_a_daemon_thread_still_runs_members(self):
        script = f"""if True:
            import sys, threading, time
            sys.path.insert(0, {str(PACKAGE)!r})
            import agglomera as ag
            threading.Thread(target=ag.run, args=[{BASELINE!r}], kwargs=dict(members=100000), daemon=True).start()
            time.sleep(0.3)
            """
        start = time.monotonic()
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertNotIn("terminate", ended.stderr)
        self.assertLess(time.monotonic() - start, 10)

    def test_that_are_forked_between_calls_get_the_right_bits(self):
        expected = [bits_of_a_run(seed) for seed in range(4)]
        with multiprocessing.get_context("fork").Pool(2) as pool:
            self.assertEqual(pool.map(bits_of_a_run, range(4)), expected)

    def test_that_are_forked_amid_a_call_are_refused_in_words(self):
        def in_the_child(pipe):
            try:
                bits_of_a_run(1)
            except RuntimeError as error:
                pipe.send(str(error))
        ours, theirs = multiprocessing.Pipe()
        children = []

        def fork(*_):
            if not children:
                children.append(multiprocessing.get_context("fork").Process(target=in_the_child,
                                                                            args=(theirs,)))
                children[0].start()
        ag.run(BASELINE, members=1500, progress=fork)
        self.assertTrue(ours.poll(20))
        self.assertIn("forked while another thread was running agglomera", ours.recv())
        children[0].join(20)
        self.assertEqual(children[0].exitcode, 0)


class Progress(InAStudy):
    def test_is_told_as_done_of_all_and_ends_with_all(self):
        told = []
        ag.run(BASELINE, members=1500, progress=lambda *words: told.append(words))
        self.assertEqual(told[-1], (1500, 1500))
        self.assertTrue(all(0 < done <= 1500 and of == 1500 for done, of in told))

    def test_is_told_on_the_thread_that_called(self):
        heard = set()
        ag.run(BASELINE, members=1500, progress=lambda *_: heard.add(threading.get_ident()))
        self.assertEqual(heard, {threading.get_ident()})

    def test_is_one_line_on_stderr_when_asked_for(self):
        with contextlib.redirect_stderr(io.StringIO()) as err:
            ag.run(BASELINE, members=1500, progress=True)
        lines = err.getvalue().split("\n")
        self.assertEqual(len(lines), 2)
        self.assertRegex(lines[0], r"^\rrunning members: \d+ of 1500")
        self.assertTrue(lines[0].rstrip().endswith("\rrunning members: 1500 of 1500"))
        with contextlib.redirect_stderr(io.StringIO()) as err:
            ag.run(BASELINE, members=3)
        self.assertEqual(err.getvalue(), "")


if __name__ == "__main__":
    unittest.main()
