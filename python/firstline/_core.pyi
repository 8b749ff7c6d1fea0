"""
The simulator behind the package firstline. Not an interface: it may change in any version.
"""
from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing
__all__: list[str] = ['CancelToken', 'Comparison', 'Experiment', 'Result', 'Scenario', 'about', 'compare', 'erlang_a', 'erlang_b', 'erlang_b_continuous', 'erlang_b_inverse', 'erlang_c', 'experiment_of', 'experiment_schema', 'interventions', 'load_scenario', 'max_document_bytes', 'metrics', 'mm_c_k', 'problem_row', 'run', 'scenario_schema', 'with_interventions']
class CancelToken:
    """
    Stops a running call from another thread.
    
    Give it to ``run`` or ``compare`` as ``cancel=``. The call returns within a fraction of a second
    with the replications that had finished; its result says ``interrupted``. A raised token stays
    raised. It belongs to this process: it can be neither copied nor pickled (RuntimeError).
    """
    def __init__(self) -> None:
        ...
    def __reduce_ex__(self, protocol: typing.SupportsInt | typing.SupportsIndex) -> str:
        ...
    def cancel(self) -> None:
        """
        Asks every call that was given this token to stop.
        """
    @property
    def cancelled(self) -> bool:
        """
        Whether it has been raised.
        """
class Scenario:
    """
    A scenario that was read and checked.
    """
    @property
    def canonical(self) -> str:
        """
        The resolved document: keys sorted, no spaces.
        """
    @property
    def hash(self) -> int:
        """
        Of the canonical text.
        """
    @property
    def name(self) -> str:
        """
        Its own name.
        """
    @property
    def warnings(self) -> list[tuple[str, str, str, str, int, int, str, str]]:
        """
        Rows of problems.
        """
class Experiment:
    """
    How a scenario is measured, checked.
    """
    @property
    def replications(self) -> int:
        """
        With a precision: the fewest.
        """
    @property
    def seed(self) -> int:
        """
        Of all random numbers.
        """
class Result:
    """
    One run, with every replication's facts.
    """
    def contacts_csv(self, replication: typing.SupportsInt | typing.SupportsIndex) -> str:
        """
        The contacts of one replication, as --log has them, but with numbers for names.
        """
    def csv(self) -> list[tuple[str, str]]:
        """
        (name of file, text), as --csv has them.
        """
    def json(self) -> str:
        """
        As the command's --json writes it.
        """
    def text(self, language: str) -> str:
        """
        The command's tables.
        """
    def values(self, key: str, dimension: str) -> tuple[list[str], numpy.typing.NDArray[numpy.float64]]:
        """
        (names of slices, read-only array [replications, slices]); totals are [replications]; no names: no values.
        """
    @property
    def contact_names(self) -> dict[str, list[str]]:
        """
        What the numbers in the columns of contacts_csv stand for.
        """
    @property
    def num_contact_logs(self) -> int:
        """
        One a replication, or 0 when contacts were not logged.
        """
class Comparison:
    """
    A base and its variants, run on the same customers.
    """
    def csv(self, base_name: str) -> list[tuple[str, str]]:
        """
        (name of file, text), as --csv has them.
        """
    def json(self) -> str:
        """
        As the command's --json writes it.
        """
    def text(self, language: str, base_name: str) -> str:
        """
        The command's tables.
        """
    @property
    def results(self) -> list[Result]:
        """
        The base's result, then the variants'.
        """
def about() -> dict[str, str]:
    """
    Versions: of the software, of the results a seed gives, of their format; and the compiler.
    """
def compare(base: Scenario, variants: collections.abc.Sequence[tuple[str, Scenario]], sources: collections.abc.Sequence[str], experiment: Experiment, warm_up_by_mser: bool, threads: typing.SupportsInt | typing.SupportsIndex, cancel: CancelToken, callback: collections.abc.Callable[[int, int], typing.Any] | None, kept: list[Comparison]) -> Comparison:
    """
    Runs a base and its variants on the same customers.
    """
def erlang_a(arrival_per_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], service_per_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], abandon_per_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], servers: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], threshold_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], cancel: CancelToken) -> dict[str, numpy.typing.NDArray[numpy.float64]]:
    """
    M/M/n+M: one array a field.
    """
def erlang_b(servers: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], load: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], cancel: CancelToken) -> numpy.typing.NDArray[numpy.float64]:
    """
    Share that is lost.
    """
def erlang_b_continuous(servers: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], load: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], cancel: CancelToken) -> numpy.typing.NDArray[numpy.float64]:
    """
    The same for a number of servers that is not whole.
    """
def erlang_b_inverse(servers: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], blocking: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], cancel: CancelToken) -> numpy.typing.NDArray[numpy.float64]:
    """
    Load that is carried.
    """
def erlang_c(arrival_per_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], service_per_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], servers: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], threshold_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], cancel: CancelToken) -> dict[str, numpy.typing.NDArray[numpy.float64]]:
    """
    M/M/n: one array a field.
    """
def experiment_of(scenario: Scenario, source: str, text: bytes | None, file: str, seed: typing.SupportsInt | typing.SupportsIndex | None, replications: typing.SupportsInt | typing.SupportsIndex | None, precision: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex], interval: str | None, warm_up: str | None) -> Experiment:
    """
    The scenario's own experiment, or that of `text`, with changes.
    """
def experiment_schema() -> str:
    """
    JSON Schema of an experiment.
    """
def interventions() -> list[tuple[str, str]]:
    """
    Name and patch of each.
    """
def load_scenario(text: bytes, file: str, read_base: collections.abc.Callable[[str], bytes] | None, patch: str, sets: collections.abc.Sequence[tuple[str, str]], strict: bool) -> Scenario:
    """
    Reads a scenario from JSON text.
    """
def metrics() -> list[tuple[str, str, str, str, str, str, str, str]]:
    """
    One tuple a metric: key, unit, kind, better, and its words.
    """
def mm_c_k(arrival_per_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], service_per_s: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], servers: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], capacity: typing.Annotated[numpy.typing.ArrayLike, numpy.int64], cancel: CancelToken) -> dict[str, numpy.typing.NDArray[numpy.float64]]:
    """
    M/M/c/K: one array a field.
    """
def problem_row(code: str, pointer: str, value: str, arguments: collections.abc.Sequence[str], file: str) -> tuple[str, str, str, str, int, int, str, str]:
    """
    One problem with its words in both languages.
    """
def run(scenario: Scenario, experiment: Experiment, warm_up_by_mser: bool, steady_state: bool, threads: typing.SupportsInt | typing.SupportsIndex, log_contacts: bool, deflection: bool, cancel: CancelToken, callback: collections.abc.Callable[[int, int], typing.Any] | None, kept: list[Result]) -> Result:
    """
    Runs a scenario. What was finished when an exception came is appended to `kept`.
    """
def scenario_schema() -> str:
    """
    JSON Schema of a scenario.
    """
def with_interventions(scenario: Scenario, names: str, strict: bool) -> Scenario:
    """
    The scenario with interventions, such as "headset+templates".
    """
max_document_bytes: int = 32000000
