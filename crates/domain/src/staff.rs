//! Staff: offices, the duties of who works there, and what follows from them.
//!
//! A duty is a role that is held for a division and whatever lies in it; it never reaches beyond the division of the
//! office. Who a member is by name is nobody's business here.

use std::fmt;
use std::str::FromStr;

use crate::access::{Action, Role};
use crate::community::{Area, HomePlace};
use crate::ids::{OfficeId, StaffId};
use crate::place::{DivisionCode, StreetCode};

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

/// A role of staff, held for a division and what lies in it, written `epidemiologist@330100`; or that of a community worker
/// for one street, written `community_worker@330106109`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Duty {
    role: Role,
    division: DivisionCode,
    street: Option<StreetCode>,
}

/// A text that is no duty.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "\"{0}\" is no duty: write a role of staff, @ and a division code, such as epidemiologist@330100, or \
     community_worker@ and the nine digits of a street"
)]
pub struct DutyError(String);

impl Duty {
    /// A role for a division; none where it is no role of staff.
    pub fn new(role: Role, division: DivisionCode) -> Option<Self> {
        let street = None;
        role.is_staff().then_some(Self {
            role,
            division,
            street,
        })
    }

    /// Following the people of one street; none where statistics count the street in nothing.
    pub fn of_street(street: StreetCode) -> Option<Self> {
        Some(Self {
            role: Role::CommunityWorker,
            division: street.counted_in()?,
            street: Some(street),
        })
    }

    /// The role.
    pub const fn role(self) -> Role {
        self.role
    }

    /// The division, with what lies in it; of a street the county that it is counted in.
    pub const fn division(self) -> DivisionCode {
        self.division
    }

    /// The one street that it is held for; none where it is held for a division.
    pub const fn street(self) -> Option<StreetCode> {
        self.street
    }

    /// The residences that it reaches.
    pub fn area(self) -> Area {
        match self.street {
            Some(street) => Area::of_street(street),
            None => Area::of_division(self.division),
        }
    }

    /// Whether it lets its holder do something in a division. A duty for a street reaches no division.
    pub fn allows(self, action: Action, division: DivisionCode) -> bool {
        action.is_open_to(self.role) && self.street.is_none() && self.division.contains(division)
    }
}

impl fmt::Display for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.street {
            Some(street) => write!(f, "{}@{street}", self.role),
            None => write!(f, "{}@{}", self.role, self.division),
        }
    }
}

impl FromStr for Duty {
    type Err = DutyError;

    fn from_str(text: &str) -> Result<Self, DutyError> {
        let parsed = text.split_once('@').and_then(|(role, place)| {
            let role = Role::from_word(role)?;
            match place.parse::<StreetCode>() {
                Ok(street) if role == Role::CommunityWorker => Self::of_street(street),
                _ => Self::new(role, place.parse().ok()?),
            }
        });
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

    /// The areas in which an action is open to them.
    pub fn areas(&self, action: Action) -> Vec<Area> {
        let duties = self.duties.iter();
        let open = duties.filter(|duty| action.is_open_to(duty.role));
        open.map(|duty| duty.area()).collect()
    }

    /// The divisions for which an action is open to them, with what lies in each. A duty for a street reaches none.
    pub fn divisions(&self, action: Action) -> impl Iterator<Item = DivisionCode> {
        let duties = self.duties.iter();
        let open = duties.filter(move |duty| duty.allows(action, duty.division));
        open.map(|duty| duty.division)
    }

    /// Whether an action is open to them for whoever lives at a place.
    pub fn may_at(&self, action: Action, place: HomePlace) -> bool {
        self.areas(action).iter().any(|area| area.contains(place))
    }

    /// Whether an action is open to them for whoever uses the code of a city: a duty is held for the city, for what it lies
    /// in, or for a part of it, as a counter of one district is.
    pub fn may_for_city(&self, action: Action, city: DivisionCode) -> bool {
        self.duties.iter().any(|duty| {
            duty.allows(action, city)
                || duty.allows(action, duty.division) && city.contains(duty.division)
        })
    }

    /// Whether an action is open to them in any division.
    pub fn may_somewhere(&self, action: Action) -> bool {
        let mut duties = self.duties.iter();
        duties.any(|duty| action.is_open_to(duty.role))
    }
}
