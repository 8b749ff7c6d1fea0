#!/usr/bin/env python3
"""The same bits in WebAssembly: runs the native and the wasm program that print result hashes and compares them.

    check_wasm.py --native BUILD_FOLDER --wasm BUILD_FOLDER

Both print the same lines (`name hash`): the native one is NATIVE/result_hash, the other WASM/result_hash.js under node.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path


def lines_of(command, root):
    run = subprocess.run(
        command, cwd=root, capture_output=True, text=True, env={**os.environ, "NODE_PATH": "/usr/share/nodejs"}
    )
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} exits {run.returncode}:\n{run.stderr.strip()}")
    return run.stdout.split("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--native", type=Path, required=True)
    parser.add_argument("--wasm", type=Path, required=True)
    arguments = parser.parse_args()
    native = lines_of([arguments.native.resolve() / "result_hash"], arguments.root)
    wasm = lines_of(["node", arguments.wasm.resolve() / "result_hash.js"], arguments.root)
    if native != wasm or not any(native):
        print("native and wasm differ:", *native, "---", *wasm, sep="\n")
        return 1
    print(f"wasm gives the same bits as native: {'; '.join(filter(None, native))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
