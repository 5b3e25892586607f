//! One file a row.

mod alike;
mod alike_people;
mod codes;
mod community;
mod contact;
mod http;
mod http_apply;
mod midnight;
mod people;
mod propagate;
mod rate_engines;
mod rate_native;
mod staff;
mod store;

use crate::measure::Measured;

/// A row's name and what measures it.
type Row = (&'static str, fn() -> anyhow::Result<Measured>);

/// All rows, in the order of the table.
pub(crate) const ALL: &[Row] = &[
    ("rate/native", rate_native::measure),
    ("rate/zen-engine", rate_engines::zen),
    ("rate/json-rules-engine", rate_engines::json_rules),
    ("rate/certlogic-js", rate_engines::certlogic),
    ("sign", codes::sign),
    ("verify", codes::verify),
    ("verify/both", codes::verify_both),
    ("empty-http", http::empty),
    ("issue-http", http::issue),
    ("scan-http", http::scan),
    ("http/register", http_apply::register),
    ("http/declare", http_apply::declare),
    ("alike/apply", alike::apply),
    ("alike/family", alike::family),
    ("alike/sign-in", alike::sign_in),
    ("opening/gates", http::opening),
    ("staff/sign-in-storm", staff::sign_in_storm),
    ("propagate/all", propagate::all),
    ("propagate/list", propagate::list),
    ("propagate/start", propagate::start),
    ("propagate/served", http::served),
    ("store/register", store::register),
    ("store/declare", store::declare),
    ("community/list", community::list),
    ("midnight", midnight::measure),
    ("contact/postgres", contact::postgres),
    ("contact/nested-loop", contact::nested),
    ("contact/one-event", contact::one_event),
];
