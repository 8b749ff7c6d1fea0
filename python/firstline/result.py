"""Results: every metric with its interval, as frames; every replication's values, as arrays."""

from __future__ import annotations

import difflib
import io
import json
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from firstline import _core
from firstline._errors import Problem, ResultError, ResultVersionError, problem, system_error
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
    """Lower end of the interval; None where it cannot be estimated (one replication, no spread)."""
    hi: float | None
    """Upper end of the interval."""
    n: int
    """Replications behind it."""
    reason: str | None
    """Code of the message that says why mean or interval are absent (``"N001"``)."""


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
        document = read_result_json(text, "firstline.result")
        self = cls._made(text if isinstance(text, str) else text.decode(), None)
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

        The directory is made where it is not there; a file is there as a whole or not at all.

        Raises:
            FileError: one cannot be written.
            ResultError: the result was read from JSON.
        """
        csv = self._stored_csv if self._native is None else dict(self._native.csv())
        if not csv:
            raise ResultError("a result that was read from JSON has no CSV")
        write_texts(directory, csv)

    def text(self, language: str = "en") -> str:
        """The tables that the command prints, in English (``"en"``) or Russian (``"ru"``)."""
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
        mean, lo, hi (missing where not estimable), n (replications), reason (a code; missing where all is there).
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
        found = self._values(key, ",".join(dimensions))
        return found

    def _keys(self, dimension: str) -> list[str]:
        return list(dict.fromkeys(row["key"] for row in self._document["kpis"] if ",".join(row["slice"]) == dimension))

    def _values(self, key: str, dimension: str) -> SliceValues:
        if self._native is not None:
            names, values = self._native.values(key, dimension)
            if names:
                return SliceValues(names, values)
        elif (key, dimension) in self._stored:
            return self._stored[key, dimension]
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
        if self._native is None or self._native.num_contact_logs == 0:
            raise ResultError("contacts were not logged: run(..., log_contacts=True)")
        return contacts_frame(self._native, self._document["scenario"])

    # About the result

    @cached_property
    def _document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self._json)
        return document

    @property
    def provenance(self) -> dict[str, Any]:
        """What is needed to repeat the run: software, version, scenario_hash, seed, replications, result_hash."""
        return dict(self._document["provenance"])

    @property
    def scenario(self) -> dict[str, Any]:
        """Of the scenario: name, start_date, currency and the names of its parts."""
        return dict(self._document["scenario"])

    @property
    def experiment(self) -> dict[str, Any]:
        """How it was measured: confidence, spans in seconds, thresholds, precision."""
        return dict(self._document["experiment"])

    @property
    def steady_state(self) -> dict[str, Any] | None:
        """How one long run was cut: ``batches``, ``batch_s`` and ``warm_up_s`` in seconds, ``lag1`` (correlation of the
        mean waits of neighbouring batches) and ``p_value`` of a test against it. None of a run by replications."""
        found = self._document.get("steady_state")
        return None if found is None else dict(found)

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


def ask_for(dimensions: Collection[str]) -> str:
    fields = [field for name, field in _ASKED.items() if name in dimensions]
    return f'; slices of contacts: "{fields[0]}": true in the experiment' if fields else ""


def rows_by(frame: pd.DataFrame, rows: list[dict[str, Any]], dimensions: tuple[str, ...]) -> pd.DataFrame:
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


# Columns of contacts that are texts whatever stands in them: a type may be called 01, true or inf.
_TEXTS = ("contact_type", "team", "outcome", "channel", "topic", "queue")


def contacts_frame(core: _core.Result, names: Mapping[str, Any]) -> pd.DataFrame:
    parts = [
        pd.read_csv(
            io.StringIO(core.contacts_csv(replication)),
            dtype=dict.fromkeys(_TEXTS, "str"),
            keep_default_na=False,
            na_values=[""],
            **_EXACT,
        )
        for replication in range(core.num_contact_logs)
    ]
    frame = pd.DataFrame(pd.concat(parts, ignore_index=True))
    # In CSV a name that begins like a spreadsheet's formula stands behind an apostrophe.
    plain = {
        "'" + name: name
        for part in names.values()
        if isinstance(part, list)
        for name in part
        if name[:1] in "=+-@\t\r{"
    }
    for column in frame.columns:
        if column in _TEXTS:
            frame[column] = frame[column].replace(plain).astype("category")
        elif column.endswith("_s"):
            frame[column] = frame[column].astype("float64")  # a replication without contacts has no type of its own
        else:
            frame[column] = frame[column].astype("Int64" if frame[column].isna().any() else "int64")
    return frame


def read_result_json(text: str | bytes, form: str) -> dict[str, Any]:
    """The document of a result, after a look at its format and version."""
    if not isinstance(text, str | bytes):
        raise TypeError(f"JSON text is str or bytes, not {type(text).__name__}")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ResultError(f"this is no result of firstline: {error}") from None
    if not isinstance(document, dict) or document.get("format") != form:
        raise ResultError(f"this is no result of firstline: its format is not {form!r}")
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise ResultError("this result does not say its version")
    newest = int(_core.about()["result_format"])
    if version > newest:
        raise ResultVersionError(
            f"this result has format version {version}, newer than {newest}, "
            "which this firstline reads: install a newer one"
        )
    parts = ("kpis", "provenance", "scenario") if form == "firstline.result" else ("base", "variants")
    missing = [part for part in parts if part not in document]
    if missing:
        raise ResultError(f"this result is not whole: {', '.join(missing)} missing")
    return document


def read_text(path: PathLike) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise system_error(error, os.fsdecode(path)) from None


def write_text(path: PathLike, text: str) -> None:
    """Writes a file beside its final name, then gives it the name; into a device or a pipe, which must keep its name."""
    final = Path(path)
    try:
        if final.exists() and not (final.is_file() or final.is_dir()):
            with final.open("wb") as special:
                special.write(text.encode())
            return
        with tempfile.NamedTemporaryFile(
            "wb", dir=final.parent, prefix=".firstline-", suffix=".tmp", delete=False
        ) as file:
            pending = Path(file.name)
            try:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
                mask = os.umask(0)
                os.umask(mask)
                os.fchmod(file.fileno(), 0o666 & ~mask)
                pending.replace(final)
            except BaseException:
                pending.unlink()
                raise
    except OSError as error:
        raise system_error(error, str(final), "E613") from None


def write_texts(directory: PathLike, texts: Mapping[str, str]) -> None:
    """Writes files into a directory, which is made where it is not there."""
    folder = Path(directory)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise system_error(error, str(folder), "E613") from None
    for name, text in texts.items():
        write_text(folder / name, text)
