"""The seeded duty kinds and qualifications."""

from volunteer_app.db import db
from volunteer_app.teams.actions.seeds import SEEDS, seed_duty_kinds
from volunteer_app.teams.models import DutyKind
from volunteer_app.training.actions.seeds import seed_qualifications
from volunteer_app.training.models import Qualification


def test_seeding_twice_changes_nothing(make):
    organisation = make.organisation()
    first = seed_duty_kinds(organisation, qualifications=seed_qualifications())
    second = seed_duty_kinds(organisation, qualifications=seed_qualifications())
    assert {kind.id for kind in first.values()} == {kind.id for kind in second.values()}
    assert len(db.session.scalars(db.select(DutyKind)).all()) == len(SEEDS)


def test_road_duty_asks_for_training_insurance_adults_and_company(make):
    qualifications = seed_qualifications()
    traffic = seed_duty_kinds(make.organisation(), qualifications=qualifications)["traffic"]
    assert traffic.needs == [qualifications["road"]]
    assert traffic.insured
    assert traffic.adults_only
    assert traffic.least_crew == 2
    assert traffic.longest_minutes == 150


def test_a_kind_of_the_same_name_is_kept_as_it_is(make):
    organisation = make.organisation()
    own = make.duty_kind(organisation, name="交通劝导", least_crew=5)
    laid = seed_duty_kinds(organisation, qualifications=seed_qualifications())
    assert laid["traffic"].id == own.id
    assert own.least_crew == 5


def test_a_new_organisation_asks_for_no_experience_a_seasoned_one_does(make):
    qualifications = seed_qualifications()
    new = seed_duty_kinds(make.organisation(), qualifications=qualifications)
    old = seed_duty_kinds(make.organisation(), qualifications=qualifications, seasoned=True)
    assert (new["traffic"].experienced, old["traffic"].experienced) == (0, 1)


def test_a_qualification_of_the_same_name_is_taken(make):
    own = make.qualification(name="急救", code="aid")
    assert seed_qualifications()["first_aid"] == own.id
    assert len(db.session.scalars(db.select(Qualification).filter_by(name="急救")).all()) == 1
