"""How much of an uploaded file is read at all; everything above is refused before it is unpacked."""

#: bytes of the uploaded file
UPLOAD = 10 * 1024 * 1024
#: bytes of all unpacked parts of a workbook together
UNPACKED = 64 * 1024 * 1024
#: parts of a workbook's archive
PARTS = 2000
#: sheets of a workbook
SHEETS = 40
#: rows with something in them, all sheets together
ROWS = 50_000
#: the last column that may hold something (CV)
COLUMNS = 100
#: cells of the rectangle around everything filled in, all sheets together
AREA = 1_500_000
#: characters of one cell
CELL = 2000
