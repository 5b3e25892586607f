//! Events of cases: proposed with their effect, held against journeys, corrected, taken back.

use domain::contact::ConveyanceKind;
use domain::ids::{PersonId, ProposalId};
use domain::proposal::{Basis, ProposalState};
use domain::state::State;
use domain::time::Instant;
use service::{ContactStanding, ContactsTold, Error, ProposalAsked, WhatAsked};

use crate::proposals::Town;
use crate::support::{at, code, day, minutes_after, number, rules, says, told, wait};

pub(crate) const NOW: &str = "2022-07-14 09:00";
const HEAD: &str = "id,kind,number,date,seat,air,venue,place,from,to,withdrawn";

/// A train in which a case was.
pub(crate) fn train(name: &str, number: &str, date: &str, seat: &str) -> String {
    format!("{name},train,{number},{date},{seat},,,,,,")
}

fn taken_back(name: &str) -> String {
    format!("{name},,,,,,,,,,yes")
}

pub(crate) fn file(lines: &[String]) -> String {
    format!("{HEAD}\n{}\n", lines.join("\n"))
}

fn asked(lines: &[String]) -> ProposalAsked {
    asked_for(file(lines))
}

/// A file of events, as an official of Hangzhou asks for it.
pub(crate) fn asked_for(text: String) -> ProposalAsked {
    ProposalAsked {
        what: WhatAsked::Events {
            file: "events.csv".to_owned(),
            text,
        },
        why: "流行病学调查".to_owned(),
        basis: Basis::InfectiousDiseases39,
        end: day("2022-12-31"),
        place: code("330100"),
    }
}

impl Town {
    /// Events that two agree to.
    pub(crate) fn events(&self, lines: &[String], now: Instant) -> ProposalId {
        let seen = self
            .world
            .propose(&self.officials[0], &asked(lines), now)
            .unwrap();
        let id = number(&seen);
        self.agree(id, now);
        id
    }

    /// Somebody of Hangzhou who sat there.
    pub(crate) fn rider(&self, train: &str, date: &str, seat: &str) -> PersonId {
        let words = says("330100", "330106").rode(train, date, seat);
        self.world.who(&words, at("2022-07-13 09:00"))
    }

    pub(crate) fn contacts(&self, person: PersonId, now: Instant) -> ContactsTold {
        wait(self.world.service.my_contacts(person, now)).unwrap()
    }
}

#[test]
fn s2_15_an_event_colours_the_carriage_tells_the_next_one_and_touches_nobody_else() {
    let (town, now) = (Town::new(), at(NOW));
    let same = town.rider("G2035", "2022-07-12", "10车5F");
    let next = town.rider("G2035", "2022-07-12", "11车5F");
    let unknown = town.rider("G2035", "2022-07-12", "");
    let day_before = town.rider("G2035", "2022-07-11", "10车5F");
    let lines = [train("T1", "G2035", "2022-07-12", "10号车厢")];
    let draft = asked(&lines);
    let draft = town
        .world
        .service
        .draft_proposal(&town.officials[0].member, &draft, now);
    let draft = wait(draft).unwrap();
    assert_eq!(draft.effect.worse, 1, "who changes colour is said before");
    let read_back = draft.events[0].event.as_ref().unwrap();
    assert_eq!(read_back.number, "G2035");
    let mut rules = read_back.rules.iter().map(|rule| rule.id.as_str());
    assert!(rules.any(|id| id == "train-sealed-carriage"));
    town.events(&lines, now);
    let decision = town.world.rate(same, now);
    assert_eq!(told(&decision), "red [contact-close] until 2022-07-28");
    for other in [next, unknown, day_before, town.person] {
        assert_eq!(town.world.rate(other, now).state, State::Green);
    }
    let read = town.contacts(same, now);
    assert_eq!(read.standing, ContactStanding::Close);
    let exposure = &read.exposures[0];
    assert_eq!(exposure.rule.as_ref().unwrap().id, "train-sealed-carriage");
    assert_eq!(exposure.event.as_ref().unwrap().number, "G2035");
    assert_eq!(
        (exposure.on, exposure.known),
        (day("2022-07-12"), day("2022-07-14"))
    );
    assert_eq!(exposure.effects[0].until, Some(day("2022-07-28")));
    assert_eq!(town.contacts(next, now).standing, ContactStanding::General);
    let read = town.contacts(unknown, now);
    assert_eq!(read.standing, ContactStanding::General);
    assert!(
        read.exposures[0]
            .missing_text
            .as_ref()
            .unwrap()
            .en
            .contains("carriage")
    );
    assert_eq!(
        town.contacts(day_before, now).standing,
        ContactStanding::None
    );
    assert_eq!(
        town.contacts(town.person, now).standing,
        ContactStanding::NothingDeclared
    );
}

#[test]
fn s2_15_an_event_that_is_taken_back_takes_exactly_what_it_alone_caused() {
    let (town, now) = (Town::new(), at(NOW));
    let one = town.rider("G2035", "2022-07-12", "10车5F");
    let words = says("330100", "330106")
        .rode("G2035", "2022-07-12", "10车6F")
        .rode("G7511", "2022-07-13", "3车1A");
    let both = town.world.who(&words, at("2022-07-13 20:00"));
    town.events(
        &[
            train("T1", "G2035", "2022-07-12", "10号车厢"),
            train("T2", "G7511", "2022-07-13", "3号车厢"),
        ],
        now,
    );
    let state = |person, now| town.world.rate(person, now).state;
    assert_eq!(
        (state(one, now), state(both, now)),
        (State::Red, State::Red)
    );
    let later = minutes_after(now, 60);
    town.events(&[taken_back("T1")], later);
    assert_eq!(
        (state(one, later), state(both, later)),
        (State::Green, State::Red)
    );
    assert!(
        town.world
            .orders(one)
            .iter()
            .all(|order| order.is_withdrawn())
    );
    assert_eq!(town.contacts(both, later).exposures.len(), 1);
    let last = minutes_after(later, 60);
    town.events(&[taken_back("T2")], last);
    assert_eq!(state(both, last), State::Green);
}

#[test]
fn s2_15_a_corrected_event_moves_the_colours_and_keeps_the_days_of_whom_it_still_touches() {
    let (town, now) = (Town::new(), at(NOW));
    let ten = town.rider("G2035", "2022-07-12", "10车5F");
    let eleven = town.rider("G2035", "2022-07-12", "11车5F");
    let twelve = town.rider("G2035", "2022-07-12", "12车5F");
    town.events(&[train("T1", "G2035", "2022-07-12", "10、11号车厢")], now);
    let later = at("2022-07-15 09:00");
    town.events(&[train("T1", "G2035", "2022-07-12", "11、12号车厢")], later);
    let read = |person| told(&town.world.rate(person, later));
    assert_eq!(town.world.rate(ten, later).state, State::Green);
    assert_eq!(read(eleven), "red [contact-close] until 2022-07-28");
    assert_eq!(read(twelve), "red [contact-close] until 2022-07-29");
    assert_eq!(
        town.world.orders(eleven).len(),
        1,
        "no order is opened anew"
    );
    assert!(
        town.contacts(eleven, later).exposures[0]
            .event
            .as_ref()
            .unwrap()
            .corrected
    );
}

#[test]
fn s2_15_a_journey_that_is_declared_later_finds_the_event_that_is_there() {
    let (town, now) = (Town::new(), at(NOW));
    town.events(&[train("T1", "G2035", "2022-07-12", "10号车厢")], now);
    let later = at("2022-07-16 09:00");
    let words = says("330100", "330106").rode("Ｇ2035", "2022-07-12", "10车厢");
    let who = town.world.who(&words, later);
    let decision = town.world.rate(who, later);
    assert_eq!(rules(&decision), ["contact-close"]);
    assert_eq!(
        town.contacts(who, later).exposures[0].known,
        day("2022-07-16")
    );
    let corrected = says("330100", "330106");
    let correction = crate::support::correction(&words, &corrected, None);
    wait(
        town.world
            .service
            .correct(who, &correction, minutes_after(later, 5)),
    )
    .unwrap();
    assert_eq!(
        town.world.rate(who, minutes_after(later, 6)).state,
        State::Green
    );
}

#[test]
fn n_6_an_event_laid_over_a_gathering_waits_for_a_third_and_colours_nobody_before() {
    let (town, now) = (Town::new(), at(NOW));
    let coach = |n: usize| {
        says("330100", "330106").travelled(
            ConveyanceKind::Coach,
            "浙A12345",
            "2022-07-12",
            &format!("{}号", n % 50 + 1),
        )
    };
    let people: Vec<PersonId> = (0..301)
        .map(|n| town.world.who(&coach(n), at("2022-07-13 09:00")))
        .collect();
    let line = "C1,coach,浙A12345,2022-07-12,,sealed,,,,,".to_owned();
    let seen = town.world.propose(&town.officials[0], &asked(&[line]), now);
    let seen = seen.unwrap();
    assert!(seen.held && seen.effect.worse == 301, "{:?}", seen.effect);
    let id = number(&seen);
    town.agree(id, now);
    let state = |person: &PersonId| town.world.rate(*person, now).state;
    assert!(people.iter().all(|person| state(person) == State::Green));
    town.agree(id, now);
    assert_eq!(town.world.proposal_state(id), ProposalState::Confirmed);
    assert!(people.iter().all(|person| state(person) == State::Red));
}

#[test]
fn s2_15_a_file_with_a_fault_is_refused_by_line_and_field_and_brings_nothing() {
    let (town, now) = (Town::new(), at(NOW));
    let good = train("T1", "G2035", "2022-07-12", "10号车厢");
    let long = "R1,venue,,,,,体育场,entertainment,2022-07-12 08:00,2022-07-12 20:00,".to_owned();
    let refused = town
        .world
        .propose(&town.officials[0], &asked(&[good, long]), now);
    let Err(Error::Invalid(problems)) = refused else {
        panic!("it is refused");
    };
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].field, "what.text[3].to");
}

#[test]
fn s2_15_an_event_is_proposed_when_it_is_over_aboard_and_at_a_venue_without_a_code() {
    let (town, now) = (Town::new(), at(NOW));
    let draft = |line: &str, now: Instant| {
        let asked = asked(&[line.to_owned()]);
        let official = &town.officials[0].member;
        wait(town.world.service.draft_proposal(official, &asked, now)).map(|_| ())
    };
    let aboard = "T1,train,G2035,2022-07-14,10号车厢,,,,2022-07-14 08:00,2022-07-14 10:10,";
    let at_table = "R1,venue,,,,,知味观,restaurant,2022-07-14 08:10,2022-07-14 10:10,";
    for line in [aboard, at_table] {
        for early in [now, at("2022-07-14 10:09")] {
            let Err(Error::Invalid(problems)) = draft(line, early) else {
                panic!("it is not over: {line}");
            };
            assert_eq!(problems[0].field, "what.text[2].to");
        }
        draft(line, at("2022-07-14 10:10")).expect("it is over, to the minute");
    }
    let unknown = train("T1", "G2035", "2022-07-14", "10号车厢");
    draft(&unknown, now).expect("of a train without times the date counts");
}

#[test]
fn s2_15_anybody_searches_the_events_by_train_place_and_date_and_reads_no_person() {
    let (town, now) = (Town::new(), at(NOW));
    town.events(
        &[
            train("T1", "G2035", "2022-07-12", "10车5F"),
            "R1,venue,,,,,知味观,restaurant,2022-07-12 12:00,2022-07-12 13:00,".to_owned(),
            "H1,venue,,,,,张家,household,2022-07-12 18:00,2022-07-12 20:00,".to_owned(),
        ],
        now,
    );
    let found = |words: &str, on: Option<&str>| {
        let told = wait(town.world.service.events(words, on.map(day), now)).unwrap();
        told.events
    };
    assert_eq!(found("", None).len(), 3);
    assert_eq!(found("g2035", None).len(), 1);
    assert_eq!(found("G2035", Some("2022-07-13")).len(), 0);
    let train = &found("Ｇ2035", Some("2022-07-12"))[0];
    assert_eq!(train.seat, "10车", "a seat may be somebody's name");
    assert_eq!(found("知味观", None)[0].rules.len(), 2);
    let all = format!("{:?}", found("", None));
    assert!(!all.contains("张家"), "whose home it was is told to nobody");
}

#[test]
fn n_5_anybody_reads_with_which_numbers_the_rules_count() {
    let town = Town::new();
    let read = wait(town.world.service.events("", None, at(NOW))).unwrap();
    let counted = &read.parameters;
    assert_eq!(read.rules_version, "2020-02-20");
    assert_eq!(counted.effective, day("2020-02-20"));
    assert_eq!(counted.infectious_days_before, 2);
    assert_eq!(counted.longest_event_minutes, 6 * 60);
    assert_eq!(counted.longest_open_visit_minutes, 6 * 60);
    assert_eq!(counted.held_over_people, 300);
    assert_eq!(counted.sealed_letters.concat(), "GDCZTKY");
    assert!(!counted.digits_alone_are_sealed);
    assert_eq!(counted.hard_sleeper_numbers_in_a_bay, 2);
    assert_eq!(counted.hard_seat_numbers_in_a_bay, 10);
    assert_eq!(counted.soft_sleeper_numbers_in_a_compartment, 4);
    assert_eq!(counted.coach_seats_in_a_row, 4);
    let closed: Vec<&str> = counted.closed_places.iter().map(|p| &*p.en).collect();
    assert!(closed.contains(&"a restaurant") && !closed.contains(&"a home"));
}
