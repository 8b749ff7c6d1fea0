"""Formulas of queueing theory over NumPy arrays: Erlang B, C and A, and a station with few waiting places.

Numbers and arrays are broadcast against each other; numbers give numbers, arrays give arrays of the broadcast shape.
Arguments are copied first, so that another thread may go on changing them. Counts are whole numbers (``4``,
``np.int64(4)``, ``4.0`` within an array); what is NaN, infinite, masked, negative where it may not be, a fraction of a
server, or a boolean is refused by name and index. Rates are per second and times seconds, or any other unit throughout.

Raises of all functions: ScenarioError for values (all that are wrong, up to 20 an argument, each with its index),
ScenarioError too for shapes that do not broadcast, and for what is no number.

Source: docs/method/analytic.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from firstline import _core
from firstline._calls import Call
from firstline._core import CancelToken
from firstline._errors import Problem, ScenarioError, problem

Number = npt.ArrayLike
Floats = Any  # float for numbers, NDArray[float64] for arrays
Found = TypeVar("Found")

__all__ = [
    "ErlangA",
    "ErlangC",
    "FiniteQueue",
    "Positions",
    "erlang_a",
    "erlang_b",
    "erlang_b_continuous",
    "erlang_b_inverse",
    "erlang_c",
    "mm_c_k",
    "required_positions",
]

_MOST_SERVERS = 10_000_000
_SHOWN = 20


@dataclass(frozen=True)
class ErlangC:
    """M/M/n without abandonment. Where the load is not below the servers: not stable, waits infinite, p_wait 1."""

    load: Floats
    """Erlangs: arrivals times mean service."""
    occupancy: Floats
    """Share of the servers' time spent serving."""
    p_wait: Floats
    """Share of contacts that wait."""
    mean_wait_s: Floats
    """Of all contacts: the average speed of answer."""
    mean_wait_of_waiting_s: Floats
    mean_sojourn_s: Floats
    """Wait and service."""
    mean_queue: Floats
    """Contacts waiting, over time."""
    mean_in_system: Floats
    service_level: Floats
    """Share answered within threshold_s; 0 where not stable."""


@dataclass(frozen=True)
class ErlangA:
    """M/M/n+M: callers of exponential patience."""

    load: Floats
    occupancy: Floats
    p_wait: Floats
    """Share that finds all servers busy."""
    p_abandon: Floats
    """Share that leaves before an answer."""
    mean_wait_s: Floats
    """Of all contacts, answered or not."""
    mean_wait_of_served_s: Floats
    """The average speed of answer."""
    mean_wait_of_abandoned_s: Floats
    mean_queue: Floats
    mean_in_system: Floats
    service_level: Floats
    """Share of all contacts answered within threshold_s (``service_level.strict``)."""
    service_level_answered: Floats
    """Share of the answered ones answered within threshold_s."""
    p_wait_beyond: Floats
    """Share of all that waits longer than threshold_s, whatever the end."""


@dataclass(frozen=True)
class FiniteQueue:
    """M/M/c/K: whoever finds `capacity` contacts in the system is lost. Waits are those of accepted contacts."""

    p_block: Floats
    occupancy: Floats
    p_wait: Floats
    mean_wait_s: Floats
    mean_sojourn_s: Floats
    mean_queue: Floats
    mean_in_system: Floats
    throughput_per_s: Floats


@dataclass(frozen=True)
class Positions:
    """How many servers a target takes."""

    raw_positions: Floats
    """The fewest servers that reach the targets."""
    positions: Floats
    """With shrinkage: whole people on the roster, rounded up."""
    service_level: Floats
    occupancy: Floats
    waiting_probability: Floats


def erlang_b(servers: Number, load: Number) -> Floats:
    """Share of arrivals lost by a station without waiting places, for any law of service.

    Args:
        servers: whole, 0 or more.
        load: erlangs, 0 or more.

    >>> round(erlang_b(10, 8.0), 6)
    0.121661
    >>> erlang_b([1, 2], 1.0).round(3).tolist()
    [0.5, 0.2]

    Source: Erlang 1917.
    """
    call = _Call(servers=_count(servers, 0), load=_at_least(load, 0.0))
    return call.one(_core.erlang_b)


def erlang_b_continuous(servers: Number, load: Number) -> Floats:
    """As `erlang_b`, for numbers of servers that need not be whole."""
    call = _Call(servers=_servers(servers), load=_above(load, 0.0))
    return call.one(_core.erlang_b_continuous)


def erlang_b_inverse(servers: Number, blocking: Number) -> Floats:
    """The load, in erlangs, of which the given share is lost.

    >>> round(erlang_b_inverse(10, erlang_b(10, 8.0)), 6)
    8.0
    """
    call = _Call(servers=_count(servers, 1), blocking=_between(blocking))
    return call.one(_core.erlang_b_inverse)


def erlang_c(arrival_per_s: Number, service_per_s: Number, servers: Number, threshold_s: Number = 20.0) -> ErlangC:
    """Waits of a station whose callers never leave.

    Args:
        arrival_per_s: above 0.
        service_per_s: of one server; 1 / mean service. Above 0.
        servers: whole, 1 or more.
        threshold_s: of the service level, 0 or more.

    >>> calls = erlang_c(arrival_per_s=100 / 3600, service_per_s=1 / 240, servers=[7, 8, 9])
    >>> calls.service_level.round(4).tolist()
    [0.1625, 0.5233, 0.7421]

    Source: Erlang 1917.
    """
    call = _Call(
        arrival_per_s=_above(arrival_per_s, 0.0),
        service_per_s=_above(service_per_s, 0.0),
        servers=_count(servers, 1),
        threshold_s=_at_least(threshold_s, 0.0),
    )
    return ErlangC(**call.fields(_core.erlang_c))


def erlang_a(
    arrival_per_s: Number, service_per_s: Number, abandon_per_s: Number, servers: Number, threshold_s: Number = 20.0
) -> ErlangA:
    """Waits and losses of a station whose callers leave after an exponential patience.

    Args:
        abandon_per_s: 1 / mean patience, 0 or more; 0 is Erlang C.

    The rest as in `erlang_c`.

    >>> calls = erlang_a(arrival_per_s=100 / 3600, service_per_s=1 / 240, abandon_per_s=1 / 120, servers=7)
    >>> round(calls.p_abandon, 4)
    0.1543

    Source: Palm 1946; Zeltyn, Mandelbaum 2005.
    """
    call = _Call(
        arrival_per_s=_above(arrival_per_s, 0.0),
        service_per_s=_above(service_per_s, 0.0),
        abandon_per_s=_at_least(abandon_per_s, 0.0),
        servers=_count(servers, 1),
        threshold_s=_at_least(threshold_s, 0.0),
    )
    return ErlangA(**call.fields(_core.erlang_a))


def mm_c_k(arrival_per_s: Number, service_per_s: Number, servers: Number, capacity: Number) -> FiniteQueue:
    """Waits and losses of a station with `capacity` - `servers` waiting places.

    Args:
        capacity: whole, `servers` or more.

    The rest as in `erlang_c`.

    Source: Kleinrock 1975.
    """
    call = _Call(
        arrival_per_s=_above(arrival_per_s, 0.0),
        service_per_s=_above(service_per_s, 0.0),
        servers=_count(servers, 1),
        capacity=_count(capacity, 1),
    )
    call.refuse("capacity", call.flat["capacity"] < call.flat["servers"], "servers..")
    return FiniteQueue(**call.fields(_core.mm_c_k))


def required_positions(
    arrival_per_s: float,
    service_per_s: float,
    *,
    service_level: float,
    threshold_s: float = 20.0,
    abandon_per_s: float = 0.0,
    max_occupancy: float = 1.0,
    shrinkage: float = 0.0,
) -> Positions:
    """The fewest servers with which Erlang A (C where nobody leaves) reaches a service level and an occupancy.

    Args:
        service_level: share answered within `threshold_s`, above 0, below 1.
        max_occupancy: share of time serving at most, above 0, up to 1.
        shrinkage: share of paid time away from work, 0 to below 1: positions = raw positions / (1 - shrinkage).

    Numbers only. The rest as in `erlang_a`.

    >>> found = required_positions(100 / 3600, 1 / 180, service_level=0.8, shrinkage=0.3)
    >>> found.raw_positions, found.positions
    (8, 12)
    """
    call = _Call(
        arrival_per_s=_above(arrival_per_s, 0.0),
        service_per_s=_above(service_per_s, 0.0),
        service_level=_between(service_level),
        threshold_s=_at_least(threshold_s, 0.0),
        abandon_per_s=_at_least(abandon_per_s, 0.0),
        max_occupancy=_Argument(max_occupancy, lambda x: ~((x > 0.0) & (x <= 1.0)), "0 < .. <= 1"),
        shrinkage=_Argument(shrinkage, lambda x: ~((x >= 0.0) & (x < 1.0)), "0 <= .. < 1"),
    )
    arrival_per_s, service_per_s, service_level, threshold_s, abandon_per_s, max_occupancy, shrinkage = call.numbers()
    servers = 1
    step = 1024

    def reached(count: int) -> bool:
        here = erlang_a(arrival_per_s, service_per_s, abandon_per_s, count, threshold_s)
        return bool(here.service_level >= service_level and here.occupancy <= max_occupancy)

    # Both targets only get easier with more servers: double, then halve.
    high = step
    while not reached(high):
        if high >= _MOST_SERVERS:
            most = erlang_a(arrival_per_s, service_per_s, abandon_per_s, high, threshold_s)
            if most.occupancy > max_occupancy:
                raise ScenarioError([problem("E105", "max_occupancy", max_occupancy, f">= {most.occupancy:g}")])
            raise ScenarioError([problem("E105", "service_level", service_level, f"<= {most.service_level:g}")])
        servers, high = high + 1, min(2 * high, _MOST_SERVERS)
    while servers < high:
        middle = (servers + high) // 2
        servers, high = (servers, middle) if reached(middle) else (middle + 1, high)
    here = erlang_a(arrival_per_s, service_per_s, abandon_per_s, servers, threshold_s)
    positions = int(np.ceil(servers / (1.0 - shrinkage) - 1e-9))
    return Positions(servers, positions, here.service_level, here.occupancy, here.p_wait)


# Checking and broadcasting.


@dataclass(frozen=True)
class _Argument:
    value: Number
    bad: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.bool_]]
    expected: str
    counts: bool = False


def _count(value: Number, low: int) -> _Argument:
    def bad(x: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        good: npt.NDArray[np.bool_] = (x >= low) & (x <= _MOST_SERVERS) & (x == np.floor(x))
        return ~good

    return _Argument(value, bad, f"{low}..{_MOST_SERVERS}", counts=True)


def _servers(value: Number) -> _Argument:
    return _Argument(value, lambda x: ~((x >= 0.0) & (x <= _MOST_SERVERS)), f"0..{_MOST_SERVERS}")


def _at_least(value: Number, low: float) -> _Argument:
    return _Argument(value, lambda x: ~((x >= low) & np.isfinite(x)), f">= {low:g}")


def _above(value: Number, low: float) -> _Argument:
    return _Argument(value, lambda x: ~((x > low) & np.isfinite(x)), f"> {low:g}")


def _between(value: Number) -> _Argument:
    return _Argument(value, lambda x: ~((x > 0.0) & (x < 1.0)), "0 < .. < 1")


class _Call:
    """The arguments of one formula: checked, copied, broadcast, flat."""

    def __init__(self, **arguments: _Argument) -> None:
        problems: list[Problem] = []
        arrays: dict[str, npt.NDArray[np.float64]] = {}
        for name, argument in arguments.items():
            array = _numbers(name, argument, problems)
            if array is not None:
                arrays[name] = array
                problems += _problems(name, array, argument.bad(array), argument.expected)
        if problems:
            raise ScenarioError(problems)
        self.arrays = arrays
        try:
            self.shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
        except ValueError:
            shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
            raise ScenarioError([problem("E105", "", shapes, "@kind.shapes")]) from None
        self.flat: dict[str, npt.NDArray[Any]] = {
            name: np.ascontiguousarray(
                np.broadcast_to(array, self.shape).reshape(-1), dtype=np.int64 if arguments[name].counts else np.float64
            )
            for name, array in arrays.items()
        }

    def refuse(self, name: str, bad: npt.NDArray[np.bool_], expected: str) -> None:
        if bad.any():
            raise ScenarioError(_problems(name, self.flat[name].reshape(self.shape), bad.reshape(self.shape), expected))

    def numbers(self) -> list[float]:
        """The arguments of a formula that takes no arrays."""
        for name, array in self.arrays.items():
            if array.shape:
                raise ScenarioError(
                    [problem("E105", name, f"<{'x'.join(map(str, array.shape))} numbers>", "@kind.number")]
                )
        return [float(array) for array in self.arrays.values()]

    def one(self, formula: Callable[..., npt.NDArray[np.float64]]) -> Floats:
        return self._shaped(self._called(formula))

    def fields(self, formula: Callable[..., dict[str, npt.NDArray[np.float64]]]) -> dict[str, Floats]:
        return {name: self._shaped(values) for name, values in self._called(formula).items()}

    def _called(self, formula: Callable[..., Found]) -> Found:
        stop = CancelToken()  # raised only when the interpreter ends
        with Call(stop):
            return formula(*self.flat.values(), stop)

    def _shaped(self, values: npt.NDArray[np.float64]) -> Floats:
        return values.reshape(self.shape) if self.shape else float(values[0])


def _numbers(name: str, argument: _Argument, problems: list[Problem]) -> npt.NDArray[np.float64] | None:
    """A copy as float64; None, and problems, for what is no number."""
    value: Any = argument.value
    try:
        if isinstance(value, np.ma.MaskedArray):
            masked = np.ma.getmaskarray(value)
            if masked.any():
                problems += _problems(name, np.full(masked.shape, "masked"), masked, argument.expected)
                return None
            value = value.data
        # As objects first: in an array of numbers True would be 1.
        array = np.array(value, dtype=None if hasattr(value, "dtype") else object)
        if array.dtype.kind == "O":
            flat = [_number(one) for one in array.reshape(-1)]
            bad = np.array([one is None for one in flat], dtype=bool).reshape(array.shape)
            if bad.any():
                problems += _problems(name, array, bad, argument.expected)
                return None
            array = np.array(flat, dtype=np.float64).reshape(array.shape)
        if array.dtype.kind in "iuf":
            return array.astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        pass
    problems.append(problem("E105", name, _spelt(value), argument.expected))
    return None


def _number(value: Any) -> float | None:
    if isinstance(value, bool | np.bool_ | str | bytes) or value is np.ma.masked:
        return None
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _spelt(value: object) -> object:
    if isinstance(value, int | float | np.generic):
        return value
    if isinstance(value, np.ndarray):
        return f"<ndarray of {value.dtype}>"
    return repr(value) if isinstance(value, str) else f"<{type(value).__name__}>"


def _problems(name: str, array: npt.NDArray[Any], bad: npt.NDArray[np.bool_], expected: str) -> list[Problem]:
    found = []
    for index in np.argwhere(bad)[:_SHOWN].tolist():
        place = f"{name}[{','.join(map(str, index))}]" if index else name
        found.append(problem("E105", place, _spelt(array[tuple(index)]), expected))
    return found
