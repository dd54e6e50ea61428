"""Agglomera: firms choose where to locate in a network of cities; location quotients emerge.

    import agglomera as ag
    study = ag.load("scenarios/digital-media/baseline.toml")
    run = ag.run(study, members=200, progress=True)
    run.series.lq_count.sel(city="shanghai").median("member")
    ag.compare(run).measures
    run.save("run.h5")

Functions carry the names of the commands and do the same, to the last bit. Results are mappings of
xarray Datasets whose arrays are views on the program's memory. What is wrong in files or arguments is
an :class:`InputError`. Work is done outside the GIL and stops at Ctrl-C. Calls from several threads
wait for their turn; processes may be forked while no call is going on. One machine: for MPI use the
command.
"""

from ._agglomera import version as __version__
from .errors import Complaint, InputError
from .experiments import backtest, calibrate, explain, optimize, policy, run, sensitivity, sweep
from .measures import Measures, measure
from .result import Result, open
from .study import Study, load
from .tables import Comparison, Description, compare, describe

__all__ = ["Comparison", "Complaint", "Description", "InputError", "Measures", "Result", "Study", "backtest",
           "calibrate", "compare", "describe", "explain", "load", "measure", "open", "optimize", "policy",
           "run", "sensitivity", "sweep", "__version__"]
