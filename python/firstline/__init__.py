"""Firstline simulates support centres contact by contact, with honest intervals.

    >>> result = fl.run(scenario, replications=20, seed=1)
    >>> result.kpi("service_level").unit
    'share'

`Scenario` reads and changes what a centre is, `run` and `compare` simulate it, `Result` and `Comparison` have frames and
arrays, `erlang` the formulas. docs/howto/python.md shows all of it on one page.
"""

from firstline import erlang
from firstline._core import CancelToken
from firstline._errors import (
    FileError,
    FirstlineError,
    Interrupted,
    MissingFileError,
    PrecisionWarning,
    Problem,
    ResultError,
    ResultVersionError,
    RunError,
    ScenarioError,
)
from firstline.comparison import Comparison
from firstline.engine import compare, run
from firstline.metrics import metrics, schema
from firstline.result import Estimate, Result, SliceValues
from firstline.scenario import Scenario, check, interventions
from firstline.versions import show_versions, versions

__version__ = versions()["firstline"]

__all__ = [
    "CancelToken",
    "Comparison",
    "Estimate",
    "FileError",
    "FirstlineError",
    "Interrupted",
    "MissingFileError",
    "PrecisionWarning",
    "Problem",
    "Result",
    "ResultError",
    "ResultVersionError",
    "RunError",
    "Scenario",
    "ScenarioError",
    "SliceValues",
    "check",
    "compare",
    "erlang",
    "interventions",
    "metrics",
    "run",
    "schema",
    "show_versions",
    "versions",
]
