"""World totals and background shares.

firm_share     b_c(t)  share of the world's listed companies with headquarters in the city
revenue_share  r_c(t)  share of the revenue of the world's listed companies

The rest of the world is the complement and has no rows.

`known` is the year from which on a value could be known: forecasts use nothing later. A factor that
is the same in every year (a snapshot of headquarters) says nothing of changes and counts as known."""
from derive_tables import (Covariates, Judgements, YEARS, between, observed, read, significant, stated)

HIGHEST_REVENUE = ("mountain-view", "armonk", "menlo-park")
UK_LAST, UK_NEXT = 2014, 2021      # the years between which no count of UK companies exists
JAPAN_MERGED = 2013                # the first year with the Osaka and JASDAQ lists
EDINET_YEAR = 2019
SNAPSHOT = 2026


def world_firms(judged):
    """year -> (firms, kind, prior sd, source)"""
    start, peak = (stated("world_firms", "", year) for year in (2008, 2015))
    rows = {}
    for year in YEARS:
        if year in (2008, 2015):
            rows[year] = (start if year == 2008 else peak, "stated", "world_stated", "the paper's text")
        elif year < 2015:
            value = start * (peak / start) ** ((year - 2008) / 7)
            rows[year] = (value, "interpolated", "world_firms_between", "log-linear between the stated 2008 and 2015")
        else:
            value = judged.ends("firms_after_2015", "world")[year - 2016]
            rows[year] = (value, "assumed", "world_firms_after", judged.reason("firms_after_2015", "world"))
    return rows


def world_revenue(seen):
    """year -> (1e8 USD, kind, prior sd, source). An upper bound: the three cities hold at least 42 %."""
    share = stated("top3_revenue_share", ";".join(HIGHEST_REVENUE), 2017)
    growth = 1 + stated("world_revenue_growth", "", 2008)
    last = sum(seen["revenue", city, 2017] for city in HIGHEST_REVENUE) / share
    rows = {}
    for year in YEARS:
        kind, sd, source = "interpolated", "world_revenue_between", "geometric between 2008 and 2017; upper bound"
        if year == 2017:
            kind, sd = "derived", "world_revenue_ends"
            source = "revenue of the three largest cities / 0.42; upper bound, for the text says at least 42 %"
        elif year == 2008:
            kind, sd = "derived", "world_revenue_ends"
            source = "2017 / 2.4, for the text says a growth of nearly 140 %; upper bound"
        rows[year] = (between(last / growth, last, year), kind, sd, source)
    return rows


def totals():
    judged, listed = Judgements(), Covariates().series("listed_domestic_companies", "WLD")
    rows = []
    for measure, unit, series in (("firms", "firms", world_firms(judged)),
                                  ("revenue", "1e8 USD", world_revenue(observed()))):
        for year, (value, kind, sd, source) in series.items():
            rows.append((measure, year, significant(value, 5), unit, judged.prior_sd(sd), kind, source,
                         total_known(measure, year)))
    for year in YEARS:
        rows.append(("listed_firms", year, significant(listed[year], 6), "firms", judged.prior_sd("world_listed"),
                     "derived", "World Bank WDI, Listed domestic companies, world", year))
    return rows


def total_known(measure, year):
    """The firms between 2008 and 2015 follow from the latter; revenue follows from the sums of 2017."""
    if measure == "revenue" or year > 2015:
        return YEARS[-1]
    return year if year == YEARS[0] else 2015


class FirmShare:
    """b_c(t) of one city by the best source there is: (value, kind, source)."""

    def __init__(self, judged, covariates, seen):
        self.judged, self.covariates, self.seen = judged, covariates, seen
        self.country = {row["city"]: row["country"] for row in read("cities.csv")}
        self.panel = {(r["city"], int(r["year"])): float(r["share_of_world"]) for r in read("listed_firms.csv")}
        self.world = covariates.series("listed_domestic_companies", "WLD")

    def prior_sd(self, city):
        if self.country[city] in ("CN", "JP"):
            return self.judged.prior_sd("firm_share_panel")
        if city == "new-york":
            return self.judged.prior_sd("firm_share_stated")
        if self._by_judgement(city):
            checked = ("lq_count", city, YEARS[0]) in self.seen
            return self.judged.prior_sd("firm_share_checked" if checked else "firm_share_judged")
        return self.judged.prior_sd("firm_share_snapshot")

    def __call__(self, city, year):
        country = self.country[city]
        if country == "CN":
            return self._china(city, year)
        if country == "JP":
            return self._japan(city, year)
        if city == "new-york":
            return self._new_york(year)
        if self._by_judgement(city):
            return self._judged(city, country, year)
        return self._snapshot(city, country, year)

    def known(self, city, year):
        """Levels between two years follow from the later one."""
        country = self.country[city]
        if country == "GB" and year > UK_LAST:
            return UK_NEXT
        between_ends = city == "new-york" or any(
            self.judged.has(quantity, subject) and len(set(self._ends(quantity, subject))) > 1
            for quantity, subject in (("share_of_country_listed", city), ("country_listed_companies", country)))
        return YEARS[-1] if between_ends and year > YEARS[0] else year

    def _ends(self, quantity, subject):
        return self.judged.value(quantity, subject, YEARS[0]), self.judged.value(quantity, subject, YEARS[-1])

    def _by_judgement(self, city):
        return (city == "new-york" or self.judged.has("share_of_country_listed", city)
                or self.judged.has("country_listed_companies", self.country[city]))

    def _china(self, city, year):
        source = "A-share companies by city and year, as a share of the world's listed companies"
        if city == "beijing":
            source += "; firms listed abroad are missing, so the LQ gives 4 focal firms in 2008 where the text has about 30"
        return self.panel[city, year], "derived", source

    def _japan(self, city, year):
        share = (self.covariates.series("edinet_listed_companies", city)[EDINET_YEAR]
                 / self.covariates.series("edinet_listed_companies", "JP")[EDINET_YEAR])
        reported = self.covariates.series("listed_domestic_companies", "JP")[year]
        source = f"WDI listed companies of Japan x share of the city in the EDINET list of {EDINET_YEAR}"
        merged = reported
        if year < JAPAN_MERGED:
            merged = reported * self.judged.value("list_break_2013", "JP")
            source += "; spliced for the lists merged in 2013"
        # The companies of the lists not yet counted are missing in the world total too.
        return share * merged / (self.world[year] + merged - reported), "derived", source

    def _new_york(self, year):
        def anchor(when, world):
            return stated("firms", "new-york", when) / (self.seen["lq_count", "new-york", when] * world)
        firms = world_firms(self.judged)
        value = between(anchor(2008, firms[2008][0]), anchor(2017, firms[2017][0]), year)
        exact = year in (2008, 2017)
        source = ("stated focal firms / (LQ x world focal firms)" if exact
                  else "log-linear between the anchors of 2008 and 2017")
        source += "; twice as many companies as the exchanges suggest; the stated mean of 34 firms fits no falling path"
        return value, "derived" if exact else "assumed", source

    def _judged(self, city, country, year):
        if self.judged.has("country_listed_companies", country):
            companies = self.judged.value("country_listed_companies", country, year)
            share = self.covariates.series("hq_snapshot_share_of_country", city)[SNAPSHOT]
            source = (f"judged number of listed companies ({self.judged.reason('country_listed_companies', country)})"
                      f" x share of headquarters in a snapshot of {SNAPSHOT}")
        else:
            companies = self.covariates.series("listed_domestic_companies", country)[year]
            share = self.judged.value("share_of_country_listed", city, year)
            source = ("WDI listed companies of the country x judged share of the city: "
                      + self.judged.reason("share_of_country_listed", city))
        return companies * share / self.world[year], "assumed", source

    def _snapshot(self, city, country, year):
        counted = self.covariates.series("listed_domestic_companies", country)
        share = self.covariates.series("hq_snapshot_share_of_country", city)[SNAPSHOT]
        kind = "derived"
        source = f"WDI listed companies of the country x share of headquarters in a snapshot of {SNAPSHOT}"
        if city == "hong-kong":
            share *= self.judged.value("own_share_of_exchange", "HK")
            source += "; mainland firms of the exchange left out"
        if city == "seoul":
            source += "; gives more focal firms in 2017 than the text's fifth place allows"
        if city in ("seongnam", "sydney"):
            source += "; gives more focal firms in 2017 than the 17 of New York, which the text places sixth"
        companies = counted.get(year)
        if companies is None:      # only the United Kingdom, after 2014
            passed = (year - UK_LAST) / (UK_NEXT - UK_LAST)
            companies = counted[UK_LAST] + (counted[UK_NEXT] - counted[UK_LAST]) * passed
            kind, source = "assumed", source + f"; no count after {UK_LAST}: interpolated toward the count of {UK_NEXT}"
        return companies * share / self.world[year], kind, source


def revenue_share(city, year, firm_share, judged, seen, revenue):
    """r_c(t): (value, kind, source)"""
    if ("revenue", city, year) in seen and ("lq_revenue", city, year) in seen:
        value = seen["revenue", city, year] / (seen["lq_revenue", city, year] * revenue[year][0])
        source = "table 3 / (table 2 x world focal revenue); the latter is an upper bound, so this is a lower bound"
        return value, "derived", source
    size = judged.value("size_ratio", city, year)
    source = (f"firm share x judged size of its firms ({significant(size, 3)} of the world's mean): "
              + judged.reason("size_ratio", city))
    return firm_share * size, "assumed", source


def background():
    judged, covariates, seen = Judgements(), Covariates(), observed()
    firm_share, revenue = FirmShare(judged, covariates, seen), world_revenue(seen)
    rows = []
    for city in sorted(firm_share.country):
        shares = {}
        for year in YEARS:
            shares[year], kind, source = firm_share(city, year)
            rows.append((city, "firm_share", year, significant(shares[year]), firm_share.prior_sd(city), kind, source,
                         firm_share.known(city, year)))
        for year in YEARS:
            value, kind, source = revenue_share(city, year, shares[year], judged, seen, revenue)
            sd = judged.prior_sd("revenue_share_derived" if kind == "derived" else "revenue_share_judged")
            rows.append((city, "revenue_share", year, significant(value), sd, kind, source, YEARS[-1]))
    return rows
