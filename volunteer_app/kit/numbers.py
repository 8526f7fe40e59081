"""Whole numbers in addresses: those a row can have; any larger one leads nowhere."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

#: the largest number a row can have on both databases; SQLite fails on what takes over 64 bits
LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """A number in the path of an address."""

    def __init__(self, map: Map, *args: Any, **more: Any) -> None:
        super().__init__(map, *args, **{"max": LARGEST, **more})


def row_number(text: str) -> int:
    """
    Read a number after the question mark of an address; for ``type=``.

    Raises
    ------
    ValueError
        When no row can have it.
    """
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(f"no row has the number {number}")
    return number


def init_app(app: Flask) -> None:
    """Let every ``<int:…>`` of a route take the numbers that rows have."""
    app.url_map.converters["int"] = RowNumber
