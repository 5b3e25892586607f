//! `healthcode organisation`: who manages what, and another manager in the place of one who left.

use domain::ids::{OrganisationId, StaffId};
use domain::log::{By, Purpose};
use domain::organisation::OrganisationKind;
use domain::time::Instant;
use serde_json::json;
use service::{KeySource, Nature};
use storage::{LogLine, OrganisationRow, Store};

use crate::Place;

const ID: &str = "8123";
const NAME: &str = "杭州市第一中学";

/// Adds a member of staff with one duty.
fn add_staff(place: &Place, login: &str, role: &str) {
    let line = ["staff", "add", "--login", login, "--name", "李娜"];
    let office = ["--office", "杭州市教育局", "--division", "330100"];
    let said = place.run(&[&line[..], &office[..], &["--role", role]].concat());
    assert_eq!(said.code, 0, "{}", said.errors);
}

/// A school with a manager, as it stands once two have agreed to its registration.
fn register(place: &Place, login: &str) {
    let home = place.path("");
    let key = KeySource::file(KeySource::user_file(None, Some(&home)).unwrap());
    let address = format!("sqlite:{}", place.path("healthcode.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.build().unwrap();
    runtime.block_on(async {
        let store = Store::open_as(&address, &key, Nature::Real).await.unwrap();
        let (staff, _) = store.staff().await.unwrap();
        let manager = staff.into_iter().find(|row| *row.login == login).unwrap();
        let registered = store.add_organisation(&school(manager.member.id), &line());
        store.write(registered).await.unwrap();
    });
}

fn school(manager: StaffId) -> OrganisationRow {
    OrganisationRow {
        id: OrganisationId(ID.parse().unwrap()),
        kind: OrganisationKind::School,
        name: NAME.to_owned(),
        division: "330106".parse().unwrap(),
        manager,
        made: Instant::from_ms(0),
    }
}

fn line() -> LogLine {
    LogLine {
        id: 1,
        server: 1,
        instant: Instant::from_ms(0),
        alias: None,
        by: By::System,
        purpose: Purpose::Automatic,
        action: "register organisation".to_owned(),
        digest: [0; storage::DIGEST],
    }
}

fn listed(place: &Place) -> serde_json::Value {
    let listed = place.run(&["organisation", "list", "--json"]);
    assert_eq!(listed.code, 0, "{}", listed.errors);
    listed.json().into()
}

#[test]
fn s1_8_an_organisation_is_listed_with_its_manager_and_given_to_another() {
    let place = Place::new();
    add_staff(&place, "li.na", "organisation_manager@330100");
    add_staff(&place, "he.mei", "organisation_manager@330106");
    add_staff(&place, "xu.jie", "organisation_manager@330105");
    assert_eq!(listed(&place), json!([]));
    register(&place, "li.na");
    let managed = |login: &str| json!([{ "id": ID, "kind": "school", "name": NAME, "division": "330106", "manager": login }]);
    assert_eq!(listed(&place), managed("li.na"));
    let given = place.run(&["organisation", "manager", ID, " he.mei "]);
    assert_eq!(given.code, 0, "{}", given.errors);
    assert_eq!(
        given.lines,
        ["8123 is managed by he.mei; whoever managed it before sees nothing of it any more"]
    );
    assert_eq!(listed(&place), managed("he.mei"));
    let words = place.run(&["organisation", "list"]);
    assert_eq!(
        words.lines,
        [format!("{ID} {NAME} (school, 330106), managed by he.mei")]
    );
    // Who manages elsewhere, or nothing, gets it not.
    for login in ["xu.jie", "nobody"] {
        let refused = place.run(&["organisation", "manager", ID, login]);
        assert_eq!(refused.code, 2, "{login}: {}", refused.errors);
        assert!(
            refused.errors.contains("organisation_manager"),
            "{}",
            refused.errors
        );
    }
    assert_eq!(listed(&place), managed("he.mei"));
}

#[test]
fn s1_8_an_organisation_that_is_not_there_is_given_to_nobody() {
    let place = Place::new();
    add_staff(&place, "li.na", "organisation_manager@330100");
    let unknown = place.run(&["organisation", "manager", "7", "li.na"]);
    assert!(
        unknown.code != 0 && unknown.lines.is_empty(),
        "{}",
        unknown.errors
    );
    assert!(
        unknown.errors.contains("organisation with this id"),
        "{}",
        unknown.errors
    );
    assert_eq!(listed(&place), json!([]));
}
