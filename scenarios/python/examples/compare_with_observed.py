# Simulated against observed: where the model is right, where it is wrong, and by how much.
#
# Each `# %%` is a cell in Jupyter, VS Code and Spyder. As a script, from the project's folder:
#   PYTHONPATH=build/python /usr/bin/python3 scenarios/python/examples/compare_with_observed.py [MEMBERS]

# %% The past without any policy, 2008-2017: every member is one draw of what is uncertain
import sys

import agglomera as ag

members = int(sys.argv[1]) if len(sys.argv) > 1 else 200
run = ag.run("scenarios/digital-media/baseline.toml", members=members, progress=True)
print(run)

# %% All cities and years: errors, CRPS, and how often the observed value lies in the interval
comparison = ag.compare(run)
print(comparison.measures.round(3))

# %% The cities that the model gets most wrong, by the LQ of firms
print(comparison.cities.loc["lq_count"].sort_values("crps", ascending=False).head(10).round(3))

# %% One city year by year: the median, its 90 % interval, and what was observed
city = "shanghai"
lq = run.series.lq_count.sel(city=city)
years = lq.quantile([0.05, 0.5, 0.95], "member").T.to_pandas()
years["observed"] = run.observed.lq_count.sel(city=city).to_pandas()
print(years.round(2))

# %% What the source states in words
print(comparison.facts[["stated", "simulated_q50", "holds"]].to_string())

# %% A picture, where matplotlib is there
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("no picture: matplotlib is not installed")
else:
    figure, axes = plt.subplots()
    axes.fill_between(years.index, years[0.05], years[0.95], alpha=0.3, label="90 % of the members")
    axes.plot(years.index, years[0.5], label="median")
    axes.plot(years.index, years["observed"], "o", label="observed")
    axes.set(title=str(lq.city_name.values), xlabel="year", ylabel="location quotient of firms")
    axes.legend()
    plt.show()
