//! Communities, enterprises and schools (S1-8), one step a file: registered by a proposal (`register`), divided into units
//! (`units`), joined and left by a person in the app (`mine`), read by their manager (`list`), who reminds (`remind`), invites
//! from a roster (`roster`), prints cards (`cards`) and takes members off (`remove`); given to another manager (`hand_over`).
//!
//! *Invariant:* of a member an organisation learns a name as the member agreed, whether they reported today, and whether
//! they may come in; and of who has not agreed, nothing.

mod cards;
mod hand_over;
mod list;
mod mine;
mod register;
mod remind;
mod remove;
mod roster;
mod units;

pub use cards::MemberCard;
pub use hand_over::OrganisationStanding;
pub use list::{MemberToday, UnitToday};
pub use mine::{Agreement, MyInvitation, MyMembership, MyOrganisations, UnitOffered};
pub(crate) use register::check_organisation;
pub use roster::{RosterRow, RosterWho};
pub(crate) use units::of_manager;
pub use units::{OrganisationSeen, UnitSeen};

use storage::MembershipRow;

/// What a notice about an agreement is about: this unit, agreed to at this instant. Whoever agrees again is told again.
const fn about(agreed: &MembershipRow) -> i64 {
    agreed.unit.0 ^ agreed.agreed.ms()
}
