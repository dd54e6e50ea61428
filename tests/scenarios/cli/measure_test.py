"""agglomera measure: LQs and indices of a table the user already has."""

import csv
import json
import math
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


class KnownAnswers(Measures):
    """Every published answer, from a table on the command line; those of no index of measure are named."""

    elsewhere = {"radiation_rowsum": "tests/models/radiation_test.cpp",
                 "esda_moran_var_3x3": "tests/output/measures/spatial_association_test.cpp"}

    def long(self, cells):
        return "region,industry,year,value\n" + "".join(f"{r},{i},2010,{v}\n" for (r, i), v in cells.items())

    def shares(self, amounts, totals):
        """Industry x of the regions, and the rest of their totals."""
        cells = {}
        for r, (amount, total) in enumerate(zip(amounts, totals)):
            cells[f"r{r}", "x"], cells[f"r{r}", "rest"] = amount, total - amount
        return self.long(cells)

    def of_x(self, text, *indices, words=()):
        document = self.measured("--indices", ",".join(indices), *words, text=text)
        return [self.values(document, index)[None, "x", 2010] for index in indices]

    def alone(self, amounts):
        return self.long({(f"r{r}", "x"): amount for r, amount in enumerate(amounts)})

    def reat_locq(self, n):
        j, i = n["e_j"] - n["e_ij"], n["e_i"] - n["e_ij"]
        cells = {("j", "i"): n["e_ij"], ("j", "o"): j, ("k", "i"): i, ("k", "o"): n["e"] - n["e_ij"] - i - j}
        return self.lqs(self.measured("--convention", "reat", text=self.long(cells)))["j", "i", 2010]

    def reat_gini_conc(self, n):
        return self.of_x(self.shares(n["e_ij"], n["e_j"]), "gini_lq", words=["--convention", "reat"])[0]

    def against(self, one, other, *words):
        cells = {(r, f"i{i}"): v for r, row in (("one", one), ("other", other)) for i, v in enumerate(row)}
        document = self.measured("--indices", "krugman", *words, text=self.long(cells))
        return self.values(document, "krugman")["one", None, 2010]

    def reat_krugman_goettingen2017(self, n):
        return self.against(n["region"], n["nation"], "--total-region", "other", "--convention", "reat")

    def reat_krugman_max(self, n):
        return self.against(n["a"], n["b"], "--convention", "krugman=rest")

    def reat_herf(self, n):
        return self.of_x(self.alone(n), "hhi", "hhi_normalised", "equivalent_number")

    def reat_gini_sales(self, n):
        return self.of_x(self.alone(n), "gini", "gini_small_sample")

    def reat_gini_weighted(self, n):
        amounts = [x * w for x, w in zip(n["x"], n["w"])]  # LQs are as x, regions as w
        text = self.shares(amounts, [1e5 * w for w in n["w"]])
        return 2 * self.of_x(text, "gini_lq", words=["--convention", "gini_lq=econgeo"])[0]

    def reat_theil_L(self, n):
        return self.of_x(self.alone(n), "theil_l", words=["--convention", "reat"])[0]

    def reat_ellison_glaeser(self, n):
        amounts = {r: sum(e for e, where in zip(n["emp"], n["region"]) if where == r) for r in n["region_emp"]}
        cells = {(r, "x"): v for r, v in amounts.items()} | {(r, "all"): v for r, v in n["region_emp"].items()}
        hhi = sum(e * e for e in n["emp"]) / sum(n["emp"]) ** 2
        self.table(f"industry,hhi\nx,{hhi!r}\n", "plants.csv")
        return self.of_x(self.long(cells), "ellison_glaeser",
                         words=["--total-industry", "all", "--plants", "plants.csv"])[0]

    def pysal_theil_zeros(self, n):
        self.table("region,group\n" + "".join(f"r{r},g{g}\n" for r, g in enumerate(n["group"])), "groups.csv")
        return self.of_x(self.alone(n["y"]), "theil_t", "theil_t_between", "theil_t_within",
                         words=["--groups", "groups.csv", "--convention", "pysal"])

    def esda_getis_G(self, n):
        near = [(a, b) for a, p in enumerate(n["points"]) for b, q in enumerate(n["points"])
                if a != b and (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 <= n["threshold"] ** 2]
        self.table("region,neighbour\n" + "".join(f"r{a},r{b}\n" for a, b in near), "near.csv")
        return self.of_x(self.alone(n["y"]), "getis_ord_g",
                         words=["--neighbours", "near.csv", "--convention", "pysal"])[0]

    def econgeo_gini_max(self, n):
        return self.of_x(self.alone(n), "gini", words=["--convention", "econgeo"])[0]

    def econgeo_hoover(self, n):
        cells = {(f"r{r}", "x"): v for r, v in enumerate(n["ind"])}
        cells |= {(f"r{r}", "all"): v for r, v in enumerate(n["pop"])}
        return self.of_x(self.long(cells), "hoover", words=["--total-industry", "all", "--convention", "econgeo"])[0]

    def econgeo_lq(self, n):
        cells = {(f"r{r}", f"i{i}"): v for r, row in enumerate(n) for i, v in enumerate(row)}
        lqs = self.lqs(self.measured("--convention", "econgeo", text=self.long(cells)))
        return [lqs[f"r{r}", f"i{i}", 2010] for r, row in enumerate(n) for i in range(len(row))]

    def test_come_out_of_the_program_within_their_own_tolerance(self):
        for answer in json.loads((SOURCE / "tests/known_answers/indices.json").read_text()):
            with self.subTest(answer["id"], source=answer["source"]):
                self.assertTrue(answer["source"])
                if answer["id"] in self.elsewhere:
                    self.assertIn(answer["id"], (SOURCE / self.elsewhere[answer["id"]]).read_text())
                    continue
                got, expected = getattr(self, answer["id"])(answer["input"]), answer["expected"]
                if answer["id"] == "econgeo_lq":
                    expected = [value for row in expected for value in row]
                if not isinstance(expected, list):
                    got, expected = [got], [expected]
                self.assertEqual(len(got), len(expected))
                for one, other in zip(got, expected):
                    self.assertLessEqual(abs(one - other), answer["tol"])


class Conventions(Measures):
    text = ("region,industry,year,value\nA,x,2010,6\nA,y,2010,2\nB,x,2010,3\nB,y,2010,9\nC,x,2010,1\n"
            "C,y,2010,3\n")

    def krugman(self, *words):
        return self.values(self.measured("--indices", "krugman", *words), "krugman")["A", None, 2010]

    def test_of_krugman_hold_a_region_against_all_the_rest_or_the_mean_of_the_others(self):
        self.table(self.text)
        self.assertAlmostEqual(self.krugman(), 2 * (6 / 8 - 10 / 24))
        self.assertAlmostEqual(self.krugman("--convention", "krugman=rest"), 2 * (6 / 8 - 4 / 16))
        self.assertAlmostEqual(self.krugman("--convention", "mean"), 2 * (6 / 8 - (3 / 12 + 1 / 4) / 2))
        self.table(self.text.replace("C,x,2010,1\n", ""))  # x in C is zero, and so is its share
        self.assertAlmostEqual(self.krugman("--convention", "mean", "--absent", "zero"), 2 * (6 / 8 - 3 / 12 / 2))

    def test_of_hoover_and_theil_tell_what_shares_are_held_against(self):
        def of_x(convention):
            document = self.measured("--indices", "hoover,theil_t", "--convention", convention, text=self.text)
            return [self.values(document, index)[None, "x", 2010] for index in ("hoover", "theil_t")]

        shares, third = (.6, .3, .1), (1 / 3,) * 3
        totals = (8 / 24, 12 / 24, 4 / 24)

        def half(r):
            return sum(abs(a - b) for a, b in zip(shares, r)) / 2

        def theil(r):
            return sum(a * math.log(a / b) for a, b in zip(shares, r))

        for convention, hoover, divergence in (("agglomera", half(totals), theil(third)),
                                               ("reat", half(third), theil(third)),
                                               ("theil_t=relative", half(totals), theil(totals))):
            got = of_x(convention)
            self.assertAlmostEqual(got[0], hoover, msg=convention)
            self.assertAlmostEqual(got[1], divergence, msg=convention)

    def test_that_say_nothing_of_an_index_are_refused_with_those_that_do(self):
        self.table(self.text)
        self.refuses(["measure", "t.csv", "--convention", "hhi=bls"],
                     "--convention: bls says nothing of hhi (known for it: agglomera, econgeo, reat)")
        self.refuses(["measure", "t.csv", "--convention", "ecogeo"],
                     '--convention: no convention "ecogeo" is known did you mean "econgeo"?')

    def test_of_pysal_and_ours_differ_in_the_tail_of_p_and_say_so(self):
        self.table(SQUARE, "c.csv")
        words = ["--coordinates", "c.csv", "--nearest", 2, "--indices", "moran_i"]
        rows = [self.measured(*words, "--convention", convention, text=TABLE)["indices"][0]
                for convention in ("agglomera", "pysal", "as_given")]
        self.assertIn("two-sided", rows[0]["convention"])
        self.assertIn("one-sided, folded", rows[1]["convention"])
        self.assertEqual(rows[0]["value"], rows[1]["value"])
        self.assertAlmostEqual(rows[0]["value"], rows[2]["value"])  # all have two neighbours
        self.assertLessEqual(rows[1]["p_value"], rows[0]["p_value"])


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


class WrittenNumbers(Measures):
    semicolons = "region;industry;year;value\n"

    def amounts(self, *words, text):
        return self.values(self.measured("--separator", ";", *words, text=self.semicolons + text), "hhi")

    def test_with_a_decimal_comma_are_read_when_it_is_said(self):
        text = "A;x;2010;1,5\nB;x;2010;1.000,5\n"
        hhi = self.amounts("--decimal", "comma", "--thousands", "point", text=text)[None, "x", 2010]
        self.assertAlmostEqual(hhi, (1.5 ** 2 + 1000.5 ** 2) / 1002 ** 2)
        for words, text in ((["--thousands", "blank"], "A;x;2010;1\u00a0000\nB;x;2010;1000\n"),
                            (["--thousands", "comma"], "A;x;2010;1,000\nB;x;2010;1000.0\n"),
                            (["--thousands", "apostrophe"], "A;x;2010;1'000\nB;x;2010;1\u2019000\n")):
            self.assertEqual(self.amounts(*words, text=text), {(None, "x", 2010): .5, ("A", None, 2010): 1,
                                                               ("B", None, 2010): 1})

    def test_that_could_be_read_in_two_ways_are_never_guessed(self):
        self.says(self.semicolons + "A;x;2010;1,5\n", 't.csv:2:10: the value is "1,5", no number say --decimal comma',
                  words=["--separator", ";"])
        self.says(self.semicolons + "A;x;2010;2\nB;x;2010;1.234\n",
                  't.csv:3: "1.234": every number with a point has three digits behind it, which can be read in two '
                  "ways say --decimal point if it is 1.234, or --thousands point if it is 1234",
                  words=["--separator", ";"])
        self.assertIn((None, "x", 2010), self.amounts(text="A;x;2010;2.5\nB;x;2010;1.234\n"))  # one settles it
        self.assertIn((None, "x", 2010), self.amounts("--decimal", "point", text="A;x;2010;1.234\n"))
        document = self.measured(text="region,industry,year,value\nA,x,2010,1.234\n")
        self.assertIn('"1.234": every number with a point has three digits behind it, and is read with a decimal point '
                      "(if points part thousands say --thousands point; --decimal point if not)", document["notes"])
        self.says(self.semicolons + "A;x;2010;12.34\n",
                  't.csv:2:10: the value is "12.34", no number say --decimal point',
                  words=["--separator", ";", "--thousands", "point"])
        self.says(self.semicolons, "--thousands: comma is the decimal sign, too",
                  words=["--decimal", "comma", "--thousands", "comma"])


class MarkedCells(Measures):
    def test_are_suppressed_by_a_column_of_flags_even_where_a_zero_stands(self):
        text = "region,industry,year,value,disclosure\nA,x,2010,0,N\nA,y,2010,5,\nB,x,2010,4,e\nB,y,2010,1,\n"
        rows = self.measured("--flag", "disclosure", text=text)
        self.assertEqual([row.get("why") for row in rows["lq"]], ["suppressed", None, None, None])
        self.assertEqual(rows["table"]["zeros"], 0)
        self.assertEqual(self.measured()["table"]["zeros"], 1)  # who doesn't name it sees a zero

    def test_of_the_users_own_are_zero_missing_or_suppressed_as_named(self):
        text = "region,industry,year,value\nA,x,2010,-\nA,y,2010,5\nB,x,2010,?\nB,y,2010,#\n"
        table = self.measured("--zero=-", "--missing", "?", "--suppressed", "#", text=text)["table"]
        self.assertEqual([table[key] for key in ("numbers", "zeros", "missing", "suppressed")], [2, 1, 1, 1])


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


class OddTables(Measures):
    def test_that_hold_their_own_totals_are_told_of(self):
        text = ("region,industry,year,value\nA,x,2010,5\nA,y,2010,2\nB,x,2010,3\nB,y,2010,1\nUS,x,2010,8\n"
                "US,y,2010,3\n")
        notes = self.measured(text=text)["notes"]
        self.assertIn("counted as a region though it may be the total of the others in 2010: US (if it is say "
                      "--total-region with its name)", notes)
        self.assertFalse([note for note in self.measured("--total-region", "US")["notes"] if "total of" in note])
        named = self.measured(text=text.replace(",y,", ",All industries,"))["notes"]
        self.assertIn("counted as an industry though it may be the total of the others in 2010: All industries (if it "
                      "is say --total-industry with its name)", named)

    def test_that_are_odd_alike_in_many_years_say_it_once(self):
        text = "region,industry,2010,2011,2012\nA,x,1,2,3\nB,x,1,0,0\n"
        notes = self.measured("--wide", text=text)["notes"]
        self.assertIn("a single industry in every year: its LQs are 1, and indices over industries say nothing", notes)
        self.assertIn("without any activity in 2 years from 2011 to 2012: B; LQs there are 0/0 and so missing", notes)

    def test_without_text_or_in_another_encoding_are_refused(self):
        self.says("", "t.csv: is empty")
        self.says("\n\n", "t.csv: holds only empty lines begin with a header")
        self.says("a;b\n", 't.csv:1:1: the cells are not parted by the separator (a comma unless --separator says else) '
                  'say --separator ";"')
        self.says("region", "t.csv:1:1: the file is UTF-16 (only UTF-8 and Latin-1 are read) save it as UTF-8",
                  encoding="utf-16")
        self.says('"x\0"', "t.csv:1:3: a zero byte (the file is UTF-16 or no text) save it as UTF-8")

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
