"""`describe --schema`: what the schemas refuse the program refuses, and what it reads they allow."""

import collections
import copy
import datetime
import json
import re
import tomllib
import unittest

import jsonschema

from experiments import add_experiments
from optimize_test import TEXT as PORTFOLIO
from program import SCENARIOS, WRONG_INPUT, InAFolder

KINDS = ("study", "scenario", "calibrate", "backtest", "optimize", "sweep", "sensitivity")
NEVER = datetime.date(1979, 5, 27)  # no key takes a date

# Files that have nearly every key, beside the templates.
FULL = {
    "full_study.toml": ("study", """
        format = 1
        name   = { en = "Three cities", zh = "三城" }
        years  = { first = 2010, last = 2015 }
        hubs   = ["alba"]
        kernel = "gravity"
        missing  = [{ measure = "revenue", city = "alba", years = { first = 2010, last = 2011 }, reason = "made up" }]
        strategy = [{ name = "Plan", countries = ["XA"], from = 2012, ramp = 3, effect = 0.1, source = "assumed" }]
        [tables]
        cities = "cities.csv"
        countries = "countries.csv"
        observed = "observed/observed.csv"
        background = "background.csv"
        totals = "totals.csv"
        assumptions = ["assumptions.csv"]
        [parameters]
        half_life_km = 300
        exit_rate = { usual = 0.05, sd = 0.2 }
        growth_shock = { usual = 0.1, fixed = true }
        """),
    "full_scenario.toml": ("scenario", """
        format = 1
        study = "study.toml"
        years = { first = 2010, last = 2025 }
        members = 5
        seed = 3
        title = { en = "Title", zh = "题目" }
        question = "What if?"
        mechanisms = { off = ["siphoning"] }
        background = "shares"
        sample = true
        condition = false
        kernel = "radiation"
        lever = [
          { kind = "radiation", cities = ["alba"], years = { first = 2016, last = 2025 }, ramp = 3, strength = 0.5,
            sharing = 0.2, unit_cost = 3.0, trigger = { measure = "lq_count", city = "alba", below = 1.0 } },
          { kind = "talent", clusters = ["lake-shore"], years = { first = 2016, last = 2020 }, strength = 0.1,
            trigger = { measure = "firms", cluster = "lake-shore", above = 10.0 } }]
        [parameters]
        taste_spread = 0.2
        """),
    "experiments/full_calibrate.toml": ("calibrate", """
        format = 1
        experiment = "calibrate"
        scenario = "../baseline.toml"
        members = 40
        seed = 3
        title = "Title"
        targets = { measures = ["lq_count"], years = { first = 2010, last = 2014 }, cities = ["alba"] }
        free = { parameters = ["exit_rate"], cities = ["amenity"] }
        method = { kind = "es-mda", steps = 4, localisation = "own-city", noise_correction = true,
                   noise = "stated", modes = 2, cross_check = "abc-smc", rounds = 3, generations = 20 }
        """),
    "experiments/grid.toml": ("sweep", """
        format = 1
        experiment = "sweep"
        scenario = "../policies/radiation.toml"
        replicates = 2
        seed = 3
        others = "drawn"
        design = { kind = "grid" }
        outputs = { measures = ["firms", "hhi"], clusters = ["all"], cities = ["cora"], world = true, year = 2020,
                    effect = false }
        factor = [
          { parameter = "half_life_km", values = [200, 350.5] },
          { parameter = "taste_siphoning", range = { low = 0.05, high = 0.5, steps = 3, scale = "log" } },
          { lever = "radiation", strengths = [0.0, 0.5] },
          { lever = "talent", where = [["alba"], ["cora"]], years = { first = 2016, last = 2020 }, strength = 0.2 },
          { mechanism = "localisation" },
          { assumed_background = ["as_drawn", "fixed_demand"] }]
        """),
    "experiments/sample.toml": ("sweep", """
        format = 1
        experiment = "sweep"
        scenario = "../outlook.toml"
        replicates = 2
        seed = 3
        design = { kind = "halton", points = 30 }
        outputs = { measures = ["lq_count"], world = true }
        factor = [
          { parameter = "exit_rate", prior = true },
          { parameters = ["half_life_km"] },
          { parameter = "taste_spread", range = { low = 0.05, high = 0.5 } }]
        """),
    "experiments/morris_full.toml": ("sensitivity", """
        format = 1
        experiment = "sensitivity"
        scenario = "../outlook.toml"
        replicates = 2
        seed = 3
        method = { kind = "morris", trajectories = 4, levels = 6 }
        outputs = { measures = ["lq_count"], world = true }
        factor = [{ parameters = "free" }]
        """),
}


FULL = {name: (kind, re.sub(r",\n +", ", ", text)) for name, (kind, text) in FULL.items()}  # inline tables


def toml(value):
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def file_text(document):
    return "".join(f"{key} = {toml(value)}\n" for key, value in document.items())


class Schemas(InAFolder):
    def setUp(self):
        super().setUp()
        self.schemas = {}
        for kind in ("", *KINDS):
            out, err = self.agglomera("describe", "--schema", *filter(None, [kind]))
            self.assertEqual(err, "")
            self.schemas[kind] = json.loads(out)

    def faults(self, kind, document):
        validator = jsonschema.Draft7Validator(self.schemas[kind])
        return [error.message for error in validator.iter_errors(document)]

    def study(self):
        self.copy_study()
        add_experiments(self.folder / "study")
        (self.folder / "study/outlook.toml").write_text(
            (self.folder / "study/baseline.toml").read_text(encoding="utf-8").replace("2015 }", "2020 }"),
            encoding="utf-8")
        (self.folder / "study/experiments/portfolio.toml").write_text(PORTFOLIO, encoding="utf-8")
        documents = {}
        for path in sorted((self.folder / "study").rglob("*.toml")):
            documents[path.relative_to(self.folder / "study").as_posix()] = tomllib.loads(path.read_text("utf-8"))
        for name, (_, text) in FULL.items():
            documents[name] = tomllib.loads(text)
        return documents


def kind_of(document):
    return document.get("experiment") or ("scenario" if "study" in document else "study")


class EverySchema(Schemas):
    def test_is_a_schema(self):
        for schema in self.schemas.values():
            jsonschema.Draft7Validator.check_schema(schema)

    def test_allows_every_shipped_file(self):
        files = sorted(SCENARIOS.rglob("*.toml"))
        self.assertGreater(len(files), 15)
        self.assertEqual({kind_of(tomllib.loads(path.read_text("utf-8"))) for path in files}, set(KINDS))
        for path in files:
            document = tomllib.loads(path.read_text("utf-8"))
            for kind in (kind_of(document), ""):
                with self.subTest(path.name, kind=kind):
                    self.assertEqual(self.faults(kind, document), [])

    def test_knows_every_parameter_and_lever_with_its_range(self):
        out, _ = self.agglomera("describe", "--format", "json")
        model = json.loads(out)
        definitions = self.schemas["scenario"]["definitions"]
        for one in model["parameters"]:
            number = definitions["parameters"]["properties"][one["name"]]["anyOf"][0]
            self.assertEqual([number["minimum"], number["maximum"]], one["range"])
            self.assertIn(one["text"], definitions["parameters"]["properties"][one["name"]]["description"])
        lever = definitions["lever"]
        self.assertEqual(lever["properties"]["kind"]["enum"], [one["name"] for one in model["levers"]])
        of_kind = {rule["if"]["properties"]["kind"]["enum"][0]: rule["then"]["properties"]
                   for rule in lever["allOf"] if "properties" in rule.get("then", {})}
        for one in model["levers"]:
            for parameter in one["parameters"]:
                number = of_kind[one["name"]][parameter["name"]]
                self.assertEqual([number["minimum"], number["maximum"]], parameter["range"])
                self.assertIn(parameter["text"], number["description"])

    def test_is_of_a_kind_that_there_is(self):
        self.refuses(["describe", "--schema", "scenaro"],
                     'describe: --schema knows no kind of file "scenaro" did you mean "scenario"?')
        self.refuses(["describe", "--schema", "study", "scenario"], "describe: --schema takes one kind of file")


class Rules:
    """The properties that a schema has for an object, as far as its conditions hold."""

    def __init__(self, root):
        self.root = root

    def holds(self, schema, value):
        return jsonschema.Draft7Validator({**schema, "definitions": self.root["definitions"]}).is_valid(value)

    def resolve(self, schema):
        if "allOf" in schema and "type" not in schema:
            schema = schema["allOf"][0]
        while "$ref" in schema:
            schema = self.root["definitions"][schema["$ref"].removeprefix("#/definitions/")]
        return schema

    def of(self, schema, value):
        """Name -> schema, the required names, and names that belong elsewhere."""
        schema = self.resolve(schema)
        properties, required = {}, set(schema.get("required", []))
        for name, one in schema["properties"].items():
            if set(one) != {"description"}:
                properties[name] = one
        for rule in schema.get("allOf", []):
            if "if" in rule and "properties" in rule["then"] and self.holds(rule["if"], value):
                properties |= rule["then"]["properties"]
                required |= set(rule["then"].get("required", []))
        return properties, required, set(schema["properties"]) - set(properties)


def mutations(rules, schema, value):
    """(what, key, changed copy of the object, whether the program knows the key)."""
    properties, required, elsewhere = rules.of(schema, value)

    def changed(key, new):
        return {**value, key: new}
    yield "unknown", "zzz", changed("zzz", 1), False
    for key in elsewhere:
        yield "elsewhere", key, changed(key, 0.5), False
    for key in required:
        yield "missing", key, {name: one for name, one in value.items() if name != key}, True
    for key, one in properties.items():
        yield "date", key, changed(key, NEVER), True
        if key not in value:
            continue
        for form in one.get("anyOf", [one]):
            now = value[key]
            if "minimum" in form and isinstance(now, (int, float)):
                step = 1 if form["type"] == "integer" else 0.25 + abs(form["maximum"])
                if form["maximum"] + step < 2**63:
                    yield "above", key, changed(key, form["maximum"] + step), True
                yield "below", key, changed(key, form["minimum"] - step), True
            if "enum" in form and isinstance(now, str):
                yield "word", key, changed(key, "no-such-word"), True
            if form.get("type") == "array" and isinstance(now, list) and "$ref" not in form["items"]:
                if form.get("minItems"):
                    yield "empty", key, changed(key, []), True
                if form.get("uniqueItems") and now:
                    yield "twice", key, changed(key, [*now, now[0]]), True
                if "enum" in form["items"]:
                    yield "word in it", key, changed(key, [*now, "no-such-word"]), True
                if "minimum" in form["items"]:
                    yield "above in it", key, changed(key, [*now, form["items"]["maximum"] + 1.0]), True
                yield "date in it", key, changed(key, [*now, NEVER]), True


def everywhere(rules, schema, value, put):
    """Mutations of an object and of all objects in it; `put` sets the changed object into the document."""
    for what, key, changed, known in mutations(rules, schema, value):
        yield what, key, put(changed), known
    properties, _, _ = rules.of(schema, value)
    for key, one in properties.items():
        if key not in value:
            continue
        for form in one.get("anyOf", [one]):
            resolved = rules.resolve(form)
            if isinstance(value[key], dict) and resolved.get("type") == "object":
                yield from everywhere(rules, form, value[key], lambda new, key=key: put({**value, key: new}))
            if isinstance(value[key], list) and form.get("type") == "array" and "$ref" in form["items"]:
                for i, item in enumerate(value[key]):
                    yield from everywhere(rules, form["items"], item, lambda new, key=key, i=i: put(
                        {**value, key: [*value[key][:i], new, *value[key][i + 1:]]}))


class TheProgram(Schemas):
    def test_and_the_schema_allow_the_same_files(self):
        documents = self.study()
        self.assertEqual({kind_of(one) for one in documents.values()}, set(KINDS))
        for name, document in documents.items():
            (self.folder / "study" / name).write_text(file_text(document), encoding="utf-8")
        out, _ = self.agglomera("validate", *(f"study/{name}" for name in documents), "--format", "json")
        self.assertEqual(json.loads(out), {"errors": []})
        for name, document in documents.items():
            with self.subTest(name):
                self.assertEqual(self.faults(kind_of(document), document), [])
                self.assertEqual(self.faults("", document), [])

    def test_and_the_schema_refuse_the_same_changes(self):
        """Every table of every file: an unknown key, one of another kind, a missing one, a wrong type, a number
        below and above, a word that is none, an empty list, an entry twice."""
        changes, counts = {}, collections.Counter()
        for name, document in self.study().items():
            if name in FULL or "portfolio" in name or "clusters" in name or "backtest" in name or "sobol" in name:
                kind = kind_of(document)
                rules = Rules(self.schemas[kind])
                for what, key, changed, known in everywhere(rules, self.schemas[kind], document, copy.deepcopy):
                    file = f"{name.removesuffix('.toml')}-{len(changes)}.toml"
                    (self.folder / "study" / file).write_text(file_text(changed), encoding="utf-8")
                    changes[f"study/{file}"] = (kind, what, key, changed, known)
                    counts[what] += 1
        self.assertGreater(min(counts.values()), 1, counts)
        self.assertGreater(len(changes), 500)
        out, _ = self.agglomera("validate", *changes, "--format", "json", code=WRONG_INPUT)
        errors = collections.defaultdict(list)
        for error in json.loads(out)["errors"]:
            errors[error["file"]].append(error["message"])
        for file, (kind, what, key, changed, known) in changes.items():
            with self.subTest(file, what=what, key=key):
                self.assertNotEqual(self.faults(kind, changed), [], "the schema allows it")
                self.assertTrue(errors[file], "the program allows it")
                unknown = any(message.startswith(f'unknown key "{key}"') for message in errors[file])
                if what in ("unknown", "elsewhere"):
                    self.assertTrue(unknown or what == "elsewhere", errors[file])
                elif known:
                    self.assertFalse(unknown, errors[file])


if __name__ == "__main__":
    unittest.main()
