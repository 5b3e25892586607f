//! Tasks with a clock: what somebody must look after, and until when.

use crate::time::Instant;

const HOUR_MS: i64 = 3_600_000;

words! {
    /// What is to be done. A task is known by its person, its kind and what it is about, so that opening it again opens
    /// no second one.
    TaskKind {
        /// Somebody reported symptoms or a fever: look after them. About the day.
        Symptomatic = "symptomatic",
        /// A day ended without a check-in: find out why. About the day.
        MissedCheckIn = "missed_check_in",
        /// Help was asked for. About the request.
        Help = "help",
        /// A worker entered symptoms: they count once the person or a second health role confirms them. About the check-in.
        Confirm = "confirm",
    }
}

impl TaskKind {
    /// Hours until it is overdue (P).
    pub const fn hours(self) -> i64 {
        match self {
            Self::Symptomatic => 2,
            Self::MissedCheckIn => 12,
            Self::Help | Self::Confirm => 24,
        }
    }

    /// When one that was opened at an instant is overdue.
    pub const fn due(self, opened: Instant) -> Instant {
        opened.plus_ms(self.hours() * HOUR_MS)
    }

    /// Whether a community does it; the other waits for a second health role.
    pub const fn is_of_community(self) -> bool {
        matches!(self, Self::Symptomatic | Self::MissedCheckIn | Self::Help)
    }
}
