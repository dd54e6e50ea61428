"""agglomera measure against published answers, and whose conventions it follows."""

import json
import math
import unittest

from measured_tables import SQUARE, TABLE, Measures
from program import SOURCE


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


if __name__ == "__main__":
    unittest.main()
