"""The policies that ship with the study: one for every recommendation of the paper, all of which run;
what pairing is worth; where siphoning outweighs spread; what is said of assumptions."""

import json
import subprocess
import unittest

import h5py
import numpy as np
from program import PROGRAM, SCENARIOS, InAFolder, environment, long_work

FOLDER = SCENARIOS / "digital-media/policies"
RECOMMENDED = {"strengthen-bsgs-radiation", "coordinated-layout", "talent", "research",
               "chain-integration", "copyright-platform", "smart-media", "culture-plus", "east-west",
               "tokyo-deregulation-in-shanghai", "all-together", "radiation-without-coordination"}
PAST = {"new-york-internet-resources"}


class ShippedPolicies(InAFolder):
    def effects(self, *names, members, out="p.h5"):
        files = [str(FOLDER / f"{name}.toml") for name in names]
        text, _ = self.agglomera("policy", *files, "-o", out, "--members", members, "--quiet",
                                 "--format", "json")
        return json.loads(text)

    def test_are_one_for_every_recommendation_and_two_questions(self):
        self.assertEqual({file.stem for file in FOLDER.glob("*.toml")}, RECOMMENDED | PAST)

    def test_run_side_by_side_and_are_ranked_on_common_draws(self):
        names = sorted(RECOMMENDED)
        told = self.effects(*names, members=4)
        self.assertEqual([policy["policy"] for policy in told["policies"]], names)
        self.assertEqual({row["policy"] for row in told["ranking"]}, RECOMMENDED)
        for region in ("treated", "clusters", "world"):
            self.assertAlmostEqual(sum(row["p_best"][region] for row in told["ranking"]), 1.0)
            self.assertGreaterEqual(min(row["regret"][region] for row in told["ranking"]), 0.0)

    def test_of_the_past_are_told_apart_within_the_observed_years(self):
        told = self.effects(*PAST, members=4)
        self.assertEqual({row["year"] for row in told["effects"]}, set(range(2009, 2018)))
        treated = {row["city"] for row in told["effects"] if row["treated"]}
        self.assertEqual(treated, {"new-york"})

    @long_work
    def test_gain_from_pairing_what_is_asked_at_a_tenth_of_their_strength(self):
        for name in sorted(RECOMMENDED):
            reduction = self.effects(name, members=200)["variance_reduction"]
            self.assertGreaterEqual(reduction["treated"], 10.0, name)
            self.assertGreaterEqual(reduction["untreated"], 50.0, name)

    def test_say_where_siphoning_outweighs_spread(self):
        told = self.effects("strengthen-bsgs-radiation", members=20)["spread"][0]
        places = {row["place"]: row for row in told["turning_point"]["places"]}
        self.assertLessEqual({"untreated", "pearl-river-delta", "hong-kong"}, set(places))
        for row in places.values():
            shares = [row[way] for way in ("unmoved", "spreads", "siphons", "to_siphoning", "to_spread")]
            self.assertAlmostEqual(sum(shares), 1.0)
            self.assertAlmostEqual(row["spread"]["mean"] + row["drawn"]["mean"], row["net"]["mean"])
        self.assertEqual(told["turning_point"]["largest_factor"], 6.0)  # of 0.5, in a range up to 3
        self.assertEqual(sum(band["cities"] for band in told["distance"]["bands"]), 44)
        self.assertEqual(told["beyond_usual"], [])

    def test_flag_a_strength_beyond_the_usual_and_cities_beyond_the_observed(self):
        told = self.effects("radiation-without-coordination", members=6)
        self.assertEqual(told["spread"][0]["beyond_usual"],
                         [{"lever": "radiation", "strength": 1.5, "usual": 0.5}])
        with h5py.File(self.folder / "p.h5", "r") as file:
            outside, without = (file["extrapolation"][name][()] for name in ("outside", "outside_without"))
            self.assertEqual(outside.shape, (1, 49, 10))
            self.assertTrue(np.all((0 <= outside) & (outside <= 1) & (0 <= without)))
            self.assertTrue(np.all(file["extrapolation/outside_by_input"][()].max(axis=1) <= outside))
        rows = [row for row in told["effects"] if row["city"] == "dongguan" and row["year"] == 2027]
        self.assertTrue(all(0 <= row["extrapolated_without"] <= 1 for row in rows))
        shown = subprocess.run([PROGRAM, "policy", FOLDER / "radiation-without-coordination.toml", "-o",
                                self.folder / "q.h5", "--members", "6"], env=environment(),
                               capture_output=True, text=True, check=True).stdout
        self.assertIn("! radiation of strength 1.5 is above the usual 0.5: nothing so strong was ever "
                      "observed.", shown)
        self.assertIn("Does siphoning outweigh spread?", shown)
        self.assertIn("dongguan *", shown)  # nothing was ever observed there


if __name__ == "__main__":
    unittest.main()
