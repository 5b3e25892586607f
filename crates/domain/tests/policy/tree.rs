//! The policies of the tree: each may be published, and its tests hold.

use domain::place::{DivisionCode, divisions};
use domain::policy::{DivisionList, check};
use domain::state::Colour;

use crate::support::{TreeFile, examples, on, tree};

fn may_be_published(files: &[TreeFile], one: &TreeFile) {
    let policy = on(files, one.file.jurisdiction, one.file.effective);
    let faults = check(&one.file, &policy, &one.text);
    assert!(faults.is_empty(), "{}: {faults:#?}", one.name);
    let rules = one.file.rules.iter().map(|rule| (&rule.id, &rule.tests));
    let pop_ups = one
        .file
        .pop_ups
        .iter()
        .map(|pop_up| (&pop_up.id, &pop_up.tests));
    let without = rules.chain(pop_ups).find(|(_, tests)| tests.is_empty());
    assert!(without.is_none(), "{}: {without:?} has no test", one.name);
}

#[test]
fn s2_25_every_policy_of_the_tree_passes_its_own_tests() {
    let files = tree();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for city in [
        "000000",
        "110000",
        "110000-2022",
        "330000",
        "410000",
        "410300",
        "411600",
    ] {
        assert!(names.contains(&format!("{city}.toml").as_str()), "{city}");
    }
    for file in &files {
        may_be_published(&files, file);
    }
}

#[test]
fn s2_2_colours_from_elsewhere_and_of_a_campus_are_policies_too() {
    let files = examples();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["campus.toml", "hangzhou.toml", "illinois.toml"]);
    for file in &files {
        may_be_published(std::slice::from_ref(file), file);
    }
}

#[test]
fn s2_22_a_city_without_a_file_inherits_its_province() {
    let files = tree();
    let ningbo = on(
        &files,
        "330200".parse().unwrap(),
        "2020-07-01".parse().unwrap(),
    );
    let names: Vec<&str> = ningbo.rules.iter().map(|r| r.id.as_str()).collect();
    assert!(
        names.contains(&"stay-high") && names.contains(&"entry"),
        "{names:?}"
    );
    let secondary = ningbo.rule(&"contact-secondary".parse().unwrap()).unwrap();
    assert_eq!(
        secondary.colour,
        Colour::Red,
        "the province's rule takes the place of the nation's"
    );
}

#[test]
fn s0_21_the_five_pop_ups_of_beijing_are_its_policy_of_2022() {
    let files = tree();
    let beijing = |date: &str| on(&files, "110000".parse().unwrap(), date.parse().unwrap());
    let kinds = |policy: domain::policy::Policy| -> Vec<String> {
        let kinds = policy
            .pop_ups
            .iter()
            .filter_map(|p| Some(p.id.as_str().strip_prefix("popup-")?[..1].to_owned()));
        let mut kinds: Vec<String> = kinds.collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(beijing("2022-05-10")), ["1", "2", "3", "4", "5"]);
    assert!(kinds(beijing("2021-05-10")).is_empty());
}

#[test]
fn s0_21_border_counties_are_counties_of_that_year() {
    let files = tree();
    let beijing = on(
        &files,
        "110000".parse().unwrap(),
        "2022-05-10".parse().unwrap(),
    );
    let at = beijing.pop_ups.iter().find_map(|p| p.when.stay_at.as_ref());
    let codes = at.map(DivisionList::codes).unwrap();
    for code in codes {
        assert!(divisions().county_level(*code, 2022).is_some(), "{code}");
    }
    let mut sorted: Vec<DivisionCode> = codes.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted, codes, "in the order of their codes, each once");
}
