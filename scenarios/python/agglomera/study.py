"""Scenario and experiment files, read and checked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Optional, Sequence, Union

from . import _agglomera

PathLike = Union[str, "os.PathLike[str]"]
Names = Union[str, Sequence[str]]
"""One, or several."""


class Study:
    """A scenario or an experiment with the study it is about, read and checked as a whole.

    Made by :func:`agglomera.load`. What was read is what runs: a file that changes on the disk
    afterwards changes nothing.
    """

    def __init__(self, held: _agglomera.Study) -> None:
        self._held = held

    @property
    def kind(self) -> str:
        """What the file asks for: ``"scenario"`` (for run, policy, explain), ``"calibrate"``,
        ``"backtest"``, ``"optimize"``, ``"sweep"`` or ``"sensitivity"``."""
        return self._held.kind

    @property
    def path(self) -> Path:
        """Of the file, as it was named."""
        return Path(self._held.path)

    @property
    def members(self) -> int:
        """How many members the file asks for (of a sweep or a sensitivity analysis: replicates)."""
        return self._held.members

    @property
    def seed(self) -> int:
        """The seed the file asks for."""
        return self._held.seed

    @property
    def years(self) -> range:
        """The years of a run."""
        first, last = self._held.years
        return range(first, last + 1)

    @property
    def cities(self) -> list[str]:
        """Ids of the cities of the study; results have ``"rest-of-world"`` after them."""
        return self._held.cities

    @property
    def text(self) -> str:
        """The text of the file itself (TOML)."""
        return self._held.inputs[0][1]

    @property
    def inputs(self) -> dict[str, str]:
        """Every text that was read, by its path from the folder of the file; the file itself first."""
        return dict(self._held.inputs)

    @property
    def remark(self) -> str:
        """Where the parameters come from, such as ``"parameters from 250 draws of posterior.h5"``."""
        return self._held.remark

    @property
    def warnings(self) -> list[str]:
        """What is odd and no reason to stop."""
        return self._held.warnings

    def with_text(self, text: str, name: Optional[str] = None) -> Study:
        """The same study under another text of the scenario or experiment.

        A result keeps the text: `agglomera run --from` repeats a run of it, and so does the command that
        the result names, once the text stands in a file of that name.

        Args:
            text: TOML, in place of :attr:`text`; it names no files but those the old text named.
            name: under which it counts as standing beside the old file; the same name by default.

        Raises:
            InputError: with everything that is wrong in the text.
        """
        return Study(self._held.with_text(text, name or self.path.name))

    def with_lever(self, kind: str, *, years: tuple[int, int], strength: float, ramp: int = 1,
                   cities: Names = (), clusters: Names = (), countries: Names = (),
                   name: Optional[str] = None, **parameters: float) -> Study:
        """The same scenario with one lever more.

        Args:
            kind: of :func:`agglomera.describe`, such as ``"radiation"``.
            years: first and last year in which it acts.
            strength: in the unit of its kind.
            ramp: years to full strength.
            cities, clusters, countries: one id or several on which it acts, of one of the three.
            name: of the policy; by default the scenario's name and the kind.
            parameters: others that the kind has; ``unit_cost``, 10^6 USD per unit, city and year.

        Raises:
            InputError: with everything that is wrong, at its line of the lengthened text.
        """
        lines = ["", "[[lever]]", f"kind = {_word(kind)}"]
        for key, ids in (("cities", cities), ("clusters", clusters), ("countries", countries)):
            if ids:
                lines.append(f"{key} = [{', '.join(map(_word, words(ids)))}]")
        first, last = years
        lines += [f"years = {{ first = {first:d}, last = {last:d} }}", f"ramp = {ramp:d}"]
        lines += [f"{key} = {float(value)!r}" for key, value in {"strength": strength, **parameters}.items()]
        return self.with_text(self.text.rstrip("\n") + "\n" + "\n".join(lines) + "\n",
                              f"{name or self.path.stem + '-' + kind}.toml")

    def __repr__(self) -> str:
        return f"<agglomera.Study {self.kind} {str(self.path)!r}: {self.members} members, seed {self.seed}>"


def load(path: PathLike) -> Study:
    """Read and check a scenario or an experiment, and every file it names.

    Args:
        path: such as ``"scenarios/digital-media/baseline.toml"``.

    Raises:
        InputError: with everything that is wrong in all the files together.
    """
    return Study(_agglomera.load(os.fspath(path)))


def loaded(study: Union[Study, PathLike]) -> _agglomera.Study:
    return (study if isinstance(study, Study) else load(study))._held


def words(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _word(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)
