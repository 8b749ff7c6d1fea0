"""``python -m firstline`` is the command, of the same installation."""

import os
import sys
import sysconfig
from pathlib import Path


def main() -> None:
    command = Path(sysconfig.get_path("scripts")) / "firstline"
    if not command.exists():
        sys.exit(f"the command firstline is not in {command.parent}, where pip install puts it")
    os.execv(command, ["firstline", *sys.argv[1:]])


if __name__ == "__main__":
    main()
