"""How gunicorn serves the application; read by ``gunicorn wsgi:app``, overruled by its options."""

import os

from volunteer_app.launcher import die_with

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


def post_fork(_server, _worker):
    """Let no worker outlive a killed parent."""
    die_with(os.getppid())
