"""``make demo``: sets the demonstration up, starts it, walks the main job once, and stays until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from volunteer_app import create_app
from volunteer_app.db import commit
from volunteer_app.demo.district import is_loaded, load
from volunteer_app.demo.folder import Folder
from volunteer_app.demo.walk import walk
from volunteer_app.kit import clock
from volunteer_app.launcher import Launcher
from volunteer_app.listening import CannotStart, check_free
from volunteer_app.people.standing import SCHEDULER
from volunteer_app.settings import Settings

ROLES = {
    "volunteer": "志愿者 volunteer",
    "lead": "队长 lead",
    "scheduler": "排班员 scheduler",
    "organisation_admin": "单位管理员 organisation admin",
    "district_admin": "区管理员 district admin",
    "auditor": "审计员 auditor",
}


def say(sentence: str) -> None:
    """Tell the terminal at once."""
    print(sentence, flush=True)


def asked() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", type=Path, default=Path("demo-data"))
    return parser.parse_args()


def set_up(app: Flask, folder: Folder) -> None:
    """Bring the database to the present shape, and fill it at the first start."""
    with app.app_context():
        say("Preparing the database")
        upgrade()
        if is_loaded():
            return
        say("Loading the demonstration district (about half a minute)")
        district = load(clock.now(), say)
        # before the commit: whoever is killed in between loads afresh, with new sign-ins
        folder.note_loaded(district.sign_ins, district.period_id)
        commit()


def walk_once(app: Flask, folder: Folder) -> None:
    """Walk the main job if that was not done yet."""
    period_id = folder.read().get("to_walk")
    if period_id is None:
        return
    account = next(one.account for one in folder.sign_ins() if one.role == SCHEDULER)
    say("Walking the main job once: solving, publishing and answering the coming four weeks")
    with app.app_context():
        quiet = [one.account for one in folder.sign_ins()]
        if walk(period_id, account, say, quiet=quiet):
            folder.write(to_walk=None)


def wait_until_up(launcher: Launcher) -> None:
    """Wait until the pages answer."""
    until = time.monotonic() + 60
    while not launcher.answers():
        if time.monotonic() > until or launcher.stopping:
            raise CannotStart(f"The pages do not answer; see {launcher.logs}")
        time.sleep(0.2)


def introduce(folder: Folder, address: str) -> None:
    """Print the address and the sign-ins."""
    say(f"\nRed Vest 红马甲 is at {address}   (Ctrl-C stops it; make demo-reset empties it)\n")
    for one in folder.sign_ins():
        say(f"  {one.account:<26} {one.password}   {ROLES[one.role]}")
    say("")


def main() -> int:
    """Run the demonstration until it is stopped."""
    wanted = asked()
    folder = Folder(wanted.data.resolve())
    try:
        check_free(wanted.host, wanted.port)
        with folder.take():
            run(folder, wanted.host, wanted.port)
    except CannotStart as fault:
        say(str(fault))
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The next make demo goes on from here.")
        return 130
    return 0


def run(folder: Folder, host: str, port: int) -> None:
    """Set the demonstration up, and keep its processes until they are told to stop."""
    os.environ.update(folder.environ(host, port))
    app = create_app(Settings.from_environ())
    set_up(app, folder)
    launcher = Launcher(host, port, folder.path / "logs")
    launcher.start()
    threading.Thread(target=walked, args=(app, folder, launcher), daemon=True).start()
    launcher.run()


def walked(app: Flask, folder: Folder, launcher: Launcher) -> None:
    """Wait for the pages, walk the main job, and say where everything is."""
    try:
        wait_until_up(launcher)
        walk_once(app, folder)
    except CannotStart as fault:
        say(str(fault))
        launcher.stopping = True
        return
    introduce(folder, os.environ["BASE_URL"])


if __name__ == "__main__":
    sys.exit(main())
