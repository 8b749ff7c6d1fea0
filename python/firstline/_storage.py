"""Results as JSON text and as files: read with care, written as a whole."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from json.decoder import WHITESPACE  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from firstline import _core
from firstline._checks import path_text
from firstline._errors import ResultError, ResultVersionError, system_error
from firstline.scenario import PathLike, read_document

# What a row of each list must have, and of which types.
_NUMBER = (int, float, type(None))
_KPI = {"key": str, "slice": dict, "unit": str, "mean": _NUMBER, "lo": _NUMBER, "hi": _NUMBER, "n": int}
_FORMULA = {"key": str, "slice": dict, "formula": str, "value": _NUMBER}
_DIFFERENCE = _KPI | {"base": _NUMBER, "variant": _NUMBER}
_PARTS: dict[str, dict[str, Any]] = {
    "scenario": {"name": str},
    "provenance": {"scenario_hash": str, "seed": int, "replications": int},
}


def read_result_json(text: str | bytes, form: str) -> tuple[str, dict[str, Any]]:
    """The text of a result and its document, after a look at its format, version and parts."""
    if not isinstance(text, str | bytes):
        raise TypeError(f"JSON text is str or bytes, not {type(text).__name__}")
    try:
        if isinstance(text, bytes):
            text = text.decode(json.detect_encoding(text))
        document = json.loads(text.removeprefix("\ufeff"))
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
    if form == "firstline.result":
        _check_result(document)
    else:
        _check_comparison(document)
    return text, document


def _check_result(document: Mapping[str, Any]) -> None:
    parts = ("kpis", "formulas", "warnings", "provenance", "scenario", "experiment", "interrupted")
    missing = [part for part in parts if part not in document]
    if missing:
        raise ResultError(f"this result is not whole: {', '.join(missing)} missing")
    for part, members in _PARTS.items():
        _check_row(document[part], members, part)
    _check_row(document["experiment"], {}, "experiment")
    _check_rows(document["kpis"], _KPI, "kpis")
    _check_rows(document["formulas"], _FORMULA, "formulas")
    _check_rows(document["warnings"], {}, "warnings", str)


def _check_comparison(document: Mapping[str, Any]) -> None:
    missing = [part for part in ("base", "variants") if part not in document]
    if missing:
        raise ResultError(f"this result is not whole: {', '.join(missing)} missing")
    _check_row(document["base"], {}, "base")
    _check_rows(document["variants"], {"name": str, "differences": list, "result": dict}, "variants")
    for number, variant in enumerate(document["variants"]):
        _check_rows(variant["differences"], _DIFFERENCE, f"variants[{number}].differences")


def _check_rows(rows: object, members: Mapping[str, Any], part: str, other: type | None = None) -> None:
    if not isinstance(rows, list):
        raise ResultError(f"this result is not whole: {part} is no list")
    for number, row in enumerate(rows):
        if other is None or not isinstance(row, other):
            _check_row(row, members, f"{part}[{number}]")


def _check_row(row: object, members: Mapping[str, Any], place: str) -> None:
    if not isinstance(row, dict):
        raise ResultError(f"this result is not whole: {place} is no object")
    for name, kinds in members.items():
        if name not in row or isinstance(row[name], bool) or not isinstance(row[name], kinds):
            raise ResultError(f"this result is not whole: {name} of {place} is missing or of a wrong kind")
    if not all(isinstance(value, str) for value in row.get("slice", {}).values()):
        raise ResultError(f"this result is not whole: the slice of {place} is not of texts")


# The texts of results within a comparison, as they stand there: to be equal, byte for byte, to what was written.


def results_within(text: str) -> Iterator[str]:
    """The base's, then the variants'."""
    parts = dict(_members(text, text.index("{")))
    yield _slice(text, parts["base"])
    for begin, _ in _elements(text, parts["variants"][0]):
        yield _slice(text, dict(_members(text, begin))["result"])


def _slice(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]] + "\n"


def _skip(text: str, at: int) -> int:
    return int(WHITESPACE.match(text, at).end())


def _elements(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Where the elements of the list that begins at `at` begin and end."""
    decoder = json.JSONDecoder()
    at = _skip(text, at + 1)
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        yield at, end
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at] == "," else at


def _members(text: str, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The keys of the object that begins at `at`, and where their values begin and end."""
    decoder = json.JSONDecoder()
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, end = decoder.raw_decode(text, at)
        begin = _skip(text, _skip(text, end) + 1)
        _, end = decoder.raw_decode(text, begin)
        yield key, (begin, end)
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at] == "," else at


def read_text(path: PathLike) -> bytes:
    return read_document(path_text(path), None)


def write_text(path: PathLike, text: str) -> None:
    """Writes a file beside its final name, then gives it the name; into a device or a pipe, which must keep its name."""
    final = Path(path_text(path))
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


def write_texts(directory: PathLike, texts: Mapping[str, str], without: Iterable[str] = ()) -> None:
    """Writes files into a directory, which is made where it is not there, and takes those of an earlier result away."""
    folder = Path(path_text(directory))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise system_error(error, str(folder), "E613") from None
    for name in without:
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise system_error(error, str(folder / name), "E613") from None
    for name, text in texts.items():
        write_text(folder / name, text)
