"""What a report of a defect should say about the machine."""

from __future__ import annotations

import importlib.metadata
import platform
import sys

from firstline import _core


def versions() -> dict[str, str]:
    """Firstline, the results it gives, Python, the libraries, the system."""
    about = _core.about()
    found = {
        "firstline": about["version"],
        "results version": about["results_version"],
        "result format": about["result_format"],
        "compiler": about["compiler"],
        "python": platform.python_version(),
    }
    for library in ("numpy", "pandas", "tqdm"):
        try:
            found[library] = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:
            found[library] = "not installed"
    found["system"] = f"{platform.system()} {platform.machine()}, {'.'.join(platform.libc_ver()) or 'unknown libc'}"
    return found


def show_versions() -> None:
    """Prints what `versions` says, one a line."""
    for name, version in versions().items():
        sys.stdout.write(f"{name}: {version}\n")
