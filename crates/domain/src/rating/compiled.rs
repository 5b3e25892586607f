//! A policy made ready to rate many people: its rules as masks, made once.
//!
//! Most people have nothing that any rule asks for. Of them [`Compiled::rate_state`] sees that their lists are empty,
//! compares one mask, and is done. Evidence, pop-ups and what ends a colour are an explanation, which
//! [`Compiled::rate`] gives to whoever asks for it.

use std::ops::Deref;

use crate::facts::Facts;
use crate::policy::{Policy, RuleId};
use crate::rating::bits::Masks;
use crate::rating::until::until;
use crate::rating::{Decision, Rating};
use crate::state::State;
use crate::time::Date;

/// A policy with its masks. It is read like the policy and cannot be changed.
#[derive(Clone, Debug)]
pub struct Compiled {
    policy: Policy,
    masks: Masks,
}

/// What a decision comes to, without what explains it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rated {
    /// The state.
    pub state: State,
    /// The rules behind it, each once, one of the shown state first.
    pub rules: Vec<RuleId>,
    /// The first date after the shown state, as far as it can be foreseen.
    pub until: Option<Date>,
    /// The first date on which the same facts could rate otherwise.
    pub review_on: Option<Date>,
}

impl Compiled {
    /// Compiles a policy.
    pub fn new(policy: Policy) -> Self {
        let masks = Masks::of(&policy);
        Self { policy, masks }
    }

    /// The decision about `facts` on `today`: that of [`super::rate`].
    pub fn rate(&self, facts: &Facts, today: Date) -> Decision {
        self.rating().decide(facts, today)
    }

    /// What the decision about `facts` on `today` comes to.
    pub fn rate_state(&self, facts: &Facts, today: Date) -> Rated {
        self.rating().state(facts, today)
    }

    /// The first date after `today`, and no later than `last`, on which with no new fact the state could be another: that
    /// of [`super::state_until`].
    pub fn state_until(&self, facts: &Facts, today: Date, last: Date) -> Option<Date> {
        until(self.rating(), facts, today, last)
    }

    fn rating(&self) -> Rating<'_> {
        Rating {
            policy: &self.policy,
            masks: &self.masks,
        }
    }
}

impl Deref for Compiled {
    type Target = Policy;
    fn deref(&self) -> &Policy {
        &self.policy
    }
}
