//! The part of the interface's page for family members, and for whoever sees them.

use domain::access::Action;
use utoipa_axum::routes;

use super::page::Line;
use super::{resident, staff};

/// The routes of a family.
pub(super) fn lines() -> Vec<Line> {
    vec![
        (Action::Family, routes!(resident::family::list::list)),
        (Action::Family, routes!(resident::family::ask::ask)),
        (Action::Family, routes!(resident::family::code::code)),
        (Action::Family, routes!(resident::family::consent::consent)),
        (Action::Family, routes!(resident::family::answer::answer)),
        (Action::Family, routes!(resident::family::cut::cut)),
        (Action::SeeMember, routes!(staff::family::see::see)),
        (Action::SeeMember, routes!(staff::family::confirm::confirm)),
    ]
}
