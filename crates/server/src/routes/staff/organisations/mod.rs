//! What the manager of an organisation does: units and their QR codes, the list of a unit today, who is taken off it, reminders,
//! invitations, cards.

pub(in crate::routes) mod add_unit;
pub(in crate::routes) mod cards;
pub(in crate::routes) mod list;
pub(in crate::routes) mod remind;
pub(in crate::routes) mod remove;
pub(in crate::routes) mod renew_code;
pub(in crate::routes) mod roster;
pub(in crate::routes) mod today;
pub(in crate::routes) mod today_csv;

use domain::ids::{OrganisationId, UnitId};

use crate::wire::Id;

/// A unit by the parts of its address.
type UnitPath = (Id, Id);

fn way((organisation, unit): UnitPath) -> (OrganisationId, UnitId) {
    (OrganisationId(organisation.0), UnitId(unit.0))
}
