"""Formulas over arrays, against numbers computed by hand, published ones, and each other."""

import math

import firstline as fl
import numpy as np
import pytest
from firstline import erlang


def loss_by_hand(servers, load):
    terms = [load**k / math.factorial(k) for k in range(servers + 1)]
    return terms[-1] / sum(terms)


def test_erlang_b_is_the_sum_by_hand():
    servers = np.arange(0, 40)
    expected = [loss_by_hand(n, 12.5) for n in servers]
    np.testing.assert_allclose(erlang.erlang_b(servers, 12.5), expected, rtol=1e-12)
    np.testing.assert_allclose(erlang.erlang_b_continuous(servers, 12.5), expected, rtol=1e-9)


def test_more_servers_than_are_counted_are_refused_and_not_counted_wrong():
    assert erlang.erlang_b_continuous(1e7 + 0.0, 1e7) == pytest.approx(erlang.erlang_b(10_000_000, 1e7), rel=1e-9)
    for servers in (1e7 + 0.5, 2.0**31, 3e9, np.inf, np.nan):
        with pytest.raises(fl.ScenarioError, match="servers"):
            erlang.erlang_b_continuous(servers, 3e9)


def test_erlang_b_inverse_is_its_inverse():
    load = np.array([0.5, 3.0, 40.0])
    np.testing.assert_allclose(erlang.erlang_b_inverse([1, 5, 50], erlang.erlang_b([1, 5, 50], load)), load, rtol=1e-9)


def test_erlang_c_follows_from_erlang_b():
    lam, mu, n = 100 / 3600, 1 / 240, np.array([7, 8, 12])
    load = lam / mu
    blocking = np.array([loss_by_hand(int(k), load) for k in n])
    p_wait = blocking / (1 - load / n * (1 - blocking))
    found = erlang.erlang_c(lam, mu, n, 20.0)
    np.testing.assert_allclose(found.p_wait, p_wait, rtol=1e-12)
    np.testing.assert_allclose(found.mean_wait_s, p_wait / (n * mu - lam), rtol=1e-12)
    np.testing.assert_allclose(found.service_level, 1 - p_wait * np.exp(-(n * mu - lam) * 20.0), rtol=1e-12)
    np.testing.assert_allclose(found.occupancy, load / n, rtol=1e-12)
    np.testing.assert_allclose(found.mean_queue, lam * found.mean_wait_s, rtol=1e-12)  # Little


def test_an_overloaded_erlang_c_has_no_steady_state():
    found = erlang.erlang_c(1.0, 0.1, [10, 9])
    assert np.isinf(found.mean_wait_s).all()
    assert (found.p_wait == 1).all()
    assert (found.service_level == 0).all()


def test_erlang_a_balances_flows_and_tends_to_erlang_c():
    lam, mu, n = 1.0, 0.1, np.array([5, 10, 15])
    found = erlang.erlang_a(lam, mu, 1 / 60, n)
    np.testing.assert_allclose(found.p_abandon * lam, found.mean_queue / 60, rtol=1e-9)  # theta E[L]
    np.testing.assert_allclose(found.occupancy, lam * (1 - found.p_abandon) / (n * mu), rtol=1e-9)
    np.testing.assert_allclose(found.mean_wait_s, found.mean_queue / lam, rtol=1e-9)
    patient, c = erlang.erlang_a(lam, mu, 0.0, 12), erlang.erlang_c(lam, mu, 12)
    assert patient.mean_wait_s == pytest.approx(c.mean_wait_s, rel=1e-9)
    assert patient.service_level == pytest.approx(c.service_level, rel=1e-9)


def test_a_finite_queue_by_hand():
    """M/M/1/2 at load 1: three states, equally likely."""
    found = erlang.mm_c_k(1.0, 1.0, 1, 2)
    assert found.p_block == pytest.approx(1 / 3)
    assert found.occupancy == pytest.approx(2 / 3)
    assert found.mean_in_system == pytest.approx(1.0)
    np.testing.assert_allclose(erlang.mm_c_k(4.0, 1.0, 5, 5).p_block, loss_by_hand(5, 4.0), rtol=1e-12)


def test_numbers_give_numbers_and_arrays_their_broadcast_shape():
    assert isinstance(erlang.erlang_b(3, 2.0), float)
    assert erlang.erlang_b([1, 2, 3], np.ones((4, 1))).shape == (4, 3)
    found = erlang.erlang_c(np.ones((2, 1)), 0.5, [3, 4, 5])
    assert found.p_wait.shape == (2, 3)
    assert isinstance(erlang.erlang_c(1.0, 0.5, 3).p_wait, float)


@pytest.mark.parametrize("servers", [0, -1, 2.5, math.nan, 10**8, 2**70, True])
def test_servers_are_counted(servers):
    with pytest.raises(fl.ScenarioError, match="servers"):
        erlang.erlang_c(1.0, 1.0, servers)


def test_every_argument_is_judged():
    with pytest.raises(fl.ScenarioError) as caught:
        erlang.erlang_a([1.0, -1.0], 0.0, -0.5, [1, 0], math.inf)
    assert [p.pointer for p in caught.value.problems] == [
        "arrival_per_s[1]", "service_per_s", "abandon_per_s", "servers[1]", "threshold_s",
    ]  # fmt: skip
    with pytest.raises(fl.ScenarioError, match=r"capacity\[1\]"):
        erlang.mm_c_k(1.0, 1.0, [2, 3], 2)
    with pytest.raises(fl.ScenarioError, match="blocking"):
        erlang.erlang_b_inverse(3, 1.0)


def test_required_positions_are_the_fewest():
    lam, mu = 100 / 3600, 1 / 180
    for target in (0.5, 0.8, 0.99):
        for theta in (0.0, 1 / 120):
            found = erlang.required_positions(lam, mu, service_level=target, abandon_per_s=theta)
            levels = [erlang.erlang_a(lam, mu, theta, n).service_level for n in range(1, 40)]
            fewest = next(n for n, level in enumerate(levels, 1) if level >= target)
            assert found.raw_positions == found.positions == fewest
            assert found.service_level == levels[fewest - 1]


def test_required_positions_of_the_published_example():
    """pyworkforce 0.1.0, README: 100 calls in 30 minutes of 3 minutes, 80 % in 20 s; the R package ErlangC agrees."""
    found = erlang.required_positions(
        100 / 1800, 1 / 180, service_level=0.8, threshold_s=20.0, max_occupancy=0.85, shrinkage=0.3
    )
    assert (found.raw_positions, found.positions) == (14, 20)
    assert found.service_level == pytest.approx(0.8883500191794669, rel=1e-12)
    assert found.occupancy == pytest.approx(0.7142857142857143, rel=1e-12)
    assert found.waiting_probability == pytest.approx(0.1741319335950498, rel=1e-12)
    assert erlang.erlang_c(100 / 1800, 1 / 180, 14).mean_wait_s == pytest.approx(7.83593701177724, rel=1e-12)


def test_required_positions_hold_occupancy_and_shrinkage():
    found = erlang.required_positions(10.0, 1 / 60, service_level=0.5, max_occupancy=0.8, shrinkage=0.25)
    assert found.occupancy <= 0.8
    assert erlang.erlang_c(10.0, 1 / 60, found.raw_positions - 1).occupancy > 0.8
    assert found.positions == math.ceil(found.raw_positions / 0.75)


@pytest.mark.parametrize(
    "arguments",
    [{"service_level": 0.0}, {"service_level": 1.0}, {"service_level": math.nan}, {"service_level": True},
     {"service_level": 0.8, "max_occupancy": 1.1}, {"service_level": 0.8, "shrinkage": 1.0},
     {"service_level": 0.8, "shrinkage": -0.1}, {"service_level": 0.8, "threshold_s": -1.0}],
    ids=str,
)  # fmt: skip
def test_required_positions_refuse(arguments):
    with pytest.raises(fl.ScenarioError):
        erlang.required_positions(1.0, 0.1, **arguments)
