"""Tables: simulated against observed, and what the model is made of."""

from __future__ import annotations

import os
from typing import NamedTuple, Union

import pandas as pd

from . import _agglomera
from .result import Result, open


class Comparison(NamedTuple):
    """Simulated against observed.

    Columns of scores: ``n`` observations; ``log_mae``, mean \\|ln(x + 0.05) - ln(y + 0.05)\\| of the
    ensemble's median; ``mae`` and ``crps`` in units of the measure (LQs, or 10^8 USD); ``coverage_50``
    and ``coverage_90``, shares of observations inside the central 50 and 90 % intervals.
    """

    measures: pd.DataFrame
    """Scores by measure."""
    cities: pd.DataFrame
    """Scores by measure and city, where anything was observed."""
    facts: pd.DataFrame
    """What the source states in words: stated, simulated (5, 50, 95 %), and whether it holds; <NA>
    where the run can't say, or the source contradicts itself (see ``note``)."""


class Description(NamedTuple):
    """The model as the code has it, each entry with its text, unit and source."""

    levers: pd.DataFrame
    """By lever and parameter: text, unit, low, high, usual, source; the first is the strength."""
    parameters: pd.DataFrame
    """By name: text, unit, low, high, usual, prior, prior_sd, source."""
    mechanisms: pd.DataFrame
    """By name: text. Each can be switched off."""
    phases: pd.DataFrame
    """Of a year, in their order: text, equation, source."""


def compare(run: Union[Result, str, "os.PathLike[str]"]) -> Comparison:
    """Hold a run against what was observed: errors, CRPS, coverage, per city; the stated facts.

    Args:
        run: what :func:`agglomera.run` gave, or a file that was saved.

    Raises:
        InputError: when it is no run, or its study has no observations.
    """
    told = _agglomera.compare((run if isinstance(run, Result) else open(run))._held)
    facts = pd.DataFrame(told["facts"], columns=["fact", "relation", "stated", "simulated_q05",
                                                 "simulated_q50", "simulated_q95", "holds", "note"])
    facts["holds"] = facts["holds"].astype("boolean")
    return Comparison(pd.DataFrame(told["measures"]).set_index("measure"),
                      pd.DataFrame(told["cities"]).set_index(["measure", "city"]),
                      facts.set_index("fact"))


def describe() -> Description:
    """Levers, parameters, mechanisms and phases of the model, each with its text and source."""
    told = _agglomera.describe()
    return Description(pd.DataFrame(told["levers"]).set_index(["lever", "name"]),
                       *(pd.DataFrame(told[key]).set_index("name")
                         for key in ("parameters", "mechanisms", "phases")))
