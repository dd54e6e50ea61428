# What do the observations of one cluster alone say about the model?
#
# Each `# %%` is a cell in Jupyter, VS Code and Spyder. As a script, from the project's folder:
#   PYTHONPATH=build/python /usr/bin/python3 scenarios/python/examples/calibrate_one_cluster.py [MEMBERS]

# %% The shipped calibration, held to one cluster: one line more under [targets]
import sys

import agglomera as ag

members = int(sys.argv[1]) if len(sys.argv) > 1 else 400
cluster = "pearl-river-delta"
everywhere = ag.load("scenarios/digital-media/experiments/calibrate.toml")
experiment = everywhere.with_text(
    everywhere.text.replace("[targets]\n", f'[targets]\nclusters = ["{cluster}"]\n'),
    f"calibrate-{cluster}.toml")
for warning in experiment.warnings:
    print("warning:", warning)

# %% Learn (ES-MDA: an ensemble, in a few steps)
fitted = ag.calibrate(experiment, members=members, progress=True)
print(fitted)

# %% Which numbers do the data tell? Contraction 0: they say nothing; 1: everything
columns = ["usual", "q05", "q50", "q95", "contraction"]
told = fitted.deviations[columns].to_dataframe()[columns]
print(told.sort_values("contraction", ascending=False).head(15).round(3))

# %% Prior and posterior of one parameter, in its own unit
name = "exit_rate"
unit = ag.describe().parameters.loc[name, "unit"]
for group in ("prior", "posterior"):
    draws = fitted[group][name]
    print(f"{name}, {group}: {float(draws.mean()):.4f}, sd {float(draws.std()):.4f} ({unit})")

# %% Keep it: the posterior that a scenario names with posterior = "..."
# fitted.save("posterior.h5")
