"""Running scenarios: `run` and `compare`, interruptible, with progress."""

from __future__ import annotations

import math
import operator
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, SupportsIndex, TypeVar

import numpy as np

from firstline import _core
from firstline._calls import Call
from firstline._checks import flag, path_text, printable, spelt, text
from firstline._core import CancelToken
from firstline._document import to_json
from firstline._errors import Interrupted, PrecisionWarning, Problem, ScenarioError, problem
from firstline.comparison import Comparison
from firstline.result import Result
from firstline.scenario import PathLike, Scenario, names_of, read_document

Progress = bool | Callable[[int, int], object] | None
Share = float | str

_MOST_REPLICATIONS = 1_000_000_000
_MOST_THREADS = 1024


def run(
    scenario: Scenario,
    *,
    replications: SupportsIndex | None = None,
    seed: SupportsIndex | None = None,
    precision: Mapping[str, Share] | None = None,
    interval: str | None = None,
    warm_up: str | None = None,
    experiment: PathLike | Mapping[str, Any] | None = None,
    threads: SupportsIndex | None = None,
    progress: Progress = None,
    log_contacts: bool = False,
    deflection: bool = False,
    steady_state: bool = False,
    cancel: CancelToken | None = None,
) -> Result:
    """Simulates a scenario.

    What is not given is taken from the scenario's own ``experiment``. Results are the same bits for any number of
    threads. Python goes on meanwhile; Ctrl-C stops the run within a fraction of a second.

    Args:
        scenario: what to simulate.
        replications: how many; with a precision, the fewest. 1 to 10^9.
        seed: of all random numbers, 0 to 2^64-1.
        precision: goes on until these intervals are this narrow relative to their means: ``{"wait.mean": 0.01}``, or
            ``"1%"``; or until ``max_replications`` of the experiment, 10 000 where it says nothing:
            ``scenario.set("/experiment/max_replications", 50_000)``. A PrecisionWarning says that they were too few,
            and `Result.precision_reached` too.
        interval: of the day in reports, ``"30 min"``.
        warm_up: before measuring: ``"14 d"``, or ``"auto"``, which finds it by MSER-5 on the waits of a pilot of ten
            replications (RunError where it cannot be told); of a comparison, a pilot of the base.
        experiment: how to measure, from a file or a dict of its own instead of the scenario's.
        threads: 1 to 1024; all processors when left out.
        progress: True shows a bar (tqdm where it is installed), False none; None only on a terminal. Or a function of
            (replications done, replications planned now), called in this thread at most ten times a second; what it
            raises stops the run.
        log_contacts: keeps every contact, for `Result.contacts`. Takes about 100 bytes a contact.
        deflection: plays the same customers without the bots too, for ``bot.deflection``; twice the time.
        steady_state: one long run over the time measured instead of replications: warm-up by MSER-5, intervals by batch
            means (`Result.steady_state`); RunError where the start is still felt half way through.
        cancel: `CancelToken.cancel` from another thread stops the run, which then returns what it has.

    Raises:
        ScenarioError: an argument is out of its range (all of them together).
        RunError: a limit was reached.
        Interrupted: Ctrl-C (a KeyboardInterrupt); ``.result`` has the replications that had finished.
        RuntimeError: called from its own progress callback; or the process forked meanwhile, in the child.

    >>> result = run(scenario, replications=5, seed=1)
    >>> result.kpi("contacts.offered").mean
    248.0
    """
    log_contacts = flag("log_contacts", log_contacts)
    deflection, steady_state = flag("deflection", deflection), flag("steady_state", steady_state)
    if steady_state:
        other = {"replications": replications, "precision": precision, "warm_up": warm_up}
        clashes = [problem("E114", name, value) for name, value in other.items() if value is not None]
        if clashes:
            raise ScenarioError(clashes)
    wanted = _Wanted(scenario, replications, seed, precision, interval, warm_up, experiment, threads, cancel)
    kept: list[_core.Result] = []
    with Call(wanted.cancel), _callback(progress) as callback:
        try:
            done = _core.run(
                scenario._native,
                wanted.experiment,
                wanted.warm_up_by_mser,
                steady_state,
                wanted.threads,
                log_contacts,
                deflection,
                wanted.cancel,
                callback,
                kept,
            )
        except KeyboardInterrupt:
            raise Interrupted(Result._of(kept[0]) if kept else None) from None
    return _told(Result._of(done))


def compare(
    base: Scenario,
    variants: Mapping[str, Scenario] | Sequence[Scenario] = (),
    *,
    with_: str | Sequence[str] = (),
    replications: SupportsIndex | None = None,
    seed: SupportsIndex | None = None,
    precision: Mapping[str, Share] | None = None,
    interval: str | None = None,
    warm_up: str | None = None,
    experiment: PathLike | Mapping[str, Any] | None = None,
    threads: SupportsIndex | None = None,
    progress: Progress = None,
    cancel: CancelToken | None = None,
) -> Comparison:
    """Simulates a base and variants of it on the same customers, so that small differences show.

    Args:
        base: what is compared with; its ``experiment`` is everyone's.
        variants: by name; a list is named by files, names, or numbers, and what `Scenario.set` and the like have
            changed not by its file.
        with_: interventions (`interventions`), each a variant of the base: ``"headset"``, or ``["headset",
            "headset+templates"]``.

    The rest as in `run`; with a precision, all get the replications that the worst one needs.

    Raises:
        ScenarioError: as `run`; or a variant's currency differs.
        RunError, Interrupted, RuntimeError: as `run`.

    >>> more = compare(scenario, {"one more": scenario.set("/teams/line/staff", 5)}, replications=20)
    >>> row = more.by().set_index("key").loc["wait.mean"]
    >>> bool(row["distinguishable"]), bool(row["hi"] < 0)
    (True, True)
    """
    if not isinstance(variants, Mapping):
        if isinstance(variants, Scenario) or not isinstance(variants, Sequence):
            raise TypeError("variants are a dict of scenarios by name, or a list of them")
        for variant in variants:
            _expect_scenario(variant, "a variant")
        variants = dict(zip(names_of(variants), variants, strict=True))
    for name, variant in variants.items():
        if not isinstance(name, str):
            raise TypeError(f"a variant's name is a text, not {type(name).__name__}")
        if name != printable(name):
            raise ValueError(f"a variant's name is no text: {name!a}")
        _expect_scenario(variant, f"variant {name!r}")
    _expect_scenario(base, "scenario")
    if not isinstance(with_, str | Sequence):
        raise TypeError(f'with_ is an intervention such as "headset", or a list of them, not {type(with_).__name__}')
    called = [with_] if isinstance(with_, str) else [text("an intervention", names, "headset") for names in with_]
    twice = [names for number, names in enumerate(called) if names in variants or names in called[:number]]
    if twice:
        raise ScenarioError([problem("E104", f"with_: {names}", "") for names in twice])
    variants = {**variants, **{names: base.with_intervention(names) for names in called}}
    wanted = _Wanted(base, replications, seed, precision, interval, warm_up, experiment, threads, cancel)
    if not variants:
        raise ScenarioError([problem("E107", "variants", "", "compare", "variants or with_")])
    names = list(variants)
    base_name = names_of([base], "base")[0]
    kept: list[_core.Comparison] = []
    with Call(wanted.cancel), _callback(progress) as callback:
        try:
            done = _core.compare(
                base._native,
                [(name, variant._native) for name, variant in variants.items()],
                [printable(variant.source) for variant in variants.values()],
                wanted.experiment,
                wanted.warm_up_by_mser,
                wanted.threads,
                wanted.cancel,
                callback,
                kept,
            )
        except KeyboardInterrupt:
            raise Interrupted(Comparison._of(kept[0], base_name, names) if kept else None) from None
    return _told(Comparison._of(done, base_name, names))


Outcome = TypeVar("Outcome", Result, Comparison)


def _told(outcome: Outcome) -> Outcome:
    """The same, after a word on a precision that the most replications allowed did not reach."""
    if outcome.precision_reached is False and not outcome.interrupted:
        warnings.warn(
            "the precision asked for was not reached: max_replications of the experiment ended the run before",
            PrecisionWarning,
            stacklevel=3,
        )
    return outcome


class _Wanted:
    """The arguments that `run` and `compare` share, checked together."""

    def __init__(
        self,
        scenario: Scenario,
        replications: SupportsIndex | None,
        seed: SupportsIndex | None,
        precision: Mapping[str, Share] | None,
        interval: str | None,
        warm_up: str | None,
        experiment: PathLike | Mapping[str, Any] | None,
        threads: SupportsIndex | None,
        cancel: CancelToken | None,
    ) -> None:
        _expect_scenario(scenario, "scenario")
        if cancel is not None and not isinstance(cancel, CancelToken):
            raise TypeError(f"cancel is a CancelToken, not {type(cancel).__name__}")
        interval = None if interval is None else printable(text("interval", interval, "30 min"))
        warm_up = None if warm_up is None else printable(text("warm_up", warm_up, "14 d"))
        problems: list[Problem] = []
        seed = whole("seed", seed, 0, 2**64 - 1, problems)
        replications = whole("replications", replications, 1, _MOST_REPLICATIONS, problems)
        self.threads = whole("threads", threads, 1, _MOST_THREADS, problems) or min(
            len(os.sched_getaffinity(0)), _MOST_THREADS
        )
        shares = _shares(precision, problems)
        if problems:
            raise ScenarioError(problems)
        words, file = _experiment_text(experiment)
        self.cancel = cancel or CancelToken()
        self.warm_up_by_mser = warm_up == "auto"
        length = None if self.warm_up_by_mser else warm_up
        with Call():
            self.experiment = _core.experiment_of(
                scenario._native, printable(scenario.source), words, file, seed, replications, shares, interval, length
            )


def _expect_scenario(value: object, what: str) -> None:
    if not isinstance(value, Scenario):
        raise TypeError(
            f"{what} is a firstline.Scenario, not {type(value).__name__}: see Scenario.from_file, .from_dict"
        )


def whole(name: str, value: object, low: int, high: int, problems: list[Problem]) -> int | None:
    """A whole number in its range, NumPy's included; booleans and fractions are none."""
    if value is None:
        return None
    try:
        number = None if type(value).__name__ in ("bool", "bool_") else operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = None
    if number is None or not low <= number <= high:
        problems.append(problem("E105", name, _spelt(value), f"{low}..{high}"))
    return number


def _spelt(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 1000:
        return "2**1000.."
    return str(value) if isinstance(value, int | float) or type(value).__module__ == "numpy" else repr(value)


def _shares(precision: Mapping[str, Share] | None, problems: list[Problem]) -> dict[str, float]:
    if precision is None:
        return {}
    if not isinstance(precision, Mapping):
        raise TypeError(f'precision is a dict such as {{"wait.mean": 0.01}}, not {type(precision).__name__}')
    shares: dict[str, float] = {}
    for key, share in precision.items():
        if not isinstance(key, str):
            raise TypeError(f"a metric is a text, not {type(key).__name__}")
        number = _share(share)
        if 0.0 < number < 1.0:
            shares[printable(key)] = number
        else:
            problems.append(problem("E105", f'precision["{printable(key)}"]', _spelt(share), '0 < .. < 1, 0.01 | "1%"'))
    return shares


def _share(share: object) -> float:
    """NaN for what is none."""
    try:
        if isinstance(share, bool | np.bool_ | bytes):
            return math.nan
        if isinstance(share, str) and share.strip().endswith("%"):
            return float(share.strip()[:-1]) * 0.01
        return float(share)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return math.nan


def _experiment_text(experiment: PathLike | Mapping[str, Any] | None) -> tuple[bytes | None, str]:
    if experiment is None:
        return None, ""
    if isinstance(experiment, Mapping):
        return to_json(experiment).encode(), ""
    if not isinstance(experiment, str | os.PathLike):
        raise TypeError(f"experiment is a file's path or a dict, not {type(experiment).__name__}")
    path = path_text(experiment)
    return read_document(path), printable(path)


@contextmanager
def _callback(progress: Progress) -> Iterator[Callable[[int, int], object] | None]:
    """What the core calls; a bar is taken away when the call ends."""
    if progress is False or (progress is None and not (sys.stderr and sys.stderr.isatty())):
        yield None
    elif callable(progress):
        yield progress
    elif progress is None or progress is True:
        # A program without a console (pythonw, a service) has no standard error.
        bar = _bar(only_tqdm=progress is None) if sys.stderr else None
        try:
            yield bar.show if bar else None
        finally:
            if bar:
                bar.close()
    else:
        raise TypeError(f"progress is True, False, None or a function of (done, total), not {spelt(progress)}")


class _Bar:
    """A tqdm bar whose total may grow, for a precision is reached when it is reached."""

    def __init__(self, tqdm: Any) -> None:
        self._bar = tqdm(unit="replication", leave=False, file=sys.stderr)

    def show(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.n = done
        self._bar.refresh()

    def close(self) -> None:
        self._bar.close()


class _Line:
    """One line, where tqdm is not installed."""

    def show(self, done: int, total: int) -> None:
        sys.stderr.write(f"\r{done} of {total} replications")
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _bar(only_tqdm: bool) -> _Bar | _Line | None:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None if only_tqdm else _Line()
    return _Bar(tqdm)
