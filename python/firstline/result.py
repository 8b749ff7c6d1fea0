"""Results: every metric with its interval, as frames; every replication's values, as arrays."""

from __future__ import annotations

import copy
import difflib
import html
import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from firstline import _core
from firstline._checks import language as language_of
from firstline._checks import printable
from firstline._errors import Problem, ResultError, problem
from firstline._storage import read_result_json, read_text, write_text, write_texts
from firstline.scenario import PathLike

Floats = npt.NDArray[np.float64]

# Numbers to the last bit: the default from pandas 3 on.
_EXACT: Any = {} if int(pd.__version__.split(".")[0]) >= 3 else {"float_precision": "round_trip"}


@dataclass(frozen=True)
class Estimate:
    """One metric in one slice."""

    key: str
    """Which metric: a key of docs/generated/kpis.md."""
    slice: Mapping[str, str]
    """Empty for the total; otherwise ``{"contact_type": "regular"}``, or several of them."""
    unit: str
    """``"s"``, ``"share"`` (0..1), ``"contacts"``, ``"contacts/h"``, a currency, ..."""
    mean: float | None
    """None where nothing was counted that the metric is about."""
    lo: float | None
    """Lower end of the interval; None where it cannot be estimated, as from one replication or one that counted."""
    hi: float | None
    """Upper end of the interval."""
    n: int
    """Replications behind it."""
    reason: str | None
    """Code of a message on a mean that is absent, or on an interval's method (``"N001"``); None otherwise. An interval
    that one replication cannot have has none."""


class SliceValues(NamedTuple):
    """One metric, replication by replication, in the slices of one dimension."""

    names: list[str]
    """What the slices are called, in the order of the array's columns."""
    values: Floats
    """Shape (replications, slices), totals (replications,); in the metric's unit, NaN where nothing was counted."""


class Values(Mapping[str, Floats]):
    """Arrays by metric, made when asked for; `names` are those of the slices (none for totals)."""

    def __init__(self, result: Result, dimension: str) -> None:
        self._result, self._dimension = result, dimension

    def __getitem__(self, key: str) -> Floats:
        return self._result._values(key, self._dimension).values

    def __iter__(self) -> Iterator[str]:
        return iter(self._result._keys(self._dimension))

    def __len__(self) -> int:
        return len(self._result._keys(self._dimension))

    def __contains__(self, key: object) -> bool:
        return key in self._result._keys(self._dimension)

    @property
    def names(self) -> list[str]:
        """Of the slices: ``["07:00", "08:00", ...]`` for intervals of the day."""
        keys = self._result._keys(self._dimension)
        return self._result._values(keys[0], self._dimension).names if keys and self._dimension else []

    def __repr__(self) -> str:
        return f"<arrays of {len(self)} metrics by {self._dimension or 'replication'}>"


class Result:
    """What `run` gives back. Frames are new at every access; arrays cannot be written to.

    Results read from JSON (`read`, `from_json`) have everything but arrays, contacts and the text tables. Results can
    be pickled, arrays and contacts included.
    """

    def __init__(self) -> None:
        raise TypeError("results come from firstline.run, Result.read or Result.from_json")

    _json: str
    _native: _core.Result | None
    _stored: dict[tuple[str, str], SliceValues]
    _stored_contacts: pd.DataFrame | None
    _stored_text: dict[str, str]
    _stored_csv: dict[str, str]

    @classmethod
    def _made(cls, text: str, core: _core.Result | None) -> Result:
        self = cls.__new__(cls)
        self._json, self._native, self._stored, self._stored_contacts, self._stored_text = text, core, {}, None, {}
        self._stored_csv = {}
        return self

    @classmethod
    def _of(cls, core: _core.Result) -> Result:
        return cls._made(core.json(), core)

    # Reading and writing

    @classmethod
    def from_json(cls, text: str | bytes) -> Result:
        """A result from the JSON text of `to_json`, or of the command's ``--json``.

        Raises:
            ResultVersionError: it was written by a newer version.
            ResultError: it is no result.
        """
        text, document = read_result_json(text, "firstline.result")
        self = cls._made(text, None)
        self.__dict__["_document"] = document
        return self

    @classmethod
    def read(cls, path: PathLike) -> Result:
        """As `from_json`, from a file; FileError where it cannot be read."""
        return cls.from_json(read_text(path))

    def to_json(self) -> str:
        """The whole result as JSON: byte for byte what the command's ``--json`` writes for the same inputs."""
        return self._json

    def write(self, path: PathLike) -> None:
        """Writes `to_json`; the file is there as a whole or not at all. FileError where it cannot be written."""
        write_text(path, self._json)

    def to_csv(self, directory: PathLike) -> None:
        """Writes kpis.csv and formulas.csv into a directory: byte for byte those of the command's ``--csv``.

        The directory is made where it is not there; a file is there as a whole or not at all. The differences.csv of
        an earlier comparison is taken away.

        Raises:
            FileError: one cannot be written.
            ResultError: the result was read from JSON.
        """
        csv = self._stored_csv if self._native is None else dict(self._native.csv())
        if not csv:
            raise ResultError("a result that was read from JSON has no CSV")
        write_texts(directory, csv, without=["differences.csv"])

    def text(self, language: str = "en") -> str:
        """The tables that the command prints, in English (``"en"``) or Russian (``"ru"``)."""
        language = language_of(language)
        if self._native is not None:
            return self._native.text(language)
        if language in self._stored_text:
            return self._stored_text[language]
        raise ResultError("a result that was read from JSON has no text tables")

    # Frames

    @property
    def kpis(self) -> pd.DataFrame:
        """Every metric in every slice, one a row.

        Columns: key, one a dimension of slices (missing where the row is not about it; all missing in totals), unit,
        mean, lo, hi (missing where not estimable), n (replications), reason (a code, as `Estimate.reason`).
        """
        return self._kpi_frame.copy()

    @cached_property
    def _kpi_frame(self) -> pd.DataFrame:
        return tidy_frame(self._document["kpis"], ("unit", "mean", "lo", "hi", "n", "reason"))

    def by(self, *dimensions: str) -> pd.DataFrame:
        """The rows of `kpis` of one kind of slice: ``by("contact_type")``, ``by("interval", "within")``; ``by()`` totals.

        Raises:
            KeyError: there are no such slices.
        """
        return rows_by(self._kpi_frame, self._document["kpis"], dimensions)

    def kpi(self, key: str, **slice: str) -> Estimate:
        """One metric: ``kpi("wait.mean")``, ``kpi("wait.mean", contact_type="regular")``.

        Raises:
            KeyError: there is no such metric, or not in this slice.
        """
        for what, value in (("a metric", key), *((f"the slice by {name}", value) for name, value in slice.items())):
            if not isinstance(value, str):
                raise TypeError(f"{what} is a text, not {type(value).__name__}")
        found = self._by_slice.get((key, frozenset(slice.items())))
        if found is None:
            raise KeyError(self._no_such(key, slice))
        return Estimate(
            key,
            dict(found["slice"]),
            found["unit"],
            found["mean"],
            found["lo"],
            found["hi"],
            found["n"],
            found.get("reason"),
        )

    @cached_property
    def _by_slice(self) -> dict[tuple[str, frozenset[tuple[str, str]]], dict[str, Any]]:
        return {(row["key"], frozenset(row["slice"].items())): row for row in self._document["kpis"]}

    def _no_such(self, key: str, slice: Mapping[str, str]) -> str:
        keys = {known for known, _ in self._by_slice}
        if key in keys:
            return self._no_slice(key, slice)
        near = difflib.get_close_matches(key, keys, 1)
        return f"there is no metric {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")

    def _no_slice(self, key: str, slice: Mapping[str, str]) -> str:
        own = [dict(found) for known, found in self._by_slice if known == key]
        alike = [found for found in own if set(found) == set(slice)]
        if alike:
            names = list(dict.fromkeys(", ".join(found[name] for name in slice) for found in alike))
            return f"{key} has no slice {dict(slice)}; there are: {'; '.join(names)}"
        kinds = sorted({", ".join(found) or "total" for found in own})
        made = {name for _, found in self._by_slice for name, _ in found}
        told = f"{key} has no slices by {', '.join(slice) or 'total'}; it has: {'; '.join(kinds)}"
        return told + ask_for(set(slice) - made)

    @property
    def formulas(self) -> pd.DataFrame:
        """What formulas say of the same scenario: key, dimensions, formula, value. Empty where none applies."""
        return tidy_frame(self._document["formulas"], ("formula", "value"))

    # Arrays and contacts

    @property
    def replications(self) -> Values:
        """Totals, replication by replication: ``replications["wait.mean"]``, shape (replications,), read-only, no copy.

        NaN where a replication counted nothing. The mean of a ratio's values is not the ratio's estimate, which weighs
        replications by what they counted.
        """
        return Values(self, "")

    @property
    def intervals(self) -> Values:
        """By interval of the day: ``intervals["wait.mean"]``, shape (replications, intervals), read-only, no copy.

        ``intervals.names`` are the beginnings, ``"07:00"``. Estimates with intervals of confidence: ``by("interval")``.
        """
        return Values(self, "interval")

    def values(self, key: str, *dimensions: str) -> SliceValues:
        """One metric, replication by replication, in the slices of any dimension.

        >>> names, values = result.values("contacts.offered", "contact_type")
        >>> names, values.shape
        (['calls'], (5, 1))

        Raises:
            KeyError: the metric has no such slices.
        """
        expect_texts([key, *dimensions])
        return self._values(key, self._ordered(dimensions))

    def _ordered(self, dimensions: Sequence[str]) -> str:
        """The dimensions in the order that the result has them in."""
        wanted = set(dimensions)
        found = (",".join(row["slice"]) for row in self._document["kpis"] if set(row["slice"]) == wanted)
        return next(found, ",".join(dimensions))

    def _keys(self, dimension: str) -> list[str]:
        """Of the metrics that have arrays: none, in a result that was read from JSON."""
        if self._native is None and not self._stored:
            return []
        return list(dict.fromkeys(row["key"] for row in self._document["kpis"] if ",".join(row["slice"]) == dimension))

    def _values(self, key: str, dimension: str) -> SliceValues:
        if self._native is not None:
            names, values = self._native.values(printable(key), printable(dimension))
            if names:
                return SliceValues(names, values)
        elif (key, dimension) in self._stored:
            names, values = self._stored[key, dimension]
            return SliceValues(list(names), values)
        elif not self._stored:
            raise ResultError("a result that was read from JSON has no arrays")
        if key in self._keys(dimension):
            raise KeyError(f"{key} has no arrays here")
        raise KeyError(self._no_such(key, dict.fromkeys(filter(None, dimension.split(",")), "")))

    @property
    def contacts(self) -> pd.DataFrame:
        """Every contact of every replication, one a row; the columns of the command's ``--log``, texts as categories.

        Only where `run` was asked to (``log_contacts=True``); times are seconds since the start, missing where a thing
        never happened.

        Raises:
            ResultError: contacts were not logged.
        """
        if self._stored_contacts is not None:
            return self._stored_contacts.copy()
        if self._native is None and not self._stored:
            raise ResultError("a result that was read from JSON has no contacts")
        if self._native is None or self._native.num_contact_logs == 0:
            raise ResultError("contacts were not logged: run(..., log_contacts=True)")
        return contacts_frame(self._native)

    # About the result

    @cached_property
    def _document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self._json)
        return document

    @property
    def provenance(self) -> dict[str, Any]:
        """What is needed to repeat the run: software, version, scenario_hash, seed, replications, result_hash."""
        return dict(copy.deepcopy(self._document["provenance"]))

    @property
    def scenario(self) -> dict[str, Any]:
        """Of the scenario: name, start_date, currency and the names of its parts."""
        return dict(copy.deepcopy(self._document["scenario"]))

    @property
    def experiment(self) -> dict[str, Any]:
        """How it was measured: confidence, spans in seconds, thresholds, precision. A new dict at every access."""
        return dict(copy.deepcopy(self._document["experiment"]))

    @property
    def steady_state(self) -> dict[str, Any] | None:
        """How one long run was cut: ``batches``, ``batch_s`` and ``warm_up_s`` in seconds, ``lag1`` (correlation of the
        mean waits of neighbouring batches) and ``p_value`` of a test against it. None of a run by replications."""
        found = self._document.get("steady_state")
        return None if found is None else dict(found)

    @property
    def precision_reached(self) -> bool | None:
        """Whether every interval became as narrow as the precision asked for; None where none was.

        Where it is False, ``max_replications`` of the experiment ended the run (or it was interrupted).
        """
        return reached([self._document])

    @property
    def interrupted(self) -> bool:
        """Whether the run was stopped: estimates then rest on the replications that had finished."""
        return bool(self._document["interrupted"])

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was suspicious in the scenario, as `Scenario.warnings` has it, but without file and line."""
        return tuple(_warning_of(row) for row in self._document["warnings"])

    def __eq__(self, other: object) -> bool:
        return self._json == other._json if isinstance(other, Result) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._json)

    def __repr__(self) -> str:
        about = self._document["provenance"]
        name = self._document["scenario"]["name"] or about["scenario_hash"]
        return f"<Result of {name}: {about['replications']} replications, seed {about['seed']}>"

    def _repr_html_(self) -> str:
        """For notebooks: the totals."""
        totals = self.by()[["key", "unit", "mean", "lo", "hi"]].to_html(index=False, na_rep="")
        return f"<p>{html.escape(repr(self))}</p>{totals}"

    def __reduce__(self) -> tuple[Any, ...]:
        values, contacts, text, csv = self._stored, self._stored_contacts, self._stored_text, self._stored_csv
        if self._native is not None:
            values = {}
            for row in self._document["kpis"]:
                place = (row["key"], ",".join(row["slice"]))
                if place not in values:
                    values[place] = self._values(*place)
            contacts = self.contacts if self._native.num_contact_logs else None
            text = {language: self._native.text(language) for language in ("en", "ru")}
            csv = dict(self._native.csv())
        return _restored, (self._json, values, contacts, text, csv)


def _warning_of(row: dict[str, str] | str) -> Problem:
    if isinstance(row, dict):
        return Problem(row["code"], row["pointer"], row["value"], row["message"], row["message_ru"])
    code, *arguments = row.split("\t")  # results of before warnings had a place
    return problem(code, "", "", *arguments)


def _restored(
    text: str,
    values: dict[tuple[str, str], SliceValues],
    contacts: pd.DataFrame | None,
    tables: dict[str, str],
    csv: dict[str, str],
) -> Result:
    result = Result._made(text, None)
    for _, array in values.values():
        array.flags.writeable = False
    result._stored, result._stored_contacts, result._stored_text, result._stored_csv = values, contacts, tables, csv
    return result


# What results and comparisons share.


def tidy_frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows of a result's JSON as a frame: key, one column a dimension in order of appearance, then `columns`."""
    dimensions = list(dict.fromkeys(name for row in rows for name in row["slice"]))
    data: dict[str, Any] = {"key": [row["key"] for row in rows]}
    for name in dimensions:
        data[name] = pd.Series([row["slice"].get(name) for row in rows], dtype="str")
    for name in columns:
        values = [row.get(name) for row in rows]
        numbers = name in ("mean", "lo", "hi", "value", "base", "variant")
        data[name] = pd.Series(values, dtype="float64" if numbers else "str" if name == "reason" else None)
    return pd.DataFrame(data)


# Slices that a run makes only when its experiment asks for them.
_ASKED = {"weekday": "by_weekday", "day": "by_day", "exposed": "by_exposure"}


def reached(documents: Sequence[Mapping[str, Any]]) -> bool | None:
    """Whether all intervals are as narrow, relative to their means, as the experiment's precision; None without one."""
    precision: dict[str, float] = documents[0]["experiment"].get("precision", {})
    totals = [row for document in documents for row in document["kpis"] if row["key"] in precision and not row["slice"]]
    if not precision:
        return None
    return len(totals) == len(documents) * len(precision) and all(
        row["lo"] is not None and row["hi"] - row["lo"] <= 2.0 * precision[row["key"]] * abs(row["mean"])
        for row in totals
    )


def expect_texts(dimensions: Sequence[object]) -> None:
    for dimension in dimensions:
        if not isinstance(dimension, str):
            raise TypeError(
                f'metrics and slices are named one by one, as in "interval", "within": '
                f"{type(dimension).__name__} is no name"
            )


def ask_for(dimensions: Collection[str]) -> str:
    fields = [field for name, field in _ASKED.items() if name in dimensions]
    return f'; slices of contacts: "{fields[0]}": true in the experiment' if fields else ""


def rows_by(frame: pd.DataFrame, rows: list[dict[str, Any]], dimensions: tuple[str, ...]) -> pd.DataFrame:
    expect_texts(dimensions)
    dimensions = tuple(dict.fromkeys(dimensions))
    wanted = set(dimensions)
    mask = np.fromiter((set(row["slice"]) == wanted for row in rows), dtype=bool, count=len(rows))
    if not mask.any():
        kinds = sorted({", ".join(row["slice"]) for row in rows} - {""})
        raise KeyError(
            f"there are no slices by {', '.join(dimensions)}; there are: {'; '.join(kinds)}" + ask_for(wanted)
        )
    every = {name for row in rows for name in row["slice"]}
    rest = [column for column in frame.columns if column not in every]
    at = rest.index("key") + 1
    found: pd.DataFrame = frame.loc[mask, [*rest[:at], *dimensions, *rest[at:]]].reset_index(drop=True)
    return found


def contacts_frame(core: _core.Result) -> pd.DataFrame:
    # The core writes numbers in place of names, for CSV cannot hold every name as it is.
    names = core.contact_names
    texts = [core.contacts_csv(replication) for replication in range(core.num_contact_logs)]
    # Read as one: pandas 2 warns of what it will make of columns that one part has and another leaves empty.
    frame = pd.read_csv(
        io.StringIO("".join([texts[0], *(text.partition("\n")[2] for text in texts[1:])])),
        dtype=dict.fromkeys(names, "Int64") | {"outcome": "str"},
        keep_default_na=False,
        na_values=[""],
        **_EXACT,
    )
    for column in frame.columns:
        if column in names:
            frame[column] = _categories(frame[column], names[column])
        elif column == "outcome":
            frame[column] = frame[column].astype("category")
        elif column.endswith("_s"):
            frame[column] = frame[column].astype("float64")  # a column without values has no type of its own
        else:
            frame[column] = frame[column].astype("Int64" if frame[column].isna().any() else "int64")
    return pd.DataFrame(frame)


def _categories(codes: pd.Series[int], names: list[str]) -> pd.Series[str]:
    """Names that occur, in their order, as categories."""
    every = pd.Categorical.from_codes(codes.fillna(-1).to_numpy(dtype="int64"), pd.Index(names, dtype="str"))
    used = every.remove_unused_categories()
    return pd.Series(used.reorder_categories(sorted(used.categories)), index=codes.index)
