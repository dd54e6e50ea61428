"""Reading and writing of the study's tables, and what the derivations share.

Every value that a person judged stands in judgements.csv with its reason; the code holds formulas only."""
import csv
import io
import math
from pathlib import Path

STUDY = Path(__file__).resolve().parent
YEARS = range(2008, 2018)


def read(name):
    with open(STUDY / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_text(header, rows):
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    return text.getvalue()


def significant(value, digits=4):
    """Plain decimal notation, so that a spreadsheet shows what stands here."""
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def between(first, last, year):
    """Log-linear path from the first to the last year of the study."""
    passed = (year - YEARS[0]) / (YEARS[-1] - YEARS[0])
    return first * (last / first) ** passed


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def z_scores(by_name):
    centre = mean(by_name.values())
    spread = math.sqrt(mean((v - centre) ** 2 for v in by_name.values()))
    return {name: (value - centre) / spread for name, value in by_name.items()}


class Judgements:
    """judgements.csv; `first` holds in 2008, `last` in 2017, and an empty `last` means no change."""

    def __init__(self):
        self._rows = {}
        for row in read("judgements.csv"):
            first = float(row["first"])
            last = float(row["last"] or first)
            self._rows[row["quantity"], row["subject"]] = (first, last, row["reason"])

    def has(self, quantity, subject):
        return (quantity, subject) in self._rows

    def value(self, quantity, subject, year=YEARS[0]):
        first, last, _ = self._rows[quantity, subject]
        return between(first, last, year)

    def ends(self, quantity, subject):
        return self._rows[quantity, subject][:2]

    def reason(self, quantity, subject):
        return self._rows[quantity, subject][2]

    def prior_sd(self, name):
        return self.value("sd_" + name, "prior")

    def subjects(self, quantity):
        return sorted(subject for q, subject in self._rows if q == quantity)


class Covariates:
    """covariates/covariates.csv by variable, entity and year."""

    def __init__(self):
        self._series = {}
        for row in read("covariates/covariates.csv"):
            year = int(row["year"]) if row["year"] else None
            self._series.setdefault((row["variable"], row["entity"]), {})[year] = float(row["value"])

    def series(self, variable, entity):
        return self._series.get((variable, entity), {})

    def entities(self, variable):
        return sorted(entity for v, entity in self._series if v == variable)

    def average(self, variable, entity):
        series = self.series(variable, entity)
        return mean(series[year] for year in sorted(series)) if series else None


def observed():
    """measure, city, year -> value."""
    return {(r["measure"], r["city"], int(r["year"])): float(r["value"]) for r in read("observed/observed.csv")}


def stated(fact, city, year):
    return next(float(r["value"]) for r in read("observed/stated_facts.csv")
                if (r["fact"], r["city"], r["year_from"]) == (fact, city, str(year)))
