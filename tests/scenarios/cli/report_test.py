"""`agglomera report`: one page of any results; what it refuses, and what it says is missing."""

import json
import os
import re
import subprocess
import unittest

import h5py
import numpy as np

from experiments import add_experiments
from program import PROGRAM, InAFolder

RUN = ["run", "study/baseline.toml", "--members", "5", "-q", "-o"]


class Report(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()

    def content(self, *files, lang="en", out="report.html"):
        """What the page holds, as data."""
        self.agglomera("report", *files, "-o", out, "--lang", lang)
        page = (self.folder / out).read_text(encoding="utf-8")
        return json.loads(re.search(r'<script type="application/json" id="content">(.*?)</script>', page)[1])

    def changed(self, name, change):
        """A copy of run.h5 that another tool changed."""
        (self.folder / name).write_bytes(self.bytes_of("run.h5"))
        with h5py.File(self.folder / name, "r+") as file:
            change(file)
        return name

    def sections(self, content):
        return {section["id"]: section for section in content["sections"]}

    def charts(self, content):
        return content["headline"]["charts"] + [chart for section in content["sections"]
                                                for chart in section["charts"]]


class OfARun(Report):
    def setUp(self):
        super().setUp()
        self.agglomera(*RUN, "run.h5")

    def test_is_one_page_that_opens_with_a_question_and_an_answer(self):
        out, err = self.agglomera("report", "run.h5", "-o", "report.html")
        self.assertEqual((out, err), ("", "wrote report.html\n"))
        page = (self.folder / "report.html").read_text(encoding="utf-8")
        self.assertTrue(page.startswith("<!DOCTYPE html>\n<html lang=\"en\">"))
        self.assertTrue(page.endswith("</html>\n"))
        content = self.content("run.h5")
        for language in ("en", "zh"):
            self.assertTrue(content["headline"]["question"][language])
            self.assertTrue(content["headline"]["answer"][language])

    def test_has_the_same_bytes_each_time_and_holds_both_languages(self):
        self.agglomera("report", "run.h5", "-o", "a.html")
        self.agglomera("report", "run.h5", "-o", "b.html")
        self.assertEqual(self.bytes_of("a.html"), self.bytes_of("b.html"))
        english, chinese = self.content("run.h5"), self.content("run.h5", lang="zh")
        self.assertEqual((english.pop("language"), chinese.pop("language")), ("en", "zh"))
        self.assertEqual(english, chinese)

    def test_draws_the_quantiles_of_the_members(self):
        content = self.content("run.h5")
        charts = {chart["id"]: chart for chart in self.charts(content)}
        columns = {column["name"]: column for column in charts["trajectories-lq-count"]["table"]["columns"]}
        with h5py.File(self.folder / "run.h5") as file:
            names = list(file["series/city_name"].asstr()[()])
            years = list(file["series/year"][()])
            values = file["series/lq_count"][0]
        texts = [columns["city"]["texts"][i]["en"] for i in columns["city"]["of"]]
        for row, (city, year) in enumerate(zip(texts, columns["year"]["values"])):
            members = values[:, names.index(city), years.index(year)]
            for name, share in (("q05", 0.05), ("q50", 0.5), ("q95", 0.95)):
                self.assertAlmostEqual(columns[name]["values"][row], np.quantile(members, share),
                                       delta=1e-4 * max(1.0, members.max()))

    def test_draws_nothing_from_nothing_but_says_so(self):
        def lose_members(file):
            for name in ("lq_count", "lq_revenue", "revenue"):
                file["series"][name][...] = np.nan
            file["series/firms"][...] = 0
        content = self.content(self.changed("nan.h5", lose_members))
        self.assertNotIn("trajectories-lq-count", [chart["id"] for chart in self.charts(content)])
        warnings = self.sections(content)["trajectories"]["warnings"]
        self.assertTrue(any("no city with an observation was simulated" in warning["en"] for warning in warnings), warnings)

    def test_leaves_out_members_that_failed_and_says_how_many(self):
        def lose_two(file):
            for name in ("lq_count", "lq_revenue", "revenue"):
                file["series"][name][0, :2] = np.nan
        content = self.content(self.changed("three.h5", lose_two))
        said = json.dumps(content["sections"], ensure_ascii=False)
        self.assertIn("2 of 5 members", said)

    def test_says_which_group_is_missing(self):
        content = self.content(self.changed("blind.h5", lambda file: file.__delitem__("observed")))
        self.assertIn("This file holds no observations to compare with.",
                      [warning["en"] for warning in self.sections(content)["trajectories"]["warnings"]])

    def test_keeps_markup_in_a_name_a_name(self):
        evil = "</script><img src=x onerror=alert(1)>"
        def rename(file):
            names = file["series/city_name"]
            names[0] = evil
        name = self.changed("evil.h5", rename)
        content = self.content(name)
        page = (self.folder / "report.html").read_text(encoding="utf-8")
        self.assertFalse("<img src=x" in page, "markup of a name stands in the page")
        self.assertIn(evil, json.dumps(content, ensure_ascii=False))

    def test_names_sections_of_two_files_apart(self):
        content = self.content("run.h5", "run.h5")
        ids = [section["id"] for section in content["sections"]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertIn("trajectories-2", ids)
        charts = [chart["id"] for chart in self.charts(content)]
        self.assertEqual(len(charts), len(set(charts)))

    def test_refuses_what_is_no_result_all_at_once(self):
        (self.folder / "text.h5").write_text("no")
        (self.folder / "short.h5").write_bytes(self.bytes_of("run.h5")[:3000])
        self.changed("other.h5", lambda file: file.attrs.__setitem__("filetype", "dance"))
        self.changed("old.h5", lambda file: file.attrs.__setitem__("format_version", [0, 9]))
        self.changed("bare.h5", lambda file: file["series"].__delitem__("lq_count"))
        files = ["run.h5", "none.h5", "text.h5", "short.h5", "other.h5", "old.h5", "bare.h5"]
        _, err = self.agglomera("report", *files, "-o", "report.html", code=2)
        lines = err.splitlines()
        self.assertEqual(len(lines), 6, err)
        self.assertEqual(lines[0], "none.h5: can't be read (no such file)")
        self.assertEqual(lines[1], "text.h5: is no HDF5 file")
        self.assertTrue(lines[2].startswith("short.h5: is damaged"), lines[2])
        self.assertEqual(lines[3], 'other.h5: is of an unknown kind ("dance")')
        self.assertTrue(lines[4].startswith("old.h5: can't be read (its format 0.9 is older"), lines[4])
        self.assertTrue(lines[5].startswith("bare.h5: is incomplete or was changed ("), lines[5])
        self.assertFalse((self.folder / "report.html").exists())

    def test_refuses_what_is_no_file(self):
        os.mkfifo(self.folder / "pipe.h5")
        self.refuses(["report", "pipe.h5", "-o", "report.html"],
                     "pipe.h5: can't be read (is a device or a pipe, no file)")

    def test_needs_no_stderr(self):
        ended = subprocess.run(f"{PROGRAM} report run.h5 -o report.html 2>&-; echo $?", shell=True,
                               cwd=self.folder, capture_output=True, text=True, timeout=120)
        self.assertEqual(ended.stdout, "0\n")
        self.assertTrue((self.folder / "report.html").exists())

    def test_tells_what_it_wrote_as_json(self):
        out, err = self.agglomera("report", "run.h5", "-o", "report.html", "--format", "json", "-q")
        told = json.loads(out)
        self.assertEqual(err, "")
        self.assertEqual(told["bytes"], len(self.bytes_of("report.html")))
        self.assertIn("trajectories", [section["section"] for section in told["sections"]])

    def test_never_replaces_what_it_reads(self):
        self.refuses(["report", "run.h5", "-o", "run.h5"],
                     "run.h5: is an input of this command (its result would replace it) write to "
                     "another file")

    def test_needs_a_file_a_place_and_a_known_language(self):
        self.refuses(["report", "-o", "report.html"],
                     "agglomera: FILE is required (agglomera report --help says what is possible)")
        self.refuses(["report", "run.h5"],
                     "agglomera: --output is required (agglomera report --help says what is possible)")
        self.refuses(["report", "run.h5", "-o", "r.html", "--lang", "fr"],
                     "agglomera: --lang: fr not in {en,zh} (agglomera report --help says what is possible)")


class OfEveryKind(Report):
    def test_has_a_question_an_answer_and_a_chart(self):
        add_experiments(self.folder / "study")
        self.agglomera(*RUN, "run.h5")
        self.agglomera("explain", "study/baseline.toml", "--members", "4", "-q", "-o", "explain.h5")
        self.agglomera("policy", "study/policies/radiation.toml", "--members", "6", "-q", "-o", "policy.h5")
        self.agglomera("calibrate", "study/experiments/calibrate.toml", "-q", "-o", "posterior.h5")
        self.agglomera("backtest", "study/experiments/backtest.toml", "-q", "-o", "backtest.h5")
        for kind in ("sobol", "morris"):
            self.agglomera("sensitivity", f"study/experiments/{kind}.toml", "-q", "-o", f"{kind}.h5")
        for kind in ("sweep", "clusters"):
            self.agglomera("sweep", f"study/experiments/{kind}.toml", "-q", "-o", f"{kind}.h5")
        for kind in ("run", "explain", "policy", "posterior", "backtest", "sobol", "morris", "sweep", "clusters"):
            with self.subTest(kind):
                content = self.content(f"{kind}.h5")
                headline = content["headline"]
                self.assertEqual(len(headline["charts"]), 1)
                for language in ("en", "zh"):
                    self.assertTrue(headline["question"][language].strip())
                    self.assertTrue(headline["answer"][language].strip())
                self.assertIn("foundations", self.sections(content))
                for chart in self.charts(content):
                    self.assertTrue(chart["title"]["zh"] and chart["says"]["en"], chart["id"])
                    columns = chart["table"]["columns"]
                    rows = {len(column.get("values", column.get("of"))) for column in columns}
                    self.assertEqual(len(rows), 1, chart["id"])
                    self.assertGreater(rows.pop(), 0, chart["id"])
        everything = self.content("policy.h5", "run.h5", "explain.h5", "posterior.h5", "backtest.h5")
        self.assertEqual(everything["sources"],
                         ["policy.h5", "run.h5", "explain.h5", "posterior.h5", "backtest.h5"])


if __name__ == "__main__":
    unittest.main()
