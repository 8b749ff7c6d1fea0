"""Tests of presets that a script writes: the committed file is what the script says, and it is what its name promises.

python3 -m unittest discover -s tests/data
"""

import json
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class HelpDesk(unittest.TestCase):
    def test_committed_preset_is_what_the_script_writes(self):
        command = [sys.executable, ROOT / "scripts/make_help_desk.py", "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)


class Rollout(unittest.TestCase):
    """What the presets of chats and mails take from help_desk, number by number."""

    def setUp(self):
        def read(name):
            return json.loads((ROOT / f"scenarios/presets/{name}.json").read_text(encoding="utf-8"))

        self.desk = read("help_desk")
        self.patches = {name: read(name)["patch"] for name in ("chat_trial", "chat_bot", "voice_bot", "omnichannel")}

    def test_other_channels_solve_what_line_1_solves(self):
        for name, queue in (("chat_trial", "chats"), ("omnichannel", "mails")):
            for topic, row in self.desk["topics"].items():
                self.assertEqual(self.patches[name]["topics"][topic]["handling"][queue], row["handling"]["line 1"])

    def test_bots_are_the_same_on_every_channel(self):
        mixed = self.patches["omnichannel"]["bots"]
        self.assertEqual(mixed["chat bot"], self.patches["chat_bot"]["bots"]["chat bot"])

    def test_interventions_are_what_the_script_writes(self):
        command = [sys.executable, ROOT / "scripts/make_interventions.py", "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        self.assertEqual(done.returncode, 0, done.stderr)


class LargeCenter(unittest.TestCase):
    def setUp(self):
        text = (ROOT / "scenarios/presets/large_center.json").read_text(encoding="utf-8")
        self.preset = json.loads(text)

    def test_committed_preset_is_what_the_script_writes(self):
        command = [sys.executable, ROOT / "scripts/make_large_center.py", "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_sixty_types_in_twenty_queues_thirty_thousand_calls(self):
        types = self.preset["contact_types"].values()
        self.assertEqual(len(types), 60)
        self.assertEqual({kind["queue"] for kind in types}, set(self.preset["queues"]))
        self.assertEqual(len(self.preset["queues"]), 20)
        self.assertAlmostEqual(sum(sum(kind["arrivals"]["days"]["all"]) for kind in types), 30_000, delta=30)

    def test_five_hundred_operators_at_the_busiest_and_every_queue_served_by_two_teams(self):
        teams = self.preset["teams"].values()
        levels = [team["staff"]["days"]["all"] for team in teams]
        self.assertEqual(max(map(sum, zip(*levels, strict=True))), 500)
        for queue in self.preset["queues"]:
            self.assertGreaterEqual(sum(queue in team["serves"] for team in teams), 2, queue)


if __name__ == "__main__":
    unittest.main()
