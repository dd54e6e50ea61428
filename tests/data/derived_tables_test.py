#!/usr/bin/python3
"""The study's derived tables against their inputs and against what they must mean.

    derived_tables_test.py STUDY_FOLDER      or the folder in AGGLOMERA_STUDY"""
import csv
import math
import os
import subprocess
import sys
import unittest
from pathlib import Path

from geographiclib.geodesic import Geodesic

HERE = Path(__file__).resolve()
STUDY = Path(os.environ.get("AGGLOMERA_STUDY", HERE.parents[2] / "scenarios" / "digital-media"))
YEARS = range(2008, 2018)
MEASURES = ("firm_share", "revenue_share")


def table(name):
    with open(STUDY / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cities():
    return {row["city"]: row for row in table("cities.csv")}


def observed():
    return {(r["measure"], r["city"], int(r["year"])): float(r["value"]) for r in table("observed/observed.csv")}


def totals():
    return {(r["measure"], int(r["year"])): float(r["value"]) for r in table("totals.csv")}


def shares():
    return {(r["city"], r["measure"], int(r["year"])): float(r["value"]) for r in table("background.csv")}


class DerivedTables(unittest.TestCase):
    def test_deriving_again_gives_the_files_on_disk(self):
        check = subprocess.run([sys.executable, str(STUDY / "derive.py"), "--check"], capture_output=True, text=True)
        self.assertEqual(check.returncode, 0, check.stderr)

    def test_every_table_is_sorted_and_has_no_row_twice(self):
        keys = {"background.csv": ("city", "measure", "year"), "totals.csv": ("measure", "year"),
                "links.csv": ("city_a", "city_b"), "assumptions.csv": ("city", "quantity"),
                "judgements.csv": ("quantity", "subject"), "listed_firms.csv": ("city", "year")}
        for name, columns in keys.items():
            with self.subTest(name):
                found = [tuple(row[column] for column in columns) for row in table(name)]
                self.assertEqual(found, sorted(set(found)))

    def test_every_number_has_a_source_or_a_reason(self):
        for name, column in (("background.csv", "source"), ("totals.csv", "source"), ("links.csv", "source"),
                             ("assumptions.csv", "source"), ("judgements.csv", "reason"),
                             ("listed_firms.csv", "source"), ("covariates/covariates.csv", "source")):
            with self.subTest(name):
                self.assertTrue(all(row[column].strip() for row in table(name)))


class Background(unittest.TestCase):
    def test_every_city_has_both_shares_in_every_year(self):
        self.assertEqual(set(shares()), {(c, m, y) for c in cities() for m in MEASURES for y in YEARS})

    def test_every_year_leaves_room_for_the_rest_of_the_world(self):
        by_city = shares()
        self.assertTrue(all(value > 0 for value in by_city.values()))
        for measure in MEASURES:
            for year in YEARS:
                with self.subTest(measure=measure, year=year):
                    self.assertLess(sum(by_city[city, measure, year] for city in cities()), 1)

    def test_kinds_are_derived_or_assumed(self):
        self.assertEqual({row["kind"] for row in table("background.csv")}, {"derived", "assumed"})

    def test_a_city_has_one_prior_sd_per_measure(self):
        found = {}
        for row in table("background.csv"):
            found.setdefault((row["city"], row["measure"]), set()).add(row["log_sd"])
        self.assertTrue(all(len(values) == 1 and float(*values) > 0 for values in found.values()))

    def test_new_york_has_the_stated_number_of_focal_firms(self):
        share, lq, world = shares(), observed(), totals()
        for year, firms in ((2008, 33), (2017, 17)):
            found = (share["new-york", "firm_share", year] * lq["lq_count", "new-york", year] * world["firms", year])
            self.assertAlmostEqual(found, firms, delta=0.01)

    def test_the_share_of_tokyo_gives_about_the_stated_number_of_focal_firms(self):
        share, lq, world = shares(), observed(), totals()
        for year, firms in ((2008, 59), (2015, 94)):
            found = share["tokyo", "firm_share", year] * lq["lq_count", "tokyo", year] * world["firms", year]
            self.assertLess(abs(math.log(found / firms)), 0.15)

    def test_derived_revenue_shares_give_back_the_printed_revenue(self):
        share, seen, world = shares(), observed(), totals()
        six = {city for measure, city, _ in seen if measure == "revenue"} & {c for m, c, _ in seen if m == "lq_revenue"}
        self.assertEqual(len(six), 6)
        for city in six:
            for year in YEARS:
                found = share[city, "revenue_share", year] * seen["lq_revenue", city, year] * world["revenue", year]
                self.assertLess(abs(found / seen["revenue", city, year] - 1), 0.001)

    def test_no_city_outside_the_ten_largest_gets_more_focal_revenue_than_the_tenth(self):
        share, seen, world = shares(), observed(), totals()
        printed = {c: v for (m, c, y), v in seen.items() if (m, y) == ("revenue", 2017)}
        for measure, city, year in seen:
            if (measure, year) == ("lq_revenue", 2017) and city not in printed:
                found = share[city, "revenue_share", 2017] * seen[measure, city, year] * world["revenue", 2017]
                self.assertLess(found, min(printed.values()), city)


class Totals(unittest.TestCase):
    def test_every_measure_has_every_year(self):
        self.assertEqual(set(totals()), {(m, y) for m in ("firms", "revenue", "listed_firms") for y in YEARS})

    def test_stated_numbers_of_firms_stand_unchanged(self):
        self.assertEqual((totals()["firms", 2008], totals()["firms", 2015]), (560, 847))

    def test_the_three_largest_cities_hold_the_stated_share(self):
        top = sum(observed()["revenue", city, 2017] for city in ("mountain-view", "armonk", "menlo-park"))
        self.assertAlmostEqual(top / totals()["revenue", 2017], 0.42, places=4)


class Links(unittest.TestCase):
    def test_every_end_is_a_city_and_stands_in_order(self):
        known = cities()
        for row in table("links.csv"):
            self.assertIn(row["city_a"], known)
            self.assertIn(row["city_b"], known)
            self.assertLess(row["city_a"], row["city_b"])

    def test_lengths_are_geodesics(self):
        known = cities()
        for row in table("links.csv"):
            a, b = known[row["city_a"]], known[row["city_b"]]
            km = Geodesic.WGS84.Inverse(*(float(v) for v in (a["lat"], a["lon"], b["lat"], b["lon"])))["s12"] / 1000
            self.assertLess(abs(km - float(row["length_km"])), 0.1, row)

    def test_every_city_reaches_at_least_five_others(self):
        degree = dict.fromkeys(cities(), 0)
        for row in table("links.csv"):
            degree[row["city_a"]] += 1
            degree[row["city_b"]] += 1
        self.assertGreaterEqual(min(degree.values()), 5)

    def test_all_members_of_a_cluster_are_linked_and_independent_cities_are_not(self):
        known, linked = cities(), {(r["city_a"], r["city_b"]): r["kind"] for r in table("links.csv")}
        for a in known:
            for b in known:
                if a < b:
                    together = known[a]["cluster"] == known[b]["cluster"] != "independent"
                    self.assertEqual(linked.get((a, b)) == "cluster", together, (a, b))


QUANTITIES = {"endowment": "log", "technology": "logit", "culture": "logit", "amenity": "linear",
              "growth_advantage": "linear"}


class Assumptions(unittest.TestCase):
    def setUp(self):
        self.value = {(r["city"], r["quantity"]): float(r["value"]) for r in table("assumptions.csv")}

    def test_every_city_has_all_five_quantities(self):
        self.assertEqual(set(self.value), {(c, q) for c in cities() for q in QUANTITIES})

    def test_what_is_unexplained_is_nil_and_as_uncertain_in_every_city(self):
        for quantity in ("amenity", "growth_advantage"):
            rows = [r for r in table("assumptions.csv") if r["quantity"] == quantity]
            self.assertEqual({float(r["value"]) for r in rows}, {0.0})
            self.assertEqual(len({r["prior_sd"] for r in rows}), 1)

    def test_endowments_are_centred_and_shrunk(self):
        logs = [math.log(v) for (_, quantity), v in self.value.items() if quantity == "endowment"]
        centre = sum(logs) / len(logs)
        spread = math.sqrt(sum((v - centre) ** 2 for v in logs) / len(logs))
        self.assertAlmostEqual(centre, 0, delta=0.01)
        self.assertTrue(0.35 < spread < 0.6)
        self.assertLessEqual(max(abs(v) for v in logs), 1.2)

    def test_technology_and_culture_stay_inside_the_unit_interval(self):
        for (city, quantity), value in self.value.items():
            if quantity in ("technology", "culture"):
                self.assertTrue(0.3 <= value <= 0.9, (city, quantity))

    def test_scales_fit_the_quantities(self):
        for row in table("assumptions.csv"):
            self.assertEqual(row["scale"], QUANTITIES[row["quantity"]])
            self.assertIn(row["kind"], ("anchored", "assumed"))
            self.assertGreater(float(row["prior_sd"]), 0)


class Licences(unittest.TestCase):
    def setUp(self):
        self.licence = {(r["variable"], r["entity_type"]): r for r in table("covariates/licences.csv")}
        self.shipped = {(r["variable"], r["entity_type"]) for r in table("covariates/covariates.csv")}

    def test_every_shipped_variable_has_a_licence(self):
        for key in self.shipped:
            self.assertIn(key, self.licence)
            self.assertNotIn(self.licence[key]["licence"], ("", "none stated"))

    def test_no_row_is_shipped_that_the_licences_hold_back(self):
        self.assertEqual(self.shipped, {key for key, row in self.licence.items() if row["shipped"] == "yes"})

    def test_sources_name_publishers_and_no_addresses(self):
        for path in sorted(STUDY.rglob("*.csv")):
            text = path.read_text(encoding="utf-8")
            for word in ("http:", "https:", "www.", "git" + "hub"):
                self.assertNotIn(word, text, path.name)


if __name__ == "__main__":
    if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir():
        STUDY = Path(sys.argv.pop(1)).resolve()
    unittest.main()
