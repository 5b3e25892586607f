//! The policies of the tree: each may be published, and its tests hold.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use domain::place::DivisionCode;
use domain::policy::{Policy, PolicyFile, check};

fn all() -> BTreeMap<DivisionCode, PolicyFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let toml = files.filter(|path| path.extension().is_some_and(|e| e == "toml"));
    toml.map(|path| {
        let file = PolicyFile::parse(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (file.jurisdiction, file)
    })
    .collect()
}

fn compose(all: &BTreeMap<DivisionCode, PolicyFile>, code: DivisionCode) -> Policy {
    Policy::of(code, |c| all.get(&c)).unwrap()
}

#[test]
fn s2_25_every_policy_of_the_tree_passes_its_own_tests() {
    let all = all();
    assert!(all.len() >= 4);
    for (code, file) in &all {
        let faults = check(file, &compose(&all, *code));
        assert!(faults.is_empty(), "{code}: {faults:#?}");
        assert!(
            file.all_tests().count() >= file.rules.len(),
            "{code}: a rule without a test"
        );
    }
}

#[test]
fn s2_22_a_city_without_a_file_inherits_its_province() {
    let all = all();
    let hangzhou = compose(&all, "330100".parse().unwrap());
    let names: Vec<&str> = hangzhou.rules.iter().map(|r| r.id.as_str()).collect();
    assert!(
        names.contains(&"stay-high") && names.contains(&"entry"),
        "{names:?}"
    );
    let secondary = hangzhou
        .rules
        .iter()
        .find(|r| r.id.as_str() == "contact-secondary")
        .unwrap();
    assert_eq!(
        secondary.colour,
        domain::state::Colour::Red,
        "the province's rule takes the place of the nation's"
    );
}

#[test]
fn a_policy_with_faults_is_refused_by_field() {
    let all = all();
    let text = r#"
        jurisdiction = "330100"
        inherits = "330000"
        version = "1"
        effective = 2020-07-01
        [[rule]]
        id = "near"
        when = { stay_near = "high" }
        colour = "yellow"
        days = 0
        reason = { zh = "", en = "near" }
        [[rule.test]]
        today = 2020-07-02
        facts = {}
        expect = { colour = "red" }
    "#;
    let file = PolicyFile::parse(text).unwrap();
    let mut all = all;
    all.insert(file.jurisdiction, file.clone());
    let faults = check(&file, &compose(&all, file.jurisdiction));
    let fields: Vec<&str> = faults.iter().map(|f| f.field.as_str()).collect();
    for field in [
        "rule[near].when.stay_near",
        "rule[near].days",
        "rule[near].reason.zh",
        "rule[near].review",
    ] {
        assert!(fields.contains(&field), "{field} is missing in {fields:?}");
    }
    assert!(
        faults
            .iter()
            .any(|f| f.field.starts_with("test 1 of near") && f.text.contains("should be red"))
    );
}

#[test]
fn an_unknown_key_names_its_line() {
    let error = PolicyFile::parse(
        "jurisdiction = \"330100\"\nversion = \"1\"\neffective = 2020-07-01\ncolor = 1\n",
    );
    let text = error.unwrap_err().to_string();
    assert!(text.contains("line 4") && text.contains("color"), "{text}");
}
