"""
The guard in front of zipped workbooks (XLSX, ODS): unpack within limits, look, and pack again.

The reader is given a fresh archive made only of the parts that were measured here, so that no
declared size, no second directory and no outside entity can tell it something else.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from volunteer_app.imports.files import limits
from volunteer_app.imports.misread import N_, Misread

CHUNK = 1 << 18
TOO_BIG = N_(
    "The file would unpack to more than %(megabytes)s MB. Split it, or remove what is not needed."
)
DAMAGED = N_("The file is damaged and cannot be opened. Save it again and upload the new copy.")
MACROS = N_("The workbook contains macros. Save it as a plain .xlsx workbook and upload that.")
OUTSIDE = N_(
    "The workbook takes values from other files. Paste the values in place of the links, "
    "save it and upload it again."
)
LOCKED = N_("The workbook is protected by a password. Save it without one and upload it again.")


class Parts(dict[str, bytes]):
    """The measured XML parts of a workbook, by their path inside it."""

    def repacked(self) -> io.BytesIO:
        """Give an archive of just these parts, which are let go one by one to spare memory."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            while self:
                archive.writestr(*self.popitem())
        packed.seek(0)
        return packed


def unpack(content: bytes) -> Parts:
    """
    Unpack a zipped workbook's XML parts in memory.

    Raises
    ------
    Misread
        When it is damaged, locked, too big unpacked, or carries macros or outside links.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            look_at_names(entries)
            return read_parts(archive, entries)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        raise Misread(DAMAGED) from None


def look_at_names(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse by the archive's directory alone what need not even be unpacked."""
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > limits.PARTS or sum(entry.file_size for entry in entries) > limits.UNPACKED:
        raise Misread(TOO_BIG, megabytes=limits.UNPACKED >> 20)
    if len(set(names)) < len(names):
        raise Misread(DAMAGED)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Misread(LOCKED)
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise Misread(MACROS)
    if any("externallinks/" in name for name in names):
        raise Misread(OUTSIDE)


def read_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Parts:
    """Unpack the parts that can hold cells, counting every byte."""
    parts, left = Parts(), limits.UNPACKED
    for entry in entries:
        name = entry.filename
        if name == "mimetype" or name.endswith((".xml", ".rels")):
            parts[name] = measured(archive, entry, left)
            left -= len(parts[name])
    return parts


def measured(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Unpack one part piece by piece and stop at the limit, whatever its declared size."""
    unpacked = io.BytesIO()
    with archive.open(entry) as part:
        while piece := part.read(CHUNK):
            unpacked.write(piece)
            if unpacked.tell() > left:
                raise Misread(TOO_BIG, megabytes=limits.UNPACKED >> 20)
    return unpacked.getvalue()
