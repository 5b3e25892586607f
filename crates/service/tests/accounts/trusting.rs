//! Two services of two provinces: each recognises the other by a trust list, and judges by its own rules.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{KeySet, TrustList};
use domain::state::State;
use domain::time::Instant;
use domain::verdict::{Outcome, Refusal};
use service::{Error, Nature, ScanVerdict};

use crate::house::{House, code, declaration, later, now};
use crate::phone::{Code, Device};
use crate::scanning::{gate, scan};

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

async fn file(theirs: &House, more: &str) -> String {
    let keys = theirs.service.key_set(now()).await.unwrap();
    let keys = URL_SAFE_NO_PAD.encode(&keys);
    format!(
        r#"
        expires = 2020-12-31
        [[issuer]]
        name = {{ zh = "江苏省", en = "Jiangsu" }}
        address = "https://js.example"
        divisions = ["320000"]
        keys = "{keys}"
        {more}
        "#
    )
}

async fn publish(house: &House, file: &str) -> Result<usize, Error> {
    house
        .service
        .trust_list_publish(file.as_bytes(), now())
        .await
}

/// Takes their list of tomorrow, as whoever runs the service lets it be fetched.
async fn take_list(ours: &House, theirs: &House, now: Instant) {
    let wanted = ours.service.trusted_lists(now).await.unwrap();
    let list = theirs.service.status_lists(now).await.unwrap().remove(0);
    assert!(wanted.contains(&list.address));
    let bytes = theirs.service.status_list(list.day, now).await.unwrap();
    let taken = ours.service.take_trusted_list(&list.address, &bytes, now);
    taken.await.unwrap();
}

#[tokio::test]
async fn s2_5_a_code_of_another_province_passes_where_it_is_recognised() {
    let ours = House::new().await;
    let (theirs, device) = jiangsu().await;
    let green = nanjing(&theirs, &device, now()).await;
    let gate = gate(&ours).await;
    let stranger = scan(&ours, &gate, 1, &green.text(now()), now()).await;
    assert_eq!(stranger.refusal, Some(Refusal::IssuerUnknown));
    assert_eq!(publish(&ours, &file(&theirs, "").await).await.unwrap(), 1);
    let unknown = scan(&ours, &gate, 2, &green.text(later(1)), later(1)).await;
    assert_eq!(unknown.outcome, Outcome::ByHand, "{}", unknown.words.en);
    assert!(
        unknown.words.en.contains("status list"),
        "no list of theirs yet"
    );
    take_list(&ours, &theirs, later(2)).await;
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
    take_list(&ours, &theirs, evening).await;
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
    let strict = file(&theirs, r#"states = { green = "unconfirmed" }"#).await;
    publish(&ours, &strict).await.unwrap();
    let green = nanjing(&theirs, &device, now()).await;
    take_list(&ours, &theirs, later(1)).await;
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
    let mild = file(&theirs, r#"states = { red = "green" }"#).await;
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
    let good = file(&theirs, "").await;
    let wrong = [
        ("expires = 2020-12-31", "expires = 2019-12-31", "expires"),
        ("Jiangsu", "", "issuer[0].name"),
        (
            "https://js.example",
            "https://js example",
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
    let own = file(&ours, "").await;
    assert_eq!(field(publish(&ours, &own).await), "issuer[0].keys");
    let demo = House::under(Nature::Demo, "https://demo.example").await;
    let demo = file(&demo, "").await;
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
        let bytes = ours.service.trust_list(now).await.unwrap();
        TrustList::verify(&bytes, &keys, now).unwrap()
    };
    assert!(fetch(now()).await.issuers.is_empty());
    let written = file(&theirs, "").await;
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
