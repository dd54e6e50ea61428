# What does stronger radiation of four Chinese hubs change by 2027, and how strong must it be?
#
# Each `# %%` is a cell in Jupyter, VS Code and Spyder. As a script, from the project's folder:
#   PYTHONPATH=build/python /usr/bin/python3 scenarios/python/examples/run_a_policy.py [MEMBERS]

# %% A shipped policy: every member runs with it and without it, on the same luck
import sys

import agglomera as ag

members = int(sys.argv[1]) if len(sys.argv) > 1 else 200
folder = "scenarios/digital-media"
shipped = ag.policy(f"{folder}/policies/strengthen-bsgs-radiation.toml", members=members, progress=True)

# %% Firms gained and lost in 2027: treated cities, and those around them
firms = shipped.effect.sel(measure="firms", year=2027).isel(scenario=0)
table = firms[["mean", "q05", "q95", "p_positive", "treated"]].to_dataframe()
print(table[["treated", "mean", "q05", "q95", "p_positive"]].sort_values("mean").round(2))

# %% By cluster and in the world
clusters = shipped.cluster_effect.sel(measure="firms", year=2027).isel(scenario=0)
print(clusters[["mean", "q05", "q95"]].to_dataframe()[["mean", "q05", "q95"]].round(2))
world = shipped.world_effect.sel(measure="firms", year=2027).isel(scenario=0)
print(f"world: {float(world['mean']):+.2f} firms [{float(world.q05):+.2f}, {float(world.q95):+.2f}]")

# %% A policy of your own: one lever more on the outlook without policies. Levers: ag.describe().levers
outlook = ag.load(f"{folder}/outlook.toml")
hubs = ["beijing", "shanghai", "guangzhou", "shenzhen"]
policies = [outlook.with_lever("radiation", cities=hubs, years=(2018, 2027), ramp=3, strength=strength,
                               name=f"radiation {strength}")
            for strength in (0.25, 0.5, 0.75)]
effects = ag.policy(policies, members=members, progress=True)
gained = effects.effect["mean"].sel(measure="firms", city=hubs)
print(gained.sel(year=2027).to_pandas().round(2))

# %% Keep it: the file that `agglomera policy` would write, for `agglomera report`
# effects.save("effects.h5")

# %% A picture, where matplotlib is there
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("no picture: matplotlib is not installed")
else:
    for policy in gained.scenario.values:
        plt.plot(gained.year, gained.sel(scenario=policy).sum("city"), label=policy)
    plt.xlabel("year")
    plt.ylabel("firms gained by the four hubs, mean over members")
    plt.legend()
    plt.show()
