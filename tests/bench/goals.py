#!/usr/bin/python3
"""Every goal of the engine's speed and size: what is asked, what was measured here, and how far it is reached.

Usage: goals.py AGGLOMERA NAIVE SOURCE [--mpi AGGLOMERA] [--only WORD]... [--small] [--json FILE]

A ratio of 1 or more: reached. Where firms pass through memory the share of the measured copy bandwidth stands
beside it, by the bytes that a firm-step can't do without. Nothing fails on a time. --small divides the
worlds by a hundred, to try the program; its figures mean nothing.
"""
import argparse
import functools
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

GIB = 2.0 ** 30


class NotMeasured(Exception):
    """Why a row has no figure."""


def available_bytes():
    text = pathlib.Path("/proc/meminfo").read_text(encoding="ascii")
    return int(re.search(r"MemAvailable:\s+(\d+)", text)[1]) * 1024


def million(steps):
    return f"{steps / 1e6:,.0f} million firm-steps/s"


class Machine:
    """The programs, and what they answered already."""

    def __init__(self, arguments):
        self.program, self.naive_program = arguments.AGGLOMERA, arguments.NAIVE
        self.study = pathlib.Path(arguments.SOURCE, "scenarios/digital-media")
        beside = pathlib.Path(arguments.SOURCE, "build-mpi/agglomera")
        self.mpi = arguments.mpi or (str(beside) if beside.exists() else None)
        self.scale = 100 if arguments.small else 1
        self.threads = len(os.sched_getaffinity(0))

    def seconds_of(self, *words):
        with tempfile.TemporaryDirectory(prefix="agglomera-bench-") as folder:
            command = [self.program, *(str(word).replace("OUT", folder) for word in words)]
            start = time.monotonic()
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            seconds = time.monotonic() - start
        if ended.returncode != 0:
            raise NotMeasured(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr.strip()[-300:]}")
        return seconds, ended.stderr

    def answer(self, command, **environment):
        ended = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False,
                               env={**os.environ, **environment})
        if ended.returncode != 0:
            raise NotMeasured(ended.stderr.strip()[-300:] or f"ended with {ended.returncode}")
        return json.loads(ended.stdout)

    @functools.lru_cache(maxsize=None)
    def bench(self, firms, cities=64, workload="full", threads=None, ranks=None):
        firms //= self.scale
        words = [self.program, "bench", "--firms", firms, "--cities", cities, "--years", 10, "--workload", workload,
                 "--threads", threads or self.threads, "--format", "json", "--quiet"]
        if ranks:
            if not self.mpi:
                raise NotMeasured("no MPI build (./bootstrap build --mpi)")
            words = ["mpirun", "-n", ranks, "--oversubscribe", "--allow-run-as-root", self.mpi, *words[1:]]
        start = time.monotonic()
        said = self.answer(words)
        said["command_seconds"] = time.monotonic() - start
        said["off"] = [name for name, rate in said["rates"].items()
                       if abs(rate["seen"] - rate["asked"]) > 4 * rate["standard_error"]]
        return said

    @functools.lru_cache(maxsize=None)
    def naive(self, firms):
        return self.answer([self.naive_program, firms // self.scale, 10, 64],
                           OMP_NUM_THREADS=str(self.threads))["firm_steps_per_second"]


def at_least(asked, measured):
    return measured / asked


def at_most(asked, measured):
    return asked / measured if measured > 0 else float("inf")


# --- the rows: each returns (measured, ratio, share of the copy bandwidth or None) ---------------------------

ALL, MANY, SOME = 330_000_000, 100_000_000, 10_000_000


def events_of(said):
    text = ", ".join(f"{name} {number:,}" for name, number in said["events"].items())
    return text + (f"; OFF by more than four standard errors: {', '.join(said['off'])}" if said["off"] else "")


def full_model(machine):
    said = machine.bench(MANY)
    return (f"{million(said['firm_steps_per_second'])} ({events_of(said)})",
            at_least(5e8, said["firm_steps_per_second"]), said["share_of_copy_bandwidth"])


def full_against_naive(machine):
    naive = max(machine.naive(1_000_000), machine.naive(SOME))
    said = machine.bench(MANY)
    times = said["firm_steps_per_second"] / naive
    return f"{times:.2f} × (naive: {million(naive)})", at_least(5, times), said["share_of_copy_bandwidth"]


def common(machine):
    said = machine.bench(MANY, workload="common")
    return (million(said["firm_steps_per_second"]), at_least(8e8, said["firm_steps_per_second"]),
            said["share_of_copy_bandwidth"])


def whole_world(machine):
    said = machine.bench(ALL, cities=1000)
    seconds = said["seconds"] + said["market_seconds"]
    return (f"{seconds:.2f} s (of which the market {said['market_seconds']:.2f} s; making the world "
            f"{said['setup_seconds']:.2f} s more)", at_most(15.0, seconds), said["share_of_copy_bandwidth"])


def memory_of_whole_world(machine):
    peak = machine.bench(ALL, cities=1000)["peak_bytes"] / GIB
    return f"{peak:.2f} GiB", at_most(6.0, peak), None


def same_on_threads(machine):
    hashes = {machine.bench(ALL, cities=1000, threads=threads)["state_hash"] for threads in (1, 2)}
    return ", ".join(sorted(hashes)), float(len(hashes) == 1), None


def same_on_ranks(machine):
    hashes = {machine.bench(ALL, cities=1000, threads=1, ranks=ranks)["state_hash"] for ranks in (1, 2, 3)}
    hashes.add(machine.bench(ALL, cities=1000)["state_hash"])
    return ", ".join(sorted(hashes)), float(len(hashes) == 1), None


def memory_of_a_firm(machine):
    each = machine.bench(MANY)["bytes_per_firm"]
    return f"{each:.1f} bytes", at_most(16.0, each), None


def growth_with_firms(machine):
    few, many = machine.bench(SOME), machine.bench(MANY)
    times = few["firm_steps_per_second"] / many["firm_steps_per_second"]
    return f"{times:.2f} × the time per firm-step", at_most(1.1, times), None


def growth_with_cities(machine):
    few, many = machine.bench(SOME), machine.bench(SOME, cities=10_000)
    times = few["firm_steps_per_second"] / many["firm_steps_per_second"]
    return (f"{times:.2f} × (opening the market of ten years: {few['market_seconds']:.2f} s with 64 cities, "
            f"{many['market_seconds']:.2f} s with 10,000)", at_most(1.5, times), None)


def threads(machine):
    if machine.threads < 2:
        raise NotMeasured("one processor")
    one, two = machine.bench(MANY, threads=1), machine.bench(MANY, threads=2)
    times = two["firm_steps_per_second"] / one["firm_steps_per_second"]
    copies = two["copy_bandwidth_bytes_per_second"] / one["copy_bandwidth_bytes_per_second"]
    return f"{times:.2f} × (copying memory: {copies:.2f} ×)", at_least(1.8, times), None


def one_member(machine):
    members = 2000 // machine.scale
    _, said = machine.seconds_of("run", machine.study / "baseline.toml", "-o", "OUT/run.h5", "--members", members,
                                 "--threads", 1, "-v")
    each = float(re.search(r"^simulated: ([\d.]+) s", said, re.MULTILINE)[1]) / members
    return f"{1e6 * each:.0f} µs (mean of {members})", at_most(300e-6, each), None


def by_the_clock(asked, *words):
    def row(machine):
        seconds, _ = machine.seconds_of(*(machine.study / word[2:] if word.startswith("S/") else word
                                          for word in words))
        return f"{seconds:.2f} s", at_most(asked, seconds), None
    return row


def start(machine):
    times = [machine.seconds_of("validate", machine.study / "study.toml")[0] for _ in range(21)]
    middle = statistics.median(times)
    return f"{1e3 * middle:.0f} ms (median of {len(times)})", at_most(0.050, middle), None


ROWS = [
    ("full model, 10^8 firms, 64 cities", "at least 500 million firm-steps/s on 2 cores", full_model),
    ("full model against naive C++ (-O3 -march=native, OpenMP)", "at least 5 ×", full_against_naive),
    ("common workload, 10^8 firms", "at least 800 million firm-steps/s on 2 cores", common),
    ("every company on Earth: 3.3·10^8 firms, 1,000 cities, 10 years", "at most 15 s", whole_world),
    ("its memory", "at most 6 GiB", memory_of_whole_world),
    ("its state_hash on 1 and 2 threads", "the same", same_on_threads),
    ("its state_hash on 1, 2 and 3 ranks", "the same", same_on_ranks),
    ("memory of one firm", "at most 16 bytes", memory_of_a_firm),
    ("time with firms: 10^8 against 10^7", "linear: at most 1.1 ×", growth_with_firms),
    ("time with cities: 10^4 against 64, 10^7 firms", "at most 1.5 ×", growth_with_cities),
    ("2 threads against 1, 10^8 firms", "at least 1.8 ×", threads),
    ("one member of the study, one core", "at most 300 µs", one_member),
    ("backtest, all origins, all refitted", "at most 60 s on 2 cores",
     by_the_clock(60.0, "backtest", "S/experiments/backtest.toml", "-o", "OUT/backtest.h5")),
    ("calibration: 1,000 members, 8 steps", "at most 30 s on 2 cores",
     by_the_clock(30.0, "calibrate", "S/experiments/calibrate.toml", "-o", "OUT/posterior.h5")),
    ("policy: 200 paired members, 20 years", "at most 2 s to the written file",
     by_the_clock(2.0, "policy", "S/policies/strengthen-bsgs-radiation.toml", "-o", "OUT/effect.h5")),
    ("start on the study, without simulating", "at most 50 ms", start),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("AGGLOMERA", "NAIVE", "SOURCE"):
        parser.add_argument(name)
    parser.add_argument("--mpi", help="the program built for several machines (build-mpi/agglomera where it is)")
    parser.add_argument("--only", action="append", default=[], help="rows that have this word in their name")
    parser.add_argument("--small", action="store_true", help="worlds a hundred times smaller, to try this program")
    parser.add_argument("--json", help="a file for the rows")
    arguments = parser.parse_args()
    machine = Machine(arguments)
    rows = []
    busy = os.getloadavg()[0]
    print(f"{machine.threads} processors, {available_bytes() / GIB:.1f} GiB of memory free, load {busy:.1f}"
          + (" (BUSY: the figures are worth little)" if busy > 0.5 else "")
          + (" (SMALL worlds: the figures mean nothing)" if arguments.small else ""), flush=True)
    for name, asked, measure in ROWS:
        if arguments.only and not any(word in name for word in arguments.only):
            continue
        try:
            measured, ratio, share = measure(machine)
        except NotMeasured as reason:
            measured, ratio, share = f"not measured: {reason}", None, None
        rows.append({"goal": name, "asked": asked, "measured": measured, "ratio": ratio,
                     "share_of_copy_bandwidth": share})
        print(f"\n{name}\n  asked     {asked}\n  measured  {measured}\n  ratio     "
              + ("-" if ratio is None else f"{ratio:.2f} {'reached' if ratio >= 1 else 'NOT reached'}")
              + ("" if share is None else f"\n  memory    {100 * share:.0f} % of the measured copy bandwidth"), flush=True)
    reached = sum(row["ratio"] is not None and row["ratio"] >= 1 for row in rows)
    print(f"\n{reached} of {len(rows)} goals reached")
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
