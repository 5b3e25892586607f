//! Two services of two provinces: each recognises the other by a trust list, and judges by its own rules.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{KeySet, StatusDifference, StatusListToken, TrustList};
use domain::state::State;
use domain::time::Instant;
use domain::verdict::{Outcome, Refusal};
use service::{Error, ListsFetched, MOST_LIST_DAYS, Nature, ScanVerdict, TheirList};

use crate::house::{House, code, declaration, later, now};
use crate::phone::{Code, Device};
use crate::scanning::{gate, scan};

/// Each day's list came.
const ALL: ListsFetched = ListsFetched {
    lists: MOST_LIST_DAYS as usize,
    failed: 0,
};

/// A service of Jiangsu with a resident of Nanjing.
async fn jiangsu() -> (House, Device) {
    let house = House::under(Nature::Real, "https://js.example").await;
    let device = house.resident(0, now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut said = declaration(100, &[]);
    said.jurisdiction = code("320100");
    said.residence.county = code("320102");
    house.service.declare(person, &said, now()).await.unwrap();
    (house, device)
}

async fn nanjing(house: &House, device: &Device, now: Instant) -> Code {
    device.fetch_of(house, code("320100"), now).await.unwrap()
}

/// What recognises a service of a province.
async fn file(theirs: &House, province: &str, more: &str) -> String {
    let keys = theirs.service.key_set(now()).await.unwrap();
    let keys = URL_SAFE_NO_PAD.encode(&keys);
    format!(
        r#"
        expires = 2020-12-31
        [[issuer]]
        name = {{ zh = "江苏省", en = "Jiangsu" }}
        address = "{}"
        divisions = ["{province}"]
        keys = "{keys}"
        {more}
        "#,
        theirs.address
    )
}

async fn publish(house: &House, file: &str) -> Result<usize, Error> {
    house
        .service
        .trust_list_publish(file.as_bytes(), now())
        .await
}

/// Jiangsu recognises us, and there is a road to it.
async fn recognised_there(ours: &House, theirs: &House) {
    let file = file(ours, "330000", "").await;
    assert_eq!(publish(theirs, &file).await.unwrap(), 1);
    ours.roads.lead_to(theirs);
}

async fn fetch(house: &House, now: Instant) -> ListsFetched {
    house.service.fetch_trusted_lists(now).await.unwrap()
}

#[tokio::test]
async fn s2_5_a_code_of_another_province_passes_where_it_is_recognised() {
    let ours = House::new().await;
    let (theirs, device) = jiangsu().await;
    let green = nanjing(&theirs, &device, now()).await;
    let gate = gate(&ours).await;
    let stranger = scan(&ours, &gate, 1, &green.text(now()), now()).await;
    assert_eq!(stranger.refusal, Some(Refusal::IssuerUnknown));
    let recognised = file(&theirs, "320000", "").await;
    assert_eq!(publish(&ours, &recognised).await.unwrap(), 1);
    let unknown = scan(&ours, &gate, 2, &green.text(later(1)), later(1)).await;
    assert_eq!(unknown.outcome, Outcome::ByHand, "{}", unknown.words.en);
    assert!(
        unknown.words.en.contains("status list"),
        "no list of theirs yet"
    );
    recognised_there(&ours, &theirs).await;
    assert_eq!(fetch(&ours, later(2)).await, ALL);
    let known = scan(&ours, &gate, 3, &green.text(later(3)), later(3)).await;
    assert_eq!(
        (known.outcome, known.state),
        (Outcome::Pass, Some(State::Green))
    );
    // They take it back: our next contact with them brings it.
    let person = device.session(&theirs, later(4)).await.person().unwrap();
    let mut ill = declaration(800, &[]);
    ill.contact = Some("2020-02-18".parse().unwrap());
    theirs
        .service
        .declare(person, &ill, later(4))
        .await
        .unwrap();
    let evening = later(1_000);
    assert_eq!(fetch(&ours, evening).await, ALL);
    let changed = scan(&ours, &gate, 4, &green.text(evening), evening).await;
    assert_eq!(changed.outcome, Outcome::Stop);
    let rows = "SELECT count(*) FROM scan WHERE state IS NOT NULL";
    let rows: i64 = ours.sql().query_row(rows, [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 3, "kept like any other scan");
}

#[tokio::test]
async fn s2_5_their_states_mean_here_what_our_list_says_and_nothing_milder() {
    let ours = House::new().await;
    let (theirs, device) = jiangsu().await;
    let strict = file(&theirs, "320000", r#"states = { green = "unconfirmed" }"#).await;
    publish(&ours, &strict).await.unwrap();
    let green = nanjing(&theirs, &device, now()).await;
    recognised_there(&ours, &theirs).await;
    assert_eq!(fetch(&ours, later(1)).await, ALL);
    let shown = scan(
        &ours,
        &gate(&ours).await,
        1,
        &green.text(later(2)),
        later(2),
    )
    .await;
    assert_eq!(
        (shown.outcome, shown.state),
        (Outcome::ByHand, Some(State::Unconfirmed))
    );
    let mild = file(&theirs, "320000", r#"states = { red = "green" }"#).await;
    assert_eq!(field(publish(&ours, &mild).await), "issuer[0].states");
}

fn field(outcome: Result<usize, Error>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn s2_5_a_list_that_does_not_hold_together_is_refused_by_its_field() {
    let ours = House::new().await;
    let (theirs, _) = jiangsu().await;
    let good = file(&theirs, "320000", "").await;
    let wrong = [
        ("expires = 2020-12-31", "expires = 2019-12-31", "expires"),
        ("Jiangsu", "", "issuer[0].name"),
        (
            "https://js.example",
            "https://js example",
            "issuer[0].address",
        ),
        (
            "https://js.example",
            "http://js.example",
            "issuer[0].address",
        ),
        (r#"["320000"]"#, "[]", "issuer[0].divisions"),
        (r#"["320000"]"#, r#"["000000"]"#, "issuer[0].divisions"),
        (r#"keys = ""#, r#"keys = "AA"#, "issuer[0].keys"),
    ];
    for (old, new, named) in wrong {
        let refused = publish(&ours, &good.replace(old, new)).await;
        assert_eq!(field(refused), named, "{new}");
    }
    let own = file(&ours, "330000", "").await;
    assert_eq!(field(publish(&ours, &own).await), "issuer[0].keys");
    let demo = House::under(Nature::Demo, "https://demo.example").await;
    let demo = file(&demo, "330000", "").await;
    assert_eq!(field(publish(&ours, &demo).await), "issuer[0].keys");
    let unknown = good.replace("divisions", "division");
    assert!(matches!(
        publish(&ours, &unknown).await,
        Err(Error::Refused(_))
    ));
    assert_eq!(ours.count("trust_list"), 0);
}

#[tokio::test]
async fn s2_5_a_gate_fetches_the_list_signed_and_a_list_put_in_by_sql_recognises_nobody() {
    let ours = House::new().await;
    let (theirs, device) = jiangsu().await;
    let keys = KeySet::decode(&ours.service.key_set(now()).await.unwrap()).unwrap();
    let fetch = async |now| {
        let signed = ours.service.trust_list(now).await.unwrap();
        TrustList::verify(&signed.bytes, &keys, now).unwrap()
    };
    assert!(fetch(now()).await.issuers.is_empty());
    let written = file(&theirs, "320000", "").await;
    publish(&ours, &written).await.unwrap();
    let list = fetch(later(1)).await;
    assert_eq!(list.issuers[0].name, "江苏省 / Jiangsu");
    let cities = list.issuers[0].keys.keys().count();
    assert_eq!(cities, 14, "thirteen cities, and the key for their lists");
    let kept = ours.service.trust_file(later(1)).await.unwrap();
    assert_eq!(kept.unwrap(), written);
    let edit = "UPDATE trust_list SET text = replace(text, 'Jiangsu', 'Moon')";
    ours.sql().execute(edit, []).unwrap();
    ours.sql()
        .execute("UPDATE shared SET generation = generation + 1", [])
        .unwrap();
    assert!(fetch(later(2)).await.issuers.is_empty());
    let alarms = "SELECT count(*) FROM alarm WHERE table_name = 'trust_list'";
    let alarms: i64 = ours.sql().query_row(alarms, [], |row| row.get(0)).unwrap();
    assert!(alarms > 0);
    let green = nanjing(&theirs, &device, later(3)).await;
    let shown: ScanVerdict = scan(
        &ours,
        &gate(&ours).await,
        1,
        &green.text(later(3)),
        later(3),
    )
    .await;
    assert_eq!(shown.refusal, Some(Refusal::IssuerUnknown));
}

#[tokio::test]
async fn s2_7_lists_are_handed_to_a_service_that_is_recognised_itself_and_to_no_other() {
    let ours = House::new().await;
    let (theirs, device) = jiangsu().await;
    let recognised = file(&theirs, "320000", "").await;
    publish(&ours, &recognised).await.unwrap();
    ours.roads.lead_to(&theirs);
    let refused = ListsFetched {
        lists: 0,
        failed: 1,
    };
    assert_eq!(
        fetch(&ours, later(1)).await,
        refused,
        "they recognise nobody"
    );
    recognised_there(&ours, &theirs).await;
    assert_eq!(fetch(&ours, later(2)).await, ALL);
    // A road that breaks leaves what is held, and it grows old.
    ours.roads.break_to(&theirs);
    let tomorrow = later(26 * 3_600);
    assert_eq!(fetch(&ours, later(3)).await, refused);
    let gate = gate(&ours).await;
    let green = nanjing(&theirs, &device, later(4)).await;
    let known = scan(&ours, &gate, 1, &green.text(later(4)), later(4)).await;
    assert_eq!(known.outcome, Outcome::Pass);
    let old = scan(&ours, &gate, 2, &green.text(tomorrow), tomorrow).await;
    assert_eq!(old.outcome, Outcome::Pass);
    assert_eq!(old.remarks.len(), 2, "an old list, and a code of yesterday");
}

#[tokio::test]
async fn s2_7_a_gate_is_given_their_list_as_they_signed_it_and_then_what_has_changed() {
    let ours = House::new().await;
    let (theirs, device) = jiangsu().await;
    let recognised = file(&theirs, "320000", "").await;
    publish(&ours, &recognised).await.unwrap();
    recognised_there(&ours, &theirs).await;
    let list = theirs.service.status_lists(now()).await.unwrap();
    assert!(list.is_empty(), "no code yet");
    nanjing(&theirs, &device, now()).await;
    let list = theirs.service.status_lists(now()).await.unwrap().remove(0);
    let ask = |since, now| ours.service.their_list(&list.address, since, now);
    assert!(matches!(ask(None, now()), Err(Error::Unknown(_))));
    assert_eq!(fetch(&ours, later(1)).await, ALL);
    let TheirList::Whole(whole) = ask(None, later(1)).unwrap() else {
        panic!("the whole list comes first");
    };
    let keys = KeySet::decode(&theirs.service.key_set(now()).await.unwrap()).unwrap();
    let token = StatusListToken::verify(&whole, &keys, &list.address, later(1)).unwrap();
    let person = device.session(&theirs, later(2)).await.person().unwrap();
    let mut ill = declaration(800, &[]);
    ill.contact = Some("2020-02-18".parse().unwrap());
    let declared = theirs.service.declare(person, &ill, later(2)).await;
    declared.unwrap();
    assert_eq!(fetch(&ours, later(3)).await, ALL);
    let TheirList::Difference(newer) = ask(Some(token.version), later(3)).unwrap() else {
        panic!("what has changed comes then");
    };
    let newer = StatusDifference::verify(&newer, &keys, &list.address, later(3)).unwrap();
    assert_eq!((newer.from, newer.changes.len()), (token.version, 1));
    let other = ask(Some(token.version + 7), later(3)).unwrap();
    assert_eq!(other, TheirList::Whole(whole), "another version is none");
}
