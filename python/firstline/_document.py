"""Python values as JSON text for the core, which judges them: exact, without coercion, with a pointer for every fault.

Numbers keep their value: integers of any size, NumPy scalars, Decimal. NaN and infinities are refused here, for JSON
has none; Python's own ``json`` would write them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from firstline._errors import Problem, ScenarioError, problem

_DEEPEST = 64
_LONGEST_INTEGER = 1000  # bits; what is longer is outside every range


def to_json(value: object, pointer: str = "") -> str:
    """JSON text of nested dicts, lists, tuples, arrays, texts, numbers, booleans and None.

    >>> to_json({"staff": np.int64(4), "days": np.array([1.5, 2.0])})
    '{"staff":4,"days":[1.5,2.0]}'

    What is masked in an array is a fault: there is no number under a mask.

    Args:
        pointer: where the value goes in its document.

    Raises:
        ScenarioError: with all faults, each with its JSON pointer.
    """
    problems: list[Problem] = []
    text = _text(value, pointer, 1, problems)
    if problems:
        raise ScenarioError(problems)
    return text


def _text(value: object, pointer: str, depth: int, problems: list[Problem]) -> str:
    if isinstance(value, Mapping):
        return _object(value, pointer, depth, problems)
    if isinstance(value, np.ma.MaskedArray) and value.dtype.names is None:
        masked = np.argwhere(np.ma.getmaskarray(value)).tolist()
        for index in masked:
            place = "/".join(map(str, (pointer, *index)))
            problems.append(problem("E306", place, "masked", "@json.not_number", "masked"))
        if masked:
            return "null"
    if isinstance(value, np.generic):
        value = value.item()
    elif not isinstance(value, str | bytes) and hasattr(value, "__array__"):
        value = np.asarray(value).tolist()
    if isinstance(value, list | tuple):
        if depth > _DEEPEST:
            problems.append(problem("E304", pointer, "[..]", str(_DEEPEST)))
            return "null"
        return "[" + ",".join(_text(v, f"{pointer}/{i}", depth + 1, problems) for i, v in enumerate(value)) + "]"
    return _scalar(value, pointer, problems)


def _object(value: Mapping[Any, object], pointer: str, depth: int, problems: list[Problem]) -> str:
    if depth > _DEEPEST:
        problems.append(problem("E304", pointer, "{..}", str(_DEEPEST)))
        return "null"
    members = []
    for key, member in value.items():
        if not isinstance(key, str):
            problems.append(problem("E313", pointer, repr(key), "@kind.text", ""))
            continue
        child = pointer + "/" + key.replace("~", "~0").replace("/", "~1")
        members.append(_string(key, pointer, problems) + ":" + _text(member, child, depth + 1, problems))
    return "{" + ",".join(members) + "}"


def _scalar(value: object, pointer: str, problems: list[Problem]) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return _string(value, pointer, problems)
    if isinstance(value, int):
        if value.bit_length() <= _LONGEST_INTEGER:
            return str(int(value))
        problems.append(problem("E306", pointer, "", "@json.number_range", "2**1000"))
    elif isinstance(value, float | Decimal):
        if math.isfinite(value):
            return repr(float(value)) if isinstance(value, float) else str(value)
        problems.append(problem("E306", pointer, str(value), "@json.not_number", str(value)))
    else:
        problems.append(problem("E313", pointer, _short(value), "@kind.json", ""))
    return "null"


def _string(value: str, pointer: str, problems: list[Problem]) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        problems.append(problem("E302", pointer, ascii(value), "@json.surrogate", str(error.start)))
        return '""'
    return json.dumps(value, ensure_ascii=False)


def _short(value: object) -> str:
    return repr(value) if isinstance(value, bytes) else f"<{type(value).__name__}>"
