//! Staff: offices, the duties of who works there, and what follows from them.
//!
//! A duty is a role that is held for a division and whatever lies in it; it never reaches beyond the division of the
//! office. Who a member is by name is nobody's business here.

use std::fmt;
use std::str::FromStr;

use crate::access::{Action, Role};
use crate::ids::{OfficeId, StaffId};
use crate::place::DivisionCode;

/// An office: whoever two people are drawn from two of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// Its official name, in Chinese.
    pub name: String,
    /// For which division it works: a county, a city, a province or the nation.
    pub division: DivisionCode,
}

impl Office {
    /// Whether its members can be given a duty: one within its division.
    pub fn covers(&self, duty: Duty) -> bool {
        self.division.contains(duty.division)
    }
}

/// A role of staff, held for a division and what lies in it. Written `epidemiologist@330100`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Duty {
    role: Role,
    division: DivisionCode,
}

/// A text that is no duty.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "\"{0}\" is no duty: write a role of staff, @ and a division code, such as epidemiologist@330100"
)]
pub struct DutyError(String);

impl Duty {
    /// A role for a division; none where it is no role of staff.
    pub fn new(role: Role, division: DivisionCode) -> Option<Self> {
        role.is_staff().then_some(Self { role, division })
    }

    /// The role.
    pub const fn role(self) -> Role {
        self.role
    }

    /// The division, with what lies in it.
    pub const fn division(self) -> DivisionCode {
        self.division
    }

    /// Whether it lets its holder do something in a division.
    pub fn allows(self, action: Action, division: DivisionCode) -> bool {
        action.is_open_to(self.role) && self.division.contains(division)
    }
}

impl fmt::Display for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.role, self.division)
    }
}

impl FromStr for Duty {
    type Err = DutyError;

    fn from_str(text: &str) -> Result<Self, DutyError> {
        let parsed = text
            .split_once('@')
            .and_then(|(role, division)| Self::new(Role::from_word(role)?, division.parse().ok()?));
        parsed.ok_or_else(|| DutyError(text.into()))
    }
}

/// A member of staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Who.
    pub id: StaffId,
    /// Where they work.
    pub office: Office,
    /// What they may do, and where.
    pub duties: Vec<Duty>,
}

impl Member {
    /// Whether an action is open to them in a division.
    pub fn may(&self, action: Action, division: DivisionCode) -> bool {
        let mut duties = self.duties.iter();
        duties.any(|duty| duty.allows(action, division))
    }

    /// Whether an action is open to them in any division.
    pub fn may_somewhere(&self, action: Action) -> bool {
        let mut duties = self.duties.iter();
        duties.any(|duty| action.is_open_to(duty.role))
    }
}
