"""Priors of what nobody measured by city: innovation endowment, technology, culture.

endowment   R°: resources per listed company relative to the geometric mean of the cities;
            ln R° has an sd near 0.5 and stays within 1.2
technology  tau: logistic of the mean z-score of national internet use, high-technology exports
            and R&D, within 0.3 .. 0.9
culture     kappa: in the middle, raised where the paper's words or a UNESCO designation say so"""
import math

from derive_background import FirmShare
from derive_tables import YEARS, Covariates, Judgements, mean, observed, read, significant, z_scores

SPREAD, LARGEST = 0.5, 1.1         # of ln R°; the margin to 1.2 leaves room for centring
NATIONAL_WEIGHT = 0.5              # a country's mean says less about a city than the city's own figures
LOGISTIC_CENTRE, LOGISTIC_SLOPE = 0.4, 0.8
TECHNOLOGY_RANGE = (0.3, 0.9)
RE_EXPORTERS = ("HK", "SG")        # their high-technology exports are largely other countries' goods
CREATIVE = ("unesco_creative_city_design", "unesco_creative_city_media_arts")


def from_neighbours(city_row):
    """Cities that no table of the study observes."""
    return not city_row["in_paper_tables"]


class Endowment:
    """Figures are divided by listed companies, because the choice of a city is already weighted by them."""

    def __init__(self, cities, judged, covariates, seen):
        self.cities, self.judged, self.covariates = cities, judged, covariates
        firm_share = FirmShare(judged, covariates, seen)
        world = covariates.series("listed_domestic_companies", "WLD")
        self.companies = {city: mean(firm_share(city, year)[0] * world[year] for year in YEARS) for city in cities}
        self.national, self.local = self._national(), self._local()

    def _companies_of_country(self, country):
        if self.judged.has("country_listed_companies", country):
            return mean(self.judged.value("country_listed_companies", country, year) for year in YEARS)
        return self.covariates.average("listed_domestic_companies", country)

    def _national(self):
        """Patents and articles per listed company; R&D and researchers are relative to a country's size already."""
        scores = {}
        for variable, per_company in (("patent_applications_residents", True), ("scientific_articles", True),
                                      ("rd_expenditure", False), ("researchers_rd", False)):
            logs = {}
            for country in sorted({row["country"] for row in self.cities.values()}):
                value = self.covariates.average(variable, country)
                if value is not None:
                    logs[country] = math.log(value / (self._companies_of_country(country) if per_company else 1))
            for country, score in z_scores(logs).items():
                scores.setdefault(country, []).append(score)
        return {country: mean(values) for country, values in scores.items()}

    def _metro_companies(self, city, same_metro):
        """A judged number where the metro holds many companies outside the cities of the study."""
        if self.judged.has("metro_share_of_country_listed", city):
            country = self.cities[city]["country"]
            return self._companies_of_country(country) * self.judged.value("metro_share_of_country_listed", city)
        return sum(self.companies[member] for member in same_metro)

    def _per_company(self, variable, scale=None):
        """A metro's figure repeats for its cities: one value over the companies of all of them, never a sum of values."""
        figures = {city: tuple(sorted(self.covariates.series(variable, city).items()))
                   for city in self.covariates.entities(variable)}
        logs = {}
        for city, figure in figures.items():
            members = [other for other in figures if figures[other] == figure]
            amount = self.covariates.average(variable, city)
            if scale:
                amount *= max(scale(member) for member in members)
            logs[city] = math.log(amount / self._metro_companies(city, members))
        return z_scores(logs)

    def _population(self, city):
        return self.covariates.average("population_agglomeration", city) or 0

    def _local(self):
        indicators = {"metropolitan patents": self._per_company("us_patent_grants_metro"),
                      "business R&D": self._per_company("business_rd_metro"),
                      "OECD patent intensity x population": self._per_company("oecd_pct_intensity_metro", self._population)}
        scores = {}
        for name, by_city in indicators.items():
            for city, score in by_city.items():
                scores.setdefault(city, {})[name] = score
        return scores

    def log_values(self):
        raw = {}
        for city, row in self.cities.items():
            score = NATIONAL_WEIGHT * self.national.get(row["country"], 0)
            raw[city] = score + (mean(self.local[city].values()) if city in self.local else 0)
        shrunk = {city: max(-LARGEST, min(LARGEST, SPREAD * z)) for city, z in z_scores(raw).items()}
        centre = mean(shrunk.values())
        return {city: value - centre for city, value in shrunk.items()}

    def evidence(self, city):
        """(name of the prior sd, kind, source)"""
        row = self.cities[city]
        if city in self.local:
            source = (" and ".join(sorted(self.local[city]))
                      + " per listed company of the metropolitan area, with the national score")
            if city in ("armonk", "new-york"):
                source += "; low also because the paper counts many companies in New York"
            return "city", "anchored", source
        if row["country"] not in self.national:
            return "nothing", "assumed", "no figure on an open licence; the mean of the other countries"
        source = "national patents and articles per listed company, R&D and researchers"
        if row["country"] == "HK":
            source += "; low also because the exchange lists mainland firms"
        if from_neighbours(row):
            return "nothing", "assumed", source + "; nothing on the city itself"
        return "national", "anchored", source


def technology(cities, judged, covariates):
    countries = sorted({row["country"] for row in cities.values()})
    scores = {}
    for variable in ("internet_users", "hightech_exports", "rd_expenditure"):
        averages = {c: covariates.average(variable, c) for c in countries}
        for country, score in z_scores({c: v for c, v in averages.items() if v is not None}).items():
            scores.setdefault(country, []).append(score)
    lowest, highest = TECHNOLOGY_RANGE
    for city, row in cities.items():
        country = row["country"]
        z, source = 0, "no figure on an open licence; the mean of the other countries"
        if country in scores:
            z, source = mean(scores[country]), "national internet use, high-technology exports and R&D, 2008-2017"
            if country in RE_EXPORTERS:
                source += "; high-technology exports are largely re-exports"
        value = 1 / (1 + math.exp(-(LOGISTIC_CENTRE + LOGISTIC_SLOPE * z)))
        poor = country not in scores or country in RE_EXPORTERS or from_neighbours(row)
        yield (city, "technology", significant(max(lowest, min(highest, value)), 3),
               judged.prior_sd("technology_poor" if poor else "technology_national"), "logit",
               "anchored" if country in scores else "assumed", source)


def culture(cities, judged, covariates):
    for city in cities:
        subject = city if judged.has("culture", city) else "all"
        value, source = judged.value("culture", subject), judged.reason("culture", subject)
        if judged.has("creative_city", city) or any(covariates.series(name, city) for name in CREATIVE):
            value += judged.value("culture_of_creative_city", "all")
            source += "; a city of the UNESCO creative network"
        yield city, "culture", significant(value, 3), judged.prior_sd("culture"), "logit", "assumed", source


def unexplained(cities, judged):
    """Amenities and growth advantages: nil, and as uncertain in every city as between cities."""
    for quantity in ("amenity", "growth_advantage"):
        for city in cities:
            yield (city, quantity, 0, judged.prior_sd(quantity), "linear", "assumed",
                   judged.reason("sd_" + quantity, "prior"))


def assumptions():
    cities = {row["city"]: row for row in sorted(read("cities.csv"), key=lambda row: row["city"])}
    judged, covariates, seen = Judgements(), Covariates(), observed()
    endowment = Endowment(cities, judged, covariates, seen)
    rows = []
    for city, value in endowment.log_values().items():
        sd, kind, source = endowment.evidence(city)
        rows.append((city, "endowment", significant(math.exp(value)), judged.prior_sd("endowment_" + sd),
                     "log", kind, source))
    rows.extend(technology(cities, judged, covariates))
    rows.extend(culture(cities, judged, covariates))
    rows.extend(unexplained(cities, judged))
    return rows
