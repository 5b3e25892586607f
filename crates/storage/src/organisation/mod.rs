//! Organisations, their units, and who agreed. An agreement is a row of the member; an organisation's list is a way to it, written
//! in the member's batch, and a row of it without its agreement is nobody. So an organisation owns nothing of a member, and
//! whoever leaves is gone at once.

mod invitation;
mod membership;
mod register;
mod roster;
mod unit;

pub use invitation::InvitationRow;
pub(crate) use invitation::OF_PERSON as INVITATIONS;
pub use membership::MembershipRow;
pub(crate) use membership::{LEAVE_ALL, OF_PERSON as MEMBERSHIPS};
pub use register::OrganisationRow;
pub use roster::RosterHash;
pub use unit::UnitRow;
