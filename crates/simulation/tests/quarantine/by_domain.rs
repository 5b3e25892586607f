//! Thousands of histories through the pure code, as the service puts it together.

use domain::check_in::{CheckIn, CheckInBy};
use domain::facts::{Temperature, assemble, orders_of};
use domain::ids::{CheckInId, DeclarationId};
use domain::policy::Policy;
use domain::quarantine::{Course, OrderState, course, days_of, running, standing};
use domain::rating::{Decision, rate};
use domain::record::{Applicant, DeclarationRecord, Record, Use};
use domain::risk::History as Lists;
use domain::time::Date;

use crate::history::{DAYS, Event, History};
use crate::model::Model;
use crate::rules::{CITIES, policy, second_version, start};

/// A person as the service keeps one.
struct Life {
    record: Record,
    lists: Lists,
    policies: [Policy; 3],
}

impl Life {
    fn new() -> Self {
        Self {
            record: Record::default(),
            lists: Lists::default(),
            policies: [
                policy(0, start()),
                policy(1, start()),
                policy(0, second_version()),
            ],
        }
    }

    fn policy(&self, city: usize, today: Date) -> &Policy {
        match city {
            0 if today >= second_version() => &self.policies[2],
            city => &self.policies[city],
        }
    }

    fn happens(&mut self, event: &Event, model: &Model, today: Date) {
        let now = today.start().plus_ms(12 * 3_600_000);
        match *event {
            Event::Declare { id, city, contact } => {
                let jurisdiction = CITIES[city].parse().unwrap();
                if self
                    .record
                    .uses
                    .iter()
                    .all(|u| u.jurisdiction != jurisdiction)
                {
                    self.record.uses.push(Use {
                        jurisdiction,
                        since: today,
                    });
                }
                self.record.declarations.push(DeclarationRecord {
                    id: DeclarationId(id),
                    jurisdiction,
                    applicant: Applicant::Resident,
                    recorded: now,
                    contact,
                    symptoms: Vec::new(),
                    known_symptoms: Vec::new(),
                    temperature: None,
                    corrected_by: None,
                    taken_by: None,
                });
            }
            Event::CheckIn { id, on, fever } => self.record.check_ins.push(CheckIn {
                recorded: now,
                temperature: fever.then(feverish),
                ..CheckIn::new(CheckInId(id), on.start().plus_ms(9 * 3_600_000))
            }),
            Event::Again { .. } => {}
            Event::AtTheDoor { id } => self.record.check_ins.push(CheckIn {
                temperature: Some(feverish()),
                by: CheckInBy::Staff,
                ..CheckIn::new(CheckInId(id), now)
            }),
            Event::Confirm { id } => {
                let entered = self.record.check_ins.iter_mut();
                for check_in in entered.filter(|c| c.id.0 == id) {
                    check_in.confirmed = Some(now);
                }
            }
            Event::TakeBack { declaration } => {
                let declarations = self.record.declarations.iter_mut();
                for declaration in declarations.filter(|d| d.id.0 == declaration) {
                    declaration.corrected_by = Some(DeclarationId(1));
                }
            }
            Event::Lift { nth } => {
                let Some((city, rule, first)) = model.lift_nth(nth, today) else {
                    return;
                };
                let city = CITIES[city].parse().unwrap();
                let mut orders = self.record.orders.iter_mut();
                let order = orders.find(|o| {
                    o.jurisdiction == city && o.first_day == first && o.rule.as_str() == rule
                });
                let order = order.unwrap();
                order.state = order.state.change(OrderState::Lifted(today)).unwrap();
            }
        }
    }

    /// Rates until nothing opens or ends any more, and keeps it.
    fn rate(&mut self, today: Date) -> Vec<Decision> {
        self.record.uses.sort_unstable_by_key(|u| u.jurisdiction);
        loop {
            let mut decisions = Vec::new();
            let mut settled = true;
            for used in self.record.uses.clone() {
                let city = CITIES
                    .iter()
                    .position(|c| used.jurisdiction.to_string() == **c);
                let policy = self.policy(city.unwrap(), today);
                let facts = assemble(&self.record, &self.lists, policy, today);
                let decision = rate(policy, &facts, today);
                settled &= decision.opens.is_empty() && decision.changes.is_empty();
                decision.keep(&mut self.record.orders);
                decisions.push(decision);
            }
            if settled {
                return decisions;
            }
        }
    }
}

fn feverish() -> Temperature {
    Temperature::from_tenths(378).unwrap()
}

/// What screens, reminders and reports show agrees with the decisions.
fn agree(record: &Record, decisions: &[Decision], free: Option<Date>, today: Date) {
    let orders = orders_of(record);
    let stands = standing(&orders, today);
    assert_eq!(stands.map(|s| s.free), free, "{today}: {orders:#?}");
    let Some(stands) = stands else {
        return;
    };
    for decision in decisions {
        assert_eq!(decision.until, Some(stands.until));
    }
    for order in running(&orders, today) {
        let Course::Running { free, .. } = course(order, today) else {
            panic!("it runs");
        };
        assert_eq!(days_of(order, today).last().unwrap().date.next(), free);
    }
}

fn run(seed: u64) {
    let history = History::of(seed);
    let (mut model, mut life) = (Model::default(), Life::new());
    for n in 0..DAYS {
        let today = start() + n;
        if !history.down[n as usize] {
            life.rate(today);
        }
        for event in &history.days[n as usize] {
            // Rated at once, as every use case does.
            life.happens(event, &model, today);
            model.happens(event, today);
            life.rate(today);
        }
        if history.down[n as usize] {
            continue;
        }
        let decisions = life.rate(today);
        let said = model.says(today);
        for decision in &decisions {
            let told = (decision.state, decision.until);
            assert_eq!(
                told,
                (said.state, said.until),
                "history {seed}, {today}, {}: {history:#?}\n{:#?}",
                decision.jurisdiction,
                life.record.orders
            );
        }
        agree(&life.record, &decisions, said.free, today);
    }
}

#[test]
fn s2_29_four_thousand_histories_agree_with_the_model_on_every_day() {
    for seed in 0..4_000 {
        run(seed);
    }
}
