"""Comparisons: a base and variants of it, run on the same customers, and their paired differences."""

from __future__ import annotations

import html
import json
from functools import cached_property
from typing import Any

import pandas as pd

from firstline import _core
from firstline._checks import language as language_of
from firstline._errors import ResultError
from firstline._storage import read_result_json, read_text, results_within, write_text, write_texts
from firstline.result import Result, reached, rows_by, tidy_frame
from firstline.scenario import PathLike

_COLUMNS = ("unit", "base", "variant", "mean", "lo", "hi", "n", "distinguishable", "reason")


class Comparison:
    """What `compare` gives back."""

    def __init__(self) -> None:
        raise TypeError("comparisons come from firstline.compare, Comparison.read or Comparison.from_json")

    _json: str
    _text: dict[str, str]
    _csv: dict[str, str]
    _base: Result
    _variants: dict[str, Result]

    @classmethod
    def _made(
        cls, text: str, tables: dict[str, str], csv: dict[str, str], results: list[Result], names: list[str]
    ) -> Comparison:
        self = cls.__new__(cls)
        self._json, self._text, self._csv = text, tables, csv
        self._base, self._variants = results[0], dict(zip(names, results[1:], strict=True))
        return self

    @classmethod
    def _of(cls, core: _core.Comparison, base_name: str, names: list[str]) -> Comparison:
        tables = {language: core.text(language, base_name) for language in ("en", "ru")}
        csv = dict(core.csv(base_name))
        return cls._made(core.json(), tables, csv, [Result._of(result) for result in core.results], names)

    @classmethod
    def from_json(cls, text: str | bytes) -> Comparison:
        """A comparison from the JSON text of `to_json`, or of the command's ``--json``.

        Raises:
            ResultVersionError: it was written by a newer version.
            ResultError: it is no comparison.
        """
        text, document = read_result_json(text, "firstline.comparison")
        results = [Result.from_json(result) for result in results_within(text)]
        return cls._made(text, {}, {}, results, [variant["name"] for variant in document["variants"]])

    @classmethod
    def read(cls, path: PathLike) -> Comparison:
        """As `from_json`, from a file; FileError where it cannot be read."""
        return cls.from_json(read_text(path))

    def to_json(self) -> str:
        """The whole comparison as JSON: byte for byte what the command's ``--json`` writes for the same inputs."""
        return self._json

    def write(self, path: PathLike) -> None:
        """Writes `to_json`; the file is there as a whole or not at all. FileError where it cannot be written."""
        write_text(path, self._json)

    def to_csv(self, directory: PathLike) -> None:
        """As `Result.to_csv`: kpis.csv, formulas.csv and differences.csv."""
        if not self._csv:
            raise ResultError("a comparison that was read from JSON has no CSV")
        write_texts(directory, self._csv)

    def text(self, language: str = "en") -> str:
        """The tables that the command prints, in English (``"en"``) or Russian (``"ru"``)."""
        language = language_of(language)
        if not self._text:
            raise ResultError("a comparison that was read from JSON has no text tables")
        return self._text[language]

    @property
    def base(self) -> Result:
        """The base's own result."""
        return self._base

    @property
    def variants(self) -> dict[str, Result]:
        """The variants' own results, by name."""
        return dict(self._variants)

    @property
    def differences(self) -> pd.DataFrame:
        """Paired differences, variant minus base, one a row.

        Columns: name (of the variant), key, one a dimension of slices, unit, base, variant (their means), mean, lo, hi
        (of the difference), n (pairs), distinguishable (the interval excludes 0), reason (as `Estimate.reason`).
        """
        return self._frame.copy()

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        document = json.loads(self._json)
        return [{"name": one["name"], **row} for one in document["variants"] for row in one["differences"]]

    @cached_property
    def _frame(self) -> pd.DataFrame:
        frame = tidy_frame(self._rows, _COLUMNS)
        frame.insert(0, "name", [row["name"] for row in self._rows])
        return frame

    def by(self, *dimensions: str) -> pd.DataFrame:
        """The rows of `differences` of one kind of slice; ``by()`` are the totals. KeyError where there are none."""
        return rows_by(self._frame, self._rows, dimensions)

    @property
    def precision_reached(self) -> bool | None:
        """As `Result.precision_reached`, of the base and all variants."""
        return reached([result._document for result in (self._base, *self._variants.values())])

    @property
    def interrupted(self) -> bool:
        """Whether the comparison was stopped."""
        return any(result.interrupted for result in (self._base, *self._variants.values()))

    def __eq__(self, other: object) -> bool:
        return self._json == other._json if isinstance(other, Comparison) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._json)

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self._variants)} with {repr(self._base)[len('<Result of ') : -1]}>"

    def _repr_html_(self) -> str:
        """For notebooks: the differences of the totals that can be told from chance."""
        rows = self.by().query("distinguishable == True")
        totals = rows[["name", "key", "unit", "base", "variant", "mean", "lo", "hi"]].to_html(index=False, na_rep="")
        return f"<p>{html.escape(repr(self))}</p>{totals}"
