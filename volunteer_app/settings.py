"""What the operator decides: one frozen record, read from the environment in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: only well-known chat services: an address of another kind could reach into the operator's network
CHAT_SCHEMES = frozenset(
    {"wecombot", "wecom", "dingtalk", "feishu", "lark", "schan", "wxpusher", "pushplus"}
)


def scheme_of(address: str) -> str:
    """Give the kind of service an address names."""
    kind, mark, _rest = address.partition("://")
    return kind.lower() if mark else ""


class SettingsMissing(Exception):
    """Says, all at once, which settings are absent or unusable."""


@dataclass(frozen=True)
class Settings:
    """
    Everything the operator may set; the defaults are safe in production.

    Parameters
    ----------
    secret_key
        Signs cookies and links; at least 32 characters, the same on every host.
    database_url
        ``sqlite:///path`` or ``postgresql+psycopg://…``.
    queue_url
        Where Huey keeps its bells: ``sqlite:///path``, ``postgresql://…`` or ``redis://…``.
    data_folder
        Local files: letters of the file mail backend, logs of the launcher, metrics.
    base_url
        The address people type, used in letters and codes.
    mail_backend, mail_server, mail_port, mail_username, mail_password, mail_tls, mail_sender
        ``file`` writes letters into the data folder, ``smtp`` sends them.
    chat_urls
        Apprise addresses of team chats that get a copy of notices to all; schemes are allow-listed.
    secure_cookies
        Cookies travel over https only.
    trusted_proxies
        How many reverse proxies stand in front.
    hosts
        Further names this service is reached by, beside that of ``base_url``; ``*`` for any.
    limiter_url
        ``memory://`` for one process, ``redis://…`` for several hosts.
    metrics_token
        Needed to read ``/metrics``; without one the page answers 404 to other machines.
    demo
        Shows the demonstration's sign-ins on the sign-in page.
    log_level
        Name of the lowest level that is written.
    """

    secret_key: str
    database_url: str
    queue_url: str
    data_folder: Path
    base_url: str = "http://127.0.0.1:8000"
    mail_backend: str = "file"
    mail_server: str = "localhost"
    mail_port: int = 25
    mail_username: str = ""
    mail_password: str = ""
    mail_tls: bool = False
    mail_sender: str = "red-vest@localhost"
    chat_urls: tuple[str, ...] = ()
    secure_cookies: bool = True
    trusted_proxies: int = 0
    hosts: tuple[str, ...] = ()
    limiter_url: str = "memory://"
    metrics_token: str = ""
    demo: bool = False
    log_level: str = "INFO"
    testing: bool = False

    def __post_init__(self) -> None:
        faults = [
            (len(self.secret_key) < 32, "SECRET_KEY must have at least 32 characters"),
            (
                not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")),
                "DATABASE_URL must start with sqlite:/// or postgresql+psycopg://",
            ),
            (
                not self.queue_url.startswith(
                    ("sqlite:///", "postgresql://", "redis://", "rediss://")
                ),
                "QUEUE_URL must start with sqlite:///, postgresql:// or redis://",
            ),
            (self.mail_backend not in ("file", "smtp"), "MAIL_BACKEND must be file or smtp"),
            (
                any(scheme_of(url) not in CHAT_SCHEMES for url in self.chat_urls),
                "CHAT_URLS must start with " + "://, ".join(sorted(CHAT_SCHEMES)) + "://",
            ),
        ]
        said = [sentence for wrong, sentence in faults if wrong]
        if said:
            raise SettingsMissing("; ".join(said))

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """
        Read the settings; the only place that looks at the environment.

        Raises
        ------
        SettingsMissing
            Naming every setting that is absent or unusable.
        """

        def whole(name: str, default: str) -> int:
            given = environ.get(name, default)
            if not given.isdecimal():
                raise SettingsMissing(f"{name} must be a whole number, not “{given}”")
            return int(given)

        missing = [name for name in ("SECRET_KEY", "DATABASE_URL") if not environ.get(name)]
        if missing:
            raise SettingsMissing("not set: " + ", ".join(missing))
        folder = Path(environ.get("DATA", "data")).resolve()

        def on(name: str, default: str) -> bool:
            return environ.get(name, default).lower() in ("1", "true", "yes", "on")

        return cls(
            secret_key=environ["SECRET_KEY"],
            database_url=environ["DATABASE_URL"],
            queue_url=environ.get("QUEUE_URL", f"sqlite:///{folder / 'queue.db'}"),
            data_folder=folder,
            base_url=environ.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            mail_backend=environ.get("MAIL_BACKEND", "file"),
            mail_server=environ.get("MAIL_SERVER", "localhost"),
            mail_port=whole("MAIL_PORT", "25"),
            mail_username=environ.get("MAIL_USERNAME", ""),
            mail_password=environ.get("MAIL_PASSWORD", ""),
            mail_tls=on("MAIL_TLS", "0"),
            mail_sender=environ.get("MAIL_SENDER", "red-vest@localhost"),
            chat_urls=tuple(url for url in environ.get("CHAT_URLS", "").split() if url),
            secure_cookies=on("SECURE_COOKIES", "1"),
            trusted_proxies=whole("TRUSTED_PROXIES", "0"),
            hosts=tuple(environ.get("HOSTS", "").lower().split()),
            limiter_url=environ.get("LIMITER_URL", "memory://"),
            metrics_token=environ.get("METRICS_TOKEN", ""),
            demo=on("DEMO", "0"),
            log_level=environ.get("LOG_LEVEL", "INFO"),
        )
