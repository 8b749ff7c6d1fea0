"""P18, Y09-Y11: Python stays responsive during long calls, Ctrl-C works, nothing hangs at the end.

Times are asked for generously: on two busy cores a thread may wait its turn. The median says what the code does; a
lost signal or a deadlock shows as a failure of its own.
"""

import copy
import json
import pickle
import statistics
import threading
import time

import firstline as fl
import pytest
from conftest import python_blocks

INTERRUPTS = 12


def test_ctrl_c_stops_a_run_quickly_every_time(script):
    """SIGINT at random points: KeyboardInterrupt, finished replications kept, the next run works."""
    out = script(
        f"""
import random
random.seed(5)
latencies, kept = [], []
for i in range({INTERRUPTS}):
    sent = []
    def interrupt():
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)
    timer = threading.Timer(random.uniform(0.02, 0.4), interrupt)
    scenario = SCENARIO if i % 3 else ENDLESS
    timer.start()
    try:
        fl.run(scenario, replications=8_000_000 if i % 3 else 1, threads=1 + i % 2, progress=False)
        raise SystemExit("the run ended by itself")
    except KeyboardInterrupt as stop:
        latencies.append(time.monotonic() - sent[0])
        assert isinstance(stop, fl.Interrupted)
        kept.append(stop.result.provenance["replications"] if stop.result else 0)
        if stop.result:
            assert stop.result.interrupted
            assert len(stop.result.replications["wait.mean"]) == kept[-1]
    assert not fl.run(SCENARIO, progress=False).interrupted
print(json.dumps([latencies, kept]))
"""
    )
    latencies, kept = json.loads(out)
    assert len(latencies) == INTERRUPTS
    assert statistics.median(latencies) < 0.25, latencies
    assert max(latencies) < 3.0, latencies
    assert sum(number > 0 for number in kept) >= INTERRUPTS // 3, kept
    assert all(kept[i] == 0 for i in range(0, INTERRUPTS, 3)), kept  # the endless replication never finished


def test_ctrl_c_stops_a_comparison_and_a_formula(script):
    out = script(
        """
def interrupt(seconds):
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT)).start()
interrupt(0.3)
try:
    fl.compare(SCENARIO, [SCENARIO], replications=4_000_000, progress=False)
except fl.Interrupted as stop:
    print("comparison", stop.result is None or stop.result.interrupted)
import numpy as np
interrupt(0.3)
begin = time.monotonic()
try:
    fl.erlang.erlang_b(np.full(100_000, 1_000_000), 999_000.0)
except KeyboardInterrupt:
    print("formula", time.monotonic() - begin < 5)
"""
    )
    assert out.split("\n")[:2] == ["comparison True", "formula True"]


def test_a_handler_of_ones_own_is_raised_as_it_is(script):
    out = script(
        """
def handler(number, frame):
    raise LookupError("mine")
signal.signal(signal.SIGUSR1, handler)
threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGUSR1)).start()
try:
    long_run()
except LookupError as error:
    print(error)
"""
    )
    assert out == "mine\n"


def test_other_threads_go_on(tiny):
    """P18 (b): at least 15 ticks a second of a thread that wants 100."""
    ticks = 0
    stop = threading.Event()

    def tick():
        nonlocal ticks
        while not stop.wait(0.01):
            ticks += 1

    token = fl.CancelToken()
    ticker = threading.Thread(target=tick)
    timer = threading.Timer(1.0, token.cancel)
    ticker.start()
    timer.start()
    begin = time.monotonic()
    fl.run(tiny, replications=8_000_000, threads=1, progress=False, cancel=token)
    seconds = time.monotonic() - begin
    stop.set()
    ticker.join()
    assert ticks / seconds >= 15, (ticks, seconds)


@pytest.mark.parametrize("main_runs", [True, False])
def test_a_token_stops_the_run_and_keeps_what_it_has(tiny, main_runs):
    """P18 (c): from whichever thread."""
    token = fl.CancelToken()
    results = []

    def work():
        results.append(fl.run(tiny, replications=8_000_000, threads=1, progress=False, cancel=token))

    def cancel():
        time.sleep(0.4)
        token.cancel()

    begin = time.monotonic()
    other = threading.Thread(target=cancel if main_runs else work)
    other.start()
    (work if main_runs else cancel)()
    other.join()
    assert time.monotonic() - begin < 5.0
    assert results[0].interrupted
    assert 0 < results[0].provenance["replications"] < 8_000_000
    assert token.cancelled


def test_a_pilot_can_be_stopped(tiny):
    token = fl.CancelToken()
    threading.Timer(0.3, token.cancel).start()
    busy = {"calls": {"arrivals": {"rate": "600 per h"}}}
    endless = tiny.patch({"contact_types": busy, "experiment": {"measure": "15000 d", "replications": 1}})
    assert fl.run(endless, warm_up="auto", cancel=token, progress=False).interrupted


def test_a_raised_token_stops_at_once(tiny):
    token = fl.CancelToken()
    token.cancel()
    result = fl.run(tiny, cancel=token, progress=False)
    assert result.interrupted
    assert result.provenance["replications"] == 0
    assert result.kpi("wait.mean").mean is None


def test_y09_a_callback_that_raises_stops_the_run(tiny):
    def raising(done, total):
        raise LookupError(f"{done} of {total}")

    begin = time.monotonic()
    with pytest.raises(LookupError, match="of 8000000"):
        fl.run(tiny, replications=8_000_000, progress=raising)
    assert time.monotonic() - begin < 5.0
    assert not fl.run(tiny, progress=False).interrupted


def test_y09_a_callback_that_calls_back_is_told(tiny):
    said = []

    def calling(done, total):
        for call in (lambda: fl.run(tiny, progress=False), lambda: fl.erlang.erlang_b(2, 1.0)):
            try:
                call()
            except RuntimeError as error:
                said.append(str(error))

    fl.run(tiny, replications=300, progress=calling)
    assert len(said) >= 2
    assert all("re-entrant" in one for one in said)


def test_y09_a_callback_may_start_other_threads_that_run(tiny):
    results = []

    def calling(done, total):
        if not results:
            thread = threading.Thread(target=lambda: results.append(fl.run(tiny, progress=False)))
            thread.start()
            thread.join()

    fl.run(tiny, replications=300, progress=calling)
    assert results[0] == fl.run(tiny, progress=False)


def test_y09_ctrl_c_reaches_a_callback_that_never_returns(script):
    out = script(
        """
def endless(done, total):
    while True:
        time.sleep(0.01)
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    long_run(progress=endless)
except KeyboardInterrupt:
    print("stopped")
print(fl.run(SCENARIO, progress=False).interrupted)
"""
    )
    assert out == "stopped\nFalse\n"


def test_many_threads_may_run_at_once(tiny):
    results = [None] * 6

    def work(i):
        results[i] = fl.run(tiny, replications=60, seed=i % 2, threads=2, progress=False)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results[0] == results[2] == results[4]
    assert results[1] == results[3] == results[5]
    assert results[0] != results[1]


@pytest.mark.parametrize("duplicate", [pickle.dumps, copy.copy, copy.deepcopy])
def test_y10_a_token_cannot_be_copied(duplicate):
    with pytest.raises(RuntimeError, match="belongs to its process"):
        duplicate(fl.CancelToken())


def test_y10_a_child_that_forks_during_a_run_is_told_and_the_parent_goes_on(script):
    out = script(
        """
parent, child = os.getpid(), None
def forking(done, total):
    global child
    if child is None:
        child = os.fork()
try:
    result = fl.run(SCENARIO, replications=3000, progress=forking)
except RuntimeError as error:
    if os.getpid() != parent:
        assert "forked" in str(error)
        again = fl.run(SCENARIO, progress=False)  # a run of the child's own
        os._exit(0 if len(again.kpis) else 1)
    raise
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
print(result.provenance["replications"])
"""
    )
    assert out == "3000\n"


def test_y10_processes_of_a_pool_give_the_same_results(script):
    out = script(
        """
import concurrent.futures, multiprocessing
def work(seed):
    return fl.run(SCENARIO, seed=seed, progress=False, threads=1)
if __name__ == "__main__":
    fl.run(SCENARIO, progress=False)
    with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        there = list(pool.map(work, range(4)))
    print(there == [work(seed) for seed in range(4)])
"""
    )
    assert out == "True\n"


@pytest.mark.parametrize("daemon", [True, False])
def test_y11_the_interpreter_ends_while_a_run_goes_on(script, daemon):
    """A daemon's run is stopped at exit; another thread's is waited for, as Python does."""
    begin = time.monotonic()
    script(
        f"""
arguments = dict(replications=8_000_000) if {daemon} else dict(replications=5000)
threading.Thread(target=lambda: fl.run(SCENARIO, progress=False, **arguments), daemon={daemon}).start()
time.sleep(0.3)
"""
    )
    assert time.monotonic() - begin < 60


def test_y11_a_second_import_and_a_subinterpreter_do_not_crash(script):
    script(
        """
import importlib
for name in [name for name in sys.modules if name.split(".")[0] == "firstline"]:
    del sys.modules[name]
try:
    importlib.import_module("firstline")
except ImportError:
    pass
try:
    import _xxsubinterpreters as interpreters
except ImportError:
    import _interpreters as interpreters
one = interpreters.create()
try:
    interpreters.run_string(one, "try:\\n    import firstline\\nexcept ImportError:\\n    pass\\n")
except Exception as error:
    print(type(error))
"""
    )


LOOPS = {
    "run": "fl.run(SCENARIO, replications=20, threads=1)",
    "set": "SCENARIO.set('/notes', 'x')",
    "check": "fl.check({'schema_version': 1})",
    "intervention": "fl.check({'schema_version': 1}); OK.with_intervention('headset')",
    "formula": "fl.erlang.erlang_a(.1, .02, .01, range(1, 40))",
    "long formula": "fl.erlang.erlang_b([1_000_000] * 100_000, 999_000.0)",
    "frames": "fl.run(SCENARIO, replications=2, threads=1, log_contacts=True).contacts",
}


@pytest.mark.parametrize("call", LOOPS.values(), ids=LOOPS)
def test_y11_the_interpreter_ends_while_daemons_call_in_a_loop(script, call):
    """A call that came back after the end would abort the process (134)."""
    out = script(
        f"""
OK = fl.Scenario.from_file("scenarios/presets/help_desk.json")
def loop():
    while True:
        try:
            {call}
        except fl.FirstlineError:
            pass
for _ in range(3):
    threading.Thread(target=loop, daemon=True).start()
time.sleep(0.3)
import atexit
import firstline._calls
atexit.unregister(firstline._calls._stop_all)
atexit.register(lambda: print(fl.run(SCENARIO, progress=False).interrupted))  # after the next: the main thread may
atexit.register(firstline._calls._stop_all)
"""
    )
    assert out == "False\n"


def test_y11_runs_that_share_a_token_are_known_each_until_its_end(script):
    begin = time.monotonic()
    script(
        """
token = fl.CancelToken()
def run(replications):
    fl.run(SCENARIO, replications=replications, threads=1, cancel=token)
threads = [threading.Thread(target=run, args=(n,), daemon=True) for n in (5, 8_000_000)]
for thread in threads:
    thread.start()
threads[0].join()
assert threads[1].is_alive()
"""
    )
    assert time.monotonic() - begin < 60


def test_ctrl_c_stops_the_pages_sweep(script):
    """The block of docs/howto/python.md with runs that would take hours."""
    (sweep,) = [block for block in python_blocks("docs/howto/python.md") if "ThreadPoolExecutor" in block]
    out = script(
        f"""
centre = fl.Scenario.from_dict(TINY).patch({{"experiment": {{"replications": 8_000_000}},
    "teams": {{"generalists": {{"serves": {{"phone": 1}}, "staff": 4}}}}}})
threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
begin = time.monotonic()
try:
    exec(compile({sweep!r}, "page", "exec"))  # an exec of text would count the interrupt as unhandled
except KeyboardInterrupt:
    print("stopped", time.monotonic() - begin < 5)
"""
    )
    assert out == "stopped True\n"
