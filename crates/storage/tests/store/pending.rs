//! Files that came: each once, with where it stands, and nothing that other hands wrote.

use domain::ids::{PendingId, StaffId};
use domain::pending::{Origin, PendingKind, PendingState};
use domain::place::DivisionCode;
use domain::time::Instant;
use storage::{AlarmKind, PendingChange, PendingRow, WriteError};

use crate::house::House;

fn row(id: i64, digest: &str, state: PendingState) -> PendingRow {
    let at = Instant::from_ms(1_600_000_000_000 + id);
    PendingRow {
        id: PendingId(id),
        kind: PendingKind::RiskList,
        digest: digest.into(),
        name: "list.json".into(),
        origin: Origin::Folder,
        place: DivisionCode::NATION,
        from: at,
        saved: None,
        came: at,
        now: PendingChange {
            state,
            alone: state == PendingState::InForce,
            reason: None,
            by: None,
            proposal: None,
            trial: "{}".into(),
            tried: at,
        },
        version: 1,
    }
}

async fn keep(house: &House, row: &PendingRow) -> Result<(), WriteError> {
    let line = house.note();
    let batch = house.store.add_pending(row, Some("the text"), &line);
    house.store.write(batch).await
}

#[tokio::test]
async fn n_6_the_same_file_is_kept_once_and_changed_by_one_at_a_time() {
    let house = House::new().await;
    let first = row(1, "aa", PendingState::Pending);
    keep(&house, &first).await.unwrap();
    let again = keep(&house, &row(2, "aa", PendingState::Pending)).await;
    assert!(matches!(again, Err(WriteError::Conflict)));
    let refused = PendingChange {
        state: PendingState::Refused,
        reason: Some("错误的名单".into()),
        by: Some(StaffId(7)),
        ..first.now.clone()
    };
    let change = || {
        house
            .store
            .change_pending(&first, &refused, None, &house.note())
    };
    house.store.write(change()).await.unwrap();
    assert!(matches!(
        house.store.write(change()).await,
        Err(WriteError::Conflict)
    ));
    let kept = house.store.pending_of("aa").await.unwrap().rows.unwrap();
    assert_eq!((kept.now, kept.version), (refused, 2));
    assert!(house.store.pending_waiting().await.unwrap().rows.is_empty());
    let text = house.store.pending_text(PendingId(1)).await.unwrap().rows;
    assert_eq!(text.as_deref(), Some("the text"));
}

#[tokio::test]
async fn n_6_what_came_into_force_by_itself_is_found_by_its_time() {
    let house = House::new().await;
    for (id, state) in [
        (1, PendingState::InForce),
        (2, PendingState::Pending),
        (3, PendingState::InForce),
    ] {
        keep(&house, &row(id, &id.to_string(), state))
            .await
            .unwrap();
    }
    let since = |ms: i64| Instant::from_ms(1_600_000_000_000 + ms);
    let ids = |rows: Vec<PendingRow>| rows.iter().map(|row| row.id.0).collect::<Vec<_>>();
    let alone = house.store.pending_alone_since(since(1)).await.unwrap();
    assert_eq!(ids(alone.rows), [1, 3]);
    let alone = house.store.pending_alone_since(since(2)).await.unwrap();
    assert_eq!(ids(alone.rows), [3]);
    let newest = house.store.pending_newest(2).await.unwrap();
    assert_eq!(ids(newest.rows), [3, 2]);
}

#[tokio::test]
async fn n_6_a_row_or_a_text_by_other_hands_is_not_read() {
    let edits = [
        "UPDATE pending_file SET state = 'refused'",
        "UPDATE pending_file SET digest = 'bb'",
        "UPDATE pending_file SET alone = TRUE",
    ];
    for edit in edits {
        let house = House::new().await;
        keep(&house, &row(1, "aa", PendingState::Pending))
            .await
            .unwrap();
        house.intruder().execute(edit, []).unwrap();
        let found = house.store.pending(PendingId(1)).await.unwrap();
        assert!(found.rows.is_none(), "{edit}");
        assert_eq!(found.alarms[0].kind, AlarmKind::Altered);
    }
    let house = House::new().await;
    keep(&house, &row(1, "aa", PendingState::Pending))
        .await
        .unwrap();
    let edit = "UPDATE pending_text SET text = 'another'";
    house.intruder().execute(edit, []).unwrap();
    let found = house.store.pending_text(PendingId(1)).await.unwrap();
    assert!(found.rows.is_none() && found.alarms.len() == 1);
}
