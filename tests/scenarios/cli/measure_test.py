"""agglomera measure: LQs and indices of a table the user already has."""

import csv
import json
import time
import unittest

from measured_tables import SQUARE, TABLE, Measures
from program import SOURCE, long_work


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
        marked = {(row.get("region"), row.get("industry"), row["year"]) for row in document["indices"]
                  if row.get("incomplete") and row["index"] == "gini"}
        self.assertEqual(marked, {("Cy", None, 2010), (None, "games", 2010), ("Cy", None, 2011), (None, "games", 2011)})
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


class TheOrderOfRows(Measures):
    def test_changes_nothing_to_the_last_digit(self):
        self.table("region,lat,lon\nDee,1,1\nCy,1,0\nAda,0,0\nBo,0,1\n", "c.csv")
        words = ["--coordinates", "c.csv", "--nearest", 2, "--permutations", 99]
        head, *rows = TABLE.replace("100", "100.1").replace(",35", ",35.7").splitlines(True)
        documents = [self.measured(*words, text=head + "".join(order))
                     for order in (rows, rows[::-1], rows[1::2] + rows[::2])]
        self.assertEqual(documents[1], documents[0])
        self.assertEqual(documents[2], documents[0])
        head, *rows = TABLE.splitlines(True)
        documents = [self.measured("--counts", "--bootstrap", 50, text=head + "".join(order))
                     for order in (rows, rows[::-1])]
        self.assertEqual(documents[1], documents[0])

    def test_and_other_industries_leave_a_p_value_alone(self):
        self.table(SQUARE, "c.csv")
        words = ["--coordinates", "c.csv", "--nearest", 2, "--indices", "moran_i"]
        both = self.measured(*words, text=TABLE)["indices"]
        cars = self.measured(*words, text="".join(row for row in TABLE.splitlines(True) if "games" not in row))
        self.assertEqual(cars["indices"], [row for row in both if row["industry"] == "cars"])


class Neighbours(Measures):
    def test_by_distance_are_the_same_with_a_total_that_is_nowhere(self):
        self.table(SQUARE.replace("Bo,0,1", "Bo,0,1.5"), "c.csv")
        words = ["--coordinates", "c.csv", "--nearest", 1, "--indices", "moran_i,local_moran,getis_ord_g"]
        cars = "".join(row for row in TABLE.splitlines(True) if "games" not in row)
        with_total = cars + "World,cars,2010,130\nWorld,cars,2011,125\n"
        self.assertEqual(self.measured(*words, "--total-region", "World", text=with_total)["indices"],
                         self.measured(*words, text=cars)["indices"])

    def test_that_lack_or_are_listed_one_way_are_told_of(self):
        self.table("region,neighbour\nAda,Bo\nBo,Ada\nAda,Cy\n", "n.csv")
        notes = self.measured("--neighbours", "n.csv", text=TABLE)["notes"]
        self.assertIn("2 regions have no neighbour: Cy, Dee; counted as regions, without a neighbours' mean and a local "
                      "index", notes)
        self.assertIn("1 pair of neighbours is listed in one direction only: used as listed, so that weights are not "
                      "symmetric", notes)

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


class AFolder(Measures):
    def test_holds_tidy_tables_with_the_same_numbers_as_the_document(self):
        self.table(SQUARE, "c.csv")
        words = ["--coordinates", "c.csv", "--nearest", 2]
        document = self.measured(*words, text=TABLE)
        out, err = self.agglomera("measure", "t.csv", *words, "-o", "out")
        self.assertEqual(err, "wrote out\n")
        tables = {name: list(csv.DictReader((self.folder / "out" / f"{name}.csv").read_text("utf-8").splitlines()))
                  for name in ("lq", "indices", "transitions")}
        for name, rows in tables.items():
            self.assertIn(f"{name}.csv", out)
            self.assertTrue(rows)
        self.assertEqual([float(row["lq"]) if row["lq"] else None for row in tables["lq"]],
                         [row["lq"] for row in document["lq"]])
        self.assertEqual([row["why"] for row in tables["lq"]], [row.get("why", "") for row in document["lq"]])
        indices = [row for row in document["indices"] if "from" not in row]
        self.assertEqual([(row["index"], row["region"], row["industry"], float(row["value"] or "nan"), row["convention"])
                          for row in tables["indices"] if row["value"]],
                         [(row["index"], row.get("region", ""), row.get("industry", ""), row["value"],
                           row["convention"]) for row in indices if row["value"] is not None])
        self.assertEqual(len(tables["indices"]), len(indices))
        self.assertEqual(len(tables["transitions"]), len(document["transitions"]))
        readme = (self.folder / "out/README.txt").read_text(encoding="utf-8")
        for note in document["notes"]:
            self.assertIn(note, readme)

    def test_is_told_of_in_the_document_and_never_written_over(self):
        self.table(TABLE)
        out, _ = self.agglomera("measure", "t.csv", "-o", "out", "--format", "json")
        document = json.loads(out)
        self.assertEqual((document["output"], [file["file"] for file in document["files"]]),
                         ("out", ["lq.csv", "indices.csv"]))
        self.refuses(["measure", "t.csv", "-o", "out"],
                     "out: is there already and not an empty folder name a new folder or an empty one")
        self.table(TABLE.replace("100", "-1"))
        self.refuses(["measure", "t.csv", "-o", "new"],
                     't.csv:2:15: the value is "-1" (amounts of activity are never negative) leave the cell empty '
                     "when nothing is known")
        self.assertFalse((self.folder / "new").exists())


class TheReadme(Measures):
    def test_shows_what_comes_out_of_its_table(self):
        section = (SOURCE / "README.md").read_text(encoding="utf-8").split("## A table you already have")[1]
        table, shown = section.split("```\n")[1], section.split("```\n")[3]
        command, _, output = shown.partition("\n")
        self.table(table, "jobs.csv")
        self.assertEqual(command.split()[:3], ["$", "build/agglomera", "measure"])
        out, _ = self.agglomera(*command.split()[2:])
        self.assertEqual(output.strip(), out.strip())


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
