//! Lists, policies and trust lists through two people: the dry run says what then happens.

use domain::declaration::Tick;
use domain::proposal::{Basis, ProposalState};
use domain::state::State;
use service::{Effect, Error, ProposalAsked, WhatAsked};

use crate::pending::COUGH;
use crate::support::{
    List, Official, WEST_LAKE, World, YUHANG, area, at, code, day, number, says, told, wait,
};

const NOW: &str = "2022-07-14 09:00";

struct Office {
    world: World,
    hands: Vec<Official>,
}

impl Office {
    fn new() -> Self {
        let world = World::new();
        let offices = [(1, 21), (2, 22), (3, 23), (4, 11), (5, 31)];
        let hands = offices.map(|(n, office)| world.official_as(n, office, "policy_officer"));
        Self {
            world,
            hands: hands.into(),
        }
    }

    fn asked(what: WhatAsked, place: &str) -> ProposalAsked {
        ProposalAsked {
            what,
            why: "新一期名单".to_owned(),
            basis: Basis::InfectiousDiseases42,
            end: day("2022-12-31"),
            place: code(place),
        }
    }
}

fn list() -> WhatAsked {
    WhatAsked::RiskList {
        file: "list.json".to_owned(),
        text: List::of("2022-07-14 8")
            .high(WEST_LAKE, &["西溪街道"])
            .text(),
    }
}

#[test]
fn n_6_the_dry_run_of_a_list_counts_whom_the_list_then_changes() {
    let office = Office::new();
    let (world, now) = (&office.world, at(NOW));
    let before = List::of("2022-07-10 8").medium(WEST_LAKE, &["西溪街道"]);
    world.import(&before, at("2022-07-10 09:00"));
    let high = area("330106", "西溪街道");
    let stayed = || says("330100", "330105").in_area("330106", "2022-07-13", "2022-07-13", high);
    let touched: Vec<_> = (0..5)
        .map(|_| world.who(&stayed(), at("2022-07-13 12:00")))
        .collect();
    let others: Vec<_> = (0..7)
        .map(|_| world.who(&says("330100", "330105"), now))
        .collect();
    let asked = Office::asked(list(), "330000");
    let seen = world.propose(&office.hands[0], &asked, now).unwrap();
    assert_eq!(seen.effect.worse, 5);
    assert_eq!(seen.effect.changes.len(), 1, "{:?}", seen.effect);
    let change = &seen.effect.changes[0];
    assert_eq!(
        (change.city, change.to, change.people),
        (code("330100"), State::Red, 5)
    );
    let state = |person| world.rate(person, now).state;
    assert!(
        touched.iter().all(|p| state(*p) == change.from),
        "nothing was written"
    );
    let id = number(&seen);
    let all: Vec<&Official> = office.hands.iter().collect();
    let second = world.asked(&all, id);
    world.agree(second, id, now).unwrap();
    let row = wait(world.service.store().proposal(id))
        .unwrap()
        .rows
        .unwrap();
    if row.proposal.held {
        let third = world.asked(&all, id);
        world.agree(third, id, now).unwrap();
    }
    assert!(touched.iter().all(|p| state(*p) == State::Red));
    assert!(others.iter().all(|p| state(*p) == State::Green));
}

#[test]
fn n_6_a_policy_comes_into_force_by_two_and_its_dry_run_counts_whom_it_changes() {
    let office = Office::new();
    let (world, now) = (&office.world, at(NOW));
    let coughing = world.who(&says("330200", "330203").coughs(), now);
    let well = world.who(&says("330200", "330203"), now);
    let before = told(&world.rate(coughing, now));
    let text = COUGH.replace("330100", "330200");
    let asked = Office::asked(WhatAsked::Policy { text }, "330000");
    let seen = world.propose(&office.hands[0], &asked, now).unwrap();
    assert_eq!(
        (seen.effect.worse, seen.effect.looked_at),
        (1, 1),
        "nobody is looked at whose facts no changed rule reads: {:?}",
        seen.effect
    );
    assert_eq!(told(&world.rate(coughing, now)), before);
    let all: Vec<&Official> = office.hands.iter().collect();
    let id = number(&seen);
    world.agree(world.asked(&all, id), id, now).unwrap();
    assert_eq!(world.rate(coughing, now).state, State::Red);
    assert_eq!(world.rate(well, now).state, State::Green);
    assert_eq!(world.proposal_state(id), ProposalState::InForce);
}

/// A rule that colours whoever merely stayed in the county, which it has to say.
const COUNTY: &str = r#"
[[rule]]
id     = "county"
when   = { stay_near = "high", within_days = 7 }
coarse = true
colour = "yellow"
days   = 7
review = 2023-01-01
reason.zh = "7天内到过有高风险地区的区县"
reason.en = "Stayed in a county with a high-risk area within 7 days"

[[rule.test]]
today  = 2022-07-14
facts  = { stays = [{ place = "330110", area = "elsewhere", from = 2022-07-10, to = 2022-07-11, recorded = 2022-07-14, level = "high" }] }
expect = { colour = "yellow" }
"#;

#[test]
fn s0_23_whom_a_coarse_rule_alone_worsens_is_counted_apart_and_kept_with_the_rest() {
    let office = Office::new();
    let (world, now) = (&office.world, at(NOW));
    let before = List::of("2022-07-10 8").high(YUHANG, &["仓前街道"]);
    world.import(&before, at("2022-07-10 09:00"));
    let plain = || says("330100", "330105");
    let (from, to) = ("2022-07-12", "2022-07-13");
    let near = || plain().stayed("330110", from, to, Tick::Elsewhere);
    world.who(&near(), now);
    world.who(&near().coughs(), now);
    world.who(&plain().coughs(), now);
    world.who(&plain(), now);
    let text = format!("{COUGH}{COUNTY}");
    let asked = Office::asked(WhatAsked::Policy { text }, "330000");
    let seen = world.propose(&office.hands[0], &asked, now).unwrap();
    assert_eq!((seen.effect.worse, seen.effect.coarse), (3, 1));
    let kept = wait(world.service.store().proposal(number(&seen)));
    let kept = kept.unwrap().rows.unwrap().effect;
    assert_eq!(serde_json::from_str::<Effect>(&kept).unwrap(), seen.effect);
    let older = kept.replace("\"coarse\":1,", "");
    assert_ne!(older, kept);
    let older: Effect = serde_json::from_str(&older).unwrap();
    assert_eq!((older.worse, older.coarse), (3, 0), "it is read still");
}

#[test]
fn n_6_a_list_that_worsens_many_waits_for_a_third() {
    let office = Office::new();
    let (world, now) = (&office.world, at(NOW));
    let high = area("330106", "西溪街道");
    let before = List::of("2022-07-10 8").low(WEST_LAKE, &["西溪街道"]);
    world.import(&before, at("2022-07-10 09:00"));
    let stayed = || says("330100", "330105").in_area("330106", "2022-07-13", "2022-07-13", high);
    let touched: Vec<_> = (0..8)
        .map(|_| world.who(&stayed(), at("2022-07-13 12:00")))
        .collect();
    let seen = world
        .propose(&office.hands[0], &Office::asked(list(), "330000"), now)
        .unwrap();
    let id = number(&seen);
    assert!(seen.held, "eight at once are over the limit of an official");
    let all: Vec<&Official> = office.hands.iter().collect();
    world.agree(world.asked(&all, id), id, now).unwrap();
    let red = |person: &domain::ids::PersonId| world.rate(*person, now).state == State::Red;
    assert!(!touched.iter().any(red), "the last list stays");
    world.agree(world.asked(&all, id), id, now).unwrap();
    assert!(touched.iter().all(red));
}

#[test]
fn what_cannot_be_published_is_refused_when_it_is_drafted() {
    let office = Office::new();
    let (world, now) = (&office.world, at(NOW));
    let broken = [
        WhatAsked::RiskList {
            file: "x.json".to_owned(),
            text: "{}".to_owned(),
        },
        WhatAsked::Policy {
            text: "jurisdiction = \"330200\"".to_owned(),
        },
        WhatAsked::TrustList {
            text: "expires = 2019-01-01".to_owned(),
        },
    ];
    for what in broken {
        let asked = Office::asked(what, "330000");
        let refused = wait(
            world
                .service
                .draft_proposal(&office.hands[0].member, &asked, now),
        );
        assert!(matches!(
            refused,
            Err(Error::Refused(_) | Error::Invalid(_))
        ));
    }
}

#[test]
fn n_3_a_file_that_was_changed_after_it_was_signed_is_not_published() {
    let office = Office::new();
    let (world, now) = (&office.world, at(NOW));
    let seen = world
        .propose(&office.hands[0], &Office::asked(list(), "330000"), now)
        .unwrap();
    let id = number(&seen);
    let edit = "UPDATE proposal_file SET text = replace(text, '西溪街道', '北山街道') WHERE proposal_id = ?1";
    world.tamper(1, edit, rusqlite::params![id.0]);
    let all: Vec<&Official> = office.hands.iter().collect();
    world.agree(world.asked(&all, id), id, now).unwrap();
    assert_eq!(
        world.proposal_state(id),
        ProposalState::Expired,
        "it cannot be done"
    );
    let lists = wait(world.service.list_on(day("2022-07-14"), now)).unwrap();
    assert!(lists.is_none());
}
