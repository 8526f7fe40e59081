"""What must never happen to seats, refused by the store itself on both databases."""

from sqlalchemy import DDL, event

from volunteer_app.rosters.models import Seat

OVERLAP = "seat_overlap"
FULL = "shift_full"

SQLITE = {
    f"{moment}_{name}": f"CREATE TRIGGER {name}_{moment} BEFORE {verb} ON seat WHEN NEW.held AND EXISTS ({fault}) "
    f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
    for moment, verb in (("insert", "INSERT"), ("update", "UPDATE"))
    for name, fault in (
        (
            OVERLAP,
            "SELECT 1 FROM seat s WHERE s.held AND s.person_id = NEW.person_id "
            "AND s.id IS NOT NEW.id AND s.starts < NEW.ends AND NEW.starts < s.ends",
        ),
        (
            FULL,
            "SELECT 1 FROM shift h WHERE h.id = NEW.shift_id AND h.wanted <= "
            "(SELECT count(*) FROM seat s WHERE s.held AND s.shift_id = NEW.shift_id "
            "AND s.id IS NOT NEW.id)",
        ),
    )
}

# Two range types without an extension: a person is the range from itself to itself.
POSTGRES_OVERLAP = (
    f"ALTER TABLE seat ADD CONSTRAINT {OVERLAP} EXCLUDE USING gist "
    "(int8range(person_id, person_id, '[]') WITH &&, tstzrange(starts, ends) WITH &&) WHERE (held)"
)
# The shift's row is locked first: two transactions counting at once would both see a free seat.
POSTGRES_FULL = (
    f"CREATE FUNCTION {FULL}() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE room integer; BEGIN "
    "IF NEW.held THEN SELECT wanted INTO room FROM shift WHERE id = NEW.shift_id FOR UPDATE; "
    "IF room <= (SELECT count(*) FROM seat s WHERE s.held AND s.shift_id = NEW.shift_id "
    "AND s.id IS DISTINCT FROM NEW.id) THEN "
    f"RAISE EXCEPTION '{FULL}' USING ERRCODE = 'check_violation', CONSTRAINT = '{FULL}'; "
    "END IF; END IF; RETURN NEW; END $$; "
    f"CREATE TRIGGER {FULL} BEFORE INSERT OR UPDATE ON seat "
    f"FOR EACH ROW EXECUTE FUNCTION {FULL}()"
)

for statement in SQLITE.values():
    event.listen(Seat.__table__, "after_create", DDL(statement).execute_if(dialect="sqlite"))
for statement in (POSTGRES_OVERLAP, POSTGRES_FULL):
    event.listen(Seat.__table__, "after_create", DDL(statement).execute_if(dialect="postgresql"))
