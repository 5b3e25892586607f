//! Objecting to being named a case or a contact by staff: answered by other hands, suspended where nobody answers in time.

use domain::appeal::{AppealRefusal, AppealState};
use domain::ids::{AppealId, PersonId, ProposalId};
use domain::proposal::NamedAnswer;
use domain::state::State;
use domain::time::Instant;
use service::{AppealAnswer, AppealTold, ContestedKind, Error};
use storage::AlarmKind;

use crate::appeals::{DAY, asked, lifting, reject};
use crate::events::NOW;
use crate::events_of_cases::case;
use crate::leads::Household;
use crate::proposals::Town;
use crate::support::{at, minutes_after, number, rules, wait};

impl Town {
    fn objects(&self, person: PersonId, now: Instant) -> AppealId {
        let asked = asked("没有接触过");
        wait(self.world.service.appeal(person, &asked, now)).unwrap();
        asked.id
    }

    fn objections(&self, person: PersonId, now: Instant) -> Vec<AppealTold> {
        wait(self.world.service.appeals_told(person, now)).unwrap()
    }

    /// Nobody of these offices answers, though their member had no part in it.
    fn colleagues_are_refused(&self, named: ProposalId, appeal: AppealId, now: Instant) {
        let signed = wait(self.world.service.store().signatures_of(named)).unwrap();
        assert!(!signed.rows.is_empty());
        for hand in signed.rows.iter().map(|signature| signature.by) {
            let mut officials = self.officials.iter();
            let place = officials.position(|o| o.member.id == hand.staff).unwrap();
            let office = [1, 2, 3, 4, 11, 12][place];
            let colleague = self.world.official_as(20 + office, office, "reviewer");
            let refused = self.answer(&colleague, appeal, &reject(), now);
            let outside = office > 10 && matches!(refused, Err(Error::OutsideDivision));
            let hands = matches!(refused, Err(Error::Appeal(AppealRefusal::SameHands)));
            assert!(hands || outside, "office {office}: {refused:?}");
        }
    }
}

/// A household of which one is a contact by the word of two officials.
fn named() -> Household {
    let home = Household::new().confirmed();
    home.town.agree(home.id, home.now);
    assert_eq!(home.state(home.now), State::Red);
    home
}

#[test]
fn n_3_an_appeal_against_being_named_a_contact_that_nobody_answers_suspends_the_naming() {
    let home = named();
    let (town, now) = (&home.town, home.now);
    let id = town.objects(home.person, now);
    assert_eq!(home.state(minutes_after(now, DAY - 1)), State::Red);
    let over = minutes_after(now, DAY);
    assert_eq!(home.state(over), State::Green, "before any job has run");
    town.settle(over);
    let told = town.objections(home.person, over).remove(0);
    assert!(told.suspends && told.standing.en.contains("suspended"));
    let reviewer = town.world.official_as(9, 9, "reviewer");
    town.answer(&reviewer, id, &reject(), over).unwrap();
    let decision = town.world.rate(home.person, over);
    assert_eq!(rules(&decision), ["contact-close"], "it counts again");
    let since = decision.reasons[0].since;
    assert_eq!(since, now.date(), "from the day on which it was known");
}

#[test]
fn n_3_whoever_signed_a_naming_or_sits_in_their_office_does_not_answer() {
    let home = named();
    let (town, now) = (&home.town, home.now);
    let id = town.objects(home.person, now);
    town.colleagues_are_refused(home.id, id, now);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let seen = wait(town.world.service.appeals_for(&reviewer.member, now)).unwrap();
    let contests = &seen[0].contests;
    assert_eq!(contests.len(), 1, "the naming, and not the order beside it");
    assert_eq!(contests[0].kind, ContestedKind::Naming);
    assert_eq!(contests[0].id, home.id.0.to_string());
    town.answer(&reviewer, id, &reject(), now).unwrap();
}

#[test]
fn n_3_an_appeal_against_a_naming_is_granted_once_a_second_person_has_lifted_it() {
    let home = named();
    let (town, now) = (&home.town, home.now);
    let id = town.objects(home.person, now);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let seen = town.world.propose(&reviewer, &lifting(home.id), now);
    let lifts = number(&seen.unwrap());
    let grant = AppealAnswer::Grant("核实没有接触".to_owned(), vec![lifts]);
    town.answer(&reviewer, id, &grant, now).unwrap();
    assert_eq!(home.state(now), State::Red, "one alone frees nobody");
    town.agree(lifts, now);
    town.settle(now);
    assert_eq!(home.state(now), State::Green);
    let told = town.objections(home.person, now).remove(0);
    assert_eq!(told.state, AppealState::Granted);
}

#[test]
fn n_3_who_said_themself_that_they_are_a_contact_is_suspended_by_no_clock() {
    let home = Household::new().confirmed();
    let (town, now) = (&home.town, home.now);
    home.says(NamedAnswer::Agrees, now).unwrap();
    assert_eq!(home.state(now), State::Red);
    let id = town.objects(home.person, now);
    town.colleagues_are_refused(home.id, id, now);
    let over = minutes_after(now, DAY);
    town.settle(over);
    assert_eq!(home.state(over), State::Red);
    let told = town.objections(home.person, over).remove(0);
    assert!(!told.suspends && told.standing.en.contains("overdue"));
}

/// A town whose person is a case by three offices and objects.
fn named_case(town: &Town, now: Instant) -> (ProposalId, AppealId) {
    let seen = town
        .world
        .propose(&town.officials[0], &case(&town.who), now);
    let named = number(&seen.unwrap());
    town.agree(named, now);
    town.agree(named, now);
    assert_eq!(town.state(now), State::Red);
    (named, town.objects(town.person, now))
}

#[test]
fn n_3_an_overdue_appeal_against_being_a_case_suspends_the_naming_and_raises_an_alarm() {
    let (town, now) = (Town::new(), at(NOW));
    let (named, appeal) = named_case(&town, now);
    town.colleagues_are_refused(named, appeal, now);
    let over = minutes_after(now, DAY);
    let alarm = (AlarmKind::Overdue, "appeal".to_owned());
    town.settle(minutes_after(now, DAY - 1));
    assert!(!town.world.alarms().contains(&alarm));
    town.settle(over);
    assert_eq!(town.state(over), State::Green);
    assert!(town.world.alarms().contains(&alarm));
}

#[test]
fn n_3_who_was_tested_positive_stays_red_while_their_being_a_case_is_suspended() {
    let (town, now) = (Town::new(), at(NOW));
    let csv = format!(
        "sample,document_kind,document,name,sampled_at,outcome,laboratory\n\
         a,resident_id,{},{},2022-07-13 10:00,positive,杭州市第一检验所\n",
        town.who.document.number(),
        town.who.name.full(),
    );
    let came = at("2022-07-13 18:00");
    town.world.import_results(&csv, came);
    named_case(&town, now);
    let over = minutes_after(now, DAY);
    town.settle(over);
    let decision = town.world.rate(town.person, over);
    assert_eq!(rules(&decision), ["test-positive"]);
    assert_eq!(decision.state, State::Red);
}
