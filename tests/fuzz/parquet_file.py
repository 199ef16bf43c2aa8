"""A Parquet file in two: its columns, and the footer that says where they are."""


def split(data: bytes) -> tuple[bytes, bytes]:
    """Return the columns of a file, and its footer without its length."""
    end = -8 - int.from_bytes(data[-8:-4], "little")
    return data[:end], data[end:-8]


def join(columns: bytes, footer: bytes) -> bytes:
    """Return a file of these columns and this footer, whatever it says."""
    return columns + footer + len(footer).to_bytes(4, "little") + b"PAR1"
