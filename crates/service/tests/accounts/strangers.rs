//! What a stranger with a reader of their own learns from the codes that they see, day after day.

use std::collections::BTreeSet;

use credential::{Claims, Credential};

use crate::house::{House, at};
use crate::phone::Device;

/// Everything that a reader sees in a code, claim by claim: the name of the claim, and its value.
fn seen(credential: &Credential) -> Vec<(&'static str, String)> {
    let Claims {
        issuer,
        day,
        validity,
        status,
        state,
        pop_up,
        bearer,
        demo,
    } = credential.unverified();
    vec![
        ("kid", credential.kid().to_string()),
        ("issuer", issuer.to_string()),
        ("day", day.to_string()),
        ("validity", format!("{validity:?}")),
        ("list", status.list().to_owned()),
        ("index", status.index().to_string()),
        ("state", state.to_string()),
        ("pop-up", pop_up.to_string()),
        ("kind", bearer.kind().to_string()),
        ("name", bearer.name().to_string()),
        ("key", format!("{:?}", bearer.key())),
        ("demo", demo.to_string()),
    ]
}

/// The names of the claims whose values two codes share.
fn shared(one: &Credential, two: &Credential) -> Vec<&'static str> {
    let pairs = seen(one).into_iter().zip(seen(two));
    pairs
        .filter(|(one, two)| one == two)
        .map(|((name, _), _)| name)
        .collect()
}

async fn code_of(device: &Device, house: &House, moment: &str) -> Credential {
    device.fetch(house, at(moment)).await.credential()
}

#[tokio::test]
async fn n_9_two_days_of_one_person_cannot_be_told_from_two_peoples_of_the_same_fragment() {
    let house = House::new().await;
    let morning = at("2020-02-20 08:00");
    // Both are called 张小三, and live in one county.
    let (one, other) = (
        house.declared(0, &[], morning).await,
        house.declared(4, &[], morning).await,
    );
    let first = code_of(&one, &house, "2020-02-20 08:10").await;
    let same_person = code_of(&one, &house, "2020-02-21 09:20").await;
    let other_person = code_of(&other, &house, "2020-02-21 09:20").await;
    let common = shared(&first, &same_person);
    assert_eq!(common, shared(&first, &other_person));
    assert_eq!(
        common,
        ["kid", "issuer", "state", "pop-up", "kind", "name", "demo"]
    );
    assert_eq!(
        shared(&same_person, &other_person),
        [
            "kid", "issuer", "day", "validity", "list", "state", "pop-up", "kind", "name", "demo"
        ]
    );
}

#[tokio::test]
async fn n_9_the_places_of_one_persons_codes_do_not_lie_together() {
    let house = House::new().await;
    let device = house.declared(0, &[], at("2020-02-20 08:00")).await;
    let mut places = BTreeSet::new();
    for minute in 10..42 {
        let moment = format!("2020-02-20 08:{minute}");
        let code = code_of(&device, &house, &moment).await;
        places.insert(i64::from(code.unverified().status.index()));
    }
    assert_eq!(places.len(), 32, "no place is used twice");
    let (first, last) = (places.first().unwrap(), places.last().unwrap());
    assert!(last - first > 1 << 24, "{places:?}");
}
