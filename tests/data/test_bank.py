"""Tests of the scripts that measure the bank: the estimators on cases worked by hand, the figures on the real data.

python3 -m unittest discover -s tests/data
"""

import datetime
import json
import math
import random
import subprocess
import sys
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import bank_arrivals as arrivals  # noqa: E402
import bank_data as data  # noqa: E402
import bank_laws as laws  # noqa: E402
import bank_observed as observed  # noqa: E402
import bank_order as order  # noqa: E402
import bank_presence as presence  # noqa: E402

HAS_DATA = data.data_folder().is_dir()
DAY = datetime.date(1999, 2, 1)
needs_data = unittest.skipUnless(HAS_DATA, f"the bank's data are not at {data.data_folder()}")


def call(
    at_s: int, wait_s: int = 0, answered: bool = True, service_s: int = 100, server: str = "A", **more
) -> data.Call:
    begin = at_s + wait_s
    given = {
        "date": DAY,
        "customer": 0,
        "priority": 0,
        "kind": "PS",
        "vru_s": 5,
        "at_s": at_s,
        "wait_s": wait_s,
        "wait_end_s": begin,
        "answered": answered,
        "service_from_s": begin if answered else 0,
        "service_to_s": begin + service_s if answered else 0,
        "service_s": service_s if answered else 0,
        "server": server if answered else data.NO_SERVER,
    }
    return data.Call(**(given | more))


class Rows(unittest.TestCase):
    LINE = "AA0101\t1\t{id}\t2\tPS\t990201\t8:09:16\t8:09:22\t6\t8:09:22\t8:09:27\t{q}\t{out}\t0:00:00\t0:00:00\t0\tNO_SERVER"

    def parse(self, **fields) -> tuple[data.Call, str]:
        return data.parse_line(self.LINE.format(**({"id": "23317894", "q": 5, "out": "HANG"} | fields)))

    def test_times_and_traps(self):
        parsed, outcome = self.parse()
        self.assertEqual((parsed.at_s, parsed.wait_s, parsed.customer), (8 * 3600 + 9 * 60 + 22, 5, 23317894))
        self.assertTrue(data.is_offered(parsed, outcome))
        self.assertEqual(self.parse(id="3.27E+11")[0].customer, 0)

    def test_who_left_before_queueing_was_not_offered(self):
        self.assertFalse(data.is_offered(*self.parse(q=0)))
        self.assertFalse(data.is_offered(*self.parse(out="PHANTOM")))

    def test_waiting_times(self):
        waiting = data.WaitingTimes([(10, 20), (15, 30), (50, 60)])
        self.assertEqual(waiting.seconds(0, 100), 30)
        self.assertEqual(waiting.seconds(12, 55), 23)
        self.assertEqual(waiting.first_in(0, 100), 10)
        self.assertEqual(waiting.first_in(25, 100), 25)
        self.assertIsNone(waiting.first_in(30, 50))
        self.assertEqual(waiting.last_in(0, 55), 55)
        self.assertEqual(waiting.last_in(0, 45), 30)
        self.assertEqual(waiting.empty_from(16), 30)


class Laws(unittest.TestCase):
    def test_quantile_means_keep_the_mean(self):
        rng = random.Random(5)
        law = laws.histogram([int(rng.lognormvariate(5, 1)) for _ in range(3000)])
        values, weights = laws.quantile_means(law)
        self.assertAlmostEqual(sum(v * w for v, w in zip(values, weights)), laws.mean_of(law), places=8)
        self.assertAlmostEqual(sum(weights), 1.0, places=12)
        self.assertEqual(values, sorted(values))

    def test_sum_of_independent_durations(self):
        self.assertEqual(laws.sum_of({1: 0.5, 2: 0.5}, {3: 1.0}), {4: 0.5, 5: 0.5})

    def test_product_limit_by_hand(self):
        # Six callers: gave up at 1, 3, 3; answered at 2, 3, 5. Those answered at 3 are still at risk then.
        curve = laws.product_limit([1, 2, 3, 3, 3, 5], [True, False, True, True, False, False])
        self.assertAlmostEqual(curve[0][1], 5 / 6)
        self.assertAlmostEqual(curve[1][1], 5 / 6 * 0.5)
        self.assertEqual(laws.survival_quantile(curve, 0.5), 3)

    def test_hazards_by_hand(self):
        events, at_risk = laws.hazards([5.0, 15.0, 25.0], [True, False, True], [0.0, 10.0, 20.0])
        self.assertEqual(events, [1, 0, 1])
        self.assertEqual(at_risk, [25.0, 15.0, 5.0])


class Arrivals(unittest.TestCase):
    def test_negative_binomial_size_is_found_again(self):
        rng = random.Random(7)
        means = [200.0] * 4000
        counts = [float(poisson(rng, m * rng.gammavariate(20, 1 / 20))) for m in means]
        self.assertAlmostEqual(arrivals.negative_binomial_size(counts, means), 20, delta=1.5)

    def test_digamma(self):
        self.assertAlmostEqual(arrivals.digamma(1.0), -0.5772156649015329, places=11)

    def test_slot_factor_is_found_again(self):
        rng = random.Random(11)
        counts, totals = {}, {}
        for i in range(150):
            date = DAY + datetime.timedelta(days=7 * i)
            for slot in range(arrivals.NUM_SLOTS):
                counts[(date, slot)] = poisson(rng, 40 * rng.gammavariate(25, 1 / 25))
            totals[date] = sum(counts[(date, s)] for s in range(arrivals.NUM_SLOTS))
        self.assertAlmostEqual(arrivals.slot_factor_shape(counts, totals), 25, delta=3)

    def test_redial_mass_stays_in_the_day(self):
        lost = [call(9 * 3600, wait_s=30, answered=False), call(23 * 3600 + 3500, wait_s=90, answered=False)]
        shares = [1 / (len(arrivals.RETURN_EDGES) - 1)] * (len(arrivals.RETURN_EDGES) - 1)
        mass = arrivals.redial_mass(lost, 0.5, shares)
        first = sum(m for (_, slot), m in mass.items() if slot < 20)
        self.assertAlmostEqual(first, 0.5)
        self.assertLess(sum(mass.values()) - first, 0.5)


class Operators(unittest.TestCase):
    def test_a_quiet_pause_is_free_time(self):
        one = presence.presence([(100, 200, False), (500, 600, False)], data.WaitingTimes([(300, 350)]))
        self.assertEqual(one.at_work, [(100, 200), (500, 600)])
        self.assertEqual(one.seems_free, [(200, 500)])

    def test_who_lets_a_caller_wait_is_away(self):
        waiting = data.WaitingTimes([(300, 400)])
        waited = presence.presence([(100, 200, False), (500, 600, True)], waiting)
        self.assertEqual(waited.seems_free, [(200, 250)])
        at_once = presence.presence([(100, 200, False), (500, 600, False)], waiting)
        self.assertEqual(at_once.seems_free, [(200, 250), (450, 500)])

    def test_pauses_end_or_are_censored(self):
        day = [
            call(1000, service_s=100),  # A works 1000-1100
            call(1090, wait_s=15, service_s=50),  # A takes it 5 s after
            call(1150, wait_s=10, service_s=50, server="B"),  # taken by B: A's pause from 1155 is censored at 1160
            call(1300, service_s=10),
        ]
        pauses = presence.pauses_under_load(day, {"A": {"PS"}, "B": {"PS"}})
        self.assertEqual(pauses, [(5, True), (5, False)])

    def test_number_present_as_a_lifetime(self):
        # Four present, seen as such half of the time; at other times two are at work and nobody waits.
        self.assertAlmostEqual(presence.product_limit_mean(Counter({4: 50}), Counter({2: 50})), 4.0)
        self.assertAlmostEqual(presence.product_limit_mean(Counter({2: 50, 4: 50}), Counter()), 3.0)


class Order(unittest.TestCase):
    def test_credit_is_read_off_the_inversions(self):
        rng = random.Random(3)
        pairs = [(later, later < 90) for later in (rng.randrange(-200, 300) for _ in range(500))]
        self.assertEqual(order.head_start(pairs), 90)

    def test_choices(self):
        high = call(9000, wait_s=60, priority=2)
        low = call(8960, wait_s=200)
        pairs = order.choices([low, high], lambda c: c.priority == 2, lambda c: c.priority < 2)
        self.assertEqual(pairs, [(40, True)])


@needs_data
class Bank(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.calls = data.read_calls()

    def test_months_are_as_published_beside_the_data(self):
        expected = {
            1: (19, 1423.5, 0.580, 0.1084, 40.1, 37.7, 0.519, 0.692, 184.6),
            2: (20, 1432.1, 0.598, 0.1312, 45.8, 42.8, 0.505, 0.660, 177.2),
        }
        for month, row in expected.items():
            calls = [c for c in self.calls if c.date.month == month]
            dates = sorted(data.by_date(calls))
            found = observed.summary(calls, dates)
            keys = (
                "contacts.offered",
                "delay_probability",
                "abandonment_rate",
                "wait.mean",
                "wait.asa",
                "service_level",
                "service_level.60",
                "aht.mean",
            )
            self.assertEqual(len(dates), row[0])
            for key, value, digits in zip(keys, row[1:], (1, 3, 4, 1, 1, 3, 3, 1)):
                self.assertAlmostEqual(found[key].mean, value, delta=0.6 * 10**-digits, msg=f"{key} in month {month}")

    def test_fresh_calls_and_redials_add_up_to_all_offered(self):
        probability, shares = arrivals.redials(self.calls)
        preset = json.loads((ROOT / "scenarios" / "presets" / "bank_1999.json").read_text(encoding="utf-8"))
        dates = data.by_date(self.calls)
        count = {d: sum(x.weekday() == k for x in dates) for k, d in data.WEEKDAYS.items()}
        fresh = sum(
            sum(values) * count[day]
            for kind in preset["contact_types"].values()
            for day, values in kind["arrivals"]["days"].items()
        )
        lost = [c for c in self.calls if not c.answered]
        again = sum(arrivals.redial_mass(lost, probability, shares).values())
        self.assertTrue(math.isclose(fresh + again, len(self.calls), rel_tol=2e-3), (fresh, again, len(self.calls)))

    def test_committed_presets_are_what_the_data_give(self):
        done = subprocess.run(
            [sys.executable, ROOT / "scripts" / "measure_bank.py", "--check"],
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)


def poisson(rng: random.Random, mean: float) -> int:
    n, t = 0, rng.expovariate(1.0)
    while t < mean:
        n += 1
        t += rng.expovariate(1.0)
    return n


if __name__ == "__main__":
    unittest.main()
