"""The Python package as users import it, beside the program; AGGLOMERA_PYTHON is the folder it stands in."""

import os
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path(os.environ.get("AGGLOMERA_SOURCE") or HERE.parents[2])
PACKAGE = pathlib.Path(os.environ.get("AGGLOMERA_PYTHON") or SOURCE / "build/python").resolve()
sys.path[:0] = [str(PACKAGE), str(HERE.parent / "cli")]

import agglomera as ag  # noqa: E402
import numpy as np  # noqa: E402
from optimize_test import TEXT as PORTFOLIO  # noqa: E402
from program import InAFolder, environment  # noqa: E402,F401

BASELINE = "study/baseline.toml"
MEASURES = ("lq_count", "lq_revenue", "firms", "revenue")


class InAStudy(InAFolder):
    """A test in a temporary folder with a small study, at a fixed time."""

    def setUp(self):
        super().setUp()
        self.copy_study()
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        before = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ["SOURCE_DATE_EPOCH"] = environment()["SOURCE_DATE_EPOCH"]
        self.addCleanup(lambda: os.environ.update(SOURCE_DATE_EPOCH=before) if before is not None
                        else os.environ.pop("SOURCE_DATE_EPOCH", None))

    def add_portfolio(self):
        """Years to come, and an experiment for `optimize` on them."""
        text = (self.folder / BASELINE).read_text(encoding="utf-8")
        (self.folder / "study/outlook.toml").write_text(text.replace("last = 2015", "last = 2020"),
                                                        encoding="utf-8")
        (self.folder / "study/experiments").mkdir(exist_ok=True)
        (self.folder / "study/experiments/portfolio.toml").write_text(PORTFOLIO, encoding="utf-8")

    def assertSameBits(self, one, other):
        for measure in MEASURES:
            a, b = one.series[measure].values, other.series[measure].values
            self.assertEqual((a.dtype, a.shape, a.tobytes()), (b.dtype, b.shape, b.tobytes()), measure)


def address(array):
    return np.asarray(array).__array_interface__["data"][0]
