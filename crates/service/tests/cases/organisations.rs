//! Registering an organisation takes two of two offices, and a manager who has the duty there.

use domain::organisation::OrganisationKind;
use domain::proposal::{Basis, ProposalState};
use service::{Error, ProposalAsked, WhatAsked};

use crate::support::{Official, World, at, code, day, number, wait};

const NOW: &str = "2020-02-20 09:00";

fn school(manager: &str, division: &str) -> ProposalAsked {
    ProposalAsked {
        what: WhatAsked::Organisation {
            name: "杭州市第一中学".to_owned(),
            kind: OrganisationKind::School,
            division: code(division),
            manager: manager.to_owned(),
        },
        why: "复学准备".to_owned(),
        basis: Basis::InfectiousDiseases42,
        end: day("2020-03-20"),
        place: code(division),
    }
}

#[test]
fn s1_8_an_organisation_is_registered_by_two_and_its_manager_has_it() {
    let world = World::new();
    let now = at(NOW);
    let officers = [(1, 1), (2, 2), (3, 3)].map(|(n, o)| world.official_as(n, o, "policy_officer"));
    let teacher = world.official_as(9, 4, "organisation_manager");
    let all: Vec<&Official> = officers.iter().collect();
    let seen = world
        .propose(all[0], &school(&teacher.login, "330106"), now)
        .unwrap();
    assert_eq!((seen.effect.worse, seen.effect.looked_at), (0, 0));
    let said = "杭州市第一中学 (school, 330106), official9";
    assert_eq!(seen.of.as_deref(), Some(said));
    let managed = || wait(world.service.organisations(&teacher.member, now)).unwrap();
    assert!(managed().is_empty(), "one alone registers nothing");
    let id = number(&seen);
    let second = world.asked(&all, id);
    world.agree(second, id, now).unwrap();
    assert_eq!(world.proposal_state(id), ProposalState::InForce);
    let own = managed();
    assert_eq!((own.len(), own[0].name.as_str()), (1, "杭州市第一中学"));
    assert_eq!((own[0].kind, own[0].id.0), (OrganisationKind::School, id.0));
    // Followed again after a crash, it is the same.
    world.settle(at("2020-02-20 09:05"));
    assert_eq!(managed().len(), 1);
    let others = wait(world.service.organisations(&officers[1].member, now)).unwrap();
    assert!(others.is_empty());
}

#[test]
fn s1_8_what_cannot_be_registered_is_named_by_its_field() {
    let world = World::new();
    let now = at(NOW);
    let officers = [(1, 1), (2, 2)].map(|(n, o)| world.official_as(n, o, "policy_officer"));
    let teacher = world.official_as(9, 4, "organisation_manager");
    let field = |asked: &ProposalAsked| match world.propose(&officers[0], asked, now) {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(field(&school("nobody", "330106")), "what.manager");
    assert_eq!(field(&school(&officers[1].login, "330106")), "what.manager");
    assert_eq!(field(&school(&teacher.login, "330200")), "what.manager");
    assert_eq!(field(&school(&teacher.login, "330000")), "what.division");
    let mut nameless = school(&teacher.login, "330106");
    if let WhatAsked::Organisation { name, .. } = &mut nameless.what {
        name.clear();
    }
    assert_eq!(field(&nameless), "what.name");
}
