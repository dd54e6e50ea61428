"""What is wrong with the input, said so that it can be mended."""

from __future__ import annotations

from typing import NamedTuple, Sequence


class Complaint(NamedTuple):
    """One thing that is wrong, and where: ``where: problem (why) suggestion``."""

    file: str
    """As you named it; empty when the complaint is about an argument."""
    line: int
    """From 1; 0 when the complaint is about the file as a whole."""
    column: int
    """From 1; 0 when unknown."""
    message: str
    """The problem and, in brackets, why."""
    suggestion: str
    """What to do; may be empty."""

    def __str__(self) -> str:
        where = self.file
        if self.line > 0:
            where += f":{self.line}"
            if self.column > 0:
                where += f":{self.column}"
        return (where and where + ": ") + self.message + (self.suggestion and " " + self.suggestion)


class InputError(ValueError):
    """Everything that is wrong with the files or arguments of a call, in the words of the command.

    ``complaints`` has them one by one, with file, line and column.
    """

    complaints: list[Complaint]

    def __init__(self, message: str, complaints: Sequence[Complaint] = ()) -> None:
        super().__init__(message)
        self.complaints = list(complaints)

    @classmethod
    def of(cls, complaint: Complaint) -> InputError:
        return cls(str(complaint), [complaint])
