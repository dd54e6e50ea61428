"""Checkpoints of a member in progress: killed at any moment and taken up again, a run ends in the bytes of one that
nobody disturbed, and what is cut off, damaged or of something else is refused."""

import random
import resource
import shutil
import signal
import struct
import subprocess
import time
import unittest

from program import INTERRUPTED, PROGRAM, WRONG_INPUT, InAFolder, environment, long_work

YEARS_BEHIND = 20  # of the observed ones
WORDS = ["run", "world/baseline.toml", "--threads", "2"]


class AWorldOfManyFirms(InAFolder):
    firms = "200000"

    def setUp(self):
        super().setUp()
        self.agglomera("init", "world", "--synthetic", "--firms", self.firms, "--cities", "40", "--sectors", "1")
        self.change("world/baseline.toml", "last = 2017", f"last = {2017 + YEARS_BEHIND}")

    def undisturbed(self):
        start = time.monotonic()
        self.agglomera(*WORDS, "-o", "run.h5")
        seconds = time.monotonic() - start
        bytes_ = self.bytes_of("run.h5")
        (self.folder / "run.h5").unlink()
        return bytes_, seconds

    def start(self, *words):
        work = subprocess.Popen([PROGRAM, *WORDS, "-o", "run.h5", *words], cwd=self.folder, env=environment(),
                                text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)
        self.addCleanup(work.wait)
        self.addCleanup(work.kill)
        return work

    def kept(self):
        """Names of whole checkpoints."""
        return sorted(file.name for file in self.folder.glob("run.h5.parts/member-*")
                      if not file.name.endswith(".partial"))

    def killed_with_a_checkpoint(self):
        shutil.rmtree(self.folder / "run.h5.parts", ignore_errors=True)
        work = self.start("--checkpoint-every", "1")
        until = time.monotonic() + 60
        while not self.kept() and time.monotonic() < until and work.poll() is None:
            time.sleep(0.002)
        work.kill()
        work.communicate()
        names = self.kept()
        self.assertTrue(names, "no checkpoint was there")
        return self.folder / "run.h5.parts" / names[-1]

    def resume(self, *words):
        self.agglomera(*WORDS, "-o", "run.h5", "--resume", *words)
        self.assertFalse((self.folder / "run.h5.parts").exists())
        return self.bytes_of("run.h5")


class Killed(AWorldOfManyFirms):
    @long_work
    def test_at_random_moments_it_goes_on_to_the_same_bytes(self):
        expected, seconds = self.undisturbed()
        moments = random.Random(20081217)
        left = 0
        for round_ in range(6):
            work = self.start("--checkpoint-every", "1", *(["--resume"] if round_ else []))
            time.sleep(moments.uniform(0.05, 0.5) * seconds)
            work.send_signal(signal.SIGKILL)
            work.communicate()
            self.assertLessEqual(len(self.kept()), 2, "one, and the next where it was killed between")
            left += bool(self.kept())
        self.assertGreater(left, 0)
        self.assertTrue(self.resume("--checkpoint-every", "1") == expected, "other bytes than undisturbed")

    def test_it_goes_on_without_the_option_too(self):
        expected, _ = self.undisturbed()
        self.killed_with_a_checkpoint()
        self.assertTrue(self.resume() == expected, "other bytes than undisturbed")

    @long_work
    def test_several_members_in_progress_go_on_each_from_its_own_year(self):
        more = ["--members", "3"]
        self.agglomera(*WORDS, *more, "-o", "run.h5")
        expected = self.bytes_of("run.h5")
        (self.folder / "run.h5").unlink()
        work = self.start(*more, "--checkpoint-every", "3")
        until = time.monotonic() + 60
        while len({name.split(".")[0] for name in self.kept()}) < 2 and time.monotonic() < until:
            time.sleep(0.002)
        work.kill()
        work.communicate()
        self.assertTrue(self.resume(*more) == expected, "other bytes than undisturbed")

    def test_with_a_background_of_agents_too(self):
        self.change("world/baseline.toml", "members = 1", 'members = 1\nbackground = "agents"')
        expected, _ = self.undisturbed()
        self.killed_with_a_checkpoint()
        self.assertTrue(self.resume() == expected, "other bytes than undisturbed")


class Kept(AWorldOfManyFirms):
    def test_without_the_option_nothing_is(self):
        work = self.start()
        while work.poll() is None:
            self.assertFalse((self.folder / "run.h5.parts").exists())
            time.sleep(0.02)
        work.communicate()
        self.assertEqual(work.returncode, 0)

    def test_one_that_is_asked_to_stop_stops_after_the_year_and_keeps_it(self):
        expected, _ = self.undisturbed()
        work = self.start("--checkpoint-every", "1000", "-v")
        self.assertRegex(work.stderr.readline(), r"^read and checked: ")
        time.sleep(0.2)
        work.send_signal(signal.SIGTERM)
        _, err = work.communicate(timeout=60)
        self.assertEqual(work.returncode, INTERRUPTED, err)
        self.assertTrue(err.endswith("interrupted after 0 of 1 members; they are kept, and so are the years of "
                                     "members in progress, go on with --resume\n"), err)
        self.assertEqual(len(self.kept()), 1)
        self.assertTrue(self.resume() == expected, "other bytes than undisturbed")

    def test_on_a_full_disk_says_so_and_the_one_before_stays(self):
        expected, _ = self.undisturbed()
        file = self.killed_with_a_checkpoint()

        def room():  # for less than a checkpoint
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        _, err = self.agglomera(*WORDS, "-o", "run.h5", "--resume", "--checkpoint-every", "1", code=WRONG_INPUT,
                                preexec_fn=room)
        self.assertRegex(err, r"^run\.h5\.parts/member-0\.year-20\d\d\.1-of-1: can't be written \(File too large\) "
                              r"make room; --resume goes on from the checkpoint before\n$")
        self.assertIn(file.name, self.kept())
        self.assertEqual(list(file.parent.glob("*.partial")), [])
        self.assertTrue(self.resume() == expected)

    def test_every_so_many_years_must_be_one_or_more(self):
        for years in ("0", "-1", "1001"):
            self.refuses([*WORDS, "-o", "run.h5", "--checkpoint-every", years],
                         f"--checkpoint-every: {years} is out of range (1 to 1000 years)")


class Refused(AWorldOfManyFirms):
    def refused(self, file, message):
        before = self.listing()
        _, err = self.agglomera(*WORDS, "-o", "run.h5", "--resume", code=WRONG_INPUT)
        self.assertEqual(err, f"run.h5.parts/{file.name}: {message} start anew without --resume\n")
        self.assertEqual(self.listing(), before)

    def test_is_what_is_cut_off_damaged_or_of_something_else(self):
        file = self.killed_with_a_checkpoint()
        whole = file.read_bytes()
        changed = {
            "is cut off (it ends too early)": [whole[:-1], whole[:len(whole) // 2], whole[:5], b""],
            "is damaged (a checksum is not that of what it stands behind)":
                [whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1:]
                 for at in (40, len(whole) // 2, len(whole) - 1)],
            "is damaged (it goes on behind its end)": [whole + b"\0"],
            "is of another version (its format is 2, this program reads 1)":
                [whole[:8] + struct.pack("<Q", 2) + whole[16:]],
            "is no checkpoint (it begins otherwise)": [b"x" * 1000],
        }
        for message, files in changed.items():
            for bytes_ in files:
                with self.subTest(message, size=len(bytes_)):
                    file.write_bytes(bytes_)
                    self.refused(file, message)
        file.write_bytes(whole)
        self.resume()

    def test_is_one_of_another_experiment(self):
        file = self.killed_with_a_checkpoint()
        of_seed_1 = file.read_bytes()
        self.change("world/baseline.toml", "seed    = 1", "seed    = 2")
        _, err = self.agglomera(*WORDS, "-o", "run.h5", "--resume", code=WRONG_INPUT)
        self.assertEqual(err, "run.h5.parts: holds parts of another experiment (its files, options or program have "
                              "changed) start anew without --resume, or give another -o\n")
        file = self.killed_with_a_checkpoint()
        file.write_bytes(of_seed_1)
        self.refused(file, "is of another experiment (its files, options or program have changed)")

    def test_what_is_half_written_is_never_taken_up(self):
        expected, _ = self.undisturbed()
        file = self.killed_with_a_checkpoint()
        half = file.with_name(file.name + ".partial")
        file.rename(half)
        half.write_bytes(half.read_bytes()[:1000])
        self.assertTrue(self.resume() == expected)


if __name__ == "__main__":
    unittest.main()
