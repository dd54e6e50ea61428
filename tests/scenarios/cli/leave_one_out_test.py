"""`calibrate --leave-one-out`: every city predicted without its own observations, beside the fit."""

import json
import unittest

import h5py

from program import InAFolder


class LeaveOneOut(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        (self.folder / "calibrate.toml").write_text(
            'format = 1\nexperiment = "calibrate"\nscenario = "study/baseline.toml"\nmembers = 40\nseed = 5\n'
            '[free]\nparameters = ["exit_rate"]\ncities = ["amenity"]\n[method]\nkind = "es-mda"\nsteps = 2\n')

    def calibrate(self, *more):
        return self.agglomera("calibrate", "calibrate.toml", "-o", "p.h5", "--leave-one-out", *more)

    def test_stands_in_the_table_in_json_and_in_the_file(self):
        out, _ = self.calibrate("--format", "json", "-q")
        rows = json.loads(out)["left_out"]
        self.assertEqual([(row["city"], row["measure"], row["n"]) for row in rows],
                         [(city, measure, 5) for city in ("alba", "brea", "cora")
                          for measure in ("lq_count", "lq_revenue")])
        with h5py.File(self.folder / "p.h5") as file:
            group = file["left_out"]
            cities = list(group["city"].asstr()[()])
            measures = list(group["measure"].asstr()[()])
            for row in rows:
                at = measures.index(row["measure"]), cities.index(row["city"])
                self.assertEqual(group["crps"][at], row["crps"])
                self.assertEqual(group["in_sample_log_mae"][at], row["in_sample"]["log_mae"])
        out, _ = self.calibrate("-q")
        self.assertIn("Each city predicted by a fit without its observations after the first year", out)

    def test_leaves_the_fit_itself_as_it_was(self):
        with_it, _ = self.calibrate("--format", "json", "-q")
        without, _ = self.agglomera("calibrate", "calibrate.toml", "-o", "p.h5", "--format", "json", "-q")
        document = json.loads(with_it)
        del document["left_out"]
        self.assertEqual(document, json.loads(without))

    def test_gives_the_same_bytes_for_any_number_of_threads(self):
        self.calibrate("--threads", "1")
        first = self.bytes_of("p.h5")
        self.calibrate("--threads", "3")
        self.assertEqual(first, self.bytes_of("p.h5"))

    def test_refuses_other_methods_before_any_work(self):
        self.change("calibrate.toml", '"es-mda"\nsteps = 2', '"abc-smc"')
        self.refuses(["calibrate", "calibrate.toml", "-o", "p.h5", "--leave-one-out", "-q"],
                     '--leave-one-out: needs the method "es-mda" (others fit no numbers of cities)')


if __name__ == "__main__":
    unittest.main()
