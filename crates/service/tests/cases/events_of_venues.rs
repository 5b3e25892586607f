//! Events that name a venue of the register: held against the visits of its day, corrected, taken back, and refused.

use domain::ids::{OrganisationId, PersonId, StaffId, VenueId};
use domain::log::{By, Purpose};
use domain::organisation::OrganisationKind;
use domain::proposal::ProposalState;
use domain::state::State;
use domain::time::Instant;
use domain::venue::{Position, VenueKind, VenueVisit};
use service::{ContactStanding, Error, ProposalAsked, TooMany};
use storage::{LogLine, OrganisationRow, VenueRow};

use crate::events::{asked_for, train};
use crate::proposals::Town;
use crate::support::{at, code, day, minutes_after, number, says, told, wait};

pub(crate) const NOW: &str = "2022-07-14 09:00";
const HEAD: &str = "id,kind,number,date,seat,air,venue,place,from,to,register,withdrawn";
pub(crate) const RESTAURANT: VenueId = VenueId(4_711);

/// A case ate there.
pub(crate) fn ate(from: &str, to: &str) -> String {
    format!("R1,venue,,,,,知味观,restaurant,2022-07-12 {from},2022-07-12 {to},4711,")
}

pub(crate) fn file(lines: &[&str]) -> ProposalAsked {
    asked_for(format!("{HEAD}\n{}\n", lines.join("\n")))
}

impl Town {
    /// A restaurant of Hangzhou with a code, which closes at 22:00.
    pub(crate) fn with_restaurant() -> Self {
        let town = Self::new();
        town.opens(RESTAURANT, VenueKind::Restaurant, "知味观");
        town
    }

    /// A place of Hangzhou gets a code.
    pub(crate) fn opens(&self, id: VenueId, kind: VenueKind, name: &str) {
        let made = at("2022-07-01 09:00");
        let owner = OrganisationRow {
            id: OrganisationId(id.0),
            kind: OrganisationKind::Enterprise,
            name: format!("{name}公司"),
            division: code("330106"),
            manager: StaffId(1),
            made,
        };
        let venue = VenueRow {
            id,
            organisation: owner.id,
            kind,
            name: name.to_owned(),
            position: Position::new(3_026_000, 12_015_000).unwrap(),
            closes: 22 * 60,
            made,
            edition: 0,
            device: None,
            closed: None,
        };
        let line = |id| LogLine {
            id,
            server: 1,
            instant: made,
            alias: None,
            by: By::System,
            purpose: Purpose::Automatic,
            action: "register organisation".to_owned(),
            digest: [0; storage::DIGEST],
        };
        let store = self.world.service.store();
        let first = id.0 * 10;
        wait(store.write(store.add_organisation(&owner, &line(first)))).unwrap();
        wait(store.write(store.add_venue(&venue, &line(first + 1)))).unwrap();
    }

    /// Somebody of Hangzhou was there, as their phone proved it on the spot.
    pub(crate) fn guest(&self, id: i64, from: &str, left: Option<&str>) -> PersonId {
        let home = says("330100", "330106");
        let person = self.world.who(&home, at("2022-07-11 09:00"));
        self.visit(person, id, (from, left));
        person
    }

    pub(crate) fn visit(&self, person: PersonId, id: i64, times: (&str, Option<&str>)) {
        self.visit_at(RESTAURANT, person, id, times);
    }

    /// Somebody was at a place, likewise.
    pub(crate) fn visit_at(
        &self,
        venue: VenueId,
        person: PersonId,
        id: i64,
        (from, left): (&str, Option<&str>),
    ) {
        let (store, from) = (self.world.service.store(), at(from));
        let on = from.date();
        wait(store.write(store.make_day_keys(&[on]))).unwrap();
        let (keys, _) = wait(store.day_keys(on, on)).unwrap();
        let visit = VenueVisit {
            venue,
            day: on,
            id,
            person,
            from,
            left: left.map(at),
        };
        let kept = store.keep_venue_visit(&visit, &keys[0]).unwrap();
        wait(store.write(kept)).unwrap();
    }

    /// Two agree to a file of events.
    pub(crate) fn bring(&self, lines: &[&str], now: Instant) {
        let seen = self.world.propose(&self.officials[0], &file(lines), now);
        self.agree(number(&seen.unwrap()), now);
    }

    pub(crate) fn colour(&self, person: PersonId, now: Instant) -> State {
        self.world.rate(person, now).state
    }
}

#[test]
fn n_5_who_was_at_a_venue_together_with_a_case_is_found_and_nobody_else() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let together = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    let forgot = town.guest(2, "2022-07-12 11:30", None);
    let before = town.guest(3, "2022-07-12 11:00", Some("2022-07-12 12:00"));
    let after = town.guest(4, "2022-07-12 13:00", None);
    let next_day = town.guest(5, "2022-07-13 12:20", None);
    let seen = town
        .world
        .propose(&town.officials[0], &file(&[&ate("12:00", "13:00")]), now)
        .unwrap();
    assert_eq!(seen.effect.worse, 2, "who changes colour is said before");
    assert_eq!(town.colour(together, now), State::Green);
    town.agree(number(&seen), now);
    for person in [together, forgot] {
        let decision = town.world.rate(person, now);
        assert_eq!(told(&decision), "red [contact-close] until 2022-07-28");
    }
    for person in [before, after, next_day, town.person] {
        assert_eq!(town.colour(person, now), State::Green);
        assert!(
            town.world.record(person).visits.is_empty(),
            "nothing of theirs is opened"
        );
    }
    let read = town.contacts(together, now);
    assert_eq!(read.standing, ContactStanding::Close);
    let exposure = &read.exposures[0];
    assert_eq!(exposure.event.as_ref().unwrap().venue, "知味观");
    assert_eq!(exposure.rule.as_ref().unwrap().id, "venue-closed");
    let visit = exposure.visit.as_ref().unwrap();
    assert_eq!(visit.from_ms, at("2022-07-12 12:20").ms());
    assert_eq!(visit.left_ms, Some(at("2022-07-12 13:10").ms()));
    let store = town.world.service.store();
    let lines = wait(store.lines_of(together, None, 10)).unwrap();
    let met = lines.iter().any(|line| line.action == "visit met");
    assert!(met, "the person reads that a visit of theirs was opened");
}

#[test]
fn s2_15_a_venues_event_that_is_moved_or_taken_back_takes_its_colours_along() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let noon = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    let evening = town.guest(2, "2022-07-12 18:20", Some("2022-07-12 19:00"));
    let both = town.guest(3, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    let ride = says("330100", "330106").rode("G2035", "2022-07-12", "10车5F");
    town.world.declare(both, &ride, at("2022-07-13 09:00"));
    town.bring(&[&ate("12:00", "13:00")], now);
    town.events(&[train("T1", "G2035", "2022-07-12", "10号车厢")], now);
    assert_eq!(town.colour(noon, now), State::Red);
    assert_eq!(town.colour(evening, now), State::Green);
    // It was in the evening.
    let later = minutes_after(now, 60);
    town.bring(&[&ate("18:00", "19:00")], later);
    assert_eq!(town.colour(noon, later), State::Green);
    assert_eq!(town.colour(evening, later), State::Red);
    assert_eq!(town.colour(both, later), State::Red, "the train is left");
    // It was not there at all.
    let last = minutes_after(now, 120);
    town.bring(&["R1,,,,,,,,,,,yes"], last);
    assert_eq!(town.colour(evening, last), State::Green);
    assert_eq!(town.colour(both, last), State::Red);
}

#[test]
fn n_5_a_phone_that_names_all_its_visits_alike_hides_none_of_them() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(7, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.visit(guest, 7, ("2022-07-13 12:20", None));
    let next_day = ate("12:00", "13:00").replace("R1", "R2");
    let next_day = next_day.replace("2022-07-12", "2022-07-13");
    town.bring(&[&ate("12:00", "13:00")], now);
    town.bring(&[&next_day], minutes_after(now, 5));
    let read = town.contacts(guest, minutes_after(now, 6));
    assert_eq!(read.exposures.len(), 2, "{:?}", read.exposures);
    town.bring(&["R2,,,,,,,,,,,yes"], minutes_after(now, 10));
    assert_eq!(town.colour(guest, minutes_after(now, 11)), State::Red);
}

#[test]
fn n_8_what_an_event_met_stands_when_the_key_of_its_day_is_gone_and_is_taken_back_with_the_event() {
    let (town, now) = (Town::with_restaurant(), at("2022-07-22 09:00"));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    let later = at("2022-07-27 09:00");
    wait(town.world.service.sweep(later)).unwrap();
    let store = town.world.service.store();
    let (left, _) = wait(store.venue_visits(RESTAURANT, day("2022-07-12"))).unwrap();
    assert!(left.is_empty());
    assert_eq!(town.contacts(guest, later).standing, ContactStanding::Close);
    town.bring(&["R1,,,,,,,,,,,yes"], later);
    assert_eq!(
        town.contacts(guest, later).standing,
        ContactStanding::NothingDeclared
    );
    assert_eq!(town.colour(guest, later), State::Green);
    // The file dies after 180 days, and what it met with it.
    for (days, kept) in [(180, 1), (181, 0)] {
        let end = now.plus_ms(days * 86_400_000);
        wait(town.world.service.sweep(end)).unwrap();
        for table in ["met_visit", "met_by_venue_day"] {
            let count = format!("SELECT count(*) FROM {table}");
            let left: i64 = town
                .world
                .sql()
                .query_row(&count, [], |row| row.get(0))
                .unwrap();
            assert_eq!(left, kept, "{table} after {days} days");
        }
    }
}

#[test]
fn n_8_whose_rows_do_not_hold_stops_the_forgetting_of_nobody_else() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guests: Vec<PersonId> = (1..=3)
        .map(|id| town.guest(id, "2022-07-12 12:20", Some("2022-07-12 13:10")))
        .collect();
    town.bring(&[&ate("12:00", "13:00")], now);
    let first = guests.iter().min().unwrap();
    let altered = "UPDATE met_visit SET key_id = key_id + 1 WHERE person_id = ?1";
    assert_eq!(town.world.sql().execute(altered, [first.0]).unwrap(), 1);
    wait(town.world.service.sweep(now.plus_ms(181 * 86_400_000))).unwrap();
    let left = "SELECT person_id FROM met_visit";
    let left = town
        .world
        .sql()
        .query_row(left, [], |row| row.get::<_, i64>(0));
    assert_eq!(left.unwrap(), first.0);
}

#[test]
fn n_6_a_venues_event_laid_over_three_hundred_waits_for_a_third() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guests: Vec<PersonId> = (1..=301)
        .map(|id| town.guest(id, "2022-07-12 12:20", Some("2022-07-12 12:40")))
        .collect();
    let asked = file(&[&ate("12:00", "13:00")]);
    let seen = town.world.propose(&town.officials[0], &asked, now).unwrap();
    assert!(seen.held && seen.effect.worse == 301, "{:?}", seen.effect);
    let id = number(&seen);
    town.agree(id, now);
    assert!(
        guests
            .iter()
            .all(|who| town.colour(*who, now) == State::Green)
    );
    town.agree(id, now);
    assert_eq!(town.world.proposal_state(id), ProposalState::Confirmed);
    assert!(
        guests
            .iter()
            .all(|who| town.colour(*who, now) == State::Red)
    );
}

#[test]
fn s2_4_nobody_follows_a_venues_guests_by_trying_events_hour_by_hour() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    let draft = |from: &str, to: &str, now: Instant| {
        let asked = file(&[&ate(from, to)]);
        let official = &town.officials[0].member;
        wait(town.world.service.draft_proposal(official, &asked, now)).map(|_| ())
    };
    for (from, to, field) in [("12:10", "13:00", "from"), ("12:00", "12:20:30", "to")] {
        let Err(Error::Invalid(problems)) = draft(from, to, now) else {
            panic!("no minute can be tried");
        };
        assert_eq!(problems[0].field, format!("what.text[2].{field}"));
    }
    // What closes the place cuts the end short, and is no finer than the end.
    let closed = |closes: &str| {
        let head = "id,kind,venue,place,from,to,closes,register";
        let times = "2022-07-12 18:00,2022-07-12 18:30";
        let asked = asked_for(format!(
            "{head}\nR1,venue,知味观,restaurant,{times},2022-07-12 {closes},4711\n"
        ));
        let official = &town.officials[1].member;
        wait(town.world.service.draft_proposal(official, &asked, now)).map(|_| ())
    };
    for closes in ["18:07", "18:30:01"] {
        let Err(Error::Invalid(problems)) = closed(closes) else {
            panic!("no minute can be tried by closing");
        };
        assert_eq!(problems[0].field, "what.text[2].closes");
    }
    closed("22:00").unwrap();
    for hour in 8..18 {
        draft(&format!("{hour:02}:00"), &format!("{hour:02}:30"), now).unwrap();
    }
    let what = TooMany::VenueOpenings;
    for again in [now, at("2022-07-14 23:59")] {
        let refused = draft("18:00", "18:30", again);
        assert!(matches!(refused, Err(Error::TooMany { what: found, .. }) if found == what));
    }
    draft("18:00", "18:30", at("2022-07-15 09:00")).expect("the next day begins anew");
    // Another member is not kept out.
    let asked = file(&[&ate("12:00", "13:00")]);
    let other = town.world.propose(&town.officials[1], &asked, now);
    assert_eq!(other.unwrap().effect.worse, 1);
}

#[test]
fn n_5_an_event_of_no_venue_of_the_division_is_refused_by_line_and_field() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let unknown = ate("12:00", "13:00").replace("4711", "4712");
    let office = ate("12:00", "13:00").replace("restaurant", "office");
    let square = ate("12:00", "19:00");
    for (line, field) in [(unknown, "register"), (office, "place"), (square, "to")] {
        let refused = town.world.propose(&town.officials[0], &file(&[&line]), now);
        let Err(Error::Invalid(problems)) = refused else {
            panic!("it is refused");
        };
        assert_eq!(problems[0].field, format!("what.text[2].{field}"));
    }
    let elsewhere = ProposalAsked {
        place: code("330200"),
        ..file(&[&ate("12:00", "13:00")])
    };
    let refused = town.world.propose(&town.officials[0], &elsewhere, now);
    assert!(refused.is_err(), "another city's venues are not there");
}

#[test]
fn s2_4_erasing_oneself_leaves_a_visitor_who_is_a_contact_where_they_were() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    let guest = town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    town.bring(&[&ate("12:00", "13:00")], now);
    assert_eq!(town.colour(guest, now), State::Red);
    town.world.erase(guest, now);
    assert_eq!(
        town.world.record(guest).visits.len(),
        1,
        "the order rests on it"
    );
    let green = town.guest(2, "2022-07-12 18:20", None);
    town.bring(&[&ate("18:00", "19:00")], minutes_after(now, 5));
    town.bring(&["R1,,,,,,,,,,,yes"], minutes_after(now, 10));
    town.world.erase(green, minutes_after(now, 15));
    let left: i64 = town
        .world
        .sql()
        .query_row(
            "SELECT count(*) FROM met_visit WHERE person_id = ?1",
            [green.0],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
}
