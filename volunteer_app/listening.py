"""The address the pages are served at: whether it is free, and how this machine reaches it."""

from __future__ import annotations

import socket


class CannotStart(Exception):
    """Says in one sentence why the processes were not started or not kept."""


def reachable(host: str) -> str:
    """Give the address under which this machine reaches what listens everywhere."""
    return "127.0.0.1" if host in ("", "0.0.0.0") else host


def check_free(host: str, port: int) -> None:
    """
    See that nobody listens at the address.

    Raises
    ------
    CannotStart
        With the way out.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise CannotStart(
                f"Port {port} is taken ({fault.strerror}). Choose another one: PORT={port + 80}"
            ) from fault
