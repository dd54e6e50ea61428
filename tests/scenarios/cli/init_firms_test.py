"""`init --firms`: the user's own list of firms becomes a study whose agents are these very firms."""

import csv
import io
import json
import math
import random
import time
import unittest

import h5py
import numpy as np
from program import WRONG_INPUT, InAFolder, environment, long_work

CITIES = ["Ostwald", "Neu-Ulm", "北港", "Zürich"]
SECTORS = ["media", "steel", "retail"]
FIRST, LAST = 2010, 2017
STEPS = 1 << 20  # of a doubling of revenue


def made_up_firms(seed=1, firms=200):
    """Rows id, city, sector, founded, {year: revenue}: firms that come, grow, move and close."""
    luck = random.Random(seed)
    made = []
    for number in range(firms):
        city, sector = luck.choices(CITIES, (8, 4, 3, 2))[0], luck.choices(SECTORS, (3, 2, 4))[0]
        if number < len(CITIES) * len(SECTORS):  # everybody is everywhere
            city, sector = CITIES[number % 4], SECTORS[number // 4]
        born = luck.choice([1890, 1975, 1999, 2005, 2009]) if number < 150 else luck.randint(FIRST, LAST)
        last = LAST if luck.random() < 0.8 or number < 12 else luck.randint(max(born, FIRST), LAST)
        size, path = luck.lognormvariate(16, 1.5), {}
        for year in range(max(born, FIRST), last + 1):
            path[year] = (round(size, 2), city)
            size *= luck.lognormvariate(0.03, 0.2)
            if luck.random() < 0.02 and number >= 12:
                city = luck.choice(CITIES)
        made.append((f"F-{number:04}", sector, born, path))
    return made


def long_list(firms, shuffled=None):
    rows = [[name, city, sector, born, year, repr(usd)]
            for name, sector, born, path in firms for year, (usd, city) in path.items()]
    if shuffled is not None:
        random.Random(shuffled).shuffle(rows)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["id", "city", "sector", "founded", "year", "revenue"], *rows])
    return text.getvalue()


def step_of(usd):
    return math.floor(math.log2(usd) * STEPS + 0.5)


REGIONS = ("city,country,lat,lon,cluster\nOstwald,DE,48.5,7.7,upper-rhine\nZürich,CH,47.4,8.5,upper-rhine\n"
           "北港,CN,23.6,120.3,\nNeu-Ulm,DE,48.4,10.0,\n")


class InitFirms(InAFolder):
    def setUp(self):
        super().setUp()
        self.firms = made_up_firms()
        self.write("firms.csv", long_list(self.firms))
        self.write("cities.csv", REGIONS)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def init(self, folder="mine", *words, firms="firms.csv"):
        return self.agglomera("init", folder, "--firms", firms, "--sector", "media", "--regions", "cities.csv",
                              *words)[0]

    def snapshot(self, *words, out="run.h5"):
        self.agglomera("run", "mine/baseline.toml", "-o", out, "--members", "5", "--quiet", *words,
                       env=environment(SOURCE_DATE_EPOCH="1"))
        with h5py.File(self.folder / out) as file:
            return {name: values.asstr()[()] if h5py.check_string_dtype(values.dtype) else values[()]
                    for name, values in file["firms"].items()}

    def listed(self, year, sector=("media",)):
        """By id: city, founding year and revenue in the steps in which the program holds it."""
        ids = {"Ostwald": "ostwald", "Neu-Ulm": "neu-ulm", "Zürich": "zurich"}
        return {name: (ids.get(path[year][1]), born, step_of(path[year][0]))
                for name, of, born, path in self.firms if of in sector and year in path}

    def test_begins_every_member_with_the_very_firms_of_the_list(self):
        self.init()
        rows = self.snapshot("--snapshot", FIRST)
        self.assertEqual(set(rows["year"]), {FIRST})
        expected = self.listed(FIRST)
        self.assertGreater(len(expected), 40)
        for member in range(5):
            mine = rows["member"] == member
            seen = {name: (city, founded, steps) for name, city, founded, steps in
                    zip(rows["id"][mine], rows["city"][mine], rows["founded"][mine], rows["log_revenue_steps"][mine])}
            self.assertEqual(mine.sum(), len(expected))
            for name, (city, founded, steps) in expected.items():
                # the one city that has no Latin letter is known by its number
                self.assertEqual(seen[name][0] if city else "", city or "", name)
                self.assertEqual(seen[name][1:], (founded, steps), name)
        usd = dict(zip(rows["id"], rows["revenue"]))
        for name, of, _, path in self.firms:
            if name in expected:
                self.assertLess(abs(usd[name] / path[FIRST][0] - 1), 3.4e-7)

    def test_gives_the_same_bytes_in_any_order_and_on_any_number_of_threads(self):
        self.init()
        self.snapshot("--snapshot", "2010,2017", "--threads", "1")
        first = self.bytes_of("run.h5")
        self.snapshot("--snapshot", "2010,2017", "--threads", "7")
        self.assertEqual(self.bytes_of("run.h5"), first)
        self.agglomera("run", "--from", "run.h5", "-o", "run.h5", "--quiet")
        self.assertEqual(self.bytes_of("run.h5"), first)
        made = {path.name: path.read_bytes() for path in (self.folder / "mine").rglob("*.csv")}
        (self.folder / "mine").rename(self.folder / "before")
        self.write("firms.csv", long_list(self.firms, shuffled=7))
        self.init()
        for path in (self.folder / "mine").rglob("*.csv"):
            self.assertEqual(path.read_bytes(), made[path.name], path.name)
        header, *rows = (self.folder / "mine/firms.csv").read_text(encoding="utf-8").splitlines()
        self.snapshot("--snapshot", "2010,2017")
        self.assertEqual(self.bytes_of("run.h5"), first)
        self.write("mine/firms.csv", "\n".join([header, *reversed(rows)]) + "\n")
        turned = self.snapshot("--snapshot", "2010,2017", out="turned.h5")
        with h5py.File(self.folder / "run.h5") as one, h5py.File(self.folder / "turned.h5") as other:
            for group in ("series", "firms", "parameters"):
                for name in one[group]:
                    np.testing.assert_array_equal(one[group][name][()], other[group][name][()], f"{group}/{name}")
        self.assertEqual(set(turned["year"]), {2010, 2017})

    def test_makes_observed_lqs_that_the_members_begin_with(self):
        self.init()
        focal, everybody = self.listed(FIRST), self.listed(FIRST, SECTORS)
        share = lambda firms, city: sum(1 for where, _, _ in firms.values() if where == city) / len(firms)
        with open(self.folder / "mine/observed.csv", encoding="utf-8") as table:
            observed = {(row["measure"], row["city"], int(row["year"])): float(row["value"])
                        for row in csv.DictReader(table)}
        self.agglomera("run", "mine/baseline.toml", "-o", "run.h5", "--members", "3", "--quiet")
        with h5py.File(self.folder / "run.h5") as file:
            cities, lq = list(file["series/city"].asstr()[()]), file["series/lq_count"][()]
        for city in ("ostwald", "neu-ulm", "zurich"):
            expected = share(focal, city) / share(everybody, city)
            self.assertAlmostEqual(observed["lq_count", city, FIRST], expected, places=6)
            np.testing.assert_allclose(lq[0, :, cities.index(city), 0], expected, rtol=1e-6)

    def test_makes_a_study_that_every_command_takes(self):
        out = self.init()
        self.assertIn("whose agents are your own firms", out)
        for line in (out.splitlines() + ["  agglomera backtest mine/experiments/backtest.toml -o backtest.h5"]):
            if not line.startswith("  agglomera "):
                continue
            words = line.split()[1:]
            if words[0] in ("run", "policy"):
                words += ["--members", "6", "--quiet"]
            if words[0] in ("calibrate", "backtest"):
                self.smaller(words[1])
                words += ["--quiet"]
            self.agglomera(*words)
        self.agglomera("report", "run.h5", "policy.h5", "backtest.h5", "-o", "report.html")
        scores = json.loads(self.agglomera("compare", "run.h5", "--format", "json")[0])["measures"]
        self.assertGreater(scores["lq_count"]["n"], 20)

    def smaller(self, experiment):
        path = self.folder / experiment
        lines = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(("members", "draws")):
                line = line.split("=")[0] + "= 16"
            lines.append(line)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def test_goes_on_from_the_firms_of_the_last_year(self):
        self.init()
        self.agglomera("run", "mine/outlook.toml", "-o", "run.h5", "--members", "4", "--quiet", "--snapshot", LAST)
        expected = {name: rest[1:] for name, rest in self.listed(LAST).items()}
        with h5py.File(self.folder / "run.h5") as file:
            group = file["firms"]
            for member in range(4):
                mine = group["member"][()] == member
                seen = {name: (founded, steps) for name, founded, steps in zip(
                    group["id"].asstr()[()][mine], group["founded"][()][mine], group["log_revenue_steps"][()][mine])}
                self.assertEqual(seen, expected)

    def test_lets_the_firms_of_all_sectors_be_the_agents_of_the_background(self):
        self.init()
        self.change("mine/baseline.toml", "format  = 1\n", 'format  = 1\nbackground = "agents"\n')
        rows = self.snapshot("--snapshot", FIRST)
        background = rows["background"] == 1
        expected = {name: rest[1:] for name, rest in self.listed(FIRST, SECTORS).items()}
        for member in range(5):
            mine = background & (rows["member"] == member)
            seen = {name: (founded, steps) for name, founded, steps in
                    zip(rows["id"][mine], rows["founded"][mine], rows["log_revenue_steps"][mine])}
            self.assertEqual(seen, expected)

    def test_takes_a_column_for_each_year(self):
        stays = [(name, sector, born, {year: (usd, next(iter(path.values()))[1]) for year, (usd, _) in path.items()})
                 for name, sector, born, path in self.firms]
        years = range(FIRST, LAST + 1)
        head = "id,city,sector,founded," + ",".join(f"revenue_{year}" for year in years)
        rows = [",".join([name, next(iter(path.values()))[1], sector, str(born),
                          *(repr(path[year][0]) if year in path else "" for year in years)])
                for name, sector, born, path in stays]
        self.write("wide.csv", "\n".join([head, *rows]) + "\n")
        self.write("long.csv", long_list(stays))
        self.init("mine", firms="wide.csv")
        self.init("other", firms="long.csv")
        for path in (self.folder / "mine").rglob("*.csv"):
            other = (self.folder / "other" / path.relative_to(self.folder / "mine")).read_text(encoding="utf-8")
            self.assertEqual(path.read_text(encoding="utf-8").replace("wide.csv", "long.csv"), other, path.name)

    def test_takes_the_firms_of_one_sector_with_totals_of_all(self):
        media = [firm for firm in self.firms if firm[1] == "media"]
        self.write("media.csv", long_list(media))
        self.refuses(["init", "mine", "--firms", "media.csv"],
                     'media.csv: holds one sector alone, "media" (a location quotient compares it with the firms of all '
                     "sectors) add the firms of the other sectors, or say with --totals how many firms of all sectors "
                     "each city has")
        rows = ["city,year,firms,revenue"]
        for city in CITIES:
            for year in range(FIRST, LAST + 1):
                here = [path[year][0] for _, _, _, path in self.firms if year in path and path[year][1] == city]
                rows.append(f"{city},{year},{len(here)},{sum(here)!r}")
        self.write("totals.csv", "\n".join(rows) + "\n")
        self.agglomera("init", "mine", "--firms", "media.csv", "--totals", "totals.csv", "--regions", "cities.csv")
        self.init("other")
        mine, other = ((self.folder / name / "observed.csv").read_text(encoding="utf-8") for name in ("mine", "other"))
        for a, b in zip(csv.DictReader(io.StringIO(mine)), csv.DictReader(io.StringIO(other)), strict=True):
            self.assertEqual((a["measure"], a["city"], a["year"]), (b["measure"], b["city"], b["year"]))
            self.assertAlmostEqual(float(a["value"]), float(b["value"]), places=6)
        self.agglomera("validate", "mine/baseline.toml")

    def test_observes_nothing_in_a_year_that_the_list_leaves_out(self):
        left_out = [(name, sector, born, {year: one for year, one in path.items() if year != 2013})
                    for name, sector, born, path in self.firms]
        self.write("firms.csv", long_list([firm for firm in left_out if firm[3]]))
        self.assertIn("nothing is called observed then", self.init())
        for table in ("observed.csv", "firms.csv"):
            with open(self.folder / "mine" / table, encoding="utf-8") as rows:
                years = {int(row["year"]) for row in csv.DictReader(rows)}
            self.assertEqual(years, set(range(FIRST, LAST + 1)) - {2013}, table)
        self.agglomera("validate", "mine/baseline.toml", "mine/outlook.toml")

    def test_puts_cities_that_nobody_told_of_into_the_rest_of_the_world(self):
        self.write("cities.csv", "\n".join(REGIONS.splitlines()[:3]) + "\n")
        out = self.init()
        self.assertIn("Cities without a row in the table of regions, 2: their firms are in the rest of the world.", out)
        rows = self.snapshot("--snapshot", FIRST)
        self.assertEqual(set(rows["city"]), {"ostwald", "zurich", "rest-of-world"})
        self.assertEqual(len(rows["id"]), 5 * len(self.listed(FIRST)))

    def test_says_everything_that_is_wrong_with_a_list_at_once(self):
        self.write("firms.csv", "id,city,sector,founded,year,revenue\n"
                                "a,Ostwald,media,1999,2010,5\n"
                                "a,Ostwald,media,1999,2010,5\n"
                                "b,,media,1999,2010,5\n"
                                "c,Ostwald,,1999,2010,5\n"
                                "d,Ostwald,media,2012,2010,5\n"
                                "e,Ostwald,media,1999,2010,-5\n"
                                "f,Ostwald,media,1999,2010,nan\n"
                                "g,Ostwald,media,1999,2010,\n"
                                'h,Ostwald,media,1999,2010,"1,000"\n')
        leave = "leave the row out when nothing is known"
        self.refuses(["init", "mine", "--firms", "firms.csv"], "\n".join([
            'firms.csv:3:1: "a" in 2010 stands twice (first in line 2)',
            'firms.csv:4:3: "city" is empty (a name is expected)',
            'firms.csv:5:11: "sector" is empty (a name is expected)',
            'firms.csv:6:27: "d" has a revenue in 2010, before it was founded in 2012',
            f'firms.csv:7:27: the revenue is "-5" (a revenue is never negative) {leave}',
            f'firms.csv:8:27: the revenue is "nan", no number {leave}',
            f"firms.csv:9:27: the revenue is empty (a number is expected) {leave}",
            'firms.csv:10:27: the revenue is "1,000", no number write a decimal point and no separators of thousands']))

    def test_refuses_words_that_do_not_go_together(self):
        self.refuses(["init", "mine", "--firms", "firms.csv", "--sector", "medai"],
                     '--sector: "medai" is no sector of firms.csv (known: retail, media, steel) did you mean "media"?')
        self.refuses(["init", "mine", "--firms", "firms.csv", "--country", "Germany"],
                     '--country: "Germany" is no country code (two capital letters, ISO 3166-1)')
        self.init()
        self.refuses(["run", "mine/baseline.toml", "-o", "run.h5", "--snapshot", "soon"],
                     '--snapshot: "soon" is no list of years write a year, or several: 2010,2017')
        self.refuses(["run", "mine/baseline.toml", "-o", "run.h5", "--snapshot", "2031"],
                     "--snapshot: 2031 is outside the run (2010 to 2017)")
        many = ["run", "mine/baseline.toml", "-o", "run.h5", "--members", "90000", "--snapshot", "2010,2011,2012,2013"]
        self.assertIn("rows (at most 2e+07) ask for fewer --members or years", self.agglomera(*many, code=WRONG_INPUT)[1])
        self.refuses(["run", "mine/baseline.toml", "-o", "run.h5", "--snapshot", "2010", "--checkpoint-every", "2"],
                     "--snapshot: has to see every year (--checkpoint-every takes members up on the way) leave one of "
                     "them out")
        self.refuses(["init", "other", "--firms", "1000"],
                     '--firms: "1000" is no list of firms say --synthetic for a made-up world of so many')
        self.refuses(["init", "other", "--synthetic", "--firms", "firms.csv"],
                     '--firms: "firms.csv" is no number of firms leave --synthetic out to read a list of firms')
        self.refuses(["init", "other", "--sector", "media"],
                     "agglomera: --sector requires --firms (agglomera init --help says what is possible)")

    @long_work
    def test_takes_a_hundred_thousand_firms_in_seconds(self):
        rows = ["id,city,sector,founded,year,revenue"]
        for number in range(100_000):
            where, sector = CITIES[number % 4], SECTORS[number // 4 % 3]
            rows += [f"firm {number},{where},{sector},1990,{year},{1000 + number}" for year in (2016, 2017)]
        self.write("firms.csv", "\n".join(rows) + "\n")
        begun = time.monotonic()
        self.init()
        self.assertLess(time.monotonic() - begun, 10)


if __name__ == "__main__":
    unittest.main()
