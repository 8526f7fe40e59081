"""Red Vest: rosters and service hours for volunteer teams."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Flask, Response
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from volunteer_app import cli, features
from volunteer_app.db import db, lost_the_race, mark_request, settle
from volunteer_app.demo import accounts
from volunteer_app.kit import (
    deeds,
    errors,
    health,
    hosts,
    limits,
    logs,
    numbers,
    pages,
    queue,
    words,
)
from volunteer_app.settings import Settings

RETRIES = 3


class House(Flask):
    """The Flask application; runs a request again when the store asks for that."""

    def full_dispatch_request(self) -> Response:
        """Dispatch a request; a transaction that lost a race on PostgreSQL is run again."""
        for _ in range(RETRIES):
            try:
                return super().full_dispatch_request()
            except Exception as error:
                if not lost_the_race(error):
                    raise
                db.session.rollback()
        return super().full_dispatch_request()


def create_app(settings: Settings) -> Flask:
    """Build the application from its settings."""
    app = House(__name__, template_folder="../templates")
    app.config.update(flask_config(settings))
    app.extensions["settings"] = settings
    logs.init_app(app, settings.log_level)
    hosts.init_app(app, settings)
    words.init_app(app)
    numbers.init_app(app)
    deeds.init_app(app)
    db.init_app(app)
    Migrate(app, db, directory=str(pages.ROOT / "volunteer_app" / "migrations"))
    CSRFProtect(app)
    app.before_request(mark_request)
    app.after_request(settle)
    queue.init_app(app, settings.queue_url)
    errors.init_app(app)
    limits.init_app(app, settings.limiter_url)
    health.init_app(app)
    features.init_app(app, settings)
    cli.init_app(app)
    app.extensions["demo_sign_ins"] = accounts.shown(settings)
    pages.init_app(app, features.PLACES)
    guard_headers(app, settings)
    serve_parts(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def flask_config(settings: Settings) -> dict[str, Any]:
    """Give Flask and its extensions what they read from ``app.config``."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_RECORD_QUERIES": settings.testing,
        "TESTING": settings.testing,
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": settings.secure_cookies,
        "SEND_FILE_MAX_AGE_DEFAULT": 31536000,
    }


def guard_headers(app: Flask, settings: Settings) -> None:
    """Send the headers that keep pages from being framed, sniffed or fed with foreign code."""
    policy = (
        ContentSecurityPolicy()
        .default_src("'self'")
        .img_src("'self'", "data:")
        .object_src("'none'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
        .form_action("'self'")
    )
    house = Secure(
        csp=policy,
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        # Nothing here asks the device for anything: codes hold addresses, any camera app reads them.
        permissions=PermissionsPolicy().camera().geolocation().microphone().payment().usb(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        hsts=StrictTransportSecurity().max_age(31536000) if settings.secure_cookies else None,
    )

    @app.after_request
    def send_headers(response: Response) -> Response:
        for name, value in house.headers.items():
            response.headers[name] = value
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def serve_parts(app: Flask) -> None:
    """Serve the front-end parts that set-up fetched, cached for good: their addresses change."""
    files = WhiteNoise(app.wsgi_app, max_age=31536000, mimetypes={".js": "text/javascript"})
    for name, folder in pages.SERVED.items():
        files.add_files(str(folder), prefix=f"parts/{name}/")
    app.wsgi_app = files  # type: ignore[method-assign]


def fresh_secret() -> str:
    """Make a secret for cookies and links."""
    return secrets.token_urlsafe(48)
