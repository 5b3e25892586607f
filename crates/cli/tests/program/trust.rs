//! `healthcode trust`: two services of two provinces that recognise each other.

use serde_json::json;

use crate::Place;
use crate::served::{DATABASE, Served};
use crate::visitor::{City, Visitor, enrol, now_ms, scan};

const NANJING: City = City {
    code: "320100",
    county: "320102",
};

/// Exports a place's service for a province, under the address that its codes carry.
fn exported(place: &Place, served: &Served, province: &str) -> String {
    let address = served.said("resident").trim_end_matches('/').to_owned();
    let line = [
        "trust",
        "export",
        "--database",
        DATABASE,
        "--address",
        &address,
        "--division",
        province,
    ];
    let said = place.run(&line);
    assert_eq!(said.code, 0, "{}", said.errors);
    said.lines.join("\n")
}

fn import(place: &Place, text: &str) -> crate::Said {
    place.write("others.toml", text);
    place.run(&["trust", "import", "others.toml", "--database", DATABASE])
}

#[test]
fn s2_7_two_provinces_recognise_each_other_and_one_may_be_stricter() {
    let (zhejiang, jiangsu) = (Place::new(), Place::new());
    let hangzhou = Served::demo(&zhejiang, &["--date", "2022-07-14"]);
    let nanjing = Served::demo(&jiangsu, &["--date", "2022-07-14"]);
    let visitor = Visitor::new(&nanjing, 0).of(NANJING);
    assert_eq!(visitor.declare(71, &json!([]))["state"], "green");
    let code = visitor.code();
    let shop = enrol(&hangzhou, 0);
    let stranger = scan(&hangzhou, &shop, 0, &code.at(now_ms(&hangzhou)));
    assert_eq!(stranger["refusal"], "issuer_unknown", "{stranger}");
    let theirs = exported(&jiangsu, &nanjing, "320000");
    let said = import(&zhejiang, &theirs);
    assert_eq!(said.code, 0, "{}", said.errors);
    let known = scan(&hangzhou, &shop, 1, &code.at(now_ms(&hangzhou)));
    assert_eq!(
        (&known["state"], &known["refusal"]),
        (&"green".into(), &json!(null)),
        "{known}"
    );
    let stricter = format!("{theirs}\n[issuer.states]\ngreen = \"unconfirmed\"\n");
    assert_eq!(import(&zhejiang, &stricter).code, 0);
    let asked = scan(&hangzhou, &shop, 2, &code.at(now_ms(&hangzhou)));
    assert_eq!(
        (&asked["state"], &asked["outcome"]),
        (&"unconfirmed".into(), &"by_hand".into()),
        "{asked}"
    );
}

#[test]
fn a_list_that_is_milder_or_has_no_keys_is_refused_and_the_last_one_stays() {
    let (zhejiang, jiangsu) = (Place::new(), Place::new());
    let nanjing = Served::demo(&jiangsu, &[]);
    drop(Served::demo(&zhejiang, &[]));
    assert_eq!(
        zhejiang
            .run(&["trust", "show", "--database", DATABASE])
            .code,
        1
    );
    let theirs = exported(&jiangsu, &nanjing, "320000");
    assert_eq!(import(&zhejiang, &theirs).code, 0);
    let milder = format!("{theirs}\n[issuer.states]\nred = \"green\"\n");
    let own = exported(&zhejiang, &nanjing, "330000");
    for (wrong, field) in [(milder, "states"), (own, "keys")] {
        let said = import(&zhejiang, &wrong);
        assert!(
            said.code == 1 && said.errors.contains(field),
            "{}",
            said.errors
        );
    }
    let shown = zhejiang.run(&["trust", "show", "--database", DATABASE]);
    assert_eq!((shown.code, shown.lines.join("\n")), (0, theirs));
}
