"""What tests of several ranks share: the program for several ranks, started by real mpirun, on a small study.

AGGLOMERA_MPI names the program, MPIRUN what starts it.
"""

import os
import re
import signal
import subprocess
import time

from experiments import add_experiments
from program import DONE, WRONG_INPUT, InAFolder, environment

PROGRAM, MPIRUN = os.environ["AGGLOMERA_MPI"], os.environ["MPIRUN"]
TOGETHER = [MPIRUN, "--allow-run-as-root", "--oversubscribe", "--bind-to", "none"]
PORTFOLIO = """\
format     = 1
experiment = "optimize"
scenario   = "../outlook.toml"
members    = 10
seed       = 3
budget     = 30.0

[objective]
measure  = "firms"
cities   = ["alba", "brea", "cora"]

[[lever]]
kind      = "talent"
cities    = ["brea"]
years     = { first = 2016, last = 2020 }
strength  = { low = 0.0, high = 0.5 }
unit_cost = 20.0

[search]
population  = 8
generations = 2

[fresh]
members = 10
seed    = 4
"""
METHODS = {"cma.toml": 'kind  = "cma-es"\nmodes = 4\ngenerations = 5', "abc.toml": 'kind  = "abc-smc"\nrounds = 2'}


def is_alive(pid):
    """No longer, when it has ended and only waits for somebody to ask how."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


class SeveralRanks(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        add_experiments(self.folder / "study")
        experiments = self.folder / "study/experiments"
        calibrate = (experiments / "calibrate.toml").read_text(encoding="utf-8")
        for name, method in METHODS.items():
            text = calibrate.replace('kind  = "es-mda"\nsteps = 4', method)
            (experiments / name).write_text(text, encoding="utf-8")
        baseline = (self.folder / "study/baseline.toml").read_text(encoding="utf-8")
        outlook = re.sub(r"last = \d+", "last = 2020", baseline)
        (self.folder / "study/outlook.toml").write_text(outlook, encoding="utf-8")
        (experiments / "portfolio.toml").write_text(PORTFOLIO, encoding="utf-8")

    def command(self, ranks, words):
        return [*TOGETHER, "-n", str(ranks), PROGRAM, *map(str, words)]

    def on_ranks(self, ranks, *words, code=DONE):
        ended = subprocess.run(self.command(ranks, words), cwd=self.folder, env=environment(), text=True,
                               capture_output=True, timeout=200, stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(ended.returncode, code, (words, ended.stdout[-2000:], ended.stderr[-2000:]))
        return ended.stdout, ended.stderr

    def start(self, ranks, *words):
        work = subprocess.Popen(self.command(ranks, words), cwd=self.folder, env=environment(), text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        return work

    def processes(self, work):
        """The ranks that mpirun started, first things first."""
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(work.pid)], capture_output=True, text=True,
                                  check=True)
        return sorted(map(int, children.stdout.split()))

    def wait_for_parts(self, name, count=2):
        until = time.monotonic() + 90
        while time.monotonic() < until:
            if len(list(self.folder.glob(f"{name}.parts/*"))) > count:
                return
            time.sleep(0.05)
        self.fail(f"nothing was kept in {name}.parts")

    def assert_same_on_all(self, combinations, *words):
        """File and stdout are those of the program without ranks."""
        told, _ = self.agglomera(*words, "-o", "out.h5")
        alone = self.bytes_of("out.h5")
        for ranks, threads in combinations:
            with self.subTest(words[0], ranks=ranks, threads=threads):
                (self.folder / "out.h5").unlink()
                out, _ = self.on_ranks(ranks, *words, "-o", "out.h5", "--threads", threads)
                self.assertEqual(self.bytes_of("out.h5"), alone)
                self.assertEqual(out, told)
                self.assertEqual([path.name for path in self.folder.glob("*.parts")], [])

    def killed(self, name, *words):
        """A rank other than the first dies once something is kept; the others end too."""
        work = self.start(3, *words, "-o", name, "--threads", 1)
        self.wait_for_parts(name)
        ranks = self.processes(work)
        self.assertEqual(len(ranks), 3)
        os.kill(ranks[-1], signal.SIGKILL)
        _, err = work.communicate(timeout=60)
        self.assertNotIn(work.returncode, (DONE, WRONG_INPUT))
        self.assertIn("exited on signal 9 (Killed)", err)
        self.assertFalse((self.folder / name).exists())
        until = time.monotonic() + 20
        while time.monotonic() < until and any(map(is_alive, ranks)):
            time.sleep(0.1)
        self.assertEqual([pid for pid in ranks if is_alive(pid)], [])

    def resumed(self, name, *words):
        self.on_ranks(2, *words, "-o", name, "--resume")
        found = self.bytes_of(name)
        self.assertFalse((self.folder / f"{name}.parts").exists())
        self.agglomera(*words, "-o", name)
        self.assertTrue(found == self.bytes_of(name), "other bytes than without dying")
