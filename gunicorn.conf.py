"""How gunicorn serves the application; read by ``gunicorn wsgi:app``, overruled by its options."""

import os
import shutil
from pathlib import Path

# Figures of several processes add up through files, which must not outlast them. The library
# decides for files as it is loaded, and volunteer_app loads it.
FIGURES = Path(os.environ.get("DATA", "data")).resolve() / "metrics"
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(FIGURES)

from volunteer_app.launcher import die_with  # noqa: E402

worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5
# A slow or endless request line or header is refused early.
limit_request_line = 4094
limit_request_fields = 60
# Otherwise gunicorn opens a control socket in the home folder.
control_socket_disable = True


def on_starting(_server):
    """Forget the figures of an earlier start."""
    shutil.rmtree(FIGURES, ignore_errors=True)
    FIGURES.mkdir(parents=True)


def post_fork(_server, _worker):
    """Let no worker outlive a killed parent."""
    die_with(os.getppid())


def child_exit(_server, worker):
    """Take a worker that ended out of the figures of the moment."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
