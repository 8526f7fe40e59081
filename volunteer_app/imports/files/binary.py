"""
Counting an old XLS workbook's cells: its compound file and the records of its workbook stream.

Layout after Microsoft's open specifications [MS-CFB] and [MS-XLS]; only what is needed to know
where cells stand, before the reader makes room for their rectangle.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from volunteer_app.imports.files import limits
from volunteer_app.imports.files.archive import DAMAGED, LOCKED, MACROS
from volunteer_app.imports.files.extent import TOO_SPREAD, Extent
from volunteer_app.imports.misread import Misread

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SECTOR = 0xFFFFFFFA
# Records that hold one cell (row, column first); MULRK and MULBLANK end with their last column.
ONE_CELL = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
SEVERAL_CELLS = 0x00BD
SHEET_BEGINS, DIMENSIONS, SINCE_1904, PASSWORD = 0x0809, 0x0200, 0x0022, 0x002F


def measure_xls(content: bytes) -> bool:
    """
    Count the cells of an XLS workbook; say whether its days count from 1904.

    Raises
    ------
    Misread
        When it is damaged, locked, has macros, or its cells lie beyond the limits.
    """
    try:
        return measure_stream(workbook_stream(content))
    except (struct.error, IndexError):
        raise Misread(DAMAGED) from None


def measure_stream(stream: bytes) -> bool:
    """Walk over the records and count every cell."""
    extent, since_1904 = Extent(), False
    for kind, record in records(stream):
        if kind == SHEET_BEGINS:
            extent.sheet_starts()
        elif kind == DIMENSIONS:
            look_at_dimensions(record)
        elif kind == PASSWORD:
            raise Misread(LOCKED)
        elif kind == SINCE_1904:
            since_1904 = record[:2] == b"\x01\x00"
        elif kind in ONE_CELL or kind == SEVERAL_CELLS:
            row, column = struct.unpack_from("<HH", record)
            if kind == SEVERAL_CELLS:
                (column,) = struct.unpack_from("<H", record, len(record) - 2)
            extent.filled(row + 1, column + 1)
    return since_1904


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the kind and content of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def look_at_dimensions(record: bytes) -> None:
    """Refuse a stated rectangle so large that the reader's reservation would fail."""
    if len(record) >= 14:
        first_row, end_row, first_column, end_column = struct.unpack_from("<IIHH", record)
    else:
        first_row, end_row, first_column, end_column = struct.unpack_from("<HHHH", record)
    if end_row > 65536 or end_column > 256:
        raise Misread(DAMAGED)
    if first_row > end_row or first_column > end_column:
        raise Misread(DAMAGED)
    if (end_row - first_row) * (end_column - first_column) > 4 * limits.AREA:
        raise Misread(TOO_SPREAD)


def workbook_stream(content: bytes) -> bytes:
    """Find the workbook's stream in the compound file and give its bytes."""
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise Misread(DAMAGED)
    size = 1 << shift
    first_directory, small_limit, first_small = struct.unpack_from("<I4xII", content, 48)
    table = sector_table(content, size)
    streams: dict[str, tuple[int, int]] = {}
    directory = chain(content, table, first_directory, size, offset=size)
    for at in range(0, len(directory), 128):
        entry = directory[at : at + 128]
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode(
            "utf-16-le", "replace"
        )
        start, length = struct.unpack_from("<II", entry, 116)
        streams.setdefault(name.lower(), (start, length))
    look_at_streams(streams)
    start, length = streams.get("workbook") or streams["book"]
    if length >= small_limit:
        return chain(content, table, start, size, offset=size)[:length]
    root = chain(content, table, streams["root entry"][0], size, offset=size)
    small = chain(content, table, first_small, size, offset=size)
    small_table = struct.unpack(f"<{len(small) // 4}I", small)
    return chain(root, small_table, start, 64, offset=0)[:length]


def look_at_streams(streams: dict[str, tuple[int, int]]) -> None:
    """Refuse macros, encrypted packages, and compound files that are no workbook."""
    if "encryptedpackage" in streams:
        raise Misread(LOCKED)
    if "_vba_project_cur" in streams or "_vba_project" in streams:
        raise Misread(MACROS)
    if ("workbook" not in streams and "book" not in streams) or "root entry" not in streams:
        raise Misread(DAMAGED)


def sector_table(content: bytes, size: int) -> tuple[int, ...]:
    """Give the table that names the sector after each sector."""
    pages = struct.unpack_from("<109I", content, 76)
    following, extra = struct.unpack_from("<II", content, 68)
    listed = [page for page in pages if page < LAST_SECTOR]
    for _ in range(min(extra, 1024)):
        if following >= LAST_SECTOR:
            break
        page = content[size * (following + 1) : size * (following + 2)]
        *more, following = struct.unpack(f"<{size // 4}I", page)
        listed += [number for number in more if number < LAST_SECTOR]
    table = b"".join(content[size * (page + 1) : size * (page + 2)] for page in listed)
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def chain(content: bytes, table: tuple[int, ...], first: int, size: int, *, offset: int) -> bytes:
    """Join the sectors of a stream; a circle or a sector outside the file is damage."""
    joined, sector, seen = [], first, 0
    while sector < LAST_SECTOR:
        seen += 1
        if seen > len(table):
            raise Misread(DAMAGED)
        joined.append(content[offset + sector * size : offset + (sector + 1) * size])
        sector = table[sector]
    return b"".join(joined)
