"""What can be asked for: the metrics with their words, and the schemas of the documents."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from firstline import _core


def metrics() -> pd.DataFrame:
    """Every metric: key, unit, kind (of estimator), better (higher, lower, neutral), label, meaning, in both languages.

    >>> metrics().set_index("key").loc["wait.mean", "unit"]
    's'
    """
    columns = ["key", "unit", "kind", "better", "label", "meaning", "label_ru", "meaning_ru"]
    return pd.DataFrame(_core.metrics(), columns=columns)


def schema(document: str = "scenario") -> dict[str, Any]:
    """The JSON Schema of a ``"scenario"`` or an ``"experiment"``."""
    if document not in ("scenario", "experiment"):
        raise ValueError('there are schemas of "scenario" and "experiment"')
    text = _core.scenario_schema() if document == "scenario" else _core.experiment_schema()
    parsed: dict[str, Any] = json.loads(text)
    return parsed
