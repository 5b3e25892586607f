//! What issue 2 must show, told on the real store: one story a test, the clock moved by hand.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]

mod appeals;
mod appeals_contesting;
mod appeals_ended;
mod appeals_found;
mod appeals_lifting;
mod appeals_naming;
mod appeals_noted;
mod cities;
mod collusion;
mod community;
mod community_moves;
mod corrected_lists;
mod corrections;
mod corrections_decided;
mod corrections_ended;
mod corrections_hidden;
mod corrections_kept;
mod erasing;
mod erasing_orders;
mod events;
mod events_aside_orders;
mod events_disputed;
mod events_disputed_again;
mod events_disputed_offices;
mod events_of_cases;
mod events_of_gatherings;
mod events_of_venues;
mod events_tampered;
mod leads;
mod leads_ended;
mod leads_tampered;
mod lists;
mod lists_over_time;
mod new_city;
mod notices;
mod organisations;
mod outlived;
mod outlived_events;
mod pending;
mod pending_by_two;
mod placing;
mod policies_alone;
mod propagating;
mod propagating_at_midnight;
mod proposals;
mod proposals_ending;
mod proposals_misused;
mod proposals_of_files;
mod quarantine;
mod races;
mod races_of_lists;
mod real_lists;
mod side_doors;
mod stories;
mod support;
mod tampered_lists;
mod tampered_proposals;
mod tampering;
mod watching;
mod whole_counties;
