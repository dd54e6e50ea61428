#!/usr/bin/python3
"""What is wrong in files and arguments: one exception with the words of the command, and nothing written."""

import json
import pickle
import unittest

from package import BASELINE, InAStudy, ag


class InputErrors(InAStudy):
    def error_of(self, call, *words, **options):
        with self.assertRaises(ag.InputError) as caught:
            call(*words, **options)
        return caught.exception

    def assertSaysWhatTheCommandSays(self, error, *words):
        _, err = self.agglomera(*words, "--quiet", code=2)
        self.assertEqual(str(error) + "\n", err)

    def test_name_all_that_is_wrong_in_all_files_in_the_words_of_the_command(self):
        self.change("study/baseline.toml", "members = 100", "membres = 100")
        self.change("study/cities.csv", "alba", "albo")
        error = self.error_of(ag.load, BASELINE)
        self.assertSaysWhatTheCommandSays(error, "run", BASELINE, "-o", "run.h5")
        self.assertSaysWhatTheCommandSays(error, "validate", BASELINE)
        self.assertIsInstance(error, ValueError)
        self.assertGreater(len(error.complaints), 2)

    def test_hold_every_complaint_with_its_place(self):
        self.change("study/baseline.toml", "members = 100", "membres = 100")
        self.change("study/cities.csv", "alba", "albo")
        error = self.error_of(ag.load, BASELINE)
        told = json.loads(self.agglomera("validate", BASELINE, "--format", "json", code=2)[0])["errors"]
        self.assertEqual([one._asdict() for one in error.complaints], told)
        self.assertEqual("\n".join(map(str, error.complaints)), str(error))

    def test_of_arguments_say_what_the_options_of_the_command_say(self):
        for options, words in [({"members": 0}, ["--members", "0"]),
                               ({"members": 10**6}, ["--members", "1000000"]),
                               ({"threads": 0}, ["--threads", "0"]),
                               ({"threads": 2000, "members": 3}, ["--threads", "2000"])]:
            with self.subTest(options):
                error = self.error_of(ag.run, BASELINE, **options)
                self.assertSaysWhatTheCommandSays(error, "run", BASELINE, "-o", "run.h5", *words)
        self.assertEqual(str(self.error_of(ag.run, BASELINE, seed=-1)), "--seed: -1 is outside 0 to 2^63 - 1")
        self.assertEqual(str(self.error_of(ag.run, BASELINE, seed=2**64)),
                         f"--seed: {2**64} is outside 0 to 2^63 - 1")
        self.assertEqual(str(self.error_of(ag.run, BASELINE, members=10**30)),
                         f"--members: {10**30} is outside 1 to 100000")

    def test_of_several_policies_come_together(self):
        (self.folder / "study/policies/other.toml").write_text(
            (self.folder / "study/policies/radiation.toml").read_text(encoding="utf-8")
            .replace("radiation", "radiatoin"), encoding="utf-8")
        files = ["study/policies/other.toml", "study/policies/none.toml"]
        error = self.error_of(ag.policy, files)
        self.assertSaysWhatTheCommandSays(error, "policy", *files, "-o", "effect.h5")
        self.assertEqual({one.file for one in error.complaints}, set(files))
        self.assertEqual(str(self.error_of(ag.policy, [])), "policy: needs one scenario at least")

    def test_tell_files_of_another_kind(self):
        self.assertIn("is a study, not a scenario", str(self.error_of(ag.load, "study/study.toml")))
        self.assertIn("is no experiment", str(self.error_of(ag.calibrate, BASELINE)).replace(
            "is a scenario, not an experiment", "is no experiment"))
        self.assertEqual(str(self.error_of(ag.open, BASELINE)).split(":")[0], BASELINE)
        self.assertEqual(str(self.error_of(ag.load, "nowhere.toml")), "nowhere.toml: no such file")

    def test_leave_no_file_and_spare_what_is_there(self):
        run = ag.run(BASELINE, members=2)
        before = self.listing()
        for place, message in [("nowhere/run.h5", "can't be written"), ("study", "is a folder"),
                               (BASELINE, "is an input of this command"),
                               ("study/cities.csv", "is an input of this command")]:
            with self.subTest(place):
                self.assertIn(message, str(self.error_of(run.save, place)))
        self.assertEqual(self.listing(), before)

    def test_can_be_sent_to_another_process(self):
        error = self.error_of(ag.run, BASELINE, members=0)
        sent = pickle.loads(pickle.dumps(error))
        self.assertEqual((str(sent), sent.complaints), (str(error), error.complaints))


class OtherErrors(InAStudy):
    def test_of_the_wrong_type_name_the_argument(self):
        with self.assertRaisesRegex(TypeError, "integer"):
            ag.run(BASELINE, members="many")
        with self.assertRaisesRegex(TypeError, "progress is True, False or a function"):
            ag.run(BASELINE, members=2, progress="yes")
        with self.assertRaises(TypeError):
            ag.load(3)

    def test_are_what_the_progress_raises_and_the_work_stops(self):
        def stop(done, of):
            raise LookupError(f"{done} of {of} are enough")
        with self.assertRaisesRegex(LookupError, "of 100000 are enough"):
            ag.run(BASELINE, members=100000, progress=stop)
        self.assertSameBits(ag.run(BASELINE, members=3), ag.run(BASELINE, members=3))


if __name__ == "__main__":
    unittest.main()
