"""The first tables."""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What must never happen, refused by the store itself.
SQLITE_GUARDS = (
    "CREATE TRIGGER audit_line_no_update BEFORE UPDATE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit_line is append-only'); END",
    "CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line BEGIN SELECT RAISE(ABORT, 'audit_line is append-only'); END",
    "CREATE TRIGGER seat_overlap_insert BEFORE INSERT ON seat WHEN NEW.held AND EXISTS (SELECT 1 FROM seat s WHERE s.held AND s.person_id = NEW.person_id AND s.id IS NOT NEW.id AND s.starts < NEW.ends AND NEW.starts < s.ends) BEGIN SELECT RAISE(ABORT, 'seat_overlap'); END",
    "CREATE TRIGGER shift_full_insert BEFORE INSERT ON seat WHEN NEW.held AND EXISTS (SELECT 1 FROM shift h WHERE h.id = NEW.shift_id AND h.wanted <= (SELECT count(*) FROM seat s WHERE s.held AND s.shift_id = NEW.shift_id AND s.id IS NOT NEW.id)) BEGIN SELECT RAISE(ABORT, 'shift_full'); END",
    "CREATE TRIGGER seat_overlap_update BEFORE UPDATE ON seat WHEN NEW.held AND EXISTS (SELECT 1 FROM seat s WHERE s.held AND s.person_id = NEW.person_id AND s.id IS NOT NEW.id AND s.starts < NEW.ends AND NEW.starts < s.ends) BEGIN SELECT RAISE(ABORT, 'seat_overlap'); END",
    "CREATE TRIGGER shift_full_update BEFORE UPDATE ON seat WHEN NEW.held AND EXISTS (SELECT 1 FROM shift h WHERE h.id = NEW.shift_id AND h.wanted <= (SELECT count(*) FROM seat s WHERE s.held AND s.shift_id = NEW.shift_id AND s.id IS NOT NEW.id)) BEGIN SELECT RAISE(ABORT, 'shift_full'); END",
    "CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END",
    "CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END",
)
POSTGRES_GUARDS = (
    "CREATE FUNCTION audit_line_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit_line is append-only'; END $$; CREATE TRIGGER audit_line_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line FOR EACH STATEMENT EXECUTE FUNCTION audit_line_frozen()",
    "ALTER TABLE seat ADD CONSTRAINT seat_overlap EXCLUDE USING gist (int8range(person_id, person_id, '[]') WITH &&, tstzrange(starts, ends) WITH &&) WHERE (held)",
    "CREATE FUNCTION shift_full() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE room integer; BEGIN IF NEW.held THEN SELECT wanted INTO room FROM shift WHERE id = NEW.shift_id FOR UPDATE; IF room <= (SELECT count(*) FROM seat s WHERE s.held AND s.shift_id = NEW.shift_id AND s.id IS DISTINCT FROM NEW.id) THEN RAISE EXCEPTION 'shift_full' USING ERRCODE = 'check_violation', CONSTRAINT = 'shift_full'; END IF; END IF; RETURN NEW; END $$; CREATE TRIGGER shift_full BEFORE INSERT OR UPDATE ON seat FOR EACH ROW EXECUTE FUNCTION shift_full()",
    "CREATE FUNCTION ledger_entry_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ledger_entry is append-only'; END $$; CREATE TRIGGER ledger_entry_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_frozen()",
)
POSTGRES_FUNCTIONS = ("audit_line_frozen", "ledger_entry_frozen", "shift_full")


def upgrade():
    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=255), nullable=False),
        sa.Column("thing", sa.String(length=255), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_line_organisation_id_at", ["organisation_id", "at"], unique=False
        )
        batch_op.create_index("ix_audit_line_subject_id_at", ["subject_id", "at"], unique=False)
        batch_op.create_index("ix_audit_line_thing_thing_id", ["thing", "thing_id"], unique=False)

    op.create_table(
        "ended_session",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_session")),
    )
    with op.batch_alter_table("ended_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ended_session_until"), ["until"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("error", sa.String(length=255), nullable=True),
        sa.Column("unique_key", sa.String(length=255), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_job_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_job_unique_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state_run_after", ["state", "run_after"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "qualification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
        sa.UniqueConstraint("code", name=op.f("uq_qualification_code")),
        sa.UniqueConstraint("name", name=op.f("uq_qualification_name")),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_try")),
    )
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_try_account_at", ["account", "at"], unique=False)
        batch_op.create_index("ix_sign_in_try_address_at", ["address", "at"], unique=False)

    op.create_table(
        "duty_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("adults_only", sa.Boolean(), nullable=False),
        sa.Column("insured", sa.Boolean(), nullable=False),
        sa.Column("least_crew", sa.Integer(), nullable=False),
        sa.Column("experienced", sa.Integer(), nullable=False),
        sa.Column("lead_seats", sa.Integer(), nullable=False),
        sa.Column("lead_policy", sa.String(length=255), nullable=False),
        sa.Column("outdoor", sa.Boolean(), nullable=False),
        sa.Column("daylight_only", sa.Boolean(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("longest_minutes", sa.Integer(), nullable=False),
        sa.Column("bring", sa.Text(), nullable=False),
        sa.Column("bring_en", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "lead_policy IN ('marked', 'experienced', 'adult')",
            name=op.f("ck_duty_kind_lead_policy"),
        ),
        sa.CheckConstraint(
            "least_crew >= 1 AND lead_seats >= 0 AND experienced >= 0",
            name=op.f("ck_duty_kind_crew"),
        ),
        sa.CheckConstraint(
            "longest_minutes BETWEEN 15 AND 1440", name=op.f("ck_duty_kind_longest_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_duty_kind_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_kind")),
        sa.UniqueConstraint(
            "organisation_id", "name", name=op.f("uq_duty_kind_organisation_id_name")
        ),
    )
    with op.batch_alter_table("duty_kind", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duty_kind_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "holiday_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.CheckConstraint(
            "kind IN ('holiday', 'makeup', 'ordinary')", name=op.f("ck_holiday_mark_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_holiday_mark_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday_mark")),
        sa.UniqueConstraint(
            "organisation_id", "day", name=op.f("uq_holiday_mark_organisation_id_day")
        ),
    )
    op.create_table(
        "ledger_head",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_ledger_head_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "level_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 9", name=op.f("ck_level_rule_level")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_level_rule_minutes")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_level_rule_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_rule")),
        sa.UniqueConstraint(
            "organisation_id",
            "level",
            "valid_from",
            name=op.f("uq_level_rule_organisation_id_level_valid_from"),
        ),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=255), nullable=False),
        sa.Column("answers_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accept_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("only_wished", sa.Boolean(), nullable=False),
        sa.Column("house_limits", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('collecting', 'published', 'closed')", name=op.f("ck_period_state")
        ),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_period_days")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_period_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
    )
    with op.batch_alter_table("period", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_period_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("phone", sa.String(length=255), nullable=True),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=255), nullable=False),
        sa.Column("locale", sa.String(length=255), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("languages", sa.String(length=255), nullable=False),
        sa.Column("skills", sa.String(length=255), nullable=False),
        sa.Column("emergency_name", sa.String(length=255), nullable=False),
        sa.Column("emergency_phone", sa.String(length=255), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("opted_out", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["organisation.id"], name=op.f("fk_person_employer_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_person_fs_uniquifier")),
        sa.UniqueConstraint("number", name=op.f("uq_person_number")),
        sa.UniqueConstraint("phone", name=op.f("uq_person_phone")),
    )
    op.create_table(
        "roster_policy",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("minutes_day", sa.Integer(), nullable=True),
        sa.Column("minutes_week", sa.Integer(), nullable=True),
        sa.Column("rest_minutes", sa.Integer(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("days_of_seven", sa.Integer(), nullable=True),
        sa.Column("nights_in_row", sa.Integer(), nullable=True),
        sa.Column("nights_rest_minutes", sa.Integer(), nullable=False),
        sa.Column("experienced_times", sa.Integer(), nullable=False),
        sa.Column("experienced_months", sa.Integer(), nullable=False),
        sa.Column("daylight_from", sa.Integer(), nullable=False),
        sa.Column("daylight_to", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("daylight_from < daylight_to", name=op.f("ck_roster_policy_daylight")),
        sa.CheckConstraint(
            "experienced_times >= 1 AND experienced_months >= 1",
            name=op.f("ck_roster_policy_experienced"),
        ),
        sa.CheckConstraint(
            "rest_minutes >= 0 AND break_minutes >= 0", name=op.f("ck_roster_policy_rest")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_roster_policy_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_roster_policy")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("zone", sa.String(length=255), nullable=False),
        sa.Column("meeting_point", sa.String(length=255), nullable=False),
        sa.Column("meeting_point_en", sa.String(length=255), nullable=False),
        sa.Column("police_liaison", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_site_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_site_organisation_id_name")),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_site_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("join_code", sa.String(length=255), nullable=False),
        sa.Column("joinable", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_team_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["team.id"], name=op.f("fk_team_parent_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("join_code", name=op.f("uq_team_join_code")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_team_organisation_id_name")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_team_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=255), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role != 'lead' OR team_id IS NOT NULL", name=op.f("ck_appointment_lead_has_team")
        ),
        sa.CheckConstraint(
            "role IN ('lead', 'scheduler', 'organisation_admin', 'district_admin', 'auditor', 'privacy_officer', 'operator')",
            name=op.f("ck_appointment_role"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_appointment_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id_person")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_appointment_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_appointment_organisation_id_role", ["organisation_id", "role"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "busy_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(weekday IS NULL) != (first_day IS NULL)", name=op.f("ck_busy_window_weekly_or_dated")
        ),
        sa.CheckConstraint(
            "end_minute > start_minute AND end_minute <= 2880", name=op.f("ck_busy_window_times")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_busy_window_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_window")),
    )
    with op.batch_alter_table("busy_window", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_busy_window_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cap",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("minutes_week", sa.Integer(), nullable=True),
        sa.Column("shifts_month", sa.Integer(), nullable=True),
        sa.Column("minutes_period", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_cap_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_cap")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=255), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(
            "ix_consent_person_id_purpose_at", ["person_id", "purpose", "at"], unique=False
        )

    op.create_table(
        "dated_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.CheckConstraint("kind IN ('away', 'only', 'also')", name=op.f("ck_dated_window_kind")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_dated_window_days")),
        sa.CheckConstraint(
            "start_minute >= 0 AND end_minute > start_minute", name=op.f("ck_dated_window_times")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_dated_window_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_window")),
    )
    with op.batch_alter_table("dated_window", schema=None) as batch_op:
        batch_op.create_index("ix_dated_window_last_day", ["last_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_dated_window_person_id"), ["person_id"], unique=False)

    op.create_table(
        "holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_holding_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"],
            ["qualification.id"],
            name=op.f("fk_holding_qualification_id_qualification"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holding")),
        sa.UniqueConstraint(
            "person_id", "qualification_id", name=op.f("uq_holding_person_id_qualification_id")
        ),
    )
    with op.batch_alter_table("holding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holding_person_id"), ["person_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("digest", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("period_id", sa.Integer(), nullable=True),
        sa.Column("sheets", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('preview', 'confirmed', 'dropped')", name=op.f("ck_import_batch_state")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_import_batch_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_import_batch_period_id_period")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["person.id"], name=op.f("fk_import_batch_settled_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_import_batch_team_id_team")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["person.id"], name=op.f("fk_import_batch_uploaded_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(
            "ix_import_batch_organisation_id_created_at",
            ["organisation_id", "created_at"],
            unique=False,
        )

    op.create_table(
        "insurance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(length=255), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_insurance_days")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_insurance_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insurance")),
    )
    with op.batch_alter_table("insurance", schema=None) as batch_op:
        batch_op.create_index("ix_insurance_person_id_until", ["person_id", "until"], unique=False)

    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=True),
        sa.Column("locale", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("unique_key", sa.String(length=255), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_letter_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_letter_unique_key")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_person_id"), ["person_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("may_lead", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('applied', 'active', 'paused', 'left')", name=op.f("ck_membership_state")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_membership_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("team_id", "person_id", name=op.f("uq_membership_team_id_person_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("duty_kind_id", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("on_holidays", sa.Boolean(), nullable=False),
        sa.Column("on_makeup_days", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "end_minute > start_minute AND end_minute <= 2880", name=op.f("ck_pattern_end_minute")
        ),
        sa.CheckConstraint(
            "minimum >= 0 AND wanted >= minimum AND wanted >= 1", name=op.f("ck_pattern_crew")
        ),
        sa.CheckConstraint(
            "start_minute >= 0 AND start_minute < 1440", name=op.f("ck_pattern_start_minute")
        ),
        sa.ForeignKeyConstraint(
            ["duty_kind_id"], ["duty_kind.id"], name=op.f("fk_pattern_duty_kind_id_duty_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pattern_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_pattern_site_id_site")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_pattern_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pattern")),
    )
    with op.batch_alter_table("pattern", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pattern_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "period_answer",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sitting_out", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_period_answer_period_id_period")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_period_answer_person_id_person")
        ),
        sa.PrimaryKeyConstraint("period_id", "person_id", name=op.f("pk_period_answer")),
    )
    with op.batch_alter_table("period_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_answer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "period_team",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_period_team_period_id_period")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_period_team_team_id_team")),
        sa.PrimaryKeyConstraint("period_id", "team_id", name=op.f("pk_period_team")),
    )
    with op.batch_alter_table("period_team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_team_team_id"), ["team_id"], unique=False)

    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_publication_by_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_publication_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_publication_period_id_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("period_id", "number", name=op.f("uq_publication_period_id_number")),
        sa.UniqueConstraint("period_id", "version", name=op.f("uq_publication_period_id_version")),
    )
    op.create_table(
        "solve_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=255), nullable=True),
        sa.Column("bound", sa.Double(), nullable=True),
        sa.Column("gap", sa.Double(), nullable=True),
        sa.Column("took_seconds", sa.Double(), nullable=True),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("tiers", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("instance", sa.LargeBinary(), nullable=True),
        sa.Column("roster", sa.LargeBinary(), nullable=True),
        sa.Column("fault", sa.String(length=255), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_solve_run_state")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name=op.f("fk_solve_run_asked_by_person")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_solve_run_job_id_job")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_solve_run_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_solve_run_period_id_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solve_run")),
    )
    with op.batch_alter_table("solve_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_solve_run_period_id"), ["period_id"], unique=False)
        batch_op.create_index(
            "uq_solve_run_open",
            ["period_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('waiting', 'running')"),
            postgresql_where=sa.text("state IN ('waiting', 'running')"),
        )

    op.create_table(
        "weekly_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.CheckConstraint("grade BETWEEN -1 AND 1", name=op.f("ck_weekly_window_grade")),
        sa.CheckConstraint(
            "start_minute >= 0 AND start_minute < end_minute AND end_minute <= 1440",
            name=op.f("ck_weekly_window_times"),
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_weekly_window_weekday")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_weekly_window_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_window")),
    )
    with op.batch_alter_table("weekly_window", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weekly_window_person_id"), ["person_id"], unique=False)

    op.create_table(
        "wished_duty",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("duty_kind_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["duty_kind_id"], ["duty_kind.id"], name=op.f("fk_wished_duty_duty_kind_id_duty_kind")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_wished_duty_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "duty_kind_id", name=op.f("pk_wished_duty")),
    )
    with op.batch_alter_table("wished_duty", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wished_duty_duty_kind_id"), ["duty_kind_id"], unique=False
        )

    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("pattern_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("duty_kind_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=255), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("lead_seats", sa.Integer(), nullable=False),
        sa.Column("adults_only", sa.Boolean(), nullable=False),
        sa.Column("outdoor", sa.Boolean(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=255), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_shift_times")),
        sa.CheckConstraint(
            "minimum >= 0 AND wanted >= minimum AND wanted >= 1", name=op.f("ck_shift_crew")
        ),
        sa.ForeignKeyConstraint(
            ["duty_kind_id"], ["duty_kind.id"], name=op.f("fk_shift_duty_kind_id_duty_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_shift_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["pattern_id"], ["pattern.id"], name=op.f("fk_shift_pattern_id_pattern")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_shift_period_id_period")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_shift_site_id_site")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_shift_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint("period_id", "reference", name=op.f("uq_shift_period_id_reference")),
    )
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_shift_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_shift_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shift_starts"), ["starts"], unique=False)

    op.create_table(
        "check_point",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_check_point_shift_id_shift")
        ),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_check_point")),
    )
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("override_reason", sa.String(length=255), nullable=False),
        sa.Column("overrides", sa.JSON(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_placement_period_id_period")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_placement_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_placement_shift_id_shift")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("shift_id", "person_id", name=op.f("uq_placement_shift_id_person_id")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_shift_id"), ["shift_id"], unique=False)

    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("self_chosen", sa.Boolean(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.CheckConstraint("held = (state IN ('offered', 'accepted'))", name=op.f("ck_seat_held")),
        sa.CheckConstraint(
            "state IN ('offered', 'accepted', 'declined', 'withdrawn', 'released', 'lapsed')",
            name=op.f("ck_seat_state"),
        ),
        sa.CheckConstraint("ends > starts", name=op.f("ck_seat_times")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_seat_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_seat_period_id_period")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_seat_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_seat_publication_id_publication")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_seat_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_seat_person_id_starts", ["person_id", "starts"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_shift_id"), ["shift_id"], unique=False)
        batch_op.create_index(
            "uq_seat_held",
            ["shift_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("held"),
            postgresql_where=sa.text("held"),
        )

    op.create_table(
        "shift_close",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["person.id"], name=op.f("fk_shift_close_closed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_shift_close_shift_id_shift")
        ),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_shift_close")),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("arrived", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_evidence", sa.String(length=255), nullable=True),
        sa.Column("left_evidence", sa.String(length=255), nullable=True),
        sa.Column("arrived_by", sa.Integer(), nullable=True),
        sa.Column("left_by", sa.Integer(), nullable=True),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("paid_time", sa.Boolean(), nullable=False),
        sa.Column("absence", sa.String(length=255), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('here', 'left', 'absent', 'excused', 'confirmed')",
            name=op.f("ck_attendance_state"),
        ),
        sa.CheckConstraint(
            '"left" IS NULL OR arrived IS NOT NULL', name=op.f("ck_attendance_order")
        ),
        sa.CheckConstraint("break_minutes >= 0", name=op.f("ck_attendance_break_minutes")),
        sa.ForeignKeyConstraint(
            ["arrived_by"], ["person.id"], name=op.f("fk_attendance_arrived_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name=op.f("fk_attendance_confirmed_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["left_by"], ["person.id"], name=op.f("fk_attendance_left_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_attendance_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_attendance_seat_id_seat")),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_attendance_shift_id_shift")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("seat_id", name=op.f("uq_attendance_seat_id")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attendance_organisation_id_state", ["organisation_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attendance_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_shift_id"), ["shift_id"], unique=False)

    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("duty_kind_id", sa.Integer(), nullable=True),
        sa.Column("attendance_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", sa.String(length=255), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("verified_by", sa.Integer(), nullable=True),
        sa.Column("second_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(length=255), nullable=False),
        sa.Column("digest", sa.String(length=255), nullable=False),
        sa.CheckConstraint(
            "(kind = 'correction') = (corrects_id IS NOT NULL)",
            name=op.f("ck_ledger_entry_corrects"),
        ),
        sa.CheckConstraint(
            "kind = 'correction' OR minutes >= 0", name=op.f("ck_ledger_entry_minutes")
        ),
        sa.CheckConstraint(
            "kind IN ('service', 'correction', 'carried')", name=op.f("ck_ledger_entry_kind")
        ),
        sa.CheckConstraint(
            "second_by IS NULL OR second_by != person_id",
            name=op.f("ck_ledger_entry_second_not_own"),
        ),
        sa.CheckConstraint(
            "verified_by IS NULL OR verified_by != person_id", name=op.f("ck_ledger_entry_not_own")
        ),
        sa.ForeignKeyConstraint(
            ["attendance_id"],
            ["attendance.id"],
            name=op.f("fk_ledger_entry_attendance_id_attendance"),
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["ledger_entry.id"],
            name=op.f("fk_ledger_entry_corrects_id_ledger_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["duty_kind_id"], ["duty_kind.id"], name=op.f("fk_ledger_entry_duty_kind_id_duty_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_ledger_entry_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ledger_entry_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["second_by"], ["person.id"], name=op.f("fk_ledger_entry_second_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_ledger_entry_team_id_team")
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"], ["person.id"], name=op.f("fk_ledger_entry_verified_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint(
            "attendance_id", "kind", name=op.f("uq_ledger_entry_attendance_id_kind")
        ),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_ledger_entry_organisation_id_number")
        ),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ledger_entry_organisation_id_served_on",
            ["organisation_id", "served_on"],
            unique=False,
        )
        batch_op.create_index(
            "ix_ledger_entry_person_id_served_on", ["person_id", "served_on"], unique=False
        )

    op.create_table(
        "hours_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'answered')", name=op.f("ck_hours_question_state")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_hours_question_answered_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entry.id"], name=op.f("fk_hours_question_entry_id_ledger_entry")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_hours_question_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hours_question_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_hours_question_team_id_team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_question")),
    )
    with op.batch_alter_table("hours_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hours_question_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hours_question_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "waiting_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=255), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=255), nullable=False),
        sa.CheckConstraint(
            "kind IN ('long_day', 'make_up', 'correction')", name=op.f("ck_waiting_minutes_kind")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'approved', 'refused')", name=op.f("ck_waiting_minutes_state")
        ),
        sa.CheckConstraint("level IN (2, 3)", name=op.f("ck_waiting_minutes_level")),
        sa.ForeignKeyConstraint(
            ["attendance_id"],
            ["attendance.id"],
            name=op.f("fk_waiting_minutes_attendance_id_attendance"),
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["ledger_entry.id"],
            name=op.f("fk_waiting_minutes_corrects_id_ledger_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_waiting_minutes_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_waiting_minutes_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_waiting_minutes_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["person.id"], name=op.f("fk_waiting_minutes_proposed_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_minutes")),
    )
    with op.batch_alter_table("waiting_minutes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_waiting_minutes_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_waiting_minutes_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            "uq_waiting_minutes_attendance_id",
            ["attendance_id"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            "uq_waiting_minutes_corrects_id",
            ["corrects_id"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRES_GUARDS
    for guard in guards:
        op.execute(sa.DDL(guard))


def downgrade():
    with op.batch_alter_table("waiting_minutes", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_waiting_minutes_corrects_id",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(
            "uq_waiting_minutes_attendance_id",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_waiting_minutes_person_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_minutes_organisation_id"))

    op.drop_table("waiting_minutes")
    with op.batch_alter_table("hours_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hours_question_person_id"))
        batch_op.drop_index(batch_op.f("ix_hours_question_organisation_id"))

    op.drop_table("hours_question")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_person_id_served_on")
        batch_op.drop_index("ix_ledger_entry_organisation_id_served_on")

    op.drop_table("ledger_entry")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_shift_id"))
        batch_op.drop_index(batch_op.f("ix_attendance_person_id"))
        batch_op.drop_index("ix_attendance_organisation_id_state")

    op.drop_table("attendance")
    op.drop_table("shift_close")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_seat_held", sqlite_where=sa.text("held"), postgresql_where=sa.text("held")
        )
        batch_op.drop_index(batch_op.f("ix_seat_shift_id"))
        batch_op.drop_index("ix_seat_person_id_starts")
        batch_op.drop_index(batch_op.f("ix_seat_person_id"))
        batch_op.drop_index(batch_op.f("ix_seat_period_id"))

    op.drop_table("seat")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_shift_id"))
        batch_op.drop_index(batch_op.f("ix_placement_person_id"))
        batch_op.drop_index(batch_op.f("ix_placement_period_id"))

    op.drop_table("placement")
    op.drop_table("check_point")
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shift_starts"))
        batch_op.drop_index(batch_op.f("ix_shift_period_id"))
        batch_op.drop_index(batch_op.f("ix_shift_organisation_id"))

    op.drop_table("shift")
    with op.batch_alter_table("wished_duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wished_duty_duty_kind_id"))

    op.drop_table("wished_duty")
    with op.batch_alter_table("weekly_window", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weekly_window_person_id"))

    op.drop_table("weekly_window")
    with op.batch_alter_table("solve_run", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_solve_run_open",
            sqlite_where=sa.text("state IN ('waiting', 'running')"),
            postgresql_where=sa.text("state IN ('waiting', 'running')"),
        )
        batch_op.drop_index(batch_op.f("ix_solve_run_period_id"))

    op.drop_table("solve_run")
    op.drop_table("publication")
    with op.batch_alter_table("period_team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_period_team_team_id"))

    op.drop_table("period_team")
    with op.batch_alter_table("period_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_period_answer_person_id"))

    op.drop_table("period_answer")
    with op.batch_alter_table("pattern", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pattern_organisation_id"))

    op.drop_table("pattern")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))

    op.drop_table("membership")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_person_id"))

    op.drop_table("letter")
    with op.batch_alter_table("insurance", schema=None) as batch_op:
        batch_op.drop_index("ix_insurance_person_id_until")

    op.drop_table("insurance")
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.drop_index("ix_import_batch_organisation_id_created_at")

    op.drop_table("import_batch")
    with op.batch_alter_table("holding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holding_person_id"))

    op.drop_table("holding")
    with op.batch_alter_table("dated_window", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dated_window_person_id"))
        batch_op.drop_index("ix_dated_window_last_day")

    op.drop_table("dated_window")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_person_id_purpose_at")

    op.drop_table("consent")
    op.drop_table("cap")
    with op.batch_alter_table("busy_window", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_busy_window_person_id"))

    op.drop_table("busy_window")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_person_id"))
        batch_op.drop_index("ix_appointment_organisation_id_role")

    op.drop_table("appointment")
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_organisation_id"))

    op.drop_table("team")
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_organisation_id"))

    op.drop_table("site")
    op.drop_table("roster_policy")
    op.drop_table("person")
    with op.batch_alter_table("period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_period_organisation_id"))

    op.drop_table("period")
    op.drop_table("level_rule")
    op.drop_table("ledger_head")
    op.drop_table("holiday_mark")
    with op.batch_alter_table("duty_kind", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_kind_organisation_id"))

    op.drop_table("duty_kind")
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_try_address_at")
        batch_op.drop_index("ix_sign_in_try_account_at")

    op.drop_table("sign_in_try")
    op.drop_table("qualification")
    op.drop_table("organisation")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_state_run_after")

    op.drop_table("job")
    with op.batch_alter_table("ended_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ended_session_until"))

    op.drop_table("ended_session")
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_line_thing_thing_id")
        batch_op.drop_index("ix_audit_line_subject_id_at")
        batch_op.drop_index("ix_audit_line_organisation_id_at")

    op.drop_table("audit_line")
    if op.get_bind().dialect.name == "postgresql":
        for function in POSTGRES_FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")
