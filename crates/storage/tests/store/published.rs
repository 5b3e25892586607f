//! What is published: policies and lists come back as they were, and altered ones do not count.

use std::path::PathBuf;

use domain::ids::AreaId;
use domain::risk::{Import, RiskList, official, resolve};
use domain::time::Instant;
use storage::{AlarmKind, PolicyRow, WriteError};

use crate::house::{House, code, date, now};

fn policy(version: &str) -> PolicyRow {
    PolicyRow {
        jurisdiction: code("330000"),
        version: version.into(),
        effective: date("2020-02-20"),
        text: "jurisdiction = \"330000\"\n".into(),
        published: now(),
    }
}

#[tokio::test]
async fn every_version_of_a_policy_is_kept_and_none_is_written_over() {
    let house = House::new().await;
    let before = house.store.generation().await.unwrap();
    let both = [policy("2020-02-20"), policy("2020-03-01")];
    let publish = house
        .store
        .publish_policies(&both, house.tried().await, &house.note());
    house.store.write(publish).await.unwrap();
    assert!(house.store.generation().await.unwrap() > before);
    assert_eq!(house.store.policies().await.unwrap().rows, both);
    let again = house
        .store
        .publish_policies(&both[..1], house.tried().await, &house.note());
    let again = house.store.write(again).await;
    assert!(matches!(again, Err(WriteError::Conflict)));
}

#[tokio::test]
async fn a_policy_edited_by_sql_is_not_in_force() {
    let house = House::new().await;
    let both = [policy("2020-02-20"), policy("2020-03-01")];
    let publish = house
        .store
        .publish_policies(&both, house.tried().await, &house.note());
    house.store.write(publish).await.unwrap();
    let edit = "UPDATE policy SET text = 'colour everyone' WHERE version = '2020-03-01'";
    house.intruder().execute(edit, []).unwrap();
    let policies = house.store.policies().await.unwrap();
    assert_eq!(policies.rows, both[..1]);
    assert_eq!(policies.alarms[0].table, "policy");
}

const LIST: &str = r#"{"data":{"end_update_time":"2022-04-15 11时","hcount":2,"mcount":1,
"highlist":[{"type":"2","province":"浙江省","city":"杭州市","county":"西湖区","area_name":"浙江省 杭州市 西湖区",
"communitys":["西溪街道","翠苑街道 1号楼"]}],
"middlelist":[{"type":"2","province":"浙江省","city":"杭州市","county":"月球区","area_name":"浙江省 杭州市 月球区",
"communitys":["环形山"]}]},"code":0,"msg":""}"#;

fn list(saved: Option<i64>) -> RiskList {
    let import = Import {
        saved: saved.map(Instant::from_ms),
        recorded: now(),
    };
    resolve(&official::parse(LIST).unwrap(), import)
}

async fn lists(house: &House) -> (Vec<(RiskList, String)>, Vec<storage::Alarm>) {
    let mut lists = Vec::new();
    let alarms = house
        .store
        .risk_lists(|list, file| lists.push((list, file.to_owned())))
        .await;
    (lists, alarms.unwrap())
}

#[tokio::test]
async fn a_list_is_read_as_it_came() {
    let house = House::new().await;
    let before = house.store.generation().await.unwrap();
    let publish =
        house
            .store
            .publish_list(&list(None), "a.json", house.tried().await, &house.note());
    house.store.write(publish).await.unwrap();
    assert!(house.store.generation().await.unwrap() > before);
    let (kept, alarms) = lists(&house).await;
    assert_eq!(kept, [(list(None), "a.json".to_owned())]);
    assert!(alarms.is_empty());

    let again =
        house
            .store
            .publish_list(&list(Some(5)), "a.json", house.tried().await, &house.note());
    house.store.write(again).await.unwrap();
    let (kept, _) = lists(&house).await;
    assert_eq!(kept, [(list(Some(5)), "a.json".to_owned())]);
}

#[tokio::test]
async fn a_list_with_an_altered_row_does_not_count() {
    let edits = [
        "UPDATE risk_area SET level = 1",
        "INSERT INTO risk_area SELECT list_id, 5, 3 FROM risk_list",
        "DELETE FROM risk_area WHERE level = 3",
        "UPDATE risk_list SET as_of_ms = as_of_ms - 1",
        "UPDATE area SET place = 330105 WHERE place = 330106",
    ];
    for edit in edits {
        let house = House::new().await;
        let publish =
            house
                .store
                .publish_list(&list(None), "a.json", house.tried().await, &house.note());
        house.store.write(publish).await.unwrap();
        assert!(house.intruder().execute(edit, []).unwrap() > 0);
        let (kept, alarms) = lists(&house).await;
        assert!(kept.is_empty(), "{edit}");
        assert!(
            alarms
                .iter()
                .all(|a| a.kind == AlarmKind::Altered && a.person.is_none())
        );
        assert!(!alarms.is_empty(), "{edit}");
    }
}

#[tokio::test]
async fn areas_that_are_a_whole_county_are_kept_and_taken_back() {
    let house = House::new().await;
    for area in [4, 5] {
        let named = house.store.name_whole(AreaId(area), now(), &house.note());
        house.store.write(named).await.unwrap();
    }
    let taken_back = house.store.unname_whole(AreaId(5), &house.note());
    house.store.write(taken_back).await.unwrap();
    let whole = house.store.whole_areas().await.unwrap();
    assert_eq!(whole.rows, [(AreaId(4), now())]);
    let put_in = "INSERT INTO whole_area (area_id, recorded_ms, mac) VALUES (9, 1, zeroblob(16))";
    house.intruder().execute(put_in, []).unwrap();
    let whole = house.store.whole_areas().await.unwrap();
    assert_eq!((whole.rows.len(), whole.alarms.len()), (1, 1));
}

/// The folder of the official lists; it is not part of the project.
fn samples() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    ["../../../shared", "../../../../shared"]
        .map(|up| root.join(up).join("data/risk_samples"))
        .into_iter()
        .find(|folder| folder.is_dir())
}

#[tokio::test]
async fn s0_23_every_official_list_is_kept_and_read_whole() {
    let Some(folder) = samples() else {
        println!("SKIPPED: ../shared/data/risk_samples is not there");
        return;
    };
    let house = House::new().await;
    let mut written = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let import = Import {
            saved: None,
            recorded: now(),
        };
        let list = resolve(&official::parse(&text).unwrap(), import);
        let publish =
            house
                .store
                .publish_list(&list, "list.json", house.tried().await, &house.note());
        house.store.write(publish).await.unwrap();
        written.push(list);
    }
    let (kept, alarms) = lists(&house).await;
    assert!(alarms.is_empty());
    assert_eq!(kept.len(), written.len());
    for (list, _) in kept {
        let original = written.iter().find(|w| w.id == list.id).unwrap();
        let levels = |list: &RiskList| -> Vec<_> {
            list.areas
                .iter()
                .map(|a| (a.id, a.place, a.level))
                .collect()
        };
        assert_eq!(levels(&list), levels(original));
        assert_eq!((list.counts, list.as_of), (original.counts, original.as_of));
        assert_eq!(list.oddities, original.oddities);
    }
}

#[tokio::test]
async fn n_6_what_was_tried_with_older_lists_or_policies_is_not_published() {
    let house = House::new().await;
    let tried = house.tried().await;
    let publish = |tried| {
        house
            .store
            .publish_list(&list(None), "a.json", tried, &house.note())
    };
    let between = house.store.publish_policies(&[], tried, &house.note());
    house.store.write(between).await.unwrap();
    let late = house.store.write(publish(tried)).await;
    assert!(matches!(late, Err(WriteError::Conflict)));
    assert!(lists(&house).await.0.is_empty(), "nothing of it is there");
    house
        .store
        .write(publish(house.tried().await))
        .await
        .unwrap();
    assert_eq!(lists(&house).await.0.len(), 1);
}
