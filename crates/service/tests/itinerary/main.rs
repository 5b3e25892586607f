//! The check of an itinerary, on the real store and over real HTTP to simulated carriers: each sentence of S0-2..20 as who enters
//! Beijing would notice it.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]
#![expect(
    dead_code,
    reason = "house, phone, roads and members are shared with the tests of accounts, which use all of them"
)]

mod borders;
mod carriers;
mod comparing;
mod counters;
mod entering;
#[path = "../accounts/house.rs"]
mod house;
#[path = "../accounts/member.rs"]
mod member;
mod numbers;
#[path = "../accounts/phone.rs"]
mod phone;
#[path = "../accounts/roads.rs"]
mod roads;
mod side_doors;
mod traveller;
