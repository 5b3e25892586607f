//! Two events of the demonstration's first day: a train and a restaurant where a case was, proposed by one simulated colleague
//! and agreed to by another, so that whoever declares that train is a contact, and whoever searches finds something.

use domain::proposal::Basis;
use domain::time::Instant;
use service::{Party, ProposalAsked, Service, WhatAsked};
use simulation::colleagues::Colleague;

/// How long before today the events lie, in days.
const DAYS_AGO: i32 = 2;
/// For how many days they stand until somebody looks whether they still fit.
const DAYS: i32 = 60;

/// Brings the events, where there are none.
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
