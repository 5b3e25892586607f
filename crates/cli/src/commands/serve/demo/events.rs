//! Two events of the demonstration's first day: a train and a restaurant where a case was, proposed by one simulated colleague
//! and agreed to by another, so that whoever declares that train is a contact, and whoever searches finds something.

use domain::proposal::{Basis, Kind};
use domain::time::Instant;
use service::{Party, ProposalAsked, Service, WhatAsked};
use simulation::colleagues::Colleague;

/// How long before today the events lie, in days.
const DAYS_AGO: i32 = 2;
/// For how many days they stand until somebody looks whether they still fit.
const DAYS: i32 = 60;

/// Brings the events, where there are none and none were proposed these 30 days: what a visitor took back stays taken back, and what
/// waits for its approver is not proposed again by each start.
pub(super) async fn bring(
    service: &Service,
    colleagues: &[Colleague],
    party: &Party,
    now: Instant,
) -> anyhow::Result<()> {
    if service.events("", None, now).await?.in_force > 0 {
        return Ok(());
    }
    let proposers = colleagues.iter();
    let mut proposers = proposers.filter(|colleague| colleague.standing.login == "sun.yue");
    let Some(proposer) = proposers.next() else {
        return Ok(());
    };
    if proposer.has_proposed(service, Kind::Events, now).await? {
        return Ok(());
    }
    proposer.propose(service, party, &asked(now), now).await?;
    let later = now.plus_ms(1);
    for colleague in colleagues {
        colleague.agree(service, party, later, later).await?;
    }
    Ok(())
}

fn asked(now: Instant) -> ProposalAsked {
    let day = now.date() - DAYS_AGO;
    let text = format!(
        "id,kind,number,date,seat,board,alight,venue,place,from,to\n\
         T1,train,G7511,{day},3号车厢,上海虹桥,杭州东,,,,\n\
         R1,venue,,,,,,知味观（湖滨店）,restaurant,{day} 12:00,{day} 13:00\n"
    );
    ProposalAsked {
        what: WhatAsked::Events {
            file: "events.csv".to_owned(),
            text,
        },
        why: "流行病学调查：一名病例到过的地方".to_owned(),
        basis: Basis::InfectiousDiseases39,
        end: now.date() + DAYS,
        place: domain::place::DivisionCode::from_number(330_100)
            .unwrap_or(domain::place::DivisionCode::NATION),
    }
}

#[cfg(test)]
mod tests {
    use domain::time::Date;
    use service::{KeySource, Nature, Store};
    use simulation::colleagues;

    use super::*;
    use crate::edge;

    #[tokio::test]
    async fn s2_14_events_that_wait_for_their_approver_are_not_proposed_again_by_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let address = format!("sqlite:{}/data/demo.db", folder.path().display());
        let key = KeySource::file(folder.path().join("keys/master.key"));
        let store = Store::open_as(&address, &key, Nature::Demo).await.unwrap();
        let service = &Service::new(store, edge::chance().unwrap());
        let day = Date::from_ymd(2022, 7, 14).unwrap();
        let now = day.start().plus_ms(28_800_000);
        service.publish_builtin(now).await.unwrap();
        let party = service.party(Some("localhost:8080"), false).unwrap();
        let staffing = colleagues::settle(service, &party, now).await.unwrap();
        let mut proposers = staffing.colleagues;
        proposers.retain(|colleague| colleague.standing.login == "sun.yue");
        for start in 0..2 {
            let now = now.plus_ms(start * 60_000);
            bring(service, &proposers, &party, now).await.unwrap();
        }
        assert_eq!(service.events("", None, now).await.unwrap().in_force, 0);
        let member = proposers[0].member();
        let proposed = service.proposals(&member, now.plus_ms(60_000));
        assert_eq!(proposed.await.unwrap().len(), 1);
    }
}
