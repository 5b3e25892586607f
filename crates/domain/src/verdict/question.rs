//! What a verdict depends on, and nothing else.

use crate::state::State;
use crate::time::{Date, Instant};
use crate::verdict::{Direction, Refusal, Scene, VerdictPolicy};

words! {
    /// Whose code it is, and who can answer for it.
    Kind {
        /// One's own, on one's own device.
        Person = "person",
        /// A family member's, on the guardian's device.
        Member = "member",
        /// A printed sheet, without a device's signature.
        Paper = "paper",
        /// Presented by the server for a channel that cannot sign.
        Channel = "channel",
    }
}

impl Kind {
    /// Whether it can answer a challenge. The others are judged by hand where one is asked.
    pub const fn answers_challenges(self) -> bool {
        matches!(self, Self::Person | Self::Member)
    }
}

words! {
    /// What the status list says of a credential (Token Status List, 2 bits an entry).
    Status {
        /// 0: as issued.
        AsIssued = "as_issued",
        /// 1: never again: device replaced, link cut, sheet revoked, person erased.
        Replaced = "replaced",
        /// 2: the decision is no longer what the credential says.
        Changed = "changed",
        /// 3: has no meaning, so that nothing is known.
        Unused = "unused",
    }
}

impl Status {
    /// The status of an entry; only the two lower bits count.
    pub const fn from_bits(bits: u8) -> Self {
        match bits & 3 {
            0 => Self::AsIssued,
            1 => Self::Replaced,
            2 => Self::Changed,
            _ => Self::Unused,
        }
    }

    /// The entry of a status.
    pub const fn bits(self) -> u8 {
        match self {
            Self::AsIssued => 0,
            Self::Replaced => 1,
            Self::Changed => 2,
            Self::Unused => 3,
        }
    }
}

words! {
    /// How old the decision is that the code shows.
    CodeAge {
        /// Rated for today (or for the tomorrow that has nearly come).
        Today = "today",
        /// Rated for yesterday: passes as "confirmed yesterday".
        Yesterday = "yesterday",
        /// Older: a sheet of paper.
        Older = "older",
    }
}

impl CodeAge {
    /// The age of a code rated for `day`, on the local date `today`.
    pub fn of(day: Date, today: Date) -> Self {
        match today - day {
            ..=0 => Self::Today,
            1 => Self::Yesterday,
            _ => Self::Older,
        }
    }
}

words! {
    /// How old the status list of the checkpoint is.
    ListAge {
        /// At most as old as need not be said.
        Fresh = "fresh",
        /// Older than `list_said_hours`: it is said.
        Old = "old",
        /// Older than `list_by_hand_hours`: green is by hand.
        TooOld = "too_old",
        /// The checkpoint holds no list for this code.
        Missing = "missing",
    }
}

impl ListAge {
    /// The age at `now` of a list that was issued at `issued`.
    pub fn of(issued: Option<Instant>, now: Instant, policy: &VerdictPolicy) -> Self {
        let Some(issued) = issued else {
            return Self::Missing;
        };
        let age_ms = now.ms().saturating_sub(issued.ms());
        if age_ms > hours_ms(policy.list_by_hand_hours) {
            Self::TooOld
        } else if age_ms > hours_ms(policy.list_said_hours) {
            Self::Old
        } else {
            Self::Fresh
        }
    }
}

fn hours_ms(hours: u16) -> i64 {
    i64::from(hours) * 3_600_000
}

words! {
    /// What became of a challenge: the nonce that a gate shows now and then.
    Challenge {
        /// None was asked.
        NotAsked = "not_asked",
        /// The presentation carries the nonce that was asked.
        Passed = "passed",
        /// It carries another one or none.
        Failed = "failed",
    }
}

/// What a credential that was believed says, and what is known about it at the gate.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Shown {
    /// The state that it claims.
    pub state: State,
    /// Whether a pop-up stands beside the state (S0-21).
    pub pop_up: bool,
    /// Its entry in the status list; `AsIssued` where there is no list.
    pub status: Status,
    /// Whose code it is.
    pub kind: Kind,
    /// How old the decision is.
    pub code_age: CodeAge,
    /// How old the list is.
    pub list_age: ListAge,
    /// What became of the challenge.
    pub challenge: Challenge,
    /// Whether this gate saw the code within `seen_minutes`.
    pub seen: bool,
}

/// What the person shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Presented {
    /// Nothing: the button *no code*.
    NoCode,
    /// A code that is not believed.
    Refused(Refusal),
    /// A code that is believed.
    Shown(Shown),
}

/// A question to the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Question {
    /// Where the gate stands.
    pub scene: Scene,
    /// Which way the person goes.
    pub direction: Direction,
    /// What they show.
    pub presented: Presented,
}
