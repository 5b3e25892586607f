//! The two halves of a link: what a crash leaves between them, what other hands put there, and what a guesser hears.

use domain::declaration::Tick;
use domain::family::MemberState;
use domain::identity::{Document, PersonName};
use domain::time::Instant;
use service::Error;

use crate::house::{House, document, later, name, now, phone, wuchang};
use crate::phone::Device;
use crate::relatives::{agree, ask, cut, dependant, members, pair, relative, typed};

#[tokio::test]
async fn s1_21_a_crash_between_the_two_sides_is_finished_by_the_job() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let member = house.declared(1, &[], now()).await;
    let form = relative(11, 1, Some(phone(1)));
    ask(&house, &guardian, &form, later(61)).await.unwrap();
    let sql = house.sql();
    // The power goes before the guardian's side is written: rows that stand in its way.
    let row = "INSERT INTO family_member (person_id, link_id, state, made_ms, until_ms, changed_ms, sealed, key_id, mac)
VALUES (-1, ?1, ?2, 0, 0, 0, x'00', 1, x'00')";
    let stop = "CREATE UNIQUE INDEX stop ON family_member (state)";
    sql.execute(row, (1, "linked")).unwrap();
    sql.execute(stop, []).unwrap();
    let agreed = agree(&house, &guardian, form.id, &phone(1), later(62)).await;
    assert!(agreed.is_err());
    let session = member.session(&house, later(63)).await;
    let told = house.service.family(&session, later(63)).await.unwrap();
    assert_eq!(told.held_by.len(), 1, "the member's side stands");
    let clear = || {
        sql.execute("DROP INDEX stop", []).unwrap();
        sql.execute("DELETE FROM family_member WHERE person_id = -1", [])
            .unwrap();
    };
    clear();
    assert_eq!(
        members(&house, &guardian, later(64)).await,
        [MemberState::Asked]
    );
    assert_eq!(house.service.settle_family(later(65)).await.unwrap(), 1);
    assert_eq!(
        members(&house, &guardian, later(65)).await,
        [MemberState::Linked]
    );
    guardian
        .fetch_for(&house, form.id, later(66))
        .await
        .unwrap();
    sql.execute(row, (2, "ended")).unwrap();
    sql.execute(stop, []).unwrap();
    let session = member.session(&house, later(70)).await;
    let half = house.service.cut_family(&session, form.id, later(70)).await;
    assert!(half.is_err());
    let dead = guardian.fetch_for(&house, form.id, later(71)).await;
    assert!(
        matches!(dead.map(|_| ()), Err(Error::Unknown(_))),
        "cut on the side that counts"
    );
    clear();
    house.service.settle_family(later(72)).await.unwrap();
    assert_eq!(
        members(&house, &guardian, later(72)).await,
        [MemberState::Ended]
    );
    assert_eq!(house.count("family_outbox"), 0);
}

#[tokio::test]
async fn s1_21_a_link_that_was_cut_and_is_put_back_by_other_hands_holds_nobody() {
    let house = House::new().await;
    let (guardian, member, link) = pair(&house).await;
    let sql = house.sql();
    for table in ["family_link", "family_member"] {
        let keep = format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}");
        sql.execute(&keep, []).unwrap();
    }
    cut(&house, &member, link, later(70)).await;
    for table in ["family_link", "family_member"] {
        sql.execute(&format!("DELETE FROM {table}"), []).unwrap();
        let put = format!("INSERT INTO {table} SELECT * FROM kept_{table}");
        sql.execute(&put, []).unwrap();
    }
    let fetched = guardian.fetch_for(&house, link, later(80)).await;
    assert!(matches!(fetched.map(|_| ()), Err(Error::Unknown(_))));
    assert!(house.count("alarm") > 0);
}

#[tokio::test]
async fn s2_17_a_stolen_file_shows_no_word_of_a_family_member() {
    let house = House::new().await;
    let guardian = house.declared(0, &[], now()).await;
    let form = typed(11, dependant(&house, 1935, &[]), None, &[]);
    let told = ask(&house, &guardian, &form, later(5)).await.unwrap();
    let file = house.sql().path().map(std::fs::read).unwrap().unwrap();
    let holds = |part: &str| file.windows(part.len()).any(|w| w == part.as_bytes());
    assert!(!holds("张小宝") && !holds(form.document.number()));
    assert!(!holds(&told.reference.unwrap()) && !holds("grandparent"));
}

#[tokio::test]
async fn s1_21_erasing_a_guardian_lets_the_family_go_and_erasing_a_member_tells_the_guardian() {
    let house = House::new().await;
    let (guardian, member, link) = pair(&house).await;
    let child = typed(12, dependant(&house, 2012, &[0]), None, &[]);
    ask(&house, &guardian, &child, later(70)).await.unwrap();
    let session = member.session(&house, later(75)).await;
    house
        .service
        .erase(session.person().unwrap(), later(75))
        .await
        .unwrap();
    assert_eq!(
        members(&house, &guardian, later(76)).await,
        [MemberState::Ended, MemberState::Linked]
    );
    assert!(guardian.fetch_for(&house, link, later(77)).await.is_err());
    let session = guardian.session(&house, later(80)).await;
    house
        .service
        .erase(session.person().unwrap(), later(80))
        .await
        .unwrap();
    for table in [
        "person",
        "family_link",
        "family_member",
        "family_outbox",
        "family_reference",
    ] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}

/// What a guesser hears of an identity.
async fn heard(
    house: &House,
    device: &Device,
    who: (PersonName, Document),
    id: i64,
    at: Instant,
) -> String {
    let form = typed(id, who, None, &[]);
    match ask(house, device, &form, at).await {
        Err(error) => format!("{error:?}"),
        Ok(told) => panic!("{told:?}"),
    }
}

#[tokio::test]
async fn s1_21_a_thousand_known_identities_tell_a_guesser_nothing_and_three_a_day_is_all() {
    let house = House::new().await;
    let guesser = house.declared(0, &[], now()).await;
    let area = house.list("2020-02-13 00时", "一号楼", now()).await;
    house.declared(1, &[], now()).await;
    house
        .declared(2, &[wuchang(50, Tick::Areas(vec![area]))], now())
        .await;
    house.resident(3, now()).await;
    // 4 is known to the registry and not here; 999 is known to nobody, and so is 1 under another name.
    let known = [
        (name(1), document(1)),
        (name(2), document(2)),
        (name(3), document(3)),
        (name(4), document(4)),
        (name(1), document(999)),
        (name(2), document(1)),
    ];
    let mut first = None;
    for n in 0..1_000_i64 {
        let day = n / 3;
        let at = later(100 + n % 3).plus_ms(day * 86_400_000);
        let who = known[n as usize % known.len()].clone();
        let said = heard(&house, &guesser, who.clone(), 1_000 + n, at).await;
        let first = first.get_or_insert_with(|| said.clone());
        assert_eq!(&said, first, "{n}");
        if n % 300 == 2 {
            let more = heard(&house, &guesser, who, 9_000_000 + n, at).await;
            assert!(more.contains("WrongIdentities"), "{more}");
        }
    }
    assert_eq!(house.count("family_member"), 0);
}
