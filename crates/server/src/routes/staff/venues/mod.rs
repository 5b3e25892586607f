//! What the manager of an organisation does about its venues: registers them, prints their codes with the figures of the day, has the staff there scan, has
//! the figures sent to a number, and closes them. None of it tells who was there.

pub(in crate::routes) mod add;
pub(in crate::routes) mod close;
pub(in crate::routes) mod device;
pub(in crate::routes) mod end_number;
pub(in crate::routes) mod list;
pub(in crate::routes) mod renew_code;
pub(in crate::routes) mod scan;
pub(in crate::routes) mod send_number_code;
pub(in crate::routes) mod set_number;

use domain::ids::{OrganisationId, VenueId};

use crate::wire::Id;

/// A venue by the parts of its address.
type VenuePath = (Id, Id);

fn way((organisation, venue): VenuePath) -> (OrganisationId, VenueId) {
    (OrganisationId(organisation.0), VenueId(venue.0))
}
