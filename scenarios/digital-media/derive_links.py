"""Links along which cities radiate: members of one cluster, the five nearest cities, and the hubs of the study.

Length is the geodesic on the WGS84 ellipsoid (Karney 2013)."""
from itertools import combinations

from geographiclib.geodesic import Geodesic

from derive_tables import Judgements, read

NEIGHBOURS = 5
NO_CLUSTER = "independent"


def geodesic_km(a, b):
    line = Geodesic.WGS84.Inverse(float(a["lat"]), float(a["lon"]), float(b["lat"]), float(b["lon"]))
    return line["s12"] / 1000


def links():
    cities = {row["city"]: row for row in sorted(read("cities.csv"), key=lambda row: row["city"])}
    pairs = list(combinations(cities, 2))
    length = {pair: geodesic_km(cities[pair[0]], cities[pair[1]]) for pair in pairs}
    hubs = set(Judgements().subjects("hub"))

    nearest = set()
    for city in cities:
        own = sorted((km, pair) for pair, km in length.items() if city in pair)
        nearest.update(pair for _, pair in own[:NEIGHBOURS])

    rows = []
    for a, b in pairs:
        cluster = cities[a]["cluster"]
        if cluster == cities[b]["cluster"] != NO_CLUSTER:
            kind, source = "cluster", f"both belong to the cluster {cluster}"
        elif (a, b) in nearest:
            kind, source = "nearest", "one is among the five nearest cities of the other"
        elif a in hubs and b in hubs:
            kind, source = "hub", "both are hubs of the study"
        else:
            continue
        rows.append((a, b, kind, f"{length[a, b]:.1f}", source))
    return rows
