//! Whose decisions another policy can change: what the changed rules need, against the kinds of facts that people have and
//! the places where they were.
//!
//! What is compared is the whole policy as it is in force, inheritance resolved: a rule counts as changed where anything
//! differs by which it decides, so not its reason. Nobody whom a change could touch is left out; some whom it does not touch
//! are looked at.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::place::DivisionCode;
use crate::policy::{Condition, Policy, PopUpRule, Rule, RuleId};
use crate::rating::Kinds;
use crate::rating::bits::Bits;
use crate::risk::History;

/// Whom a change of policy can touch in one jurisdiction.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Everybody.
    everybody: bool,
    /// Everybody with all kinds of one of these sets.
    needs: BTreeSet<u32>,
    /// Everybody with a stay in one of these divisions.
    places: BTreeSet<DivisionCode>,
}

impl Reach {
    /// Whom it can touch that `new` takes the place of `old` in their jurisdiction, by the lists of `history`.
    pub fn between(old: &Policy, new: &Policy, history: &History) -> Self {
        let mut reach = Self {
            everybody: old.jurisdiction != new.jurisdiction
                || old.declaration_days != new.declaration_days
                || old.verify_on_entry != new.verify_on_entry,
            ..Self::default()
        };
        let windows = (old.look_back_days, old.level_from) != (new.look_back_days, new.level_from);
        if windows {
            // "Were you in one of these?" follows the window.
            reach.places.extend(history.counties_named());
        }
        let rules = changed(&old.rules, &new.rules, |a, b| {
            let orders = a.days.is_none() || old.grace_days == new.grace_days;
            orders && same_rule(a, b) && !(windows && reads_stays(&a.when))
        });
        if !rules.is_empty() {
            // Whom an order holds is rated by whatever could open or cover it.
            reach.needs.insert(Bits::order().number());
        }
        let pop_ups = changed(&old.pop_ups, &new.pop_ups, |a, b| {
            same_pop_up(a, b) && !(windows && reads_stays(&a.when))
        });
        let conditions = rules.into_iter().map(|rule| &rule.when);
        for when in conditions.chain(pop_ups.into_iter().map(|pop_up| &pop_up.when)) {
            reach.add(when, history);
        }
        if history.is_incomplete() && !reach.is_nobody() {
            reach.everybody = true;
        }
        reach
    }

    /// Everybody.
    pub fn everybody() -> Self {
        Self {
            everybody: true,
            ..Self::default()
        }
    }

    /// Everybody with a stay in one of these counties.
    pub fn in_counties(counties: impl IntoIterator<Item = DivisionCode>) -> Self {
        Self {
            places: counties.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Whom this or another change can touch.
    pub fn add_all(&mut self, other: Self) {
        self.everybody |= other.everybody;
        self.needs.extend(other.needs);
        self.places.extend(other.places);
    }

    /// Whether it can touch nobody: nothing changed by which anything is decided.
    pub fn is_nobody(&self) -> bool {
        *self == Self::default()
    }

    /// Whether people are touched by what they have, and not by their places alone.
    pub fn asks_for_kinds(&self) -> bool {
        self.everybody || !self.needs.is_empty()
    }

    /// Whether it can touch somebody with these kinds of facts, wherever they were.
    pub fn meets(&self, kinds: Kinds) -> bool {
        let mut needs = self.needs.iter().map(|need| Bits::from_number(*need));
        self.everybody || needs.any(|need| kinds.0.have(need))
    }

    /// Whether it can touch whoever was in a county.
    pub fn holds(&self, county: DivisionCode) -> bool {
        self.places.iter().any(|place| place.contains(county))
    }

    /// Whoever can meet a condition, now or later.
    fn add(&mut self, when: &Condition, history: &History) {
        let needed = Bits::needed(when);
        let stays = Bits::inside().and(Bits::by_place());
        let others = needed.without(stays);
        if !others.is_empty() {
            let is_order = !others.within(Bits::no_fact()).is_empty();
            let need = if is_order { Bits::order() } else { others };
            self.needs.insert(need.number());
        } else if let Some(at) = &when.stay_at {
            self.places.extend(at.codes());
        } else if let Some(level) = when.stay_near {
            self.places.extend(history.counties_ever(level));
        } else {
            // In an area by their own word, or because staff said that an area is all of their county.
            self.needs.insert(needed.number());
            self.places.extend(history.whole_counties());
        }
    }
}

/// What has an id, a place among others, and may differ.
trait Named {
    fn id(&self) -> &RuleId;
}

impl Named for Rule {
    fn id(&self) -> &RuleId {
        &self.id
    }
}

impl Named for PopUpRule {
    fn id(&self) -> &RuleId {
        &self.id
    }
}

/// Those of both that are not the same in the other; all, where they stand in another order.
fn changed<'a, T: Named>(old: &'a [T], new: &'a [T], same: impl Fn(&T, &T) -> bool) -> Vec<&'a T> {
    let of = |all: &'a [T], id: &RuleId| all.iter().find(|other| other.id() == id);
    let common = |all: &'a [T], other: &'a [T]| -> Vec<&'a RuleId> {
        let ids = all.iter().map(T::id);
        ids.filter(|id| of(other, id).is_some()).collect()
    };
    let moved = common(old, new) != common(new, old);
    let stays = |one: &&T, other: &'a [T]| {
        !moved && of(other, one.id()).is_some_and(|other| same(one, other))
    };
    let gone = old.iter().filter(|one| !stays(one, new));
    gone.chain(new.iter().filter(|one| !stays(one, old)))
        .collect()
}

/// Whether two rules decide the same. Without days the date since which a rule is in force says nothing.
fn same_rule(a: &Rule, b: &Rule) -> bool {
    let since = a.days.is_none() || a.effective == b.effective;
    since
        && a.when == b.when
        && (a.colour, a.days, a.then, a.ends) == (b.colour, b.days, b.then, b.ends)
}

fn same_pop_up(a: &PopUpRule, b: &PopUpRule) -> bool {
    a.when == b.when && a.ends == b.ends
}

fn reads_stays(when: &Condition) -> bool {
    let stays = Bits::inside().and(Bits::by_place());
    !Bits::needed(when).within(stays).is_empty()
}
