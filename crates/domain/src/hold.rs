//! A person who is *held*: until something is confirmed the code is blue, whatever else would make it green or grey (S1-3).
//!
//! A hold is never a colour and hides none: of the states that apply the first of red, yellow, unconfirmed, none, green is
//! shown. It counts in every city that the person uses.

use serde::{Deserialize, Serialize};

use crate::ids::HoldId;
use crate::time::{Date, Instant};

/// Why somebody is held: a closed list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// What an application says contradicts itself; a reviewer decides (S1-3).
    ApplicationReview,
    /// A family member without a phone whom nobody who may confirm it has seen yet (S1-15..22).
    MemberUnseen,
}

/// What becomes of a hold when its time is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtEnd {
    /// It stands until somebody decides; its `until` is the clock of whoever does.
    Stays,
    /// It no longer counts from the date after its `until` on. What it protected ends at `until` itself.
    Lapses,
}

impl HoldKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::ApplicationReview, Self::MemberUnseen];

    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ApplicationReview => "application_review",
            Self::MemberUnseen => "member_unseen",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What becomes of it when its time is over.
    pub const fn at_end(self) -> AtEnd {
        match self {
            Self::ApplicationReview => AtEnd::Stays,
            Self::MemberUnseen => AtEnd::Lapses,
        }
    }
}

/// A hold as kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hold {
    /// Its id, among those of its person.
    pub id: HoldId,
    /// Why.
    pub kind: HoldKind,
    /// Since when.
    pub since: Instant,
    /// Until when: the clock by which it is decided, or the instant at which it lapses ([`HoldKind::at_end`]).
    pub until: Instant,
    /// When it was ended; absent while it stands.
    pub ended: Option<Instant>,
}

impl Hold {
    /// What a rating reads of it; nothing once it was ended.
    pub fn held(&self) -> Option<Held> {
        let lapses = self.kind.at_end() == AtEnd::Lapses;
        self.ended.is_none().then(|| Held {
            id: self.id.0,
            kind: self.kind,
            since: self.since.date(),
            until: lapses.then(|| self.until.date().next()),
        })
    }

    /// Whether it stands at `now`: it was not ended and has not lapsed.
    pub fn stands(&self, now: Instant) -> bool {
        self.held().is_some_and(|held| held.counts_on(now.date()))
    }
}

crate::facts::facts! {
    /// A hold as a rating reads it. It stands among the facts and, while it counts, in the decision.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Held {
        /// The hold's id; those of files have none and get a number.
        #[serde(default)]
        pub id: i64,
        /// Why.
        pub kind: HoldKind,
        /// Since which date.
        pub since: Date,
        /// The first date on which it no longer counts by itself; absent where somebody must end it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<Date>,
    }
}

impl Held {
    /// Whether it counts on a date.
    pub fn counts_on(&self, date: Date) -> bool {
        self.since <= date && self.until.is_none_or(|until| date < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_3_a_review_holds_until_it_is_decided_and_an_unseen_member_until_the_day_after() {
        let since = Instant::from_ms(1_582_000_000_000);
        let until = since.plus_ms(3 * 86_400_000);
        let hold = |kind| Hold {
            id: HoldId(1),
            kind,
            since,
            until,
            ended: None,
        };
        let (review, unseen) = (
            hold(HoldKind::ApplicationReview),
            hold(HoldKind::MemberUnseen),
        );
        let later = until.plus_ms(30 * 86_400_000);
        assert!(review.stands(since) && review.stands(later));
        assert!(unseen.stands(until) && !unseen.stands(until.plus_ms(86_400_000)));
        let ended = Hold {
            ended: Some(since),
            ..review
        };
        assert!(ended.held().is_none() && !ended.stands(since));
        for kind in HoldKind::ALL {
            assert_eq!(HoldKind::from_word(kind.word()), Some(kind));
        }
    }
}
