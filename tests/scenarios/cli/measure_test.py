"""agglomera measure: LQs and indices of a table the user already has."""

import json
import time
import unittest

from program import SOURCE, InAFolder, long_work

TABLE = """region,industry,year,value
Ada,cars,2010,100
Ada,games,2010,0
Bo,cars,2010,20
Bo,games,2010,30
Cy,cars,2010,10
Cy,games,2010,(D)
Dee,cars,2010,0
Dee,games,2010,0
Ada,cars,2011,90
Ada,games,2011,5
Bo,cars,2011,20
Bo,games,2011,35
Cy,cars,2011,15
Cy,games,2011,NA
"""
SQUARE = "region,lat,lon\nAda,0,0\nBo,0,1\nCy,1,0\nDee,1,1\n"


class Measures(InAFolder):
    def table(self, text, name="t.csv", encoding="utf-8"):
        (self.folder / name).write_bytes(text.encode(encoding))

    def measured(self, *words, text=None):
        if text is not None:
            self.table(text)
        out, err = self.agglomera("measure", "t.csv", *words, "--format", "json")
        self.assertEqual(err, "")
        return json.loads(out)

    def says(self, text, *messages, words=(), encoding="utf-8"):
        self.table(text, encoding=encoding)
        self.refuses(["measure", "t.csv", *words], "\n".join(messages))

    def values(self, document, index):
        return {(row.get("region"), row.get("industry"), row["year"]): row["value"]
                for row in document["indices"] if row["index"] == index}

    def lqs(self, document):
        return {(row["region"], row["industry"], row["year"]): row["lq"] for row in document["lq"]}


class ATable(Measures):
    def test_has_the_lqs_of_a_case_by_hand(self):
        lqs = self.lqs(self.measured(text=TABLE))
        self.assertAlmostEqual(lqs["Ada", "cars", 2010], (100 / 130) / (100 / 160))
        self.assertAlmostEqual(lqs["Bo", "games", 2010], (30 / 30) / (50 / 160))
        self.assertEqual(lqs["Ada", "games", 2010], 0)

    def test_tells_missing_suppressed_and_undefined_from_zero(self):
        document = self.measured(text=TABLE)
        rows = {(row["region"], row["industry"], row["year"]): row for row in document["lq"]}
        for key, why in {("Cy", "games", 2010): "suppressed", ("Cy", "games", 2011): "missing",
                         ("Dee", "cars", 2010): "undefined"}.items():
            self.assertEqual((rows[key]["lq"], rows[key]["why"]), (None, why))
        self.assertTrue(rows["Cy", "cars", 2010]["incomplete"])
        self.assertNotIn("incomplete", rows["Ada", "cars", 2010])
        counts = {key: document["table"][key] for key in ("numbers", "zeros", "missing", "suppressed", "absent")}
        self.assertEqual(counts, {"numbers": 12, "zeros": 3, "missing": 1, "suppressed": 1, "absent": 0})

    def test_has_a_convention_beside_each_value(self):
        self.table(SQUARE, "c.csv")
        document = self.measured("--coordinates", "c.csv", "--nearest", "2", text=TABLE)
        names = {row["index"] for row in document["indices"] + document["transitions"]}
        for name in ("gini", "gini_lq", "hhi", "krugman", "theil_t", "theil_l", "moran_i", "geary_c", "getis_ord_g",
                     "local_moran", "getis_ord_gi_star", "spatial_markov", "lisa_markov", "rank_size_slope",
                     "rank_persistence", "coagglomeration", "hoover", "entropy"):
            self.assertIn(name, names)
        for row in document["indices"]:
            self.assertTrue(row["convention"])
            self.assertTrue("region" in row or "industry" in row)
        self.assertEqual({"region", "industry"}, {key for row in document["indices"] if row["index"] == "gini_lq"
                                                  for key in row if key in ("region", "industry")})

    def test_is_the_same_long_and_wide(self):
        years = "region,industry,2010,2011\nA,c,1,2\nA,d,1,1\nB,c,3,\nB,d,7,8\n"
        industries = "region,year,c,d\nA,2010,1,1\nA,2011,2,1\nB,2010,3,7\nB,2011,NA,8\n"
        rows = [("A", "c", 2010, 1), ("A", "c", 2011, 2), ("A", "d", 2010, 1), ("A", "d", 2011, 1), ("B", "c", 2010, 3),
                ("B", "c", 2011, ""), ("B", "d", 2010, 7), ("B", "d", 2011, 8)]
        long = "region,industry,year,value\n" + "".join(f"{r},{i},{y},{v}\n" for r, i, y, v in rows)
        documents = [self.measured(text=long), self.measured("--wide", text=years),
                     self.measured("--wide", text=industries)]
        for document in documents[1:]:
            self.assertEqual(self.lqs(document), self.lqs(documents[0]))
            self.assertEqual(self.values(document, "krugman"), self.values(documents[0], "krugman"))

    def test_takes_columns_by_other_names_and_passes_others_over(self):
        words = ["--region", "city", "--industry", "sector", "--year", "none", "--value", "jobs"]
        document = self.measured(*words, text="note,jobs,sector,city\n,4,x,A\n,1,y,A\n,5,y,B\n")
        self.assertAlmostEqual(self.lqs(document)["A", "x", None], (4 / 4) / (5 / 10))

    def test_counts_what_has_no_row_as_the_user_says(self):
        text = "region,industry,year,value\nA,x,2010,5\nB,x,2010,5\nB,y,2010,10\n"
        self.assertEqual(self.values(self.measured(text=text), "gini")[None, "y", 2010], 0)
        zero = self.measured("--absent", "zero")
        self.assertEqual(self.values(zero, "gini")[None, "y", 2010], 0.5)
        self.assertAlmostEqual(self.values(zero, "krugman")["A", None, 2010], 1)  # (1, 0) against (½, ½)

    def test_uses_rows_of_totals_as_totals(self):
        text = ("region,industry,year,value\nA,x,2010,5\nA,all,2010,50\nB,x,2010,(D)\nB,all,2010,50\n"
                "US,x,2010,20\nUS,all,2010,1000\n")
        lqs = self.lqs(self.measured("--total-region", "US", "--total-industry", "all", text=text))
        self.assertEqual(lqs, {("A", "x", 2010): 5, ("B", "x", 2010): None})

    def test_follows_the_convention_that_is_asked_for(self):
        lists = {row["id"]: row for row in json.loads((SOURCE / "tests/known_answers/indices.json").read_text())}
        amounts = lists["econgeo_lq"]["input"]
        text = "region,industry,year,value\n" + "".join(
            f"r{r},i{i},2010,{value}\n" for r, row in enumerate(amounts) for i, value in enumerate(row))
        lqs = self.lqs(self.measured("--convention", "econgeo", text=text))
        for r, row in enumerate(lists["econgeo_lq"]["expected"]):
            for i, expected in enumerate(row):
                self.assertAlmostEqual(lqs[f"r{r}", f"i{i}", 2010], expected)
        undefined = TABLE.replace("(D)", "1")
        self.assertEqual(self.lqs(self.measured("--convention", "econgeo", text=undefined))["Dee", "cars", 2010], 0)
        self.assertIsNone(self.lqs(self.measured("--convention", "reat"))["Dee", "cars", 2010])
        hoover = self.values(self.measured("--convention", "hoover=econgeo"), "hoover")["Bo", None, 2011]
        self.assertEqual(hoover, round(100 * self.values(self.measured(), "hoover")["Bo", None, 2011]))
        self.assertEqual({row["index"] for row in self.measured("--indices", "hhi,theil")["indices"]}, {"hhi", "theil_t"})

    def test_gives_intervals_to_counts_and_takes_firms_for_plants(self):
        document = self.measured("--counts", "--bootstrap", 400, text=TABLE)
        row = document["lq"][1]
        self.assertTrue(row["low"] < row["lq"] < row["high"])
        self.assertEqual(self.measured("--counts", "--bootstrap", 400), document)
        self.assertTrue(self.values(document, "ellison_glaeser"))

    def test_is_shown_as_text_with_what_was_done_about_odd_cells(self):
        self.table(TABLE)
        out, _ = self.agglomera("measure", "t.csv")
        for words in ("without any activity in 2010: Dee; LQs there are 0/0 and so missing", "suppressed",
                      "krugman: sum |s - r| against all regions or all industries, not halved, 0 to 2"):
            self.assertIn(words, out)


class OddTables(Measures):
    def test_say_what_is_wrong_with_line_and_column(self):
        self.says('region,industry,year,value\nA,x,2010,1\nA,y,2010\nB,x,2010,1,234\nB,y,FY2010,3\n'
                  'B,z,2010,"1,234"\nC,x,2010,-4\nC,y,2010,inf\nA,x,2010,5\nC,w,2010,lots\n,x,2010,2\n',
                  "t.csv:3:1: 3 cells (the header has 4)",
                  "t.csv:4:1: 5 cells (the header has 4) write numbers with a decimal point and without separators of "
                  "thousands, and put a name with a comma into quotes",
                  't.csv:5:5: "year" is "FY2010", no year (a whole number from 1 to 9999 is expected) write 2009 and '
                  "nothing else",
                  't.csv:6:10: the value is "1,234", no number say --decimal comma if it is 1.234, or --thousands comma if it is '
                  "1234",
                  't.csv:7:10: the value is "-4" (amounts of activity are never negative) leave the cell empty when '
                  "nothing is known",
                  't.csv:8:10: the value is "inf" (a finite number is expected) leave the cell empty when nothing is '
                  "known",
                  't.csv:9:1: "x" in "A" in 2010 stands twice (first in line 2)',
                  't.csv:10:10: the value is "lots", no number name a mark with --suppressed, --missing or --zero',
                  't.csv:11:1: "region" is empty (a name is expected)')
        self.says("region,industry,year,value\nMünchen,x,2010,1\n",
                  "t.csv:2:2: byte 0xFC is not UTF-8 (the file is in another encoding, such as GBK or Latin-1) save "
                  "it as UTF-8, or say --encoding latin-1", encoding="latin-1")
        self.says("region,industrie,year,value\nA,x,2010,1\n",
                  't.csv:1:1: column "industry" is missing (known: region, industrie, year, value) did you mean '
                  "--industry industrie?")
        self.says("region,industry,year,value\n", "t.csv: holds a header and no rows")
        self.says("region,industry,year,value\nA,x,2010,1.5\n",
                  't.csv:2:10: the value is "1.5" (--counts takes whole numbers)', words=["--counts"])
        self.says(TABLE, "--indices: moran_i can't be said without --coordinates or --neighbours",
                  words=["--indices", "moran_i"])

    def test_are_read_with_a_byte_order_mark_windows_lines_and_latin_1(self):
        lqs = self.lqs(self.measured(text="\ufeff" + TABLE.replace("\n", "\r\n")))
        self.assertEqual(lqs, self.lqs(self.measured(text=TABLE)))
        self.table(TABLE.replace("Ada", "München"), encoding="latin-1")
        self.assertIn(("München", "cars", 2010), self.lqs(self.measured("--encoding", "latin-1")))

    def test_are_measured_as_far_as_can_be_and_say_so(self):
        zeros = self.measured(text="region,industry,year,value\nA,x,2010,0\nB,x,2010,0\n")
        self.assertEqual(set(self.lqs(zeros).values()), {None})
        self.assertIn("all is zero or missing in 2010: every LQ of it is missing", zeros["notes"])
        one = self.measured(text="region,industry,year,value\nA,x,2010,4\nA,y,2010,5\n")
        self.assertEqual(set(self.lqs(one).values()), {1})
        self.assertIn("a single region in 2010: its LQs are 1, and indices over regions say nothing", one["notes"])


class Neighbours(Measures):
    def test_as_listed_and_by_distance_give_the_same(self):
        self.table(SQUARE, "c.csv")
        edges = [("Ada", "Bo"), ("Ada", "Cy"), ("Bo", "Dee"), ("Cy", "Dee")]
        self.table("region,neighbour\n" + "".join(f"{a},{b}\n{b},{a}\n" for a, b in edges), "n.csv")
        listed = self.measured("--neighbours", "n.csv", text=TABLE)
        band = self.measured("--coordinates", "c.csv", "--band", 112)
        self.assertEqual(listed["indices"], band["indices"])
        cars = self.values(band, "moran_i")[None, "cars", 2010]
        z = {"Ada": 67.5, "Bo": -12.5, "Cy": -22.5, "Dee": -32.5}
        lag = {"Ada": z["Bo"] + z["Cy"], "Bo": z["Ada"] + z["Dee"], "Cy": z["Ada"] + z["Dee"], "Dee": z["Bo"] + z["Cy"]}
        self.assertAlmostEqual(cars, sum(z[r] * lag[r] / 2 for r in z) / sum(v * v for v in z.values()))

    def test_that_are_unknown_or_lacking_are_told(self):
        self.table(TABLE)
        self.table("region,neighbour\nAda,Boo\nBo,Bo\n", "n.csv")
        self.refuses(["measure", "t.csv", "--neighbours", "n.csv"],
                     'n.csv:2:5: "Boo" is no region of t.csv did you mean "Bo"?\nn.csv:3:4: "Bo" is its own neighbour')
        self.table("region,lat,lon\nAda,0,0\nBo,0,1\nCy,1,0\n", "c.csv")
        self.refuses(["measure", "t.csv", "--coordinates", "c.csv"], 'c.csv: has no row for "Dee" of t.csv')


class LargeTables(Measures):
    @long_work
    def test_are_streamed_and_the_time_is_shown(self):
        with open(self.folder / "t.csv", "w", encoding="utf-8") as file:
            file.write("region,industry,year,value\n")
            for row in range(1_000_000):
                file.write(f"region-{row % 1000},industry-{row // 1000 % 50},{2000 + row // 50000},{row * 7919 % 10007}\n")
        start = time.monotonic()
        out, _ = self.agglomera("measure", "t.csv")
        print(f"\nmeasure, 10^6 rows: {time.monotonic() - start:.2f} s")
        self.assertIn("1000 regions, 50 industries, 2000 to 2019\n1000000 numbers", out)


if __name__ == "__main__":
    unittest.main()
