//! `healthcode organisation`: who manages what, and another manager in the place of one who left.

use crate::Place;

#[test]
fn s1_8_an_organisation_that_is_not_there_is_given_to_nobody() {
    let place = Place::new();
    let listed = place.run(&["organisation", "list", "--json"]);
    assert_eq!(listed.code, 0, "{}", listed.errors);
    assert!(listed.lines.is_empty());
    let unknown = place.run(&["organisation", "manager", "7", "li.na"]);
    assert!(
        unknown.code != 0 && unknown.errors.contains("organisation"),
        "{}",
        unknown.errors
    );
}
