"""Experiments small enough to try often, beside the templates."""

CALIBRATE = """\
format     = 1
experiment = "calibrate"
scenario   = "../baseline.toml"
members    = 40
seed       = 3

[targets]
measures = ["lq_count", "lq_revenue"]

[free]
parameters = ["rest_of_world_appeal", "exit_rate"]
cities     = ["amenity", "growth_advantage"]

[method]
kind  = "es-mda"
steps = 4
"""

BACKTEST = """\
format     = 1
experiment = "backtest"
scenario   = "../baseline.toml"
members    = 20
seed       = 3
origins    = { first = 2012, last = 2014 }
horizons   = { first = 1, last = 2 }
steps      = 2

[free]
parameters = ["rest_of_world_appeal"]
cities     = ["amenity"]
"""

SWEEP = """\
format     = 1
experiment = "sweep"
scenario   = "../outlook.toml"
replicates = 2
seed       = 3

[design]
kind   = "sobol"
points = 30

[outputs]
measures = ["firms", "lq_count"]
clusters = ["all"]
effect   = true

[[factor]]
parameter = "half_life_km"
prior     = true

[[factor]]
lever    = "radiation"
cities   = ["alba"]
years    = { first = 2016, last = 2020 }
strength = { low = 0.0, high = 2.0 }
"""
CLUSTERS = """\
format      = 1
experiment  = "sweep"
calibration = "calibrate.toml"

[[factor]]
calibrate_on = [["lake-shore"], ["cora"], ["lake-shore", "cora"]]
"""

SOBOL = """\
format     = 1
experiment = "sensitivity"
scenario   = "../policies/radiation.toml"
replicates = 2
seed       = 3

[method]
kind         = "sobol"
samples      = 64
scramblings  = 4
second_order = true

[outputs]
measures = ["lq_count", "firms"]
clusters = ["all"]
cities   = ["brea"]

[[factor]]
parameters = ["half_life_km", "exit_rate", "taste_siphoning"]

[[factor]]
lever    = "radiation"
strength = { low = 0.0, high = 1.0 }
"""

MORRIS = SOBOL[:SOBOL.index("[method]")] + """\
[method]
kind         = "morris"
trajectories = 6
levels       = 4

""" + SOBOL[SOBOL.index("[outputs]"):]

GRID = """\
format     = 1
experiment = "sweep"
scenario   = "../policies/radiation.toml"
replicates = 3
seed       = 3

[design]
kind = "grid"

[outputs]
measures = ["lq_count", "firms"]
clusters = ["all"]
cities   = ["brea"]
effect   = true

[[factor]]
parameter = "half_life_km"
values    = [200, 350, 500]

[[factor]]
lever     = "radiation"
strengths = [0.25, 0.5, 1.0]

[[factor]]
mechanism = "localisation"
"""


def add_experiments(study):
    """To a copy of the templates."""
    folder = study / "experiments"
    folder.mkdir(exist_ok=True)
    (folder / "calibrate.toml").write_text(CALIBRATE, encoding="utf-8")
    (folder / "backtest.toml").write_text(BACKTEST, encoding="utf-8")
    (folder / "sobol.toml").write_text(SOBOL, encoding="utf-8")
    (folder / "morris.toml").write_text(MORRIS, encoding="utf-8")
    (folder / "sweep.toml").write_text(GRID, encoding="utf-8")
    (folder / "clusters.toml").write_text(CLUSTERS, encoding="utf-8")
