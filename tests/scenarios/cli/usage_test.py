"""How the program is called: help, version, wrong words, quiet and JSON."""

import json
import subprocess
import unittest

from program import FAILED, PROGRAM, WRONG_INPUT, InAFolder

COMMANDS = ("validate", "run", "compare", "policy", "optimize", "sweep", "sensitivity", "explain", "calibrate", "backtest",
            "report", "export", "measure", "describe", "init", "update", "bench", "completion", "man")


class Usage(InAFolder):
    def test_shows_help_on_stdout_when_asked(self):
        out, err = self.agglomera("--help")
        self.assertEqual(err, "")
        for command in COMMANDS:
            self.assertRegex(out, rf"(?m)^  {command} +\S")
        for command in COMMANDS:
            out, err = self.agglomera(command, "--help")
            self.assertIn(f"Usage: agglomera {command} [OPTIONS]", out)
            self.assertEqual(err, "")

    def test_shows_its_version_on_stdout(self):
        out, err = self.agglomera("--version")
        self.assertRegex(out, r"\A\d+\.\d+\.\d+\n\Z")
        self.assertEqual(err, "")

    def test_shows_help_on_stderr_without_a_command(self):
        helped, _ = self.agglomera("--help")
        out, err = self.agglomera(code=WRONG_INPUT)
        self.assertEqual((out, err), ("", helped))

    def test_names_the_nearest_command_or_all(self):
        self.refuses(["rnu", "x.toml"], 'agglomera: there is no command "rnu" did you mean "run"?')
        self.refuses(["fly"], 'agglomera: there is no command "fly" known: ' + ", ".join(COMMANDS))
        self.refuses([""], 'agglomera: there is no command "" known: ' + ", ".join(COMMANDS))

    def test_names_the_nearest_option(self):
        self.refuses(["run", "x.toml", "-o", "y.h5", "--member", "3"],
                     'agglomera: there is no option "--member" did you mean "--members"?')
        self.refuses(["run", "--hlep"], 'agglomera: there is no option "--hlep" did you mean "--help"?')
        self.refuses(["--verison"], 'agglomera: there is no option "--verison" did you mean "--version"?')
        self.refuses(["compare", "x.h5", "--threads=2"],
                     'agglomera: there is no option "--threads" known: --help, --format, --quiet, '
                     "--verbose")
        self.refuses(["run", "-x", "a.toml"],
                     'agglomera: there is no option "-x" known: --help, --output, --from, --resume, '
                     "--checkpoint-every, --members, --seed, --threads, --format, --quiet, --verbose")

    def test_says_what_is_missing_or_too_much(self):
        hint = " (agglomera {0} --help says what is possible)"
        self.refuses(["run", "x.toml"], "agglomera: --output is required" + hint.format("run"))
        self.refuses(["policy", "-o", "y.h5"], "agglomera: SCENARIO is required" + hint.format("policy"))
        self.refuses(["compare"], "agglomera: RUN is required" + hint.format("compare"))
        self.refuses(["validate"], "agglomera: FILE is required" + hint.format("validate"))
        self.refuses(["init"], "agglomera: DIR is required" + hint.format("init"))
        self.refuses(["compare", "a.h5", "b.h5"],
                     "agglomera: The following argument was not expected: b.h5" + hint.format("compare"))

    def test_refuses_values_of_options_that_mean_nothing(self):
        run = ["run", "study/baseline.toml", "-o", "y.h5"]
        self.copy_study()
        hint = " (agglomera run --help says what is possible)"
        for words, message in [
                (["--format", "xml"], "agglomera: --format: xml not in {text,json}" + hint),
                (["--members", "many"], "agglomera: Could not convert: --members = many" + hint),
                (["--members", "1.5"], "agglomera: Could not convert: --members = 1.5" + hint),
                (["--members", "0"], "--members: 0 is outside 1 to 100000"),
                (["--members", "-3"], "--members: -3 is outside 1 to 100000"),
                (["--members", "100001"], "--members: 100001 is outside 1 to 100000"),
                (["--seed", "-3"], "agglomera: --seed: -3 is outside 0 to 2^63 - 1" + hint),
                (["--seed", str(2**63)], f"--seed: {2**63} is outside 0 to 2^63 - 1"),
                (["--threads", "0"], "--threads: 0 is out of range (1 to 1024)"),
                (["--threads", "1025"], "--threads: 1025 is out of range (1 to 1024)")]:
            with self.subTest(words):
                self.refuses(run + words, message)

    def test_takes_the_largest_seed(self):
        self.copy_study()
        self.agglomera("run", "study/baseline.toml", "-o", "y.h5", "--members", 1, "--seed", 2**63 - 1)


class Streams(InAFolder):
    """stdout carries results only, stderr everything else."""

    def commands(self):
        """Every command that succeeds, with its words."""
        self.copy_study()
        self.agglomera("run", "study/baseline.toml", "-o", "kept.h5", "--members", 3)
        yield ["validate", "study/study.toml", "study/policies/radiation.toml"]
        yield ["run", "study/baseline.toml", "-o", "run.h5", "--members", 3]
        yield ["run", "--from", "kept.h5", "-o", "again.h5"]
        yield ["compare", "kept.h5"]
        yield ["policy", "study/policies/radiation.toml", "-o", "effect.h5", "--members", 3]
        yield ["explain", "study/baseline.toml", "-o", "explain.h5", "--members", 3]
        yield ["describe"]
        yield ["describe", "lever"]
        yield ["describe", "lever", "radiation"]

    def test_say_nothing_on_stderr_when_quiet(self):
        for words in self.commands():
            out, err = self.agglomera(*words, "--quiet")
            self.assertEqual(err, "", words)
            self.assertNotEqual(out, "", words)

    def test_tell_where_the_result_went_unless_quiet(self):
        self.copy_study()
        out, err = self.agglomera("run", "study/baseline.toml", "-o", "run.h5", "--members", 3)
        self.assertEqual(err, "wrote run.h5\n")
        self.assertIn("Location quotients in 2015, 3 members", out)
        self.assertNotIn("nothing was ever observed", out)  # every city of the study was

    def test_say_how_long_steps_took_when_verbose(self):
        self.copy_study()
        _, err = self.agglomera("run", "study/baseline.toml", "-o", "r.h5", "--members", 3, "-v")
        for step in ("read and checked", "simulated", "written", "summarised"):
            self.assertRegex(err, rf"(?m)^{step}: \d+\.\d{{3}} s$")

    def test_carry_one_json_document_and_nothing_else(self):
        for words in self.commands():
            out, _ = self.agglomera(*words, "--format", "json")
            document = json.loads(out)  # fails on a second document
            self.assertIsInstance(document, (dict, list), words)
            self.assertTrue(out.endswith("\n"))

    def test_are_the_same_file_in_text_and_json(self):
        self.copy_study()
        run = ["run", "study/baseline.toml", "-o", "run.h5", "--members", 3]
        self.agglomera(*run)
        as_text = self.bytes_of("run.h5")
        self.agglomera(*run, "--format", "json", "--quiet")
        self.assertEqual(self.bytes_of("run.h5"), as_text)


    def test_say_when_stdout_takes_nothing(self):
        with open("/dev/full", "w") as full:
            for words in (["describe"], ["describe", "lever", "radiation"]):
                ended = subprocess.run([PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True)
                self.assertEqual(ended.returncode, FAILED)
                self.assertRegex(ended.stderr, r"\Aagglomera: .+No space left on device\)?\n\Z")


class Documents(InAFolder):
    """The keys that scripts rely on."""

    def read(self, *words, code=0):
        out, _ = self.agglomera(*words, "--format", "json", code=code)
        return json.loads(out)

    def test_of_validate_list_errors_with_their_place(self):
        self.copy_study()
        self.assertEqual(self.read("validate", "study/baseline.toml"), {"errors": []})
        self.change("study/baseline.toml", "seed    =", "sede    =")
        errors = self.read("validate", "study/baseline.toml", code=WRONG_INPUT)["errors"]
        self.assertEqual([(e["file"], e["line"], e["column"], e["suggestion"]) for e in errors],
                         [("study/baseline.toml", 0, 0, ""),
                          ("study/baseline.toml", 6, 1, 'did you mean "seed"?')])
        self.assertEqual(errors[0]["message"], 'key "seed" is missing (a scenario needs it)')

    def test_of_validate_name_a_fault_shared_by_two_files_once(self):
        self.copy_study()
        self.change("study/totals.csv", "2000,1e8 USD", "2000,1e9 USD")
        errors = self.read("validate", "study/baseline.toml", "study/policies/radiation.toml",
                           "study/study.toml", code=WRONG_INPUT)["errors"]
        self.assertEqual(len(errors), 1, errors)

    def test_of_validate_are_utf8_whatever_the_name_of_a_file(self):
        ended = subprocess.run([PROGRAM.encode(), b"validate", b"\xff.toml", b"--format", b"json"],
                               cwd=self.folder, capture_output=True)
        self.assertEqual(ended.returncode, WRONG_INPUT, ended.stderr)
        self.assertEqual(json.loads(ended.stdout.decode("utf-8"))["errors"][0]["message"], "no such file")

    def test_of_run_give_quantiles_by_city_measure_and_year(self):
        self.copy_study()
        document = self.read("run", "study/baseline.toml", "-o", "r.h5", "--members", 3)
        self.assertEqual(document["members"], 3)
        rows = document["cities"]
        self.assertEqual(len(rows), 2 * 4 * 6)
        self.assertEqual({row["city"] for row in rows}, {"alba", "brea", "cora", "rest-of-world"})
        for row in rows:
            self.assertEqual(set(row), {"city", "measure", "year", "q05", "q50", "q95", "observed"})
            self.assertLessEqual(row["q05"], row["q50"])
            self.assertLessEqual(row["q50"], row["q95"])
            self.assertEqual(row["observed"] is None, row["city"] == "rest-of-world")

    def test_of_policy_give_effects_of_cities_clusters_and_the_world(self):
        self.copy_study()
        document = self.read("policy", "study/policies/radiation.toml", "-o", "p.h5", "--members", 5)
        self.assertLessEqual({"effects", "clusters", "world", "policies", "variance_reduction",
                              "displacement_ratio"}, set(document))
        self.assertEqual(set(document["variance_reduction"]), {"treated", "untreated"})
        self.assertEqual(len(document["effects"]), 4 * 4 * 10)
        for row in document["effects"]:
            self.assertLessEqual({"city", "cluster", "treated", "measure", "year", "mean", "q05", "q50",
                                  "q95", "p_positive", "monte_carlo_se"}, set(row))
            self.assertEqual(row["treated"], row["city"] == "alba")
            self.assertTrue(0 <= row["p_positive"] <= 1)
        self.assertEqual({row["cluster"] for row in document["clusters"]}, {"lake-shore"})
        self.assertEqual({row["measure"] for row in document["world"]}, {"firms", "revenue"})

    def test_of_describe_list_levers_parameters_mechanisms_and_phases(self):
        document = self.read("describe")
        self.assertLessEqual({"levers", "parameters", "mechanisms", "phases"}, set(document))
        for lever in document["levers"]:
            self.assertLessEqual({"name", "text", "text_zh", "parameters"}, set(lever))
            self.assertEqual(lever["parameters"][0]["name"], "strength")
        for parameter in document["parameters"]:
            self.assertLessEqual({"name", "text", "text_zh", "unit", "range", "usual", "prior", "source"},
                                 set(parameter))
            low, high = parameter["range"]
            self.assertTrue(low <= parameter["usual"] <= high, parameter)
        for mechanism in document["mechanisms"]:
            self.assertLessEqual({"name", "name_zh", "text", "text_zh"}, set(mechanism))
        for kind, key in [("phase", "phases"), ("mechanism", "mechanisms"), ("lever", "levers")]:
            self.assertEqual(self.read("describe", kind), document[key])

    def test_of_describe_give_one_lever_by_name(self):
        lever = self.read("describe", "lever", "radiation")
        self.assertEqual([p["name"] for p in lever["parameters"]], ["strength", "sharing"])
        out, _ = self.agglomera("describe", "lever", "radiation")
        self.assertRegex(out, r"\Aradiation: .+\n  strength: .+ 0 to 3 fraction, usually 0\.5")


class Describe(InAFolder):
    def test_shows_phases_mechanisms_levers_and_parameters(self):
        out, _ = self.agglomera("describe")
        places = [out.index(title) for title in ("Phases of a year\n", "Mechanisms, each can be switched off\n",
                                                 "Levers\n", "Parameters\n")]
        self.assertEqual(places, sorted(places))
        for lever in ("deregulation", "radiation", "research", "talent"):
            self.assertRegex(out, rf"(?m)^{lever}: \S")

    def test_names_the_nearest_lever_or_word(self):
        self.refuses(["describe", "lever", "radiatoin"],
                     'describe: there is no lever "radiatoin" did you mean "radiation"?')
        self.refuses(["describe", "lever", "sunshine"],
                     'describe: there is no lever "sunshine" known: chain_integration, coordination, '
                     "copyright_platform, culture_plus, deregulation, east_west, ip_protection, "
                     "national_strategy, radiation, research, smart_media, talent")
        self.refuses(["describe", "levr"], 'describe: knows no "levr" did you mean "lever"?')


if __name__ == "__main__":
    unittest.main()
