"""`policy`: what must not change between worlds, and what must not matter."""

import json
import unittest

import h5py
import numpy as np
from program import MEASURES, InAFolder, same_bits, series_of

POLICY = "study/policies/radiation.toml"
EFFECTS = ("mean", "q05", "q25", "q50", "q75", "q95", "monte_carlo_se")


class Policy(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()

    def policy(self, *files, out="p.h5", members=10):
        text, _ = self.agglomera("policy", *files, "-o", out, "--members", members, "--quiet")
        return text

    def groups(self, path="p.h5"):
        with h5py.File(self.folder / path, "r") as file:
            return {group: {name: values[()] for name, values in file[group].items()
                            if h5py.check_string_dtype(values.dtype) is None}
                    for group in ("series", "effect", "cluster_effect", "world_effect")}

    def add_lever(self, file, kind, city, years="{ first = 2016, last = 2025 }", strength=0.5,
                  before=False):
        lever = (f'\n[[lever]]\nkind = "{kind}"\ncities = ["{city}"]\nyears = {years}\n'
                 f"strength = {strength}\n")
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        at = text.index("\n[[lever]]") if before else len(text)
        path.write_text(text[:at] + lever + text[at:], encoding="utf-8")

    def test_of_strength_zero_changes_nothing_to_the_last_bit(self):
        self.change(POLICY, "strength = 0.5", "strength = 0")
        for kind in ("deregulation", "research", "talent"):
            self.add_lever(POLICY, kind, "brea", strength=0)
        self.policy(POLICY)
        groups = self.groups()
        for measure in MEASURES:
            baseline, changed = groups["series"][measure]
            self.assertTrue(same_bits(baseline, changed), measure)
        for group in ("effect", "cluster_effect", "world_effect"):
            for name in EFFECTS:
                self.assertFalse(np.any(groups[group][name]), (group, name))  # NaN would be truthy
            self.assertTrue(np.all(groups[group]["p_positive"] == 0.5))

    def test_has_the_series_of_the_same_scenario_run_alone(self):
        self.policy(POLICY)
        self.agglomera("run", POLICY, "-o", "run.h5", "--members", 10)
        paired, alone = series_of(self.folder / "p.h5"), series_of(self.folder / "run.h5")
        for measure in MEASURES:
            self.assertTrue(same_bits(paired[measure][1:], alone[measure]), measure)

    def test_changes_nothing_before_its_first_year_and_something_later(self):
        self.policy(POLICY)
        series = self.groups()["series"]
        parting = list(series["year"]).index(2016)
        for measure in MEASURES:
            baseline, changed = series[measure]
            self.assertTrue(same_bits(baseline[..., :parting], changed[..., :parting]), measure)
            self.assertFalse(np.array_equal(baseline[..., parting:], changed[..., parting:]), measure)

    def test_is_the_same_with_levers_in_either_order(self):
        second = self.folder / "study/policies/other-way.toml"
        second.write_text((self.folder / POLICY).read_text(encoding="utf-8"), encoding="utf-8")
        self.add_lever(POLICY, "research", "brea")
        self.add_lever("study/policies/other-way.toml", "research", "brea", before=True)
        self.policy(POLICY)
        self.policy("study/policies/other-way.toml", out="q.h5")
        one, other = self.groups("p.h5"), self.groups("q.h5")
        for group, arrays in one.items():
            for name, values in arrays.items():
                self.assertTrue(same_bits(values, other[group][name]), (group, name))
        self.assertTrue(np.any(one["effect"]["mean"]))

    def test_has_the_same_effects_alone_as_beside_another(self):
        self.policy(POLICY, self.talent_beside())
        self.policy("study/policies/talent.toml", out="q.h5")
        both, alone = self.groups("p.h5"), self.groups("q.h5")
        for name in EFFECTS:
            self.assertTrue(same_bits(both["effect"][name][1:], alone["effect"][name]), name)
        self.assertFalse(same_bits(both["effect"]["mean"][:1], alone["effect"]["mean"]))

    def talent_beside(self):
        text = (self.folder / POLICY).read_text(encoding="utf-8")
        (self.folder / "study/policies/talent.toml").write_text(
            text.replace('"radiation"', '"talent"').replace('["alba"] ', '["cora"] '), encoding="utf-8")
        return "study/policies/talent.toml"

    def document(self, *files, members=10):
        out, _ = self.agglomera("policy", *files, "-o", "p.h5", "--members", members, "--format", "json")
        return json.loads(out)

    def test_tells_in_its_first_sentence_who_gains(self):
        answer = self.policy(POLICY).splitlines()[4]
        self.assertRegex(answer, r"^In 2025 the treated cities together (gain firms|lose firms|neither gain nor lose "
                                 r"firms beyond Monte Carlo error): [+-]\d+\.\d\d \[.*\] \(P\(> 0\) \d\.\d\d\);$")

    def test_has_a_band_over_cities_that_contains_each_interval(self):
        given = 0
        for row in self.document(POLICY, members=100)["effects"]:
            if row["city"] == "rest-of-world":
                self.assertIsNone(row["band_low"])
            if row["band_low"] is None:
                continue
            given += 1
            self.assertLessEqual(row["band_low"], row["q05"] + 1e-9 * abs(row["q05"]))
            self.assertGreaterEqual(row["band_high"], row["q95"] - 1e-9 * abs(row["q95"]))
        self.assertGreater(given, 0)

    def test_splits_the_variance_into_parameters_and_seed(self):
        gained = self.document(POLICY, members=20)["policies"][0]
        text = self.policy(POLICY, members=20)
        treated = gained["variance"]["treated"]
        self.assertGreater(treated["by_seed"], 0)
        words = "" if treated["told_apart"] else " (not told apart from 0)"
        self.assertIn(f"Variance over members of that gain: {treated['by_parameters']:.3f} by parameters{words}, "
                      f"{treated['by_seed']:.3f} by the luck of the seed\n", text)

    def test_shows_what_the_effect_rests_on_in_one_table(self):
        text = self.policy(POLICY)
        rows = self.document(POLICY)["robustness"]
        self.assertEqual(len(rows), 4 * 4)
        world = {row["variant"]: row for row in rows if row["quantity"] == "firms_world"}
        self.assertEqual(list(world), ["as_drawn", "fixed_demand", "level_background", "undamped_background"])
        for name, row in [("as assumed", world["as_drawn"]),
                          ("world total held (psi = 0)", world["fixed_demand"])]:
            line = next(line for line in text.splitlines() if line.startswith(name))
            self.assertIn(f"{row['mean']:+.2f} [{row['q05']:+.2f}, {row['q95']:+.2f}]", line)
        with h5py.File(self.folder / "p.h5") as file:
            self.assertEqual(file["robustness/mean"].shape, (1, 4, 4))
            self.assertEqual(file["robustness/mean"][0, 1, 2], world["fixed_demand"]["mean"])

    def test_ranks_several_policies_and_not_a_single_one(self):
        alone = self.document(POLICY)
        self.assertEqual(alone["ranking"], [])
        self.assertNotIn("side by side", self.policy(POLICY))
        with h5py.File(self.folder / "p.h5") as file:
            self.assertNotIn("ranking", file)
        ranked = self.document(POLICY, self.talent_beside())["ranking"]
        self.assertEqual([row["rank"] for row in ranked], [1, 2])
        self.assertGreaterEqual(ranked[0]["firms_gained"]["treated"]["mean"],
                                ranked[1]["firms_gained"]["treated"]["mean"])
        for region in ("treated", "clusters", "world"):
            self.assertAlmostEqual(sum(row["p_best"][region] for row in ranked), 1)
            self.assertGreaterEqual(min(row["regret"][region] for row in ranked), 0)
        self.assertIn("The policies side by side: firms gained in 2025",
                      self.policy(POLICY, "study/policies/talent.toml"))

    def test_says_in_words_when_displacement_means_nothing(self):
        self.change(POLICY, "strength = 0.5", "strength = 0")
        self.assertIn("Firms lost elsewhere per firm gained by the treated cities: not given, for that gain is "
                      "within Monte Carlo error of zero\n", self.policy(POLICY))
        self.assertIsNone(self.document(POLICY)["displacement_ratio"])

    def test_of_strength_zero_changes_nothing_in_any_variant(self):
        self.change(POLICY, "strength = 0.5", "strength = 0")
        for row in self.document(POLICY)["robustness"]:
            self.assertEqual([row[name] for name in ("mean", "q05", "q95", "p_positive")], [0, 0, 0, 0.5])

    def test_never_replaces_what_it_reads(self):
        for out in (POLICY, "study/cities.csv"):
            self.refuses(["policy", POLICY, "-o", out, "--members", 4],
                         f"{out}: is an input of this command (its result would replace it) write to "
                         "another file")

    def test_gives_no_band_of_members_that_are_too_few(self):
        text = self.policy(POLICY, members=4)
        self.assertIn("The members are too few for a band over all cities at once; --members takes more.", text)

    def test_says_that_a_trigger_is_not_known_to_costs(self):
        self.change(POLICY, "strength = 0.5", 'strength = 0.5\nunit_cost = 10.0\n'
                    'trigger = { measure = "firms", city = "brea", above = 1e9 }')
        text = self.policy(POLICY)
        self.assertIn("Some levers wait for a trigger.", text)
        self.assertIn("Cost: ", text)

    def test_of_one_member_has_no_monte_carlo_error(self):
        out, _ = self.agglomera("policy", POLICY, "-o", "p.h5", "--members", 1, "--format", "json")
        for row in json.loads(out)["effects"]:
            self.assertIsNone(row["monte_carlo_se"])
            self.assertTrue(row["q05"] == row["mean"] == row["q95"])
            self.assertIn(row["p_positive"], (0, 0.5, 1))

    def test_within_the_observed_years_runs_free(self):
        self.change(POLICY, "years    = { first = 2016", "years    = { first = 2012")
        text = self.policy(POLICY)
        self.assertIn("radiation, 2012-2025, 10 members on a free run\n", text)
        self.change("study/baseline.toml", "last = 2015", "last = 2025")
        self.agglomera("run", "study/baseline.toml", "-o", "run.h5", "--members", 10)
        free, conditioned = series_of(self.folder / "p.h5"), series_of(self.folder / "run.h5")
        last_observed = list(free["year"]).index(2015)
        observed = 1.74  # alba in 2015
        alba = list(free["city"]).index("alba")
        self.assertTrue(np.all(np.abs(conditioned["lq_count"][0, :, alba, last_observed] - observed) < 1e-6))
        self.assertGreater(np.max(np.abs(free["lq_count"][0, :, alba, last_observed] - observed)), 0.01)
        for scenario in (0, 1):  # before the lever both are the free run of the study
            self.assertTrue(same_bits(free["lq_count"][scenario, :, :, :2],
                                      conditioned["lq_count"][0, :, :, :2]))

    def test_says_that_members_agree_with_the_last_observed_year(self):
        text = self.policy(POLICY)
        self.assertIn("radiation, 2016-2025, 10 members that agree with what was observed in 2015\n", text)
        self.assertTrue(text.endswith("All years after 2015 rest on continued backgrounds and world totals: "
                                      "assumptions.\n"))

    def test_inside_the_observed_years_has_no_assumed_future(self):
        text = (self.folder / POLICY).read_text(encoding="utf-8")
        (self.folder / POLICY).write_text(text.replace("2016", "2012").replace("2025", "2015"), encoding="utf-8")
        self.assertNotIn("continued backgrounds", self.policy(POLICY))

    def test_needs_a_lever_and_a_name_of_its_own(self):
        out = ["-o", "p.h5"]
        self.refuses(["policy", "study/baseline.toml", *out],
                     "study/baseline.toml: has no lever (a policy needs one to differ from the baseline) "
                     "add a [[lever]]")
        self.refuses(["policy", POLICY, POLICY, *out],
                     f'{POLICY}: another policy is named "radiation" too rename one of the files')
        (self.folder / POLICY).rename(self.folder / "study/policies/baseline.toml")
        self.refuses(["policy", "study/policies/baseline.toml", *out],
                     "study/policies/baseline.toml: is named as the run without it (results tell them "
                     "apart by name) rename the file")

    def test_must_share_everything_but_levers_with_the_others(self):
        text = (self.folder / POLICY).read_text(encoding="utf-8")
        other = "study/policies/other.toml"
        for was, now, what in [("seed    = 1", "seed    = 2", "seed"),
                               ("members = 100", "members = 99", "number of members"),
                               ("last = 2025 }\nmembers", "last = 2026 }\nmembers", "span of years"),
                               ("seed    = 1", "seed = 1\nsample = false", 'choice of "sample"'),
                               ("seed    = 1", "seed = 1\ncondition = false", 'choice of "condition"'),
                               ("seed    = 1", 'seed = 1\nkernel = "gravity"', "study or set of parameters"),
                               ("seed    = 1", 'seed = 1\nmechanisms = { off = ["siphoning"] }',
                                "set of mechanisms"),
                               ("seed    = 1", 'seed = 1\nbackground = "agents"', "background")]:
            with self.subTest(what):
                self.assertIn(was, text)
                (self.folder / other).write_text(text.replace(was, now), encoding="utf-8")
                self.refuses(["policy", POLICY, other, "-o", "p.h5"],
                             f"{other}: has another {what} than {POLICY} (policies are compared on common "
                             "draws) give both the same")


class Order(InAFolder):
    """Ids, never row numbers, key everything."""

    def shuffled(self, file):
        path = self.folder / "study" / file
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        self.assertGreater(len(rows), 1)
        path.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")

    def series_after(self, *files):
        for file in files:
            self.shuffled(file)
        self.agglomera("run", f"study/{self.scenario}", "-o", "r.h5", "--members", 6)
        return series_of(self.folder / "r.h5")

    def check(self, tables):
        before = self.series_after()
        for table in tables:
            with self.subTest(table):
                after = self.series_after(table)
                self.assertEqual(set(after), set(before))
                for name, values in before.items():
                    equal = (np.array_equal if values.dtype.kind in "OU" else same_bits)(values, after[name])
                    self.assertTrue(equal, name)

    def test_of_rows_means_nothing_in_the_template(self):
        self.copy_study()
        self.scenario = "baseline.toml"
        self.check(["cities.csv", "observed/observed.csv", "background.csv", "assumptions.csv",
                    "totals.csv", "countries.csv"])

    def test_of_rows_means_nothing_in_the_shipped_study(self):
        self.copy_study(of="digital-media")
        self.scenario = "baseline.toml"
        self.check(["cities.csv", "observed/observed.csv", "background.csv", "assumptions.csv",
                    "links.csv"])


if __name__ == "__main__":
    unittest.main()
