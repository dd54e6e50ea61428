"""The same bits from plain x86-64, AVX2 and AVX-512 code, each built for itself, and from the program's own choice
among them. What this processor can't run is left out, and said so."""
import os
import subprocess
import sys
import unittest

NEEDED = {"plain": set(), "avx2": {"avx2", "fma"}, "avx512": {"avx512f", "avx512dq", "avx512bw", "avx512vl"}, "widest": set()}


def flags():
    with open("/proc/cpuinfo", encoding="utf-8") as cpu:
        for line in cpu:
            if line.startswith("flags"):
                return set(line.split(":")[1].split())
    return set()


class Lanes(unittest.TestCase):
    def test_of_every_width_give_the_same_world(self):
        hashes, here = {}, flags()
        for name, program in zip(sys.argv_programs[::2], sys.argv_programs[1::2]):
            if not NEEDED[name] <= here:
                print(f"{name}: not on this processor", file=sys.stderr)
                continue
            env = dict(os.environ, OMP_NUM_THREADS="2")
            hashes[name] = subprocess.run([program], capture_output=True, text=True, check=True, env=env).stdout.strip()
        self.assertGreaterEqual(len(hashes), 2)
        self.assertEqual(len(set(hashes.values())), 1, hashes)
        self.assertRegex(hashes["plain"], "^[0-9a-f]{16}$")


if __name__ == "__main__":
    sys.argv_programs = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
