#!/usr/bin/python3
"""What calling from Python costs: ag.run of the shipped baseline with 200 members, Datasets included,
against the same work inside the module (the engine and its result, on the same call) and against the
command. Medians over many repeats, in turns.

Usage: PYTHONPATH=build/python python_call.py build/agglomera [REPEATS [THREADS]]; leave the machine alone.
"""

import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import agglomera as ag

BASELINE = pathlib.Path(__file__).resolve().parents[2] / "scenarios/digital-media/baseline.toml"
ASKED = 0.05


def python_run(study, threads):
    """Seconds of the call, of all work within it, of the members alone; and of processor of the caller."""
    start, processor = time.perf_counter(), time.thread_time()
    run = ag.run(study, members=200, seed=1, threads=threads, progress=lambda done, of: None)
    run.series, run.observed
    whole = time.perf_counter() - start
    processor = time.thread_time() - processor
    return whole, run._held.seconds["all"], run._held.seconds["simulated"], processor


def command_run(program, threads, folder):
    """Seconds that the command says its members took."""
    ended = subprocess.run([program, "run", BASELINE, "-o", folder + "/run.h5", "--members", "200", "--seed", "1",
                            "--threads", str(threads), "-v"], capture_output=True, text=True, check=True)
    return float(re.search(r"simulated: ([\d.]+) s", ended.stderr)[1])


def main():
    program = sys.argv[1]
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    threads = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    study = ag.load(BASELINE)
    calls, commands = [], []
    with tempfile.TemporaryDirectory() as folder:
        python_run(study, threads)
        for _ in range(repeats):
            calls.append(python_run(study, threads))
            commands.append(command_run(program, threads, folder))
    median = statistics.median
    whole, inside, members, processor = (median(column) for column in zip(*calls))
    overhead = median(call[0] / call[1] - 1 for call in calls)
    command = median(commands)
    print(f"200 members of the baseline, {threads} threads, {repeats} repeats, medians")
    print(f"ag.run with its Datasets          {whole:.4f} s")
    print(f"the same work inside the module   {inside:.4f} s, of which members {members:.4f} s")
    print(f"members of the command            {command:.4f} s")
    print(f"processor of the calling thread   {processor:.4f} s, {processor / inside:.2%}; the rest is waiting for one")
    print(f"overhead of the call  asked <= {ASKED:.0%}  measured {overhead:.2%}")
    print(f"members in Python against the command's: {members / command - 1:+.2%}")
    return 0 if overhead <= ASKED else 1


if __name__ == "__main__":
    sys.exit(main())
