"""LQs and indices of a table you already have."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple, Optional, Sequence, Union

import numpy as np
import pandas as pd

from . import _agglomera
from .errors import InputError

Table = Union[pd.DataFrame, str, "os.PathLike[str]"]


class Measures(NamedTuple):
    """Location quotients and indices, each with its convention."""

    lq: pd.DataFrame
    """By region, industry and year: ``value`` and ``lq``; of counts ``low`` and ``high``, a 90 % interval;
    ``symmetric_lq``, ``standardised_lq``, ``rca``. ``why`` says why a quotient is NaN: missing, suppressed
    or undefined (0/0); ``incomplete`` that its totals lack such a cell."""
    indices: pd.DataFrame
    """One value a row: ``index``, ``region`` or ``industry`` (or two: ``other``), ``year``, ``value``, and
    ``beside`` it a p value or standard error; ``beside_name`` says which. ``incomplete``: it lacks cells
    that are missing or suppressed."""
    transitions: pd.DataFrame
    """Of Markov chains: from class to class, count and probability."""
    conventions: dict[str, str]
    """By index, in one sentence: programs differ in what they call by one name."""
    notes: list[str]
    """How what is odd in the table was treated, and what could not be said."""


def measure(table: Table, *, region: str = "region", industry: str = "industry",
            year: Optional[str] = "year", value: str = "value", wide: Union[bool, str] = False,
            counts: bool = False, indices: Union[str, Sequence[str]] = (), convention: str = "",
            coordinates: Optional[Table] = None, neighbours: Optional[Table] = None,
            groups: Optional[Table] = None, plants: Optional[Table] = None, nearest: int = 4,
            band_km: Optional[float] = None, couple: Sequence[str] = (), absent: str = "missing",
            of: str = "value", bootstrap: int = 999, permutations: int = 999, classes: int = 4,
            seed: int = 1, threads: Optional[int] = None, **reading: Any) -> Measures:
    """LQ and every index for a table of regions, industries and years (`agglomera measure`).

    Args:
        table: a DataFrame or a CSV file, one number a row; NaN and empty cells are missing, never zero.
        region, industry, year, value: names of its columns; ``year=None``: the table has no years.
        wide: True where each industry or each year has a column; ``"industry"`` or ``"year"`` where
            the header doesn't tell.
        counts: values are counts of firms: LQs have 90 % intervals.
        indices: which, by name, instead of all.
        convention: ``"econgeo"``, ``"reat"``, ``"pysal"``, ``"bls"``, or of single indices:
            ``"hoover=econgeo,krugman=rest"``.
        coordinates: columns region, lat, lon: neighbours are the ``nearest`` regions, or those within
            ``band_km``.
        neighbours: columns region, neighbour, and weight if you like: as listed.
        groups: columns region, group: for inequality between and within.
        plants: columns industry, hhi of plant sizes: for ellison_glaeser.
        couple: two industries as coupled systems.
        absent: what no row means, ``"missing"`` or ``"zero"``.
        of: spatial and rank indices of ``"value"`` or ``"lq"``.
        bootstrap, permutations, classes, seed: of intervals, p values and Markov chains.
        threads: how many work at the same time.
        reading: of a CSV file: ``separator``, ``encoding`` ("utf-8", "latin-1"), ``decimal`` ("point",
            "comma"), ``thousands`` ("none", "point", "comma", "blank", "apostrophe"), ``missing``,
            ``suppressed`` and ``zero`` (lists of marks), ``flag`` (a column of marks), ``total_region``,
            ``total_industry``.

    Raises:
        InputError: with everything that is wrong in the tables, by line and column; the header of a
            DataFrame is line 1.
    """
    known = {"separator", "encoding", "decimal", "thousands", "missing", "suppressed", "zero", "flag",
             "total_region", "total_industry"}
    if unknown := sorted(set(reading) - known):
        raise TypeError(f"measure() got an unexpected keyword argument {unknown[0]!r}")
    words = dict(reading, region=region, industry=industry, year="none" if year is None else year,
                 value=value, counts=counts, convention=convention, nearest=nearest, absent=absent, of=of,
                 wide="auto" if wide is True else wide or "", couple=list(couple), bootstrap=bootstrap,
                 indices=indices if isinstance(indices, str) else ",".join(indices),
                 permutations=permutations, classes=classes, seed=seed)
    if band_km is not None:
        words["band_km"] = float(band_km)
    with _as_files() as file:
        words["table"] = file(table, "DataFrame")
        for name, other in (("coordinates", coordinates), ("neighbours", neighbours), ("groups", groups),
                            ("plants", plants)):
            if other is not None:
                words[name] = file(other, name)
        told = _agglomera.measure(words, threads)
    return Measures(_quotients(told), _indices(told), pd.DataFrame(told["transitions"]),
                    told["conventions"], told["notes"])


@contextmanager
def _as_files() -> Iterator[Callable[[Table, str], str]]:
    """DataFrames as files for a while; complaints call them by their names."""
    with tempfile.TemporaryDirectory(prefix="agglomera-") as folder:
        def file(table: Table, name: str) -> str:
            if not isinstance(table, pd.DataFrame):
                return os.fspath(table)
            path = Path(folder) / name
            frame = table.reset_index() if any(table.index.names) else table
            frame.to_csv(path, index=False)
            return str(path)
        try:
            yield file
        except InputError as error:
            inside = folder + os.sep
            raise InputError(str(error).replace(inside, ""),
                             [one._replace(file=one.file.replace(inside, ""),
                                           message=one.message.replace(inside, ""))
                              for one in error.complaints]) from None


def _quotients(told: dict[str, Any]) -> pd.DataFrame:
    cells = told["cells"]
    frame = pd.DataFrame({"region": _named(cells["region"], told["regions"]),
                          "industry": _named(cells["industry"], told["industries"])})
    if told["years"] is not None:
        frame["year"] = np.asarray(told["years"])[cells["year"]]
    for name, values in cells.items():
        if name not in ("region", "industry", "year", "known", "incomplete"):
            frame[name] = values
    frame["incomplete"] = cells["incomplete"].astype(bool)
    why = np.where(np.isnan(cells["lq"]), np.array([2, 0, 1])[cells["known"]], -1)
    frame["why"] = pd.Categorical.from_codes(why, ["missing", "suppressed", "undefined"])
    total = (cells["region"] == told["total_region"]) | (cells["industry"] == told["total_industry"])
    return frame[~total].reset_index(drop=True)


def _indices(told: dict[str, Any]) -> pd.DataFrame:
    rows = told["indices"]
    frame = pd.DataFrame({"index": _named(rows["index"], told["index_names"]),
                          "region": _named(rows["region"], told["regions"]),
                          "industry": _named(rows["industry"], told["industries"]),
                          "other": _named(rows["other"], told["industries"])})
    if told["years"] is not None:
        frame["year"] = np.asarray(told["years"])[rows["year"]]
    frame["value"], frame["beside"] = rows["value"], rows["beside"]
    frame["incomplete"] = rows["incomplete"].astype(bool)
    names = {name: _agglomera.beside_name(name) for name in told["index_names"]}
    frame["beside_name"] = frame["index"].astype(object).map(names)
    return frame


def _named(codes: Any, names: Sequence[str]) -> pd.Categorical:
    """-1: nobody."""
    return pd.Categorical.from_codes(codes, names)
