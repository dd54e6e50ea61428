#!/usr/bin/python3
"""Ctrl-C during long work: KeyboardInterrupt within moments, and the next call gives the right bits."""

import os
import signal
import threading
import time
import unittest

from package import BASELINE, InAStudy, ag
import experiments

SOON = 0.3  # seconds


class CtrlC(InAStudy):
    def setUp(self):
        super().setUp()
        experiments.add_experiments(self.folder / "study")
        self.add_portfolio()
        self.expected = ag.run(BASELINE, members=5)

    def interrupted(self, call, *words, after=0.4, **options):
        """Seconds from Ctrl-C to KeyboardInterrupt."""
        pressed = []

        def press():
            pressed.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)

        timer = threading.Timer(after, press)
        timer.start()
        with self.assertRaises(KeyboardInterrupt):
            call(*words, **options)
        seconds = time.monotonic() - pressed[0]
        timer.join()
        return seconds

    def assertEndsSoon(self, call, *words, **options):
        """The best of three: the processors may have other work."""
        tries = []
        while not tries or (min(tries) >= SOON and len(tries) < 3):
            tries.append(self.interrupted(call, *words, **options))
        self.assertLess(min(tries), SOON)

    def test_ends_every_kind_of_work_soon_and_the_next_run_is_right(self):
        for call, file, options in [
                (ag.run, BASELINE, {"members": 100000}),
                (ag.policy, "study/policies/radiation.toml", {"members": 5000}),
                (ag.explain, BASELINE, {"members": 20000}),
                (ag.calibrate, "study/experiments/calibrate.toml", {"members": 50000}),
                (ag.backtest, "study/experiments/backtest.toml", {"members": 50000}),
                (ag.optimize, "study/experiments/portfolio.toml", {"members": 2000}),
                (ag.sweep, "study/experiments/sweep.toml", {"members": 1000}),
                (ag.sensitivity, "study/experiments/sobol.toml", {"members": 200})]:
            with self.subTest(call.__name__):
                self.assertEndsSoon(call, file, **options)
                self.assertSameBits(ag.run(BASELINE, members=5), self.expected)

    def test_ends_a_run_of_one_thread_as_soon(self):
        self.assertEndsSoon(ag.run, BASELINE, members=100000, threads=1)

    def test_ends_a_run_whose_progress_is_shown(self):
        told = []
        self.interrupted(ag.run, BASELINE, members=100000, progress=lambda done, of: told.append(done))
        self.assertGreater(len(told), 0)
        self.assertEqual(told, sorted(told))

    def test_leaves_the_handler_of_the_interpreter_as_it_was(self):
        before = signal.getsignal(signal.SIGINT)
        self.interrupted(ag.run, BASELINE, members=100000)
        self.assertIs(signal.getsignal(signal.SIGINT), before)

    def test_calls_a_handler_of_ones_own_and_goes_on_unless_it_raises(self):
        noted = []
        before = signal.signal(signal.SIGINT, lambda *_: noted.append("noted"))
        self.addCleanup(signal.signal, signal.SIGINT, before)
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
        run = ag.run(BASELINE, members=3000)
        self.assertEqual((noted, run.series.sizes["member"]), (["noted"], 3000))


if __name__ == "__main__":
    unittest.main()
