//! What the manager of an organisation does about its venues: registers them, prints their codes with the figures of the day, and has the staff there scan. None of it tells who was there.

pub(in crate::routes) mod add;
pub(in crate::routes) mod device;
pub(in crate::routes) mod list;
pub(in crate::routes) mod renew_code;
pub(in crate::routes) mod scan;

use domain::ids::{OrganisationId, VenueId};

use crate::wire::Id;

/// A venue by the parts of its address.
type VenuePath = (Id, Id);

fn way((organisation, venue): VenuePath) -> (OrganisationId, VenueId) {
    (OrganisationId(organisation.0), VenueId(venue.0))
}
