"""Scenarios: what a support centre is, read and checked, never changed in place."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from firstline import _core
from firstline._calls import Call
from firstline._checks import flag, path_text, printable, text
from firstline._document import to_json
from firstline._errors import FileError, Problem, RunError, ScenarioError, problem, problems_of, system_error

PathLike = str | os.PathLike[str]


class Scenario:
    """A support centre that was read and checked. Immutable: `patch` and `set` give new ones.

    Made by `from_file`, `from_dict` or `from_json`. The fields are those of docs/generated/fields.md. Two scenarios
    of the same content are equal, wherever they came from.

    >>> centre = Scenario.from_dict({
    ...     "schema_version": 1,
    ...     "contact_types": {"calls": {
    ...         "queue": "phone",
    ...         "arrivals": {"rate": "60 per h"},
    ...         "service": {"law": "exponential", "mean": "4 min"},
    ...         "patience": {"law": "exponential", "mean": "2 min"},
    ...     }},
    ...     "queues": {"phone": {}},
    ...     "teams": {"line": {"serves": {"phone": 1}, "staff": 4}},
    ... })
    >>> busier = centre.patch({"contact_types": {"calls": {"arrivals": {"rate": "90 per h"}}}})
    >>> busier.to_dict()["contact_types"]["calls"]["arrivals"]
    {'rate': '90 per h'}
    """

    def __init__(self) -> None:
        raise TypeError("use Scenario.from_file, Scenario.from_dict or Scenario.from_json")

    _native: _core.Scenario
    _source: str
    _strict: bool
    _label: str | None  # what to call one that was changed, where that gave it a name; None: as it was read

    @classmethod
    def _made(cls, core: _core.Scenario, source: str, strict: bool, label: str | None = None) -> Scenario:
        self = cls.__new__(cls)
        self._native, self._source, self._strict, self._label = core, source, strict, label
        return self

    @classmethod
    def from_file(cls, path: PathLike, *, strict: bool = False) -> Scenario:
        """Reads a scenario document (JSON; comments are allowed) and the bases that it names.

        Args:
            path: the file. A ``base`` is looked for in its folder or below.
            strict: contacts that nobody serves are an error, not a warning.

        Raises:
            ScenarioError: everything that is wrong, with lines and columns.
            FileError: the file cannot be read (`MissingFileError`, a FileNotFoundError, where there is none).
            RunError: it is larger than 32 MB, or asks for more than the limits.
        """
        name = path_text(path)
        core = _load(read_document(name), flag("strict", strict), name, lambda base: _read_base(name, base))
        return cls._made(core, name, bool(strict))

    @classmethod
    def from_dict(cls, document: Mapping[str, Any], *, strict: bool = False) -> Scenario:
        """Checks a scenario that was made in Python: dicts, lists, NumPy arrays and scalars, texts, numbers.

        Nothing is converted: ``True`` is no number, ``3.7`` no count; NumPy integers are integers. The document is
        copied. A ``base`` is refused: there is no folder to look in.

        Raises:
            ScenarioError: everything that is wrong, with JSON pointers.
            RunError: it asks for more than the limits.
        """
        if not isinstance(document, Mapping):
            raise TypeError(f"a scenario is a dict, not {type(document).__name__}")
        return cls._made(_load(to_json(document).encode(), flag("strict", strict)), "", bool(strict))

    @classmethod
    def from_json(cls, text: str | bytes, *, strict: bool = False) -> Scenario:
        """Reads a scenario from JSON text. As `from_file`, but a ``base`` is refused."""
        if not isinstance(text, str | bytes):
            raise TypeError(f"JSON text is str or bytes, not {type(text).__name__}")
        if isinstance(text, str):
            text = text.encode("utf-8", "surrogatepass")
        return cls._made(_load(text, flag("strict", strict)), "", bool(strict))

    def patch(self, changes: Mapping[str, Any]) -> Scenario:
        """A new scenario with changes merged in: dicts key by key, ``None`` removes, anything else replaces (RFC 7396).

        Raises:
            ScenarioError: everything that is wrong with the changed scenario.
        """
        if not isinstance(changes, Mapping):
            raise TypeError(f"changes are a dict, not {type(changes).__name__}")
        return self._again(to_json(changes), [])

    def set(self, pointer: str, value: Any) -> Scenario:
        """A new scenario with the value at a JSON pointer replaced, as the command's ``--set`` does.

        >>> scenario.set("/teams/line/staff", 5).to_dict()["teams"]["line"]["staff"]
        5
        """
        place = printable(text("a pointer", pointer, "/teams/line/staff"))
        return self._again("", [(place, to_json(value, place))])

    def with_intervention(self, names: str) -> Scenario:
        """A new scenario with an intervention (`interventions`) applied, or several: ``"headset+templates"``.

        Raises:
            ScenarioError: the name is unknown (the message lists the known ones), or it was written for names that
                this scenario does not have.

        >>> desk = Scenario.from_file("scenarios/presets/help_desk.json")
        >>> list(desk.with_intervention("headset").to_dict()["interventions"])
        ['headset']
        """
        names = printable(text("an intervention", names, "headset"))
        with Call():
            core = _core.with_interventions(self._native, names, self._strict)
        return self._made(core, self._source, self._strict, names)

    def _again(self, patch: str, sets: list[tuple[str, str]]) -> Scenario:
        core = _load(self._native.canonical.encode(), self._strict, patch=patch, sets=sets)
        label = core.name if core.name != self.name else self._label or ""
        return self._made(core, self._source, self._strict, label)

    def to_dict(self) -> dict[str, Any]:
        """The resolved document: base and patches merged, defaults not filled in. A new dict at every call."""
        document: dict[str, Any] = json.loads(self._native.canonical)
        return document

    def to_json(self) -> str:
        """The resolved document as one line of JSON, keys sorted: the same text for the same content."""
        return self._native.canonical

    @property
    def name(self) -> str:
        """The name that the document gives itself; may be empty."""
        return self._native.name

    @property
    def source(self) -> str:
        """The file it was read from; empty where there was none. Kept by `patch`."""
        return self._source

    @property
    def hash(self) -> str:
        """16 hexadecimal digits of the content, as results name it (``scenario_hash``)."""
        return f"{self._native.hash:016x}"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is suspicious, but allowed: warnings W4xx. What is wrong is raised on reading (`ScenarioError`)."""
        return problems_of(self._native.warnings)

    warnings = problems

    def __eq__(self, other: object) -> bool:
        return self._native.canonical == other._native.canonical if isinstance(other, Scenario) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._native.canonical)

    def __repr__(self) -> str:
        return f"<Scenario {self.name or self._source or 'without a name'}, {self.hash}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._native.canonical, self._source, self._strict, self._label)


def _restored(canonical: str, source: str, strict: bool, label: str | None = None) -> Scenario:
    return Scenario._made(_load(canonical.encode(), strict), source, strict, label)


def _load(
    document: bytes,
    strict: bool,
    file: str = "",
    read_base: Callable[[str], bytes] | None = None,
    patch: str = "",
    sets: Sequence[tuple[str, str]] = (),
) -> _core.Scenario:
    with Call():
        return _core.load_scenario(document, printable(file), read_base, patch, sets, strict)


def interventions() -> dict[str, dict[str, str]]:
    """The interventions that `Scenario.with_intervention` and ``compare(with_=...)`` know, by name.

    Each has its title (``name``, ``name_ru``) and what it rests on, often an assumption (``source``, ``source_ru``).

    >>> interventions()["headset"]["name"]
    'Headsets that keep the noise out'
    """
    return {name: json.loads(patch)["interventions"][name] for name, patch in _core.interventions()}


def check(*scenarios: PathLike | Mapping[str, Any], strict: bool = False) -> list[Problem]:
    """Reads scenarios (files or dicts) and returns everything that is wrong or suspicious, without raising.

    >>> [problem.code for problem in check({"schema_version": 1, "contact_types": {}, "queus": {}})]
    ['E315', 'E343', 'E312']
    """
    strict = flag("strict", strict)
    found: list[Problem] = []
    for one in scenarios:
        try:
            read = (
                Scenario.from_dict(one, strict=strict)
                if isinstance(one, Mapping)
                else Scenario.from_file(one, strict=strict)
            )
            found += read.problems
        except (ScenarioError, RunError, FileError) as error:
            found += error.problems
    return found


def read_document(path: str, most: int | None = _core.max_document_bytes) -> bytes:
    """The bytes of a regular file of at most 32 MB, or of any size; nothing else is opened for longer than a look at it."""
    try:
        # Non-blocking, so that a pipe without a writer is refused and not waited for.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileError([problem("E612", "", "", path, _kind(status.st_mode))], filename=path)
            large = most is not None and status.st_size > most
            content = b"" if large else file.read(-1 if most is None else most + 1)
            size = max(status.st_size, len(content))
    except IsADirectoryError:
        raise FileError([problem("E612", "", "", path, "@file.directory")], errno.EISDIR, path) from None
    except FileError:
        raise
    except OSError as error:
        raise system_error(error, path) from None
    except ValueError:  # a zero byte in the name, or what no name of a file can have
        raise system_error(OSError(errno.EINVAL, "Invalid argument"), path) from None
    if most is not None and size > most:
        sizes = [f"{-(-number // 1_000_000)} MB" for number in (size, most)]
        raise RunError([problem("E401", "", "", *sizes, file=path)])
    return content


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "@file.directory"
    if stat.S_ISFIFO(mode):
        return "@file.fifo"
    return "@file.socket" if stat.S_ISSOCK(mode) else "@file.device"


def _read_base(scenario: str, base: str) -> bytes:
    """The text of a base, which must really lie in the scenario's folder or below, wherever links lead."""
    folder = Path(scenario).parent
    file = folder / base
    if not file.resolve().is_relative_to(folder.resolve()):
        raise ScenarioError([problem("E345", "/base", base, "@base.outside", file=scenario)])
    try:
        return read_document(str(file))
    except FileError as error:
        raise ScenarioError([problem("E345", "/base", base, error.problems[0].message, file=scenario)]) from None


def names_of(scenarios: Iterable[Scenario], nameless: str = "variant {}") -> list[str]:
    """What to call scenarios that nobody named: by file, by name, by number; each once.

    A file's name would be wrong for what was changed since, and a name that both share says nothing.
    """
    names: list[str] = []
    for number, scenario in enumerate(scenarios, 1):
        own = scenario.source or scenario.name if scenario._label is None else scenario._label
        name = printable(own) or nameless.format(number)
        names.append(name if name not in names else f"{name} ({number})")
    return names
