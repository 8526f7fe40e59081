"""Training's pages, one module a page's noun."""

from flask import Blueprint

bp = Blueprint("training", __name__)

# their pages hang on bp
from volunteer_app.training.views import (  # noqa: E402, F401
    duty_kinds,
    own,
    proofs,
    qualifications,
)
