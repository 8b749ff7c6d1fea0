"""Arguments of a wrong type, told in one's own words and not in those of the core's signatures."""

from __future__ import annotations

import os

import numpy as np


def flag(name: str, value: object) -> bool:
    """True or False, NumPy's included; a 1 or a "no" is neither."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} is True or False, not {spelt(value)}")
    return bool(value)


def text(what: str, value: object, example: str) -> str:
    """A text, given as it is."""
    if not isinstance(value, str):
        raise TypeError(f'{what} is a text such as "{example}", not {type(value).__name__}')
    return value


def language(value: object) -> str:
    if value not in ("en", "ru"):
        raise (ValueError if isinstance(value, str) else TypeError)('language is "en" or "ru"')
    return str(value)


def path_text(value: object) -> str:
    """A path as the system knows it."""
    if not isinstance(value, str | bytes | os.PathLike):
        raise TypeError(f"a file is named by a text or a pathlib.Path, not {type(value).__name__}")
    return os.fsdecode(value)


def printable(words: str) -> str:
    """What the core can hold: lone surrogates, of bytes in a path that are not UTF-8, are spelt out."""
    return words.encode("utf-8", "backslashreplace").decode()


def spelt(value: object) -> str:
    """A value in a message: ``'no'``, or the type's name where it would be long."""
    return (
        repr(value) if isinstance(value, str | int | float | None) and len(repr(value)) < 40 else type(value).__name__
    )
