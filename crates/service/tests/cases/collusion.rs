//! Two colluding health officials, honest colleagues, and a system that draws: nobody's code stays changed, and all is seen.

use std::collections::BTreeMap;

use domain::ids::{PersonId, ProposalId};
use domain::state::State;
use domain::time::Instant;
use service::Applicant;
use storage::AlarmKind;

use crate::support::{Official, World, applicant, at, minutes_after, number, red_for, says, wait};

/// How many the bank depositors of Zhengzhou were.
const DEPOSITORS: usize = 1_317;

struct Scene {
    world: World,
    /// 1 and 2 collude, of two offices of one city; the others are honest.
    officials: Vec<Official>,
    people: Vec<(Applicant, PersonId)>,
}

fn scene(people: usize) -> Scene {
    let world = World::new();
    let offices = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 11), (6, 12)];
    let officials = offices.map(|(n, office)| world.official(n, office)).into();
    let now = at("2022-06-01 08:00");
    let people = (0..people).map(|_| {
        let who = applicant();
        let person = world.register(&who, now);
        world.declare(person, &says("330100", "330106"), now);
        (who, person)
    });
    let people = people.collect();
    Scene {
        world,
        officials,
        people,
    }
}

impl Scene {
    /// One of the two proposes, and the other agrees where the draw is kind to them.
    fn try_one(&self, n: usize, now: Instant) -> ProposalId {
        let (one, other) = (&self.officials[n % 2], &self.officials[1 - n % 2]);
        let asked = red_for(&self.people[n].0, now.date());
        let seen = self.world.propose(one, &asked, now).unwrap();
        let id = number(&seen);
        let drawn = self.asked(id) == Some(other.member.id);
        if drawn {
            self.world.agree(other, id, now).unwrap();
        }
        id
    }

    fn asked(&self, id: ProposalId) -> Option<domain::ids::StaffId> {
        let row = wait(self.world.service.store().proposal(id)).unwrap().rows;
        row.unwrap().proposal.asked
    }

    /// Everybody honest does what they are asked: looks at it, and refuses.
    fn honest_refuse(&self, ids: &[ProposalId], now: Instant) {
        let honest: BTreeMap<_, _> = self.officials[2..]
            .iter()
            .map(|o| (o.member.id, o))
            .collect();
        for id in ids {
            if let Some(official) = self.asked(*id).and_then(|asked| honest.get(&asked)) {
                self.world.refuse(official, *id, now).unwrap();
            }
        }
    }

    /// How many are not green.
    fn coloured(&self, people: &[(Applicant, PersonId)], now: Instant) -> usize {
        let states = people
            .iter()
            .map(|(_, person)| self.world.rate(*person, now).state);
        states.filter(|state| *state != State::Green).count()
    }

    fn limit_alarms(&self) -> usize {
        let alarms = wait(self.world.service.store().alarms(None, 5_000)).unwrap();
        alarms
            .iter()
            .filter(|row| row.alarm.kind == AlarmKind::Limit)
            .count()
    }
}

#[test]
fn n_3_two_colluding_officials_try_1317_people_at_once_and_nobodys_code_changes() {
    let scene = scene(DEPOSITORS);
    let now = at("2022-06-13 09:00");
    let ids: Vec<ProposalId> = (0..DEPOSITORS)
        .map(|n| scene.try_one(n, now.plus_ms(n as i64)))
        .collect();
    let after = minutes_after(now, 1);
    assert_eq!(scene.coloured(&scene.people, after), 0, "a minute later");
    assert_eq!(scene.limit_alarms(), DEPOSITORS, "each of them is seen");
    // Half of the honest look at it; the rest is drawn anew, and where a friend is drawn, they agree.
    scene.honest_refuse(&ids[..DEPOSITORS / 2], after);
    for hours in [5, 24, 80] {
        let later = minutes_after(now, hours * 60);
        scene.world.settle(later);
        for id in &ids {
            let friends = scene.officials[..2].iter();
            let drawn = scene.asked(*id);
            if let Some(friend) = friends.clone().find(|f| Some(f.member.id) == drawn) {
                let _own_or_late = scene.world.agree(friend, *id, later);
            }
        }
        assert_eq!(
            scene.coloured(&scene.people, later),
            0,
            "after {hours} hours"
        );
    }
    let later = minutes_after(now, 81 * 60);
    scene.world.settle(later);
    let stored =
        |(_, person): &(Applicant, PersonId)| scene.world.stored(*person).decisions[0].state;
    assert!(scene.people.iter().all(|one| stored(one) == State::Green));
}

#[test]
fn n_3_the_same_20_a_day_for_66_days_change_nobodys_code() {
    let scene = scene(DEPOSITORS);
    let first = at("2022-06-01 09:00");
    let mut tried = 0;
    for day in 0..66 {
        let now = minutes_after(first, day * 24 * 60);
        let mut ids = Vec::new();
        while ids.len() < 20 && tried < DEPOSITORS {
            let then = minutes_after(now, ids.len() as i64 * 20);
            let id = scene.try_one(tried, then);
            scene.honest_refuse(&[id], minutes_after(then, 10));
            ids.push(id);
            tried += 1;
        }
        let evening = minutes_after(now, 12 * 60);
        scene.world.settle(evening);
        let today = &scene.people[tried - ids.len()..tried];
        assert_eq!(scene.coloured(today, evening), 0, "on day {day}");
    }
    assert_eq!(tried, DEPOSITORS);
    let end = minutes_after(first, 70 * 24 * 60);
    scene.world.settle(end);
    assert_eq!(scene.coloured(&scene.people, end), 0);
    assert!(
        scene.limit_alarms() > DEPOSITORS - 20,
        "{}",
        scene.limit_alarms()
    );
}

#[test]
fn n_3_what_honest_officials_ordered_goes_on_meanwhile() {
    let scene = scene(60);
    let now = at("2022-06-13 09:00");
    let (who, person) = &scene.people[0];
    let seen = scene
        .world
        .propose(&scene.officials[2], &red_for(who, now.date()), now);
    let id = number(&seen.unwrap());
    while scene.world.proposal_state(id) == domain::proposal::ProposalState::AwaitingApproval {
        let asked = scene.asked(id).unwrap();
        let official = scene
            .officials
            .iter()
            .find(|o| o.member.id == asked)
            .unwrap();
        scene.world.agree(official, id, now).unwrap();
    }
    let third = scene.asked(id).unwrap();
    let third = scene
        .officials
        .iter()
        .find(|o| o.member.id == third)
        .unwrap();
    scene.world.agree(third, id, minutes_after(now, 5)).unwrap();
    for n in 1..60 {
        scene.try_one(n, minutes_after(now, 10).plus_ms(n as i64));
    }
    let later = minutes_after(now, 20);
    assert_eq!(scene.world.rate(*person, later).state, State::Red);
    assert_eq!(scene.coloured(&scene.people[1..60], later), 0);
}
