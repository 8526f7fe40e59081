"""The application as a WSGI server finds it."""

from volunteer_app import create_app
from volunteer_app.settings import Settings

app = create_app(Settings.from_environ())
