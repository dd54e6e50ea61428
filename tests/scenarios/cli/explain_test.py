"""`explain`: that parts add up, that what does nothing gets nothing, and that the unexplained comes first."""

import json
import signal
import subprocess
import time
import unittest

import h5py
import numpy as np
from program import INTERRUPTED, PROGRAM, InAFolder, environment, same_bits

PARTS = ["amenity", "background", "innovation", "coupling", "governance", "radiation_siphoning", "localisation"]
MEASURES = ["lq_count", "lq_revenue", "ln_lq_count", "ln_lq_revenue"]
CITIES = ["alba", "brea", "cora", "rest-of-world"]
SCENARIO = "study/baseline.toml"
STATISTICS = ("mean", "q05", "q25", "q50", "q75", "q95")


class Explain(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()

    def add_strategy(self, name="Digital agenda", effect=1.0, year=2013):
        self.change("study/study.toml", "[parameters]",
                    f'[[strategy]]\nname = "{name}"\ncountries = ["XA"]\nfrom = {year}\neffect = {effect}\n'
                    'source = "assumed"\n\n[parameters]')

    def explain(self, *words, out="e.h5", members=8, scenario=SCENARIO):
        return self.agglomera("explain", scenario, "-o", out, "--members", members, "--quiet", *words)[0]

    def document(self, *words, **named):
        return json.loads(self.explain("--format", "json", *words, **named))

    def array(self, group, name, path="e.h5"):
        with h5py.File(self.folder / path, "r") as file:
            return file[group][name][()]

    def test_divides_each_members_change_without_remainder(self):
        self.explain()
        with h5py.File(self.folder / "e.h5", "r") as file:
            self.assertEqual(list(file["explanation/measure"].asstr()), MEASURES)
            self.assertEqual(list(file["explanation/part"].asstr()), PARTS)
            self.assertEqual(list(file["explanation/city"].asstr()), CITIES)
        parts, change = self.array("explanation", "contribution"), self.array("explanation", "change")
        self.assertEqual(parts.shape, (4, 7, 8, 4))
        np.testing.assert_allclose(parts.sum(axis=1), change, rtol=0, atol=1e-13)
        np.testing.assert_allclose(self.array("explanation", "residual"), change - parts.sum(axis=1),
                                   rtol=0, atol=1e-14)
        self.assertGreater(np.abs(change).max(), 0.05)

    def test_is_of_the_change_that_run_simulates(self):
        self.explain()
        self.agglomera("run", SCENARIO, "-o", "r.h5", "--members", 8)
        for at, measure in enumerate(MEASURES):
            series = self.array("series", measure.removeprefix("ln_"), "r.h5")[0]
            if measure.startswith("ln_"):
                series = np.log(series + 0.05)
            np.testing.assert_allclose(self.array("explanation", "change")[at],
                                       series[:, :, -1] - series[:, :, 0], rtol=0, atol=1e-15)

    def test_gives_zero_to_the_bit_to_parts_that_are_off(self):
        self.change(SCENARIO, "seed    = 1", 'seed    = 1\nmechanisms = { off = ["amenity", "innovation", '
                    '"coupling", "governance", "radiation", "siphoning", "localisation"] }')
        self.explain()
        parts = self.array("explanation", "contribution")
        others = np.delete(parts, PARTS.index("background"), axis=1)
        self.assertTrue(same_bits(others, np.zeros_like(others)))
        self.assertTrue(same_bits(parts[:, PARTS.index("background")], self.array("explanation", "change")))

    def test_gives_zero_to_the_bit_to_a_mechanism_without_strength(self):
        self.change("study/study.toml", "[parameters]", "[parameters]\ntaste_localisation = { usual = 0 }")
        self.change(SCENARIO, "seed    = 1", "seed    = 1\nsample = false")
        self.explain()
        parts = self.array("explanation", "contribution")
        idle = parts[:, PARTS.index("localisation")]
        self.assertTrue(same_bits(idle, np.zeros_like(idle)))
        for part in ("background", "innovation", "coupling"):
            self.assertTrue(np.any(parts[:, PARTS.index(part)]), part)

    def test_makes_the_same_file_on_any_number_of_threads(self):
        self.add_strategy()
        files = []
        for threads in (1, 2, 7):
            self.explain("--threads", threads, "--without", "Digital agenda")
            files.append(self.bytes_of("e.h5"))
        self.assertTrue(files[0] == files[1] == files[2])

    def test_says_what_is_unexplained_first(self):
        text = self.explain()
        lines = text.splitlines()
        self.assertEqual(lines[0], "What moved the location quotients from 2010 to 2015, 8 members on free runs")
        self.assertEqual(lines[2], "What the model does not explain, over the cities observed in both years")
        header = next(line for line in lines if "simulated" in line and "background" in line)
        self.assertEqual(header.split(), ["not", "explained", "observed", "simulated", "mean", "amenity",
                                          "background", "innovation", "coupling", "governance", "radiation",
                                          "localisation"])
        self.assertRegex(text, r"The parts add up to the change in every member; largest residual \d\.\de-1\d\.")
        self.assertLess(text.index("not explain"), text.index("Which parts can be told apart at all"))
        self.assertIn("\nLQ of firm counts, 3 cities\n", text)
        self.assertIn("In any case localisation and the feedback of innovation resources are weakly separable",
                      text)
        keys = list(self.document()["cities"][0])
        self.assertEqual(keys, ["city", "measure", "unexplained", "change_observed", "change_simulated", "parts",
                                "residual"])
        self.assertEqual(list(self.document())[3], "unexplained")

    def test_holds_simulated_changes_against_observed_ones(self):
        document = self.document()
        rows = {(row["city"], row["measure"]): row for row in document["cities"]}
        self.assertEqual(set(rows), {(city, measure) for city in CITIES for measure in MEASURES})
        alba = rows["alba", "lq_count"]
        self.assertAlmostEqual(alba["change_observed"], 1.74 - 1.5, places=12)
        self.assertAlmostEqual(rows["alba", "ln_lq_count"]["change_observed"], np.log(1.79 / 1.55), places=12)
        changes = self.array("explanation", "change")[0, :, 0]
        self.assertAlmostEqual(alba["change_simulated"]["q50"], np.median(changes), places=12)
        self.assertAlmostEqual(alba["change_simulated"]["q05"], np.quantile(changes, 0.05), places=12)
        for row in rows.values():
            if row["city"] == "rest-of-world":
                self.assertIsNone(row["change_observed"])
                self.assertIsNone(row["unexplained"])
            else:
                self.assertAlmostEqual(row["unexplained"],
                                       row["change_observed"] - row["change_simulated"]["q50"], places=12)
            self.assertEqual([part["part"] for part in row["parts"]], PARTS)
            for part in row["parts"]:
                self.assertEqual(set(part), {"part", *STATISTICS})
                self.assertLessEqual(part["q05"], part["q50"])
                self.assertLessEqual(part["q50"], part["q95"])
            self.assertAlmostEqual(sum(part["mean"] for part in row["parts"]), row["change_simulated"]["mean"],
                                   places=12)
            self.assertLess(row["residual"], 1e-12)
        count = document["unexplained"][0]
        self.assertEqual((count["measure"], count["cities"]), ("lq_count", 3))
        self.assertAlmostEqual(count["mean_unexplained"], np.mean(
            [abs(rows[city, "lq_count"]["unexplained"]) for city in CITIES[:3]]), places=12)

    def test_says_of_every_pair_whether_it_is_told_apart(self):
        document = self.document()
        self.assertEqual(len(document["told_apart"]), 4 * 21)
        self.assertEqual(len(document["certain"]), 4 * 7)
        self.assertEqual(document["weakly_separable"], ["innovation", "localisation"])
        parts = self.array("explanation", "contribution")
        for row in document["told_apart"]:
            m, a, b = MEASURES.index(row["measure"]), PARTS.index(row["a"]), PARTS.index(row["b"])
            over_cities = np.corrcoef(parts[m, a, :, :3].mean(axis=0), parts[m, b, :, :3].mean(axis=0))[0, 1]
            over_members = np.mean([np.corrcoef(parts[m, a, :, city], parts[m, b, :, city])[0, 1]
                                    for city in range(3)])
            self.assertAlmostEqual(row["over_cities"], over_cities, places=9)
            self.assertAlmostEqual(row["over_members"], over_members, places=9)
            self.assertEqual(row["told_apart"], max(abs(over_cities), abs(over_members)) <= 0.9)
            kept = self.array("told_apart", "over_cities")
            self.assertEqual(kept[m, a, b], row["over_cities"])
            self.assertEqual(kept[m, b, a], row["over_cities"])
        self.assertTrue(any(not row["told_apart"] for row in document["told_apart"]))  # three cities are few
        for row in document["told_apart"]:
            if row["measure"] == "lq_count" and not row["told_apart"]:
                self.assertIn(f"  not told apart: {row['a']} and {row['b']} (", self.explain())
                break

    def test_says_nothing_of_parts_that_do_not_move(self):
        self.change(SCENARIO, "seed    = 1", 'seed    = 1\nmechanisms = { off = ["coupling"] }')
        document = self.document()
        for row in document["told_apart"]:
            if "coupling" in (row["a"], row["b"]):
                self.assertEqual((row["over_cities"], row["over_members"], row["told_apart"]), (None,) * 3)
        for row in document["certain"]:
            if row["part"] == "coupling":
                self.assertEqual(row["share_excluding_zero"], 0)
        self.assertRegex(self.explain(), r"not told from no effect in any city: .*coupling")

    def test_beyond_the_observed_years_has_no_observed_change(self):
        policy = "study/policies/radiation.toml"
        document = self.document(scenario=policy)
        self.assertEqual((document["first"], document["last"]), (2010, 2025))
        self.assertTrue(all(row["change_observed"] is None and row["unexplained"] is None
                            for row in document["cities"]))
        self.assertIsNone(document["unexplained"][0]["mean_unexplained"])
        text = self.explain(scenario=policy)
        self.assertIn("Years after 2015 rest on continued backgrounds and world totals, and no change up to 2025 "
                      "was observed.\n", text)
        self.assertIn("Members run free: they are not made to agree with what was observed on the way.\n", text)
        self.assertNotRegex(text, r"\bnan\b")

    def test_without_a_strategy_compares_the_same_members(self):
        self.add_strategy()
        document = self.document("--without", "Digital agenda")
        rows = document["without"]
        self.assertEqual(len(rows), 3 * 4)
        self.assertEqual({row["measure"] for row in rows}, {"lq_count", "lq_revenue", "firms"})
        self.agglomera("run", SCENARIO, "-o", "with.h5", "--members", 8)
        self.change("study/study.toml", "effect = 1.0", "effect = 0.0")
        self.agglomera("run", SCENARIO, "-o", "without.h5", "--members", 8)
        for row in rows:
            city = CITIES.index(row["city"])
            with_it, without = (self.array("series", row["measure"], path)[0, :, city, -1].astype(float)
                                for path in ("with.h5", "without.h5"))
            difference = with_it - without
            self.assertEqual((row["strategy"], row["year"]), ("Digital agenda", 2015))
            self.assertAlmostEqual(row["with"]["q50"], np.median(with_it), places=12)
            self.assertAlmostEqual(row["without"]["q95"], np.quantile(without, 0.95), places=12)
            self.assertAlmostEqual(row["difference"]["mean"], difference.mean(), places=12)
            self.assertAlmostEqual(row["difference"]["q05"], np.quantile(difference, 0.05), places=12)
            self.assertEqual(row["difference"]["p_positive"],
                             np.mean(difference > 0) + 0.5 * np.mean(difference == 0))
        alba = next(row for row in rows if (row["city"], row["measure"]) == ("alba", "firms"))
        self.assertGreater(alba["difference"]["mean"], 0)

    def test_without_a_strategy_shows_the_cities_of_its_countries(self):
        self.add_strategy()
        text = self.explain("--without", "Digital agenda")
        told = text[text.index('With and without "Digital agenda", 2015'):]
        self.assertRegex(told, r"(?m)^alba +\d+\.\d\d +\d+\.\d\d +[+-]\d\.\d{3} \[")
        self.assertNotRegex(told, r"(?m)^cora ")
        with h5py.File(self.folder / "e.h5", "r") as file:
            self.assertEqual(list(file["without/strategy"].asstr()), ["Digital agenda"])
            self.assertIn("--without \"Digital agenda\"", file.attrs["command"])
        self.explain()
        with h5py.File(self.folder / "e.h5", "r") as file:
            self.assertNotIn("without", file)

    def test_without_several_strategies_compares_with_each(self):
        self.add_strategy("One", 1.0)
        self.add_strategy("Two", -1.0)
        rows = self.document("--without", "Two", "--without", "One")["without"]
        self.assertEqual([row["strategy"] for row in rows[::12]], ["Two", "One"])
        alone = self.document("--without", "One")["without"]
        self.assertEqual(rows[12:], alone)

    def test_names_strategies_that_are_not_there(self):
        words = ["explain", SCENARIO, "-o", "e.h5"]
        self.refuses([*words, "--without", "Digital agenda"],
                     '--without: the study has no strategy "Digital agenda" (it has none at all)')
        self.add_strategy()
        self.refuses([*words, "--without", "Digital agneda"],
                     '--without: the study has no strategy "Digital agneda" did you mean "Digital agenda"?')
        self.refuses([*words, "--without", "Sunshine", "--without", "Digital agenda", "--without", "Digital agenda"],
                     '--without: the study has no strategy "Sunshine" known: Digital agenda\n'
                     '--without: strategy "Digital agenda" is named twice name it once')
        self.refuses([*words, "--without", ""],
                     '--without: the study has no strategy "" known: Digital agenda')

    def test_refuses_words_and_files_that_are_wrong(self):
        hint = " (agglomera explain --help says what is possible)"
        self.refuses(["explain", "-o", "e.h5"], "agglomera: SCENARIO is required" + hint)
        self.refuses(["explain", SCENARIO], "agglomera: --output is required" + hint)
        self.refuses(["explain", SCENARIO, "-o", "e.h5", "--withuot", "x"],
                     'agglomera: there is no option "--withuot" did you mean "--without"?')
        self.refuses(["explain", "nowhere.toml", "-o", "e.h5"], "nowhere.toml: no such file")
        self.refuses(["explain", SCENARIO, "-o", "e.h5", "--members", "0"],
                     "--members: 0 is outside 1 to 100000")

    def test_when_interrupted_writes_nothing(self):
        (self.folder / "e.h5").write_bytes(b"old")
        before = self.listing()
        work = subprocess.Popen([PROGRAM, "explain", SCENARIO, "-o", "e.h5", "--members", "20000", "-v"],
                                cwd=self.folder, env=environment(), text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        self.assertRegex(work.stderr.readline(), r"^read and checked: ")
        time.sleep(0.7)
        work.send_signal(signal.SIGINT)
        out, err = work.communicate(timeout=30)
        self.assertEqual((work.returncode, out), (INTERRUPTED, ""))
        self.assertRegex(err, r"interrupted after \d+ of 20000 members; nothing was written")
        self.assertEqual(self.listing(), before)


if __name__ == "__main__":
    unittest.main()
