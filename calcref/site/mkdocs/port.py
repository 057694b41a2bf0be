"""Whether the address of `mkdocs serve` is free, asked before the build and not after it."""

from __future__ import annotations

import errno
import socket

from mkdocs.exceptions import Abort


def must_be_free(host: str, port: int) -> None:
    """Nothing, unless something else listens there.

    Raises:
        Abort: something does.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server will
        try:
            trial.bind((host, port))
            trial.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Abort(
                    f"port {port} of {host} is in use, by another `mkdocs serve` perhaps: end that one, or choose "
                    f"another port, as in mkdocs serve -a {host}:{port + 1}"
                ) from None
