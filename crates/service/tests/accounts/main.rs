//! From signing in to the gate, on the real store and over real HTTP to the simulated neighbours: what a resident, a
//! guard, a stranger with their number and a thief would notice.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]

mod applying;
mod codes;
mod counter;
mod damaged_rows;
mod explaining;
mod families;
mod families_apart;
mod families_seen;
mod families_served;
mod house;
mod issuing;
mod judged_there;
mod keys;
mod leaving;
mod logging;
mod mailing;
mod member;
mod organisation_members;
mod organisation_rosters;
mod organisations;
mod phone;
mod purchases;
mod registering;
mod relatives;
mod reminding;
mod renewing;
mod result_files;
mod result_files_again;
mod result_files_tried;
mod results;
mod results_corrected;
mod results_returned;
mod results_tampered;
mod roads;
mod scanned_once;
mod scanning;
mod school_gates;
mod searching;
mod sheets;
mod signing_in;
mod staff;
mod staff_sessions;
mod status_lists;
mod strangers;
mod texting;
mod tomorrow;
mod trusting;
mod venue_numbers;
mod venues;
mod venues_closed;
