"""Results: groups of arrays with names, units and coordinates, as xarray Datasets."""

from __future__ import annotations

import os
import threading
from typing import Any, Iterator, Mapping, Union

import pandas as pd
import xarray as xr

from . import _agglomera


class Result(Mapping[str, xr.Dataset]):
    """What a call found out: a mapping from the name of a group to an ``xarray.Dataset``.

    ``run["series"]`` and ``run.series`` are the same. Every variable has ``units`` and ``long_name``.
    Arrays are read-only views on the memory of the program, without copies. ``output/FORMAT.md`` says
    which groups and variables each kind of result has.
    """

    def __init__(self, held: _agglomera.Result) -> None:
        self._held = held
        self._groups = dict.fromkeys(held.groups)
        self._datasets: dict[str, xr.Dataset] = {}
        self._saving = threading.Lock()  # the file names the place it is saved to

    @property
    def kind(self) -> str:
        """``"run"``, ``"policy"``, ``"posterior"``, …"""
        return str(self.attrs["filetype"])

    @property
    def attrs(self) -> dict[str, Any]:
        """How the result was made: version, revision, time, command, seed."""
        return self._held.attributes

    @property
    def inputs(self) -> dict[str, str]:
        """Every text that went into the result, by path."""
        return dict(self._held.inputs)

    @property
    def failures(self) -> dict[int, str]:
        """Members that failed, and why; they are missing (NaN, or -1 firms) in the series."""
        return dict(self._held.failures)

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Write the result to a file (HDF5 that is also netCDF-4), whole or not at all.

        The file is the same, byte for byte, as that of the command which ``attrs["command"]`` then
        names; `agglomera report`, `compare` and `export` read it, and so does :func:`agglomera.open`.
        """
        with self._saving:
            self._held.save(os.fspath(path))

    def __getitem__(self, group: str) -> xr.Dataset:
        if group not in self._groups:
            raise KeyError(f"{group!r} (there are {', '.join(self._groups)})")
        if group not in self._datasets:
            self._datasets[group] = _dataset(self._held.group(group), self.kind, self.attrs)
        return self._datasets[group]

    def __getattr__(self, group: str) -> xr.Dataset:
        if not group.startswith("_") and group in self._groups:
            return self[group]
        raise AttributeError(f"this {self.kind} has no {group!r} (its groups: {', '.join(self._groups)})")

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._groups]

    def __reduce__(self) -> Any:
        raise TypeError("a result lives in one process; save it to a file and open that in the other")

    def __repr__(self) -> str:
        lines = [f"<agglomera.Result: {self.kind}>"]
        for name in self:
            told = self._held.group(name)
            sizes = ", ".join(f"{dimension[0]}: {len(dimension[3])}" for dimension in told["dimensions"])
            lines.append(f"  {name} ({sizes}): {', '.join(variable[0] for variable in told['variables'])}")
        return "\n".join(lines)


def open(path: Union[str, "os.PathLike[str]"]) -> Result:
    """Read a result file that the program or :meth:`Result.save` wrote.

    Raises:
        InputError: when the file is missing, damaged, or of another make or version.
    """
    return Result(_agglomera.open(os.fspath(path)))


def _dataset(told: _agglomera.Group, kind: str, attrs: Mapping[str, Any]) -> xr.Dataset:
    """Text and places along one dimension become coordinates of what lies along several."""
    coordinates: dict[str, Any] = {}
    for name, units, long_name, labels in told["dimensions"]:
        # A text index copies its labels; numbers it views.
        coordinates[name] = (name, pd.Index(labels, name=name), {"units": units, "long_name": long_name})
    many = any(len(variable[1]) > 1 for variable in told["variables"])
    data: dict[str, Any] = {}
    for name, dimensions, units, long_name, values in told["variables"]:
        of_labels = many and len(dimensions) == 1 and (values.dtype == object or dimensions == ("city",))
        (coordinates if of_labels else data)[name] = (dimensions, values,
                                                      {"units": units, "long_name": long_name})
    origin = {key: attrs[key] for key in ("agglomera_version", "seed", "created")}
    dataset = xr.Dataset(data, coordinates, origin)
    if kind == "run" and dataset.sizes.get("scenario") == 1:
        return dataset.isel(scenario=0)  # a view
    return dataset
