"""`init --from`: a table that a user has becomes a study that every command runs unchanged."""

import csv
import io
import os
import shlex
import unittest

import h5py

from program import InAFolder, long_work

REGIONS = ("Zürich", "Saint-Étienne (42)", "北京", "O'Brien, North", "zurich")
IDS = ("zurich", "saint-etienne-42", "region-5", "obrien-north", "zurich-2")
INDUSTRIES = ("Software", "Bread, cakes", "Steel", "旅游")
YEARS = range(2010, 2018)


def count(region, industry, year):
    """Whole numbers of different sizes that move."""
    r, i, t = REGIONS.index(region), INDUSTRIES.index(industry), year - 2010
    return (400 - 60 * r) // (i + 1) + (r * i * 7) % 11 + t * (r - 1) + 20


def cells(**changes):
    """The rows of the table; changes by (region, industry, year), None leaves the row out."""
    rows = {(r, i, y): count(r, i, y) for r in REGIONS for i in INDUSTRIES for y in YEARS}
    rows.update(changes.get("of", {}))
    return {key: value for key, value in rows.items() if value is not None}


def table(rows, header=("region", "industry", "year", "value"), further=()):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*header, *further])
    for (region, industry, year), value in rows.items():
        writer.writerow([region, industry, year, value, *[value * 1000000 + 7 for _ in further]])
    return text.getvalue()


class InitFrom(InAFolder):
    def setUp(self):
        super().setUp()
        self.write("counts.csv", table(cells()))

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def rows_of(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def observed(self, name="mine/observed.csv", measure="lq_count"):
        return {(row["city"], int(row["year"])): float(row["value"])
                for row in self.rows_of(name) if row["measure"] == measure}

    def firms(self, name):
        """By city: [member, year]."""
        with h5py.File(self.folder / name) as run:
            return {city: run["series/firms"][0, :, place, :]
                    for place, city in enumerate(run["series/city"].asstr())}

    def commands(self, out):
        return [shlex.split(line)[1:] for line in out.splitlines() if line.startswith("  agglomera ")]

    def init(self, *words):
        out, err = self.agglomera("init", "mine", "--from", "counts.csv", *words)
        self.assertEqual(err, "")
        return out

    def test_makes_a_study_of_the_largest_industry_and_says_so(self):
        out = self.init()
        self.assertIn('mine holds a study of "Software" in 5 regions, 2010 to 2017', out)
        self.assertIn("The table has 4 industries; this is the largest in 2017. Another: --industry NAME", out)
        self.assertEqual([words[0] for words in self.commands(out)],
                         ["validate", "run", "compare", "calibrate", "policy"])
        listed = [row["industry"] for row in self.rows_of("mine/industries.csv")]
        self.assertEqual(sorted(listed), sorted(INDUSTRIES))
        self.assertEqual(listed[0], "Software")
        out = self.agglomera("init", "again", "--from", "counts.csv", "--industry", "旅游")[0]
        self.assertIn('again holds a study of "旅游"', out)
        self.assertIn("this is the one you named", out)

    def test_gives_the_quotients_of_the_table_to_all_digits(self):
        self.init("--industry", "Bread, cakes")
        observed = self.observed()
        self.assertEqual(len(observed), 5 * 8)
        for region, name in zip(REGIONS, IDS):
            for year in YEARS:
                own = count(region, "Bread, cakes", year)
                here = sum(count(region, i, year) for i in INDUSTRIES)
                of_industry = sum(count(r, "Bread, cakes", year) for r in REGIONS)
                all_of = sum(count(r, i, year) for r in REGIONS for i in INDUSTRIES)
                self.assertAlmostEqual(observed[name, year], own / here / (of_industry / all_of), delta=1e-9)
        names = {row["city"]: row["name_en"] for row in self.rows_of("mine/cities.csv")}
        self.assertEqual(names, dict(zip(IDS, REGIONS)))
        shares = [float(row["value"]) for row in self.rows_of("mine/background.csv")
                  if row["measure"] == "firm_share" and row["year"] == "2013"]
        self.assertAlmostEqual(sum(shares), 1.0, delta=1e-9)

    def test_begins_every_member_with_the_counts_of_the_table(self):
        self.init()
        self.agglomera("run", "mine/baseline.toml", "-o", "run.h5", "--members", 5)
        firms = self.firms("run.h5")
        for region, name in zip(REGIONS, IDS):
            self.assertEqual(set(firms[name][:, 0]), {count(region, "Software", 2010)})
        self.assertEqual(set(firms["rest-of-world"][:, 0]), {0})

    @long_work
    def test_every_command_runs_on_it_unchanged(self):
        out = self.init("--country", "CH")
        small = ["--members", 20]
        for words in self.commands(out):
            self.agglomera(*words, *([] if words[0] in ("validate", "compare") else small))
        study = self.folder / "mine"
        self.agglomera("validate", *sorted(map(str, [*study.glob("*.toml"), *study.glob("*/*.toml")])))
        self.agglomera("run", "mine/outlook.toml", "-o", "outlook.h5", *small)
        self.agglomera("backtest", "mine/experiments/backtest.toml", "-o", "backtest.h5", *small)
        self.agglomera("sweep", "mine/experiments/sweep.toml", "-o", "sweep.h5")
        self.agglomera("report", "run.h5", "outlook.h5", "policy.h5", "backtest.h5", "sweep.h5", "mine/posterior.h5",
                       "-o", "report.html")
        firms = self.firms("outlook.h5")
        self.assertTrue((firms["rest-of-world"] == 0).all())
        self.assertTrue((sum(firms.values()) > 100).all())

    @long_work
    def test_takes_a_new_year(self):
        self.init()
        self.agglomera("calibrate", "mine/experiments/calibrate.toml", "-o", "mine/posterior.h5", "--members", 20)
        self.write("new.csv", "measure,city,year,value,unit,source\n" + "".join(
            f"lq_count,{name},2018,1.1,1,new\n" for name in IDS))
        self.agglomera("update", "mine/study.toml", "--with", "new.csv", "-o", "moved")
        self.agglomera("run", "moved/baseline.toml", "-o", "run.h5", "--members", 5)

    def test_reads_what_is_known_of_regions(self):
        self.write("regions.csv",
                   "region,name,name_zh,country,lat,lon,cluster,governance,note\n"
                   "Zürich,,苏黎世,CH,47.4,8.5,Alpine arc,mixed,x\n"
                   "Saint-Étienne (42),,,FR,45.4,4.4,Alpine arc,,x\n"
                   "北京,Beijing,北京,CN,39.9,116.4,,coordinated,x\n"
                   "\"O'Brien, North\",,,,,,Alpine arc,,x\n"
                   "zurich,,,,,,,,x\n"
                   "elsewhere,,,,,,,,x\n")
        self.init("--regions", "regions.csv", "--country", "XA")
        cities = {row["city"]: row for row in self.rows_of("mine/cities.csv")}
        self.assertEqual(cities["beijing"]["name_zh"], "北京")
        self.assertEqual(cities["zurich"]["cluster"], "alpine-arc")
        self.assertEqual(cities["obrien-north"]["country"], "XA")
        self.assertEqual(cities["zurich-2"]["lat"], "")
        links = {(row["city_a"], row["city_b"]): row for row in self.rows_of("mine/links.csv")}
        self.assertEqual(float(links["saint-etienne-42", "obrien-north"]["length_km"])
                         if ("saint-etienne-42", "obrien-north") in links else
                         float(links["obrien-north", "saint-etienne-42"]["length_km"]), 100.0)
        self.assertFalse(any("zurich-2" in pair for pair in links))
        self.agglomera("validate", "mine/baseline.toml", "mine/policies/radiation.toml")
        self.agglomera("run", "mine/baseline.toml", "-o", "run.h5", "--members", 3)
        self.agglomera("policy", "mine/policies/radiation.toml", "-o", "policy.h5", "--members", 3)
        self.agglomera("report", "run.h5", "policy.h5", "-o", "report.html")

    def test_never_counts_what_is_suppressed_as_zero(self):
        self.write("counts.csv", table(cells(of={("北京", "Software", 2012): "(D)", ("北京", "Steel", 2012): "",
                                                 ("zurich", "Software", 2013): 0})))
        self.init("--industry", "Software")
        observed = self.observed()
        self.assertNotIn(("region-5", 2012), observed)
        self.assertEqual(observed["zurich-2", 2013], 0.0)
        doubt = {row["city"]: float(row["log_sd"]) for row in self.rows_of("mine/background.csv")
                 if row["measure"] == "firm_share"}
        self.assertGreater(doubt["region-5"], 0.05)
        self.assertEqual({doubt[name] for name in IDS if name != "region-5"}, {0.0})
        readme = (self.folder / "mine/README.md").read_text(encoding="utf-8")
        self.assertIn("1 number of this industry by region and year is missing or suppressed", readme)
        self.agglomera("run", "mine/baseline.toml", "-o", "run.h5", "--members", 3)

    def test_asks_what_rows_that_are_not_there_mean(self):
        self.write("counts.csv", table(cells(of={("北京", "Steel", 2012): None})))
        self.refuses(["init", "mine", "--from", "counts.csv"],
                     "counts.csv: 1 combination of region, industry and year without a row (was there nothing, or "
                     "does nobody tell?) say --absent zero or --absent missing")
        self.init("--absent", "zero", "--industry", "Steel")
        self.assertEqual(self.observed()["region-5", 2012], 0.0)

    def test_takes_a_rest_of_the_world_or_a_total(self):
        rows = cells()
        for industry in INDUSTRIES:
            for year in YEARS:
                rows["Elsewhere", industry, year] = 5000
        self.write("counts.csv", table(rows))
        self.init("--rest", "Elsewhere")
        for industry in INDUSTRIES:
            for year in YEARS:
                rows["Elsewhere", industry, year] = 5000 + sum(count(r, industry, year) for r in REGIONS)
        self.write("counts.csv", table(rows))
        self.agglomera("init", "same", "--from", "counts.csv", "--total-region", "Elsewhere")
        for name in ("observed.csv", "background.csv", "totals.csv"):
            self.assertEqual(self.bytes_of(f"mine/{name}"), self.bytes_of(f"same/{name}"))
        self.assertIn("rest_of_world = true", (self.folder / "mine/study.toml").read_text())
        self.agglomera("run", "mine/baseline.toml", "-o", "run.h5", "--members", 3)
        self.assertEqual(set(self.firms("run.h5")["rest-of-world"][:, 0]), {5000})

    def test_reads_revenue_beside_counts_and_sizes_alone(self):
        self.write("counts.csv", table(cells(), further=("turnover",)))
        self.init("--revenue", "turnover")
        self.assertEqual(len(self.observed(measure="lq_revenue")), 40)
        self.assertEqual(len(self.observed(measure="revenue")), 40)
        for kind, more in (("jobs", []), ("revenue", ["--mean-firm", "20", "--usd-per-unit", "1e6"])):
            self.agglomera("init", kind, "--from", "counts.csv", "--value-is", kind, *more)
            self.assertEqual(self.observed(f"{kind}/observed.csv"), {})
            self.assertEqual(len(self.observed(f"{kind}/observed.csv", "lq_revenue")), 40)
            self.agglomera("run", f"{kind}/baseline.toml", "-o", "run.h5", "--members", 3)
            self.agglomera("validate", f"{kind}/experiments/calibrate.toml")
        self.assertIn("a mean firm is assumed to have 10 jobs",
                      (self.folder / "jobs/README.md").read_text(encoding="utf-8"))

    def test_makes_a_folder_of_every_industry(self):
        out = self.init("--industry", "all")
        self.assertIn("mine holds 4 studies", out)
        folders = sorted(row["folder"] for row in self.rows_of("mine/industries.csv"))
        self.assertEqual(folders, ["bread-cakes", "industry-4", "software", "steel"])
        for folder in folders:
            self.agglomera("validate", f"mine/{folder}/baseline.toml", f"mine/{folder}/experiments/calibrate.toml")

    def test_fills_years_that_the_table_leaves_out(self):
        self.write("counts.csv", table({key: value for key, value in cells().items() if key[2] not in (2012, 2015)}))
        self.init()
        self.assertEqual({year for _, year in self.observed()}, {2010, 2011, 2013, 2014, 2016, 2017})
        self.assertIn("The table has no 2012, 2015", (self.folder / "mine/README.md").read_text(encoding="utf-8"))
        self.agglomera("run", "mine/baseline.toml", "-o", "run.h5", "--members", 3)

    def test_takes_two_years_and_refuses_one(self):
        self.write("counts.csv", table({key: value for key, value in cells().items() if key[2] < 2012}))
        self.init()
        self.assertFalse((self.folder / "mine/experiments/backtest.toml").exists())
        self.agglomera("calibrate", "mine/experiments/calibrate.toml", "-o", "posterior.h5", "--members", 20)
        self.write("counts.csv", table({key: value for key, value in cells().items() if key[2] < 2011}))
        self.refuses(["init", "one", "--from", "counts.csv"],
                     "counts.csv: holds one year alone, 2010 (a study needs two at least: it explains changes)")

    def test_says_all_that_is_wrong_and_leaves_nothing(self):
        made = ["init", "mine", "--from", "counts.csv"]
        self.refuses([*made, "--industry", "Softwear"],
                     '--industry: "Softwear" is no industry of counts.csv (known: Software, Bread, cakes, Steel, 旅游) '
                     'did you mean "Software"?')
        self.refuses([*made, "--value-is", "jobs", "--revenue", "value", "--year", "none"],
                     "--year: a study needs years, two at least\n"
                     "--revenue: is a further column beside counts of firms (--value-is is jobs)")
        self.refuses([*made, "--value-is", "revenue"],
                     "--value-is: revenue alone doesn't tell how many firms there are say the revenue of a mean firm "
                     "with --mean-firm, in the table's unit; or count firms and name the column of revenue with --revenue")
        self.refuses([*made, "--rest", "Elsewhere"], '--rest: "Elsewhere" is no region of counts.csv known: O\'Brien, North, '
                     "Saint-Étienne (42), Zürich, zurich, 北京")
        self.refuses([*made, "--value", "count"],
                     'counts.csv:1:1: column "count" is missing (known: region, industry, year, value) name it with '
                     "--value")
        self.refuses(["init", "mine", "--regions", "counts.csv"],
                     "agglomera: --regions requires --from or --firms (agglomera init --help says what is possible)")
        rows = cells(of={("Zürich", "Steel", 2011): "many", ("北京", "Steel", 2012): -3})
        self.write("counts.csv", table(rows))
        self.refuses(made,
                     'counts.csv:19:19: the value is "many", no number name a mark with --suppressed, --missing or --zero\n'
                     'counts.csv:84:15: the value is "-3" (amounts of activity are never negative) leave the cell '
                     "empty when nothing is known")
        self.write("counts.csv", table(cells(of={(r, "Software", 2012): 0 for r in REGIONS})))
        self.refuses([*made, "--industry", "Software"],
                     'counts.csv: "Software" has no firms in 2012 (an industry needs some in every year) choose another '
                     "industry or other years")
        self.assertEqual(os.listdir(self.folder), ["counts.csv"])


if __name__ == "__main__":
    unittest.main()
