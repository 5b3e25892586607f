//! `community/list`: the list of a community with 10,000 people in quarantine, beside reading the people of its page alone.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use domain::facts::Symptom;
use domain::ids::{OfficeId, PersonId, StaffId};
use domain::place::DivisionCode;
use domain::staff::{Member, Office};
use domain::time::Instant;
use service::{Arrival, KeySource, Nature, Service, Store};
use simulation::Population;
use simulation::load::SeededChance;
use simulation::province::{Province, census};

use super::http::folder;
use crate::http::NOW;
use crate::measure::{Measured, rate_of, rates};
use crate::store::callers;

/// People in quarantine.
const PEOPLE: u64 = 10_000;
/// Of one round.
const ROUND: Duration = Duration::from_secs(2);

/// Lists opened a second.
pub(crate) fn list() -> anyhow::Result<Measured> {
    let place = tempfile::tempdir_in(folder()?)?;
    let runtime = callers::runtime()?;
    std::fs::create_dir(place.path().join("data"))?;
    let address = format!("sqlite:{}", place.path().join("data/bench.db").display());
    let key = KeySource::file(place.path().join("key/master.key"));
    let service = runtime.block_on(async {
        let store = Store::open_as(&address, &key, Nature::Demo).await?;
        let service = Service::new(store, Arc::new(SeededChance::new(1)));
        service.publish_builtin(NOW.plus_ms(-86_400_000)).await?;
        let province = province()?;
        let arrival = |n| ill(province.arrival(n, NOW), NOW);
        service.load_people(0..PEOPLE, arrival, NOW, |_| {}).await?;
        anyhow::Ok(service)
    })?;
    let worker = worker()?;
    let open = |page| runtime.block_on(service.community_today(&worker, (None, true), page, NOW));
    let first = open(0)?;
    anyhow::ensure!(
        first.followed as u64 == PEOPLE,
        "{} are followed",
        first.followed
    );
    let page: Vec<PersonId> = first
        .people
        .iter()
        .filter_map(|entry| entry.person.parse().ok().map(PersonId))
        .collect();
    let slowest = Cell::new(0.0_f64);
    let measured = rates(
        "lists of 10,000 people a second",
        || {
            let rate = rate_of(ROUND, || u32::from(open(0).is_ok()));
            slowest.set(slowest.get().max(1_000.0 / rate));
            Ok(rate)
        },
        "the 50 people of its page read by their ids",
        || {
            let read = || runtime.block_on(service.store().facts_of_many(&page));
            Ok(rate_of(ROUND, || u32::from(read().is_ok())))
        },
    )?;
    Ok(measured.with_note(format!(
        "{:.0} ms a list in the slowest round",
        slowest.get()
    )))
}

fn province() -> anyhow::Result<Province> {
    let zhejiang: DivisionCode = "330000".parse()?;
    let weights = census::built_in(zhejiang, Population::new(0).counties());
    Ok(Province::new(7, PEOPLE, &weights, NOW.date()))
}

/// Somebody of one city who has symptoms since today.
fn ill(mut arrival: Arrival, now: Instant) -> Arrival {
    let city = DivisionCode::from_number(330_100).unwrap_or(DivisionCode::NATION);
    let county = DivisionCode::from_number(330_106).unwrap_or(DivisionCode::NATION);
    arrival.declaration.jurisdiction = city;
    arrival.declaration.residence.county = county;
    arrival.declaration.symptoms = vec![Symptom::DryCough];
    arrival.declaration.stays.clear();
    Arrival { at: now, ..arrival }
}

fn worker() -> anyhow::Result<Member> {
    Ok(Member {
        id: StaffId(1),
        office: Office {
            id: OfficeId(1),
            name: "杭州市卫生健康委员会".to_owned(),
            division: "330100".parse()?,
        },
        duties: vec!["community_worker@330100".parse()?],
    })
}
