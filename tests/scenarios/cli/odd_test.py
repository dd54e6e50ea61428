"""`describe --odd`: the whole model is in the document, as the program has it, and it is sound Markdown."""

import json
import re
import tomllib
import unittest

from program import SCENARIOS, SOURCE, InAFolder

SECTIONS = ["1. Purpose and patterns", "2. Entities, state variables, and scales",
            "3. Process overview and scheduling", "4. Design concepts", "5. Initialisation", "6. Input data",
            "7. Submodels"]
CONCEPTS = ["Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
            "Interaction", "Stochasticity", "Collectives", "Observation"]


class Document(InAFolder):
    def odd(self, *words):
        out, err = self.agglomera("describe", "--odd", *words)
        self.assertEqual(err, "")
        return out

    def model(self):
        return json.loads(self.agglomera("describe", "--format", "json")[0])

    def section(self, text, title):
        """From a heading to the next of its level or above."""
        level = next(line for line in text.split("\n") if line.endswith(" " + title)).split(" ")[0]
        after = text.split(f"\n{level} {title}\n", 1)[1]
        return re.split(rf"\n#{{1,{len(level)}}} ", after)[0]

    def rows(self, text, first):
        """Cells of the row of a table that begins so."""
        found = [line for line in text.split("\n") if line.startswith(f"| {first} |")]
        self.assertTrue(found, first)
        return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in found]


class TheModel(Document):
    def test_has_the_seven_elements_in_their_order_and_all_eleven_concepts(self):
        text = self.odd()
        self.assertEqual(re.findall(r"(?m)^## (.+)$", text), SECTIONS)
        concepts = self.section(text, SECTIONS[3])
        self.assertEqual(re.findall(r"(?m)^### (.+)$", concepts), CONCEPTS)
        for title in [*SECTIONS, *CONCEPTS]:
            self.assertGreater(len(self.section(text, title)), 60, title)

    def test_has_every_phase_with_its_equation_where_it_belongs(self):
        text, model = self.odd(), self.model()
        overview, details = self.section(text, SECTIONS[2]), self.section(text, SECTIONS[6])
        self.assertEqual(re.findall(r"(?m)^\d+\. `(\w+)`", overview), [phase["name"] for phase in model["phases"]])
        for phase in model["phases"]:
            self.assertIn(f"`{phase['name']}`: {phase['text']}.", overview)
            submodel = self.section(details, phase["name"])
            self.assertIn(phase["equation"], submodel)
            self.assertIn(f"Source: {phase['source']}.", submodel)

    def test_has_every_parameter_with_its_range_prior_and_source(self):
        text = self.odd()
        for one in self.model()["parameters"]:
            cells = self.rows(text, f"`{one['name']}`")[0]
            low, high = (f"{value:g}" for value in one["range"])
            self.assertEqual(cells[1], one["text"])
            self.assertRegex(cells[2], rf"\A{re.escape(low)} to {re.escape(high)}( |\Z)")
            self.assertEqual(float(cells[3]), one["usual"])
            prior = one["prior"]
            self.assertEqual(cells[4], f"{prior['scale']}, sd {prior['sd']:g}" if prior["sd"] else "fixed")
            self.assertEqual(cells[5], one["source"])

    def test_has_every_mechanism_and_every_lever_with_what_it_changes(self):
        text, model = self.odd(), self.model()
        mechanisms = self.section(text, "Mechanisms")
        for one in model["mechanisms"]:
            self.assertEqual(self.rows(mechanisms, f"`{one['name']}`")[0][1], one["text"])
        levers = self.section(text, "Levers")
        self.assertEqual(re.findall(r"(?m)^#### (.+)$", levers), [one["name"] + " (lever)" for one in model["levers"]])
        for one in model["levers"]:
            part = self.section(levers, one["name"] + " (lever)")
            self.assertIn(one["text"], part)
            self.assertRegex(part, r"in a city that has it: (`\w+` is \S+ instead of|partnership)")
            for parameter in one["parameters"]:
                self.assertEqual(self.rows(part, f"`{parameter['name']}`")[0][1], parameter["text"])

    def test_has_every_purpose_of_a_draw_kernel_and_index(self):
        text = self.odd()
        header = (SOURCE / "sim/draws.hpp").read_text(encoding="utf-8")
        purposes = re.findall(r"(?m)^  (\w+) = \d+,", header.split("enum class Purpose")[1].split("};")[0])
        self.assertGreater(len(purposes), 10)
        for purpose in purposes:
            self.rows(text, f"`{purpose}`")
        for kernel in ("exponential", "gravity", "radiation"):
            self.rows(self.section(text, "Kernels of radiation"), f"`{kernel}`")
        (self.folder / "table.csv").write_text("region,industry,year,value\na,x,1,3\na,y,1,4\nb,x,1,5\nb,y,1,6\n")
        measured = json.loads(self.agglomera("measure", "table.csv", "--format", "json")[0])
        for index in {row["index"] for row in measured["indices"]}:
            self.rows(self.section(text, "Indices"), f"`{index}`")


class AStudy(Document):
    def test_comes_with_its_places_tables_strategies_and_assumptions(self):
        study = SCENARIOS / "digital-media/study.toml"
        text = self.odd(study)
        told = tomllib.loads(study.read_text("utf-8"))
        self.assertEqual(re.findall(r"(?m)^## (.+)$", text), SECTIONS)
        self.assertEqual(text.split("\n")[0], "# Agglomera: " + told["name"]["en"])
        part = self.section(text, "The study")
        lines = (SCENARIOS / "digital-media/cities.csv").read_text("utf-8").splitlines()[1:]
        self.assertEqual(len(re.findall(r"(?m)^\| .+ \| (?:market-led|coordinated|mixed) \|", part)), len(lines))
        for line in lines:
            name, name_zh = line.split(",")[1:3]
            self.assertIn(f"| {name} {name_zh}", part)
        for name in told["tables"].values():
            self.assertIn(f"`{name}`", self.section(part, "Tables and their sources"))
        for strategy in told["strategy"]:
            cells = self.rows(self.section(part, "National strategies"), strategy["name"])[0]
            self.assertEqual(cells[2:5], [str(strategy["from"]), str(strategy["ramp"]), str(strategy["effect"])])
            self.assertEqual(cells[5], strategy["source"])
        for name, value in told["parameters"].items():
            usual = value["usual"] if isinstance(value, dict) else value
            row = self.rows(text, f"`{name}`")[0]
            here = row[3] if row[5] == "as usual" else row[5].split(";")[0]
            self.assertEqual(here, f"{usual:g}", name)
        assumed = (SCENARIOS / "digital-media/assumptions.csv").read_text("utf-8")
        anchored = len(re.findall(r"(?m)^[^,]+,endowment,[^,]*,[^,]*,[^,]*,(?!assumed)", assumed))
        cells = self.rows(self.section(part, "What is assumed"), "`endowment`")[0]
        self.assertEqual(cells[1:], [str(anchored), str(len(lines) - anchored)])

    def test_of_a_scenario_comes_with_its_levers_and_switches(self):
        self.copy_study()
        self.change("study/policies/radiation.toml", "seed    = 1\n", 'seed    = 1\nmechanisms = { off = ["siphoning"] }\n')
        text = self.odd("study/policies/radiation.toml")
        cells = self.rows(self.section(text, "The scenario"), "`radiation`")[0]
        self.assertEqual(cells[1:4], ["alba", "2016 to 2025", "3"])
        self.assertIn("`strength` 0.5", cells[4])
        self.assertEqual(self.rows(self.section(text, "Mechanisms"), "`siphoning`")[0][2], "off")

    def test_of_many_cities_shows_those_that_a_reader_would_look_through(self):
        self.agglomera("init", "world", "--synthetic", "--firms", 3000, "--cities", 210, "-q")
        text = self.odd("world/study.toml")
        self.assertIn("These are 200 of 210 cities; the table of cities has the others.", text)
        self.check_markdown(text)

    def test_takes_words_of_a_user_as_words(self):
        self.copy_study()
        self.change("study/study.toml", "Three made-up cities", "A *bold* | <b>`study`</b> [x](y) #1")
        text = self.odd("study/study.toml")
        self.assertEqual(text.split("\n")[0],
                         r"# Agglomera: A \*bold\* \| \<b\>\`study\`\</b\> \[x\](y) \#1")
        self.check_markdown(text)

    def check_markdown(self, text):
        """Fences end, headings go down one level at a time, tables are of equal width."""
        self.assertTrue(text.endswith("\n") and not text.endswith("\n\n"))
        fenced, level, width = False, 0, 0
        for line in text.split("\n"):
            if line.startswith("```"):
                fenced = not fenced
                continue
            if fenced:
                continue
            if heading := re.match(r"(#+) \S", line):
                self.assertLessEqual(len(heading[1]), level + 1, line)
                level = len(heading[1])
            if line.startswith("|"):
                cells = len(re.findall(r"(?<!\\)\|", line))
                self.assertIn(width, (0, cells), line)
                width = cells
            else:
                width = 0
        self.assertFalse(fenced)

    def test_is_sound_markdown_of_some_twenty_pages(self):
        for words in ([], [SCENARIOS / "digital-media/study.toml"]):
            text = self.odd(*words)
            self.check_markdown(text)
            self.assertTrue(5000 < len(text.split()) < 13000)

    def test_is_refused_of_what_is_neither_study_nor_scenario(self):
        self.copy_study()
        self.refuses(["describe", "--odd", "study/baseline.toml", "more"],
                     "describe: --odd takes one study or scenario")
        self.refuses(["describe", "--odd", "--format", "json"], "describe: --odd prints Markdown, no JSON")
        self.refuses(["describe", "--odd", "--schema"], "describe: --odd and --schema are two documents")
        self.refuses(["describe", "--odd", "none.toml"], "none.toml: no such file")
        self.change("study/study.toml", "years ", "yeers ")
        self.refuses(["describe", "--odd", "study/study.toml"],
                     'study/study.toml: key "years" is missing (a study needs it)\n'
                     'study/study.toml:4:1: unknown key "yeers" (a study has: format, name, years, rest_of_world, hubs, kernel, '
                     'tables, missing, strategy, parameters) did you mean "years"?')


if __name__ == "__main__":
    unittest.main()
