//! Whole hours: a credential says its times no finer, so that the moment of issue singles out nobody (N-9).

use std::fmt;

use domain::time::{Date, Instant};

use crate::cbor::{Malformed, require};

const SECONDS: u64 = 3_600;

/// Hours since 1970-01-01T00:00Z. In `Asia/Shanghai` days begin on a whole hour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Hour(u32);

impl Hour {
    /// The hour in which a moment lies.
    pub fn of(instant: Instant) -> Self {
        let hours = instant.ms().div_euclid(SECONDS as i64 * 1_000);
        Self(hours.clamp(0, i64::from(u32::MAX)) as u32)
    }

    /// The hour of this number.
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// Hours since 1970-01-01T00:00Z.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The first moment of the hour.
    pub const fn start(self) -> Instant {
        Instant::from_ms(self.0 as i64 * SECONDS as i64 * 1_000)
    }

    /// Its start in seconds, the `NumericDate` of a CWT.
    pub(crate) const fn seconds(self) -> u64 {
        self.0 as u64 * SECONDS
    }

    /// The hour that starts at this `NumericDate`.
    pub(crate) fn from_seconds(seconds: u64) -> Result<Self, Malformed> {
        require(seconds.is_multiple_of(SECONDS))?;
        u32::try_from(seconds / SECONDS)
            .map(Self)
            .map_err(|_| Malformed)
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start().fmt(f)
    }
}

/// When a credential is good: from `begins` until before `expires`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Validity {
    issued: Hour,
    begins: Hour,
    expires: Hour,
}

impl Validity {
    /// For a credential issued `now` for the local date `day`, good until the local date `ends` begins. Where
    /// `day` has not come (tomorrow's credential, handed out the evening before), it begins with it.
    ///
    /// `None` where `ends` leaves no hour in which it would be good.
    pub fn new(now: Instant, day: Date, ends: Date) -> Option<Self> {
        let issued = Hour::of(now);
        Self::of(
            issued,
            issued.max(Hour::of(day.start())),
            Hour::of(ends.start()),
        )
    }

    pub(crate) fn of(issued: Hour, begins: Hour, expires: Hour) -> Option<Self> {
        let validity = Self {
            issued,
            begins,
            expires,
        };
        (issued <= begins && begins < expires).then_some(validity)
    }

    /// The hour of issue (`iat`).
    pub const fn issued(&self) -> Hour {
        self.issued
    }

    /// The first hour in which it is good (`nbf`, written only where it is later than `iat`).
    pub const fn begins(&self) -> Hour {
        self.begins
    }

    /// The first hour in which it is no longer good (`exp`).
    pub const fn expires(&self) -> Hour {
        self.expires
    }
}
