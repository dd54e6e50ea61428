"""`update`: a copy of the study with the new rows, how the forecasts of them did, or nothing at all."""

import json
import unittest

from program import InAFolder

HEADER = "measure,city,year,value,unit,source\n"
ROWS = "lq_count,alba,2016,1.8,1,mine\nlq_revenue,brea,2016,0.6,1,mine\n"


class Update(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        self.new(ROWS)

    def new(self, rows, name="new.csv"):
        (self.folder / name).write_text(HEADER + rows, encoding="utf-8")

    def words(self, *more):
        return ["update", "study/study.toml", "--with", "new.csv", "-o", "next", *more]

    def calibrate(self):
        (self.folder / "study/calibrate.toml").write_text(
            'format = 1\nexperiment = "calibrate"\nscenario = "baseline.toml"\nmembers = 40\nseed = 5\n'
            '[free]\nparameters = ["exit_rate"]\ncities = ["amenity"]\n[method]\nkind = "es-mda"\nsteps = 2\n')
        self.agglomera("calibrate", "study/calibrate.toml", "-o", "study/posterior.h5", "-q")

    def test_copies_the_study_with_the_rows_and_one_more_year(self):
        self.agglomera(*self.words())
        made = {path.relative_to(self.folder / "next"): path.read_text(encoding="utf-8")
                for path in (self.folder / "next").rglob("*") if path.is_file()}
        was = {path.relative_to(self.folder / "study"): path.read_text(encoding="utf-8")
               for path in (self.folder / "study").rglob("*") if path.is_file()}
        self.assertEqual(made.keys(), was.keys())
        changed = sorted(path.as_posix() for path in was if was[path] != made[path])
        self.assertEqual(changed, ["observed/observed.csv", "study.toml"])
        self.assertIn("years  = { first = 2010, last = 2016 }",
                      (self.folder / "next/study.toml").read_text())
        self.assertTrue((self.folder / "next/observed/observed.csv").read_text().endswith(ROWS))
        self.agglomera("validate", "next/study.toml", "next/baseline.toml")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["new.csv", "next", "study"])

    def test_says_how_the_forecasts_did_as_one_json_document(self):
        out, err = self.agglomera(*self.words("--format", "json", "--seed", "3"))
        document = json.loads(out)
        self.assertIn("no posterior.h5 beside study/study.toml: only the data moved on", err)
        self.assertIsNone(document["posterior"])
        self.assertEqual(document["years"], {"first": 2010, "last_before": 2015, "last": 2016})
        rows = document["observations"]
        self.assertEqual([(row["measure"], row["city"], row["year"], row["observed"]) for row in rows],
                         [("lq_count", "alba", 2016, 1.8), ("lq_revenue", "brea", 2016, 0.6)])
        for row in rows:
            self.assertLess(row["q05"], row["q95"])
            self.assertEqual(row["inside"], row["q05"] <= row["observed"] <= row["q95"])
        self.assertEqual(document["scores"]["lq_count"]["n"], 1)

    def test_moves_a_posterior_on_that_runs_of_the_new_study_take(self):
        self.calibrate()
        out, _ = self.agglomera(*self.words())
        self.assertIn("The posterior learned from 2 of them", out)
        text = (self.folder / "next/baseline.toml").read_text()
        (self.folder / "next/baseline.toml").write_text('posterior = "posterior.h5"\n' + text)
        _, err = self.agglomera("run", "next/baseline.toml", "-o", "run.h5", "--members", "20")
        self.assertIn("parameters from 40 draws of next/posterior.h5", err)

    def test_gives_the_same_bytes_for_any_number_of_threads(self):
        self.calibrate()
        one, _ = self.agglomera(*self.words("--threads", "1"))
        first = self.bytes_of("next/posterior.h5")
        (self.folder / "next").rename(self.folder / "earlier")
        two, _ = self.agglomera(*self.words("--threads", "2"))
        self.assertEqual(one, two)
        self.assertEqual(first, self.bytes_of("next/posterior.h5"))

    def test_refuses_what_is_wrong_and_leaves_nothing(self):
        self.refuses(["update", "no.toml", "--with", "new.csv", "-o", "next"], "no.toml: no such file")
        self.refuses(["update", "study/study.toml", "--with", "no.csv", "-o", "next"],
                     "no.csv: no such file")
        self.new("lq_count,albas,2016,1.8,1,mine\n")
        self.refuses(self.words(), 'new.csv:2:10: unknown city "albas" (not in study/cities.csv) '
                                   'did you mean "alba"?')
        self.new("lq_count,alba,2015,1.8,1,mine\n")
        self.refuses(self.words(), "new.csv:2:1: lq_count of alba in 2015 is there already "
                                   "(study/observed/observed.csv:7) leave the row out, or change it there")
        self.new("lq_count,alba,2018,1.8,1,mine\n")
        self.refuses(self.words(), "new.csv:2:1: 2018 is not the next year (the study ends in 2015, and no "
                                   "row is of 2016) add what was observed in 2016 first")
        self.new("")
        self.refuses(self.words(), "new.csv: holds no row (there is nothing to add)")

    def test_refuses_a_folder_with_something_in_it_or_inside_the_study(self):
        (self.folder / "next").mkdir()
        (self.folder / "next/notes.txt").write_text("mine")
        self.refuses(self.words(), "next: is there already and not an empty folder name a new folder or an empty one")
        self.refuses(["update", "study/study.toml", "--with", "new.csv", "-o", "study/next"],
                     "study/next: lies in the folder of the study (a copy of it can't hold itself) "
                     "choose another name")

    def test_refuses_the_posterior_of_another_study(self):
        self.calibrate()
        with open(self.folder / "study/totals.csv", "a", encoding="utf-8") as file:
            file.write("\n")
        self.refuses(self.words(), "study/posterior.h5: was made with another study (differing: totals.csv) "
                                   "calibrate again, or move it out of the folder")


if __name__ == "__main__":
    unittest.main()
