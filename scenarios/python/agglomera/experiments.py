"""What can be done with a study: each function calls what the command of the same name calls."""

from __future__ import annotations

import operator
from typing import Iterable, Optional, Sequence, Union

from . import _agglomera
from .errors import Complaint, InputError
from .progress import Listener, Progress
from .result import Result
from .study import PathLike, Study, loaded, words

StudyLike = Union[Study, PathLike]
Span = Union[int, tuple[int, int]]


def run(study: StudyLike, *, members: Optional[int] = None, seed: Optional[int] = None,
        threads: Optional[int] = None, progress: Progress = False) -> Result:
    """Run an ensemble of a scenario: every member is one draw of what is uncertain, and one history.

    The result has these groups, among others::

        series    lq_count     (member, city, year)  location quotient of the number of firms
                  lq_revenue   (member, city, year)  location quotient of their revenue
                  firms        (member, city, year)  number of firms; -1 in a failed member
                  revenue      (member, city, year)  their revenue in the year, USD
        observed  lq_count, lq_revenue, revenue (city, year)  what was observed; NaN where nothing was

    ``run.series.lq_count.sel(city="shanghai").quantile([0.05, 0.5, 0.95], "member")`` is a median with
    its 90 % interval. The arrays are views on the memory in which the members left them.

    Args:
        study: a scenario, from :func:`agglomera.load`, or the path of one.
        members: how many, instead of the file's.
        seed: 0 to 2^63 - 1, instead of the file's.
        threads: how many work at the same time; all processors by default. The result is the same
            for any number.
        progress: True for a line on stderr, or a function of (done, of).

    Raises:
        InputError: with everything that is wrong with the file or an argument.
        KeyboardInterrupt: at Ctrl-C, within moments; the next call starts afresh.
    """
    with Listener(progress) as listener:
        return Result(_agglomera.run(loaded(study), _asked(members, seed, threads, listener)))


def policy(studies: Union[StudyLike, Sequence[StudyLike]], *, members: Optional[int] = None,
           seed: Optional[int] = None, threads: Optional[int] = None,
           progress: Progress = False) -> Result:
    """What policies change: each member with and without them, on the same luck.

    The result has these groups, among others::

        effect          mean, q05, q50, q95, p_positive, … (scenario, measure, city, year)
                        with the policy minus without it; `treated` says where it acts
        cluster_effect  the same by cluster; world_effect: of the world
        series          as in a run, of the baseline and of every policy

    Args:
        studies: scenarios with levers, compared on common draws; or one.
        members, seed, threads, progress: as in :func:`run`.

    Raises:
        InputError: also when the scenarios differ in years, members, seed or study.
    """
    several = [studies] if isinstance(studies, (str, Study)) or hasattr(studies, "__fspath__") else studies
    with Listener(progress) as listener:
        return Result(_agglomera.policy(_all_loaded(several),  # type: ignore[arg-type]
                                        _asked(members, seed, threads, listener)))


def explain(study: StudyLike, *, without: Union[str, Sequence[str]] = (), members: Optional[int] = None,
            seed: Optional[int] = None, threads: Optional[int] = None,
            progress: Progress = False) -> Result:
    """To what each city's change of LQ is due, the unexplained first (Shapley values).

    Args:
        study: a scenario.
        without: national strategies of the study, by name: the last year with and without each.
        members, seed, threads, progress: as in :func:`run`.
    """
    with Listener(progress) as listener:
        return Result(_agglomera.explain(loaded(study), words(without),
                                         _asked(members, seed, threads, listener)))


def calibrate(experiment: StudyLike, *, leave_one_out: bool = False, members: Optional[int] = None,
              seed: Optional[int] = None, threads: Optional[int] = None,
              progress: Progress = False) -> Result:
    """Learn the parameters from the observed LQs, and which of them the data tell.

    The groups are those of ArviZ: ``posterior``, ``prior``, ``posterior_predictive``,
    ``observed_data``, ``sample_stats``; and ``identifiability``, by number: contraction from prior to
    posterior (0: the data say nothing, 1: everything).

    Args:
        experiment: a calibration, such as ``experiments/calibrate.toml``.
        leave_one_out: also predict each city by a fit without its observations.
        members: of the ensemble, 10 at least.
        seed, threads, progress: as in :func:`run`.
    """
    with Listener(progress) as listener:
        return Result(_agglomera.calibrate(loaded(experiment), leave_one_out,
                                           _asked(members, seed, threads, listener)))


def backtest(experiment: StudyLike, *, origins: Optional[Span] = None, horizons: Optional[Span] = None,
             members: Optional[int] = None, seed: Optional[int] = None, threads: Optional[int] = None,
             progress: Progress = False) -> Result:
    """Forecasts from every origin, held against what came after and against simple forecasts.

    The result has the groups ``forecast`` (origin, horizon, member, city) and ``scores``, with
    skill = 1 - CRPS / CRPS of the best simple forecast.

    Args:
        experiment: a backtest, such as ``experiments/backtest.toml``.
        origins: last years known, instead of the file's: ``2014`` or ``(2011, 2016)``.
        horizons: years ahead, instead of the file's: ``1`` or ``(1, 3)``.
        members: of the ensemble, 10 at least.
        seed, threads, progress: as in :func:`run`.
    """
    with Listener(progress) as listener:
        return Result(_agglomera.backtest(loaded(experiment), _span(origins), _span(horizons),
                                          _asked(members, seed, threads, listener)))


def sweep(experiment: StudyLike, *, members: Optional[int] = None, seed: Optional[int] = None,
          threads: Optional[int] = None, progress: Progress = False) -> Result:
    """Every point of a design over parameters, levers, places and mechanisms, each run once.

    Nothing is kept before the end; for days of work use the command, which can be resumed.

    Args:
        experiment: a sweep, such as ``experiments/sweep-radiation.toml``.
        members: replicates of each point.
        seed, threads, progress: as in :func:`run`.
    """
    with Listener(progress) as listener:
        return Result(_agglomera.sweep(loaded(experiment), _asked(members, seed, threads, listener)))


def sensitivity(experiment: StudyLike, *, members: Optional[int] = None, seed: Optional[int] = None,
                threads: Optional[int] = None, progress: Progress = False) -> Result:
    """Which factors an output depends on: Sobol indices or Morris screening, with intervals.

    Args:
        experiment: a sensitivity analysis, such as ``experiments/morris.toml``.
        members: replicates of each point.
        seed, threads, progress: as in :func:`run`.
    """
    with Listener(progress) as listener:
        return Result(_agglomera.sensitivity(loaded(experiment),
                                             _asked(members, seed, threads, listener)))


def optimize(experiment: StudyLike, *, budget: Optional[float] = None, members: Optional[int] = None,
             seed: Optional[int] = None, threads: Optional[int] = None,
             progress: Progress = False) -> Result:
    """The best mixes of levers under a budget: a Pareto front, looked at again on fresh draws.

    Args:
        experiment: a portfolio, such as ``experiments/portfolio.toml``.
        budget: 10^6 USD over the years, instead of the file's.
        members: of the search, 10 at least.
        seed, threads, progress: as in :func:`run`.
    """
    with Listener(progress) as listener:
        return Result(_agglomera.optimize(loaded(experiment), None if budget is None else float(budget),
                                          _asked(members, seed, threads, listener)))


def _all_loaded(studies: Iterable[StudyLike]) -> list[_agglomera.Study]:
    """All that is wrong in any of them at once."""
    held, complaints = [], []
    for study in studies:
        try:
            held.append(loaded(study))
        except InputError as error:
            complaints += [one for one in error.complaints if one not in complaints]
    if complaints:
        raise InputError("\n".join(map(str, complaints)), complaints)
    if not held:
        raise InputError.of(Complaint("policy", 0, 0, "needs one scenario at least", ""))
    return held


def _asked(members: Optional[int], seed: Optional[int], threads: Optional[int],
           listener: Listener) -> _agglomera.Asked:
    return _agglomera.Asked(_whole("members", members, "1 to 100000"),
                            _whole("seed", seed, "0 to 2^63 - 1", least=0),
                            _whole("threads", threads, "1 to 1024"), listener.hear)


def _whole(name: str, value: Optional[int], bounds: str, least: int = -2**63) -> Optional[int]:
    if value is None:
        return None
    whole = operator.index(value)
    if not least <= whole < 2**63:
        raise InputError.of(Complaint("", 0, 0, f"--{name}: {whole} is outside {bounds}", ""))
    return whole


def _span(span: Optional[Span]) -> Optional[str]:
    if span is None:
        return None
    if isinstance(span, tuple):
        first, last = span
        return f"{operator.index(first)}:{operator.index(last)}"
    return str(operator.index(span))
