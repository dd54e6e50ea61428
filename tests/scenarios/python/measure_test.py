#!/usr/bin/python3
"""ag.measure: what `agglomera measure` says, of a file or a DataFrame, as tables."""

import json
import unittest

import numpy as np
import pandas as pd
from package import InAStudy, ag

ROWS = [("north", "games", 2019, 12), ("north", "steel", 2019, 8), ("south", "games", 2019, 3),
        ("south", "steel", 2019, 17), ("west", "games", 2019, 0), ("west", "steel", 2019, np.nan),
        ("north", "games", 2020, 15), ("north", "steel", 2020, 7), ("south", "games", 2020, 4),
        ("south", "steel", 2020, 16), ("west", "games", 2020, 1), ("west", "steel", 2020, 9)]
TABLE = pd.DataFrame(ROWS, columns=["region", "industry", "year", "value"])
PLACES = pd.DataFrame([("north", 50.0, 10.0), ("south", 45.0, 10.0), ("west", 47.0, 5.0)],
                      columns=["region", "lat", "lon"])


class Measures(InAStudy):
    def told(self, *words):
        TABLE.to_csv("table.csv", index=False)
        PLACES.to_csv("places.csv", index=False)
        return json.loads(self.agglomera("measure", "table.csv", "--format", "json", *words)[0])

    def assertSame(self, measures, told):
        self.assertGreater(len(told["indices"]), 20)
        self.assertEqual(len(measures.lq), len(told["lq"]))
        for (_, ours), theirs in zip(measures.lq.iterrows(), told["lq"]):
            self.assertEqual((ours.region, ours.industry, ours.year),
                             (theirs["region"], theirs["industry"], theirs["year"]))
            for name in ("lq", "low", "high", "symmetric_lq", "standardised_lq", "rca"):
                if name in theirs:
                    np.testing.assert_equal(float(ours[name]), np.nan if theirs[name] is None else theirs[name])
            self.assertEqual(ours.why if isinstance(ours.why, str) else None, theirs.get("why"))
            self.assertEqual(bool(ours.incomplete), theirs.get("incomplete", False))
        indices = [row for row in told["indices"] if "from" not in row]  # those of Markov chains stand apart
        self.assertEqual((len(measures.indices), len(measures.transitions)),
                         (len(indices), len(told["transitions"])))
        for (_, ours), theirs in zip(measures.transitions.iterrows(), told["transitions"]):
            self.assertEqual([ours[key] for key in ("index", "industry", "from", "to", "count")],
                             [theirs[key] for key in ("index", "industry", "from", "to", "count")])
        for (_, ours), theirs in zip(measures.indices.iterrows(), indices):
            self.assertEqual(bool(ours.incomplete), theirs.get("incomplete", False))
            self.assertEqual((ours["index"], ours.year), (theirs["index"], theirs["year"]))
            for name in ("region", "industry", "other"):
                self.assertEqual(ours[name] if isinstance(ours[name], str) else None, theirs.get(name))
            np.testing.assert_equal(ours.value, np.nan if theirs["value"] is None else theirs["value"])
            if ours.beside_name:
                np.testing.assert_equal(ours.beside, np.nan if theirs[ours.beside_name] is None
                                        else theirs[ours.beside_name])
            self.assertEqual(measures.conventions[ours["index"]], theirs["convention"])
        self.assertEqual(measures.notes, told["notes"])

    def test_of_a_frame_and_of_a_file_are_those_of_the_command(self):
        told = self.told()
        self.assertSame(ag.measure(TABLE), told)
        self.assertSame(ag.measure("table.csv"), told)
        self.assertSame(ag.measure(TABLE.set_index(["region", "industry", "year"])), told)

    def test_with_neighbours_counts_and_conventions_are_those_of_the_command(self):
        told = self.told("--counts", "--coordinates", "places.csv", "--nearest", "1", "--permutations", "99",
                         "--bootstrap", "50", "--seed", "3", "--convention", "hoover=econgeo", "--absent", "zero")
        self.assertSame(ag.measure(TABLE.astype({"value": "Int64"}), counts=True, coordinates=PLACES, nearest=1,
                                   permutations=99, bootstrap=50, seed=3, convention="hoover=econgeo",
                                   absent="zero"), told)

    def test_are_what_a_hand_finds(self):
        lq = ag.measure(TABLE, indices=["lq"]).lq.set_index(["region", "industry", "year"]).lq
        self.assertAlmostEqual(lq["north", "games", 2020], (15 / 22) / (20 / 52))
        self.assertTrue(np.isnan(lq["west", "steel", 2019]))

    def test_name_columns_and_shapes_as_they_are(self):
        wide = TABLE[TABLE.year == 2020].pivot(index="region", columns="industry", values="value").reset_index()
        found = ag.measure(wide, wide="industry", year=None, indices="lq").lq
        again = ag.measure(TABLE.rename(columns={"region": "Ort", "value": "Firmen"}), region="Ort",
                           value="Firmen", indices="lq").lq
        self.assertNotIn("year", found)
        np.testing.assert_allclose(found.sort_values(["industry", "region"]).lq.to_numpy(),
                                   again[again.year == 2020].sort_values(["industry", "region"]).lq.to_numpy())

    def test_refuse_what_the_command_refuses_and_name_the_frame(self):
        bad = TABLE.assign(value=TABLE.value.where(TABLE.value != 17, -17))
        with self.assertRaises(ag.InputError) as caught:
            ag.measure(bad)
        error = caught.exception
        self.assertTrue(str(error).startswith("DataFrame:5:"), error)
        self.assertEqual((error.complaints[0].file, error.complaints[0].line), ("DataFrame", 5))
        with self.assertRaisesRegex(ag.InputError, "--indices.*did you mean \"gini\""):
            ag.measure(TABLE, indices="ginni")
        with self.assertRaisesRegex(TypeError, "unexpected keyword argument 'regions'"):
            ag.measure(TABLE, regions="region")

    def test_of_a_million_rows_take_seconds(self):
        """The whole way: a frame, its text, and back."""
        regions, industries, years = 500, 100, 20
        index = pd.MultiIndex.from_product([[f"r{i}" for i in range(regions)], [f"i{k}" for k in range(industries)],
                                            range(2000, 2000 + years)], names=["region", "industry", "year"])
        values = np.random.default_rng(1).integers(0, 100, len(index))
        lq = ag.measure(pd.DataFrame({"value": values}, index=index), indices=["lq", "hhi"]).lq
        self.assertEqual(len(lq), 10**6)


if __name__ == "__main__":
    unittest.main()
