"""`run`: where its file goes, that it is whole or not there, and the same bytes again."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import unittest

import h5py
import numpy as np
from program import SCENARIOS, InAFolder, environment, same_bits, series_of

RUN = ["run", "study/baseline.toml", "--members", "4", "--quiet", "-o"]


class Place(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()

    def test_receives_one_whole_file_and_nothing_beside_it(self):
        before = set(self.listing())
        self.agglomera(*RUN, "run.h5")
        self.assertEqual(set(self.listing()) - before, {"run.h5"})
        with h5py.File(self.folder / "run.h5", "r") as file:
            self.assertEqual(file["series/lq_count"].shape, (1, 4, 4, 6))
            self.assertEqual(file.attrs["command"],
                             "agglomera run study/baseline.toml -o run.h5 --members 4")
            self.assertEqual(file.attrs["created"], "2009-01-01T00:00:00Z")

    def test_must_be_a_file_in_a_folder_that_is_there(self):
        for place, message in [
                ("nowhere/run.h5", "can't be written (no such folder) make the folder nowhere first"),
                ("study", "can't be written (is a folder) name a file in it"),
                ("./", "can't be written (is a folder) name a file in it"),
                ("study/study.toml/run.h5", "can't be written (study/study.toml is no folder)"),
                ("/dev/full", "can't be written (is no ordinary file)")]:
            with self.subTest(place):
                self.refuses(RUN + [place], f"{place}: {message}")

    def test_is_looked_at_before_anything_is_simulated(self):
        self.refuses(["run", "study/baseline.toml", "--members", "100000", "-o", "nowhere/run.h5"],
                     "nowhere/run.h5: can't be written (no such folder) make the folder nowhere first")

    @contextlib.contextmanager
    def mounted(self, options):
        """A small file system in the folder `disk`; only root may mount one, and not everywhere."""
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "agglomera-test", disk], capture_output=True)
        if not mounted or mounted.returncode != 0:
            self.skipTest("no file system can be mounted here")
        try:
            yield
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_on_a_full_disk_is_refused_with_what_is_needed(self):
        with self.mounted("size=64k"):
            (self.folder / "disk/old.h5").write_bytes(b"old")
            for place in ("disk/new.h5", "disk/old.h5"):
                out, err = self.agglomera("run", "study/baseline.toml", "--members", 100, "-o", place,
                                          "--quiet", code=2)
                self.assertEqual(out, "")
                self.assertRegex(err, rf"\A{place}: can't be written \(disk is full \(needs about "
                                      r"\d+\.\d [kM]B, \d+\.\d kB free\)\) free some space or choose "
                                      r"another place\n\Z")
            self.assertEqual(os.listdir(self.folder / "disk"), ["old.h5"])
            self.assertEqual(self.bytes_of("disk/old.h5"), b"old")

    def test_on_a_disk_for_reading_only_is_refused(self):
        with self.mounted("ro"):
            self.refuses(RUN + ["disk/run.h5"],
                         "disk/run.h5: can't be written (Read-only file system)")

    @unittest.skipIf(os.geteuid() == 0, "permissions do not bind root")
    def test_without_permission_is_refused(self):
        (self.folder / "locked").mkdir(mode=0o555)
        self.refuses(RUN + ["locked/run.h5"], "locked/run.h5: can't be written (Permission denied)")

    def test_beyond_the_largest_file_allowed_keeps_the_older_file(self):
        def allow_little():  # as `ulimit -f`; the signal ignored, so that the write fails
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

        (self.folder / "old.h5").write_bytes(b"old")
        for place in ("new.h5", "old.h5"):
            self.refuses(RUN + [place], f"{place}: can't be written (File too large)",
                         preexec_fn=allow_little)
        self.assertEqual(self.bytes_of("old.h5"), b"old")

    def test_keeps_an_older_file_when_the_input_is_wrong(self):
        (self.folder / "old.h5").write_bytes(b"old")
        self.change("study/baseline.toml", "members = 100", "members = 0")
        self.refuses(RUN + ["old.h5"], 'study/baseline.toml:5:11: "members" is 0, outside 1 to 100000 '
                                       "(members of the ensemble)")
        self.assertEqual(self.bytes_of("old.h5"), b"old")


class SameBytes(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()

    def test_come_out_on_one_two_and_seven_threads(self):
        files = []
        for threads in (1, 2, 7):
            self.agglomera(*RUN, "run.h5", "--threads", threads)
            files.append(self.bytes_of("run.h5"))
        self.assertEqual(files[1], files[0])
        self.assertEqual(files[2], files[0])

    def test_come_out_for_the_policy_on_one_and_seven_threads(self):
        files = []
        for threads in (1, 7):
            self.agglomera("policy", "study/policies/radiation.toml", "-o", "p.h5", "--members", 8,
                           "--threads", threads, "--quiet")
            files.append(self.bytes_of("p.h5"))
        self.assertEqual(files[1], files[0])

    def test_do_not_come_out_of_another_seed(self):
        self.agglomera(*RUN, "a.h5", "--seed", 1)
        self.agglomera(*RUN, "b.h5", "--seed", 2)
        a, b = series_of(self.folder / "a.h5"), series_of(self.folder / "b.h5")
        for measure in ("lq_count", "lq_revenue", "firms", "revenue"):
            self.assertFalse(same_bits(a[measure], b[measure]), measure)

    def test_differ_in_nothing_but_the_time_of_making(self):
        self.agglomera(*RUN, "run.h5")
        first = series_of(self.folder / "run.h5")
        self.agglomera(*RUN, "run.h5", env=environment(SOURCE_DATE_EPOCH="0"))
        with h5py.File(self.folder / "run.h5", "r") as file:
            self.assertEqual(file.attrs["created"], "1970-01-01T00:00:00Z")
        second = series_of(self.folder / "run.h5")
        for name, values in first.items():
            self.assertTrue(np.array_equal(values, second[name], equal_nan=values.dtype.kind == "f"), name)

    def test_come_out_of_the_shipped_study_on_one_and_two_threads(self):
        shutil.copytree(SCENARIOS / "digital-media", self.folder / "shipped")
        files = []
        for threads in (1, 2):
            self.agglomera("run", "shipped/baseline.toml", "-o", "run.h5", "--members", 9, "--quiet",
                           "--threads", threads)
            files.append(self.bytes_of("run.h5"))
        self.assertEqual(files[0], files[1])


class From(InAFolder):
    """run --from FILE repeats a result from the inputs kept in it."""

    def setUp(self):
        super().setUp()
        self.copy_study()

    def test_gives_the_same_bytes_elsewhere_without_the_study(self):
        self.agglomera(*RUN, "run.h5", "--seed", 5)
        elsewhere = self.folder / "else" / "where"
        elsewhere.mkdir(parents=True)
        shutil.rmtree(self.folder / "study")
        out, _ = self.agglomera("run", "--from", "../../run.h5", "-o", "again.h5", cwd=elsewhere,
                                env=environment(SOURCE_DATE_EPOCH="7"))
        self.assertIn("Location quotients in 2015, 4 members", out)
        self.assertEqual((elsewhere / "again.h5").read_bytes(), self.bytes_of("run.h5"))

    def test_repeats_a_scenario_that_names_its_study_from_below(self):
        self.agglomera("run", "study/policies/radiation.toml", "-o", "run.h5", "--members", 3)
        shutil.rmtree(self.folder / "study")
        self.agglomera("run", "--from", "run.h5", "-o", "again.h5")
        self.assertEqual(self.bytes_of("again.h5"), self.bytes_of("run.h5"))

    def test_may_write_over_the_file_it_repeats(self):
        self.agglomera(*RUN, "run.h5")
        before = self.bytes_of("run.h5")
        self.agglomera("run", "--from", "run.h5", "-o", "run.h5")
        self.assertEqual(self.bytes_of("run.h5"), before)

    def test_takes_neither_members_nor_seed_nor_scenario(self):
        self.agglomera(*RUN, "run.h5")
        other = "--from: repeats a result as it was (--members and --seed would make another)"
        again = ["run", "--from", "run.h5", "-o", "again.h5"]
        self.refuses(again + ["--members", "4"], other)
        self.refuses(again + ["--seed", "1"], other)
        both = "run: needs a scenario, or --from and a result file, and not both"
        self.refuses(again + ["study/baseline.toml"], both)
        self.refuses(["run", "-o", "again.h5"], both)

    def test_refuses_what_is_no_whole_run_file(self):
        self.agglomera(*RUN, "run.h5")
        self.agglomera("policy", "study/policies/radiation.toml", "-o", "policy.h5", "--members", 2)
        whole = self.bytes_of("run.h5")
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:]
        for name, content in [("cut.h5", whole[:middle]), ("head.h5", whole[:100]), ("empty.h5", b""),
                              ("flipped.h5", flipped), ("text.h5", b"lq_count,alba,2010,1.5\n")]:
            (self.folder / name).write_bytes(content)
        for name, message in [
                ("none.h5", "can't be read (no such file)"),
                ("study", "can't be read (is a folder) name a file in it"),
                ("policy.h5", "is a policy file, not a run file"),
                ("text.h5", "is no HDF5 file"),
                ("empty.h5", "is empty make it again"),
                ("flipped.h5", "is damaged (its bytes are not those that were written) make it again "
                               "or copy it anew")]:
            for command in (["run", "-o", "again.h5", "--from", name], ["compare", name]):
                with self.subTest(command):
                    self.refuses(command, f"{name}: {message}")
        for name in ("cut.h5", "head.h5"):
            with self.subTest(name):
                before = self.listing()
                out, err = self.agglomera("run", "-o", "again.h5", "--from", name, code=2)
                self.assertEqual(out, "")
                self.assertRegex(err, rf"\A{name}: is (damaged|damaged or cut short) \(.+\) make it "
                                      r"again or copy it anew\n\Z")
                self.assertEqual(self.listing(), before)


if __name__ == "__main__":
    unittest.main()
