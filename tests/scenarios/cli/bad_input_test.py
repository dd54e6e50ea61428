"""Input that is wrong: what is said, with file, line and column, and that nothing is made of it."""

import unittest

from program import WRONG_INPUT, InAFolder

RUN = ["run", "study/baseline.toml", "-o", "out.h5", "--members", "2"]
POLICY = ["policy", "study/policies/radiation.toml", "-o", "out.h5", "--members", "2"]


class BadInput(InAFolder):
    def setUp(self):
        super().setUp()
        self.copy_study()
        (self.folder / "out.h5").write_bytes(b"of yesterday")  # and so it must stay

    def after(self, file, was, now, *messages, command=RUN):
        """`refuses` with one text of a file changed, and `validate` says the same."""
        path = self.folder / "study" / file
        before = path.read_bytes()
        self.change(f"study/{file}", was, now)
        with self.subTest(f"{file}: {now}"):
            self.refuses(command, "\n".join(messages))
            if "--members" not in messages[0]:
                self.refuses(["validate", command[1]], "\n".join(messages))
        path.write_bytes(before)

    def test_with_an_unknown_key_names_the_nearest(self):
        self.after("baseline.toml", "seed    =", "sede    =",
                   'study/baseline.toml: key "seed" is missing (a scenario needs it)',
                   'study/baseline.toml:6:1: unknown key "sede" (a scenario has: format, study, years, '
                   "members, seed, posterior, title, question, mechanisms, background, sample, condition, "
                   'kernel, parameters, lever) did you mean "seed"?')
        self.after("study.toml", "kernel =", "kernl =",
                   'study/study.toml:6:1: unknown key "kernl" (a study has: format, name, years, rest_of_world, hubs, '
                   'kernel, tables, missing, strategy, parameters) did you mean "kernel"?')

    def test_in_a_wrong_unit_says_which_are_right(self):
        self.after("totals.csv", "2000,1e8 USD", "2000,1e9 USD",
                   'study/totals.csv:8:19: unit "1e9 USD" does not suit revenue (1e8 USD or USD is '
                   "expected)")

    def test_about_an_unknown_city_names_the_nearest(self):
        self.after("policies/radiation.toml", '["alba"] ', '["alva"] ',
                   'study/policies/radiation.toml:10:13: unknown city "alva" (not in study/cities.csv) '
                   'did you mean "alba"?', command=POLICY)
        self.after("observed/observed.csv", "lq_count,brea,2011", "lq_count,bria,2011",
                   'study/observed/observed.csv:9:10: unknown city "bria" (not in study/cities.csv) '
                   'did you mean "brea"?')

    def test_twice_in_a_table_names_both_lines(self):
        self.after("observed/observed.csv", "lq_count,brea,2011", "lq_count,brea,2010",
                   "study/observed/observed.csv:9:1: lq_count of brea in 2010 stands twice (first in "
                   "line 8)")

    def test_outside_the_years_says_which_are_inside(self):
        self.after("observed/observed.csv", "lq_count,brea,2011", "lq_count,brea,2019",
                   "study/observed/observed.csv:9:15: year 2019 is outside the study (2010 to 2015)")
        self.after("policies/radiation.toml", "first = 2016", "first = 2010",
                   'study/policies/radiation.toml:11:22: "first" is 2010, outside 2011 to 2025 (a lever '
                   "acts inside the run, after its first year)", command=POLICY)

    def test_that_is_no_finite_number_is_refused(self):
        for word in ("nan", "NaN", "inf", "-inf", "Infinity"):
            self.after("observed/observed.csv", "lq_count,alba,2010,1.5,", f"lq_count,alba,2010,{word},",
                       f'study/observed/observed.csv:2:20: "value" is {word} (a finite number is '
                       "expected) leave the row out when nothing is known")
        for word in ("nan", "inf"):
            self.after("policies/radiation.toml", "strength = 0.5", f"strength = {word}",
                       f'study/policies/radiation.toml:13:12: "strength" is {word} (a finite number is '
                       "expected)", command=POLICY)
        self.after("observed/observed.csv", "lq_count,alba,2010,1.5,", "lq_count,alba,2010,1e999,",
                   'study/observed/observed.csv:2:20: "value" is "1e999", beyond what a number can hold')

    def test_out_of_range_says_the_range(self):
        self.after("policies/radiation.toml", "strength = 0.5", "strength = 99",
                   'study/policies/radiation.toml:13:12: "strength" is 99, outside 0 to 3 (fraction)',
                   command=POLICY)
        self.after("totals.csv", "firms,2010,1000", "firms,2010,-1000",
                   'study/totals.csv:2:12: "value" is -1000 (from 1 to 1000000000 is expected)')

    def test_out_of_range_is_wrong_though_an_option_overrides_it(self):
        self.after("baseline.toml", "members = 100", "members = 0",
                   'study/baseline.toml:5:11: "members" is 0, outside 1 to 100000 (members of the '
                   "ensemble)")
        self.after("baseline.toml", "seed    = 1", "seed    = -1",
                   'study/baseline.toml:6:11: "seed" is -1, outside 0 to 9223372036854775807 (0 to '
                   "2^63 - 1)", command=RUN + ["--seed", "5"])

    def test_of_a_wrong_type_says_what_is_expected(self):
        self.after("policies/radiation.toml", "strength = 0.5", 'strength = "strong"',
                   'study/policies/radiation.toml:13:12: "strength" is a text (a number is expected)',
                   command=POLICY)
        self.after("observed/observed.csv", "lq_count,alba,2010,1.5,", "lq_count,alba,2010,much,",
                   'study/observed/observed.csv:2:20: "value" is "much", no number')

    def test_that_is_no_toml_gives_its_first_error(self):
        self.after("baseline.toml", "members = 100", "members = = 100",
                   "study/baseline.toml:5:11: no valid TOML (Error while parsing value: could not "
                   "determine value type)")

    def test_that_is_missing_says_who_named_it(self):
        (self.folder / "study/totals.csv").unlink()
        self.refuses(RUN, "study/totals.csv: no such file (named in study/study.toml:13:16)")
        self.refuses(["run", "nowhere.toml", "-o", "out.h5"], "nowhere.toml: no such file")

    def test_that_is_no_file_of_text_is_refused(self):
        self.refuses(["run", "study", "-o", "out.h5"], "study: is a folder (a file is expected)")
        self.refuses(["run", "/dev/null", "-o", "out.h5"],
                     "/dev/null: is no ordinary file (pipes and devices are not read)")
        self.refuses(["run", "study/study.toml", "-o", "out.h5"],
                     "study/study.toml: is a study, not a scenario (it has [tables]) name a scenario, which "
                     "names its study")

    def test_that_is_empty_is_refused(self):
        (self.folder / "study/totals.csv").write_bytes(b"")
        self.refuses(RUN, "study/totals.csv: is empty (named in study/study.toml:13:16)")

    def test_in_another_encoding_says_where_and_which(self):
        cities = self.folder / "study/cities.csv"
        text = cities.read_text(encoding="utf-8")
        cities.write_bytes(text.encode("gbk"))
        self.refuses(RUN, "study/cities.csv:2:11: byte 0xB0 is not UTF-8 (the file is in another encoding, "
                          "such as GBK or Latin-1) save it as UTF-8")
        cities.write_bytes(text.encode("utf-16"))
        self.refuses(RUN, "study/cities.csv:1:1: the file is UTF-16 (only UTF-8 is read) save it as UTF-8")

    def test_of_a_gigabyte_is_not_read(self):
        with open(self.folder / "study/background.csv", "wb") as file:
            file.truncate(2**30)  # sparse: takes no room
        self.refuses(RUN, "study/background.csv: is 1024 MiB large (at most 256 MiB are read) (named in "
                          "study/study.toml:12:16)")

    def test_nested_ten_thousand_deep_does_not_break_the_program(self):
        scenario = self.folder / "study/baseline.toml"
        text = scenario.read_text(encoding="utf-8")
        deep = 10_000
        for nested, column in [("[" + ".".join(["a"] * deep) + "]", 131),
                               ("x = " + "{a=" * deep + "1" + "}" * deep, 197),
                               ("x = " + "[" * deep + "]" * deep, 69),
                               (".".join(["a"] * deep) + " = 1", None)]:
            with self.subTest(nested[:12]):
                scenario.write_text(text + nested + "\n", encoding="utf-8")
                before = self.listing()
                out, err = self.agglomera(*RUN, code=WRONG_INPUT)
                self.assertEqual((out, self.listing()), ("", before))
                self.assertRegex(err, rf"\Astudy/baseline\.toml:7:{column or r'[0-9]+'}: more than 64 levels "
                                      r"of tables inside each other \(a study or scenario has at most 4\)"
                                      "\n\\Z")

    def test_with_ten_thousand_faults_is_told_of_the_first_hundred(self):
        with open(self.folder / "study/baseline.toml", "a", encoding="utf-8") as file:
            file.write("".join(f"[t{number}]\n" for number in range(10_000)))
        _, err = self.agglomera(*RUN, code=WRONG_INPUT)
        self.assertEqual(err.count("unknown key"), 100)
        self.assertTrue(err.endswith("\nstudy/baseline.toml: … and 9900 more\n"))

    def test_in_several_files_is_told_all_at_once(self):
        for file, was, now in [("baseline.toml", "members = 100", "members = 0"),
                               ("cities.csv", "47.4,8.6", "97.4,8.6"),
                               ("totals.csv", "revenue,2012,2300", "revenue,2012,many"),
                               ("study.toml", 'hubs   = ["alba"]', 'hubs   = ["alva"]')]:
            self.change(f"study/{file}", was, now)
        everything = ('study/cities.csv:3:18: "lat" is 97.4 (from -90 to 90 is expected)\n'
                      'study/study.toml:5:11: unknown city "alva" (not in study/cities.csv) did you mean '
                      '"alba"?\n'
                      'study/totals.csv:10:14: "value" is "many", no number\n')
        members = ('study/baseline.toml:5:11: "members" is 0, outside 1 to 100000 (members of the '
                   "ensemble)")
        self.refuses(RUN, everything + members)
        self.refuses(["validate", "study/baseline.toml"], everything + members)
        self.refuses(["validate", "study/policies/radiation.toml", "study/baseline.toml"],
                     everything + members)
        self.refuses(RUN[:4] + ["--members", "0"],
                     everything + members + "\n--members: 0 is outside 1 to 100000")
        self.refuses(["policy", "study/baseline.toml", "study/policies/radiation.toml", "-o", "out.h5"],
                     everything + members)

    def test_in_experiments_is_said_with_that_in_all_they_name(self):
        self.copy_study("real", of="digital-media")
        files = ["real/experiments/calibrate.toml", "real/experiments/backtest.toml"]
        self.assertEqual(self.agglomera("validate", *files),
                         ("2 files are in order, and so is every file named\n", ""))
        self.change(files[0], '"exit_rate"', '"exit_rat"')
        text = (self.folder / files[0]).read_text(encoding="utf-8")
        before = text[:text.index('"exit_rat"')].split("\n")
        where = f"{len(before)}:{len(before[-1]) + 1}"
        self.change(files[1], "last = 2016", "last = 2017")
        self.change("real/baseline.toml", "members = 200", "members = 0")
        self.refuses(["validate", *files],
                     'real/baseline.toml:9:11: "members" is 0, outside 1 to 100000 (members of the '
                     "ensemble)\n"
                     f'{files[0]}:{where}: unknown parameter "exit_rat" did you mean "exit_rate"?\n'
                     f"{files[1]}:11:14: the last origin 2017 is not before the last observed year of "
                     "the scenario, 2017 (nothing is left to forecast) end with 2016")


if __name__ == "__main__":
    unittest.main()
