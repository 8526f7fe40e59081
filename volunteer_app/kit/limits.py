"""How often one address may knock: limits beside the counting of wrong passwords."""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

#: memory counts for each process by itself; several hosts share a Redis by LIMITER_URL
limiter = Limiter(key_func=get_remote_address, headers_enabled=True)


def init_app(app: Flask, address: str) -> None:
    """Count in the store the operator chose."""
    app.config.update(
        RATELIMIT_STORAGE_URI=address,
        RATELIMIT_STRATEGY="fixed-window",
        # A store that is away must not keep people out: wrong passwords are counted in the database.
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        RATELIMIT_IN_MEMORY_FALLBACK="600 per minute",
    )
    limiter.init_app(app)
