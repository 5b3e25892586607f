//! What keeps a policy from being published, with its line and field.

use domain::policy::{Policy, PolicyFile, position};

use crate::support::{faults, rule, said};

#[test]
fn s2_24_a_policy_with_faults_is_refused_by_line_and_field() {
    let found = faults(
        "[[rule]]\nid = \"near\"\nwhen = { stay_near = \"high\", within_days = 61 }\ncolour = \"yellow\"\ndays = 0\n\
         reason = { zh = \"\", en = \"near\" }\n\n[[rule.test]]\ntoday = 2020-07-02\nfacts = {}\nexpect = { colour = \"red\" }\n",
    );
    let at = |field: &str| {
        said(&found, field);
        let at = found.iter().find(|f| f.field == field).unwrap().at.unwrap();
        (at.line, at.column)
    };
    assert_eq!(at("rule[near].when.stay_near"), (8, 10));
    assert_eq!(at("rule[near].when.within_days"), (8, 30));
    assert_eq!(at("rule[near].days"), (10, 1));
    assert_eq!(at("rule[near].reason.zh"), (11, 12));
    assert_eq!(at("rule[near].review"), (6, 1), "the rule that lacks it");
    assert_eq!(at("rule[near].test[1]"), (13, 1));
    assert!(said(&found, "rule[near].test[1]").contains("colour should be red, is green"));
}

#[test]
fn s2_24_a_rule_without_an_end_or_with_one_in_the_past_is_refused() {
    let past = rule(
        "late",
        "contact = true, within_days = 3",
        "colour = \"red\"\ndays = 14\nends = 2020-07-01",
    );
    assert!(said(&faults(&past), "rule[late].ends").contains("never apply"));
    let past = past.replace("review = 2020-12-01", "review = 2020-07-01");
    assert!(said(&faults(&past), "rule[late].review").contains("2020-07-01"));
}

#[test]
fn s2_24_a_text_that_lacks_in_one_language_is_refused() {
    let lacks = rule(
        "a",
        "contact = true, within_days = 3",
        "colour = \"red\"\ndays = 14",
    )
    .replace("en = \"x\"", "en = \" \"");
    assert!(said(&faults(&lacks), "rule[a].reason.en").contains("1 to 400"));
}

#[test]
fn n_4_a_place_below_the_county_is_refused_where_it_stands() {
    let text = |when: &str| {
        format!(
            "jurisdiction = \"330100\"\nversion = \"1\"\neffective = 2020-07-01\n{}",
            rule("a", when, "colour = \"yellow\"\ndays = 7\ncoarse = true")
        )
    };
    let below = PolicyFile::parse(&text("stay_at = [\"330106\", \"330106005\"]"))
        .unwrap_err()
        .to_string();
    assert!(
        below.contains("line 6")
            && below.contains("330106005")
            && below.contains("below the county"),
        "{below}"
    );
    let street = PolicyFile::parse(&text("street = \"x\""))
        .unwrap_err()
        .to_string();
    assert!(
        street.contains("line 6")
            && street.contains("no place below the county")
            && street.contains("县级以下"),
        "{street}"
    );
    assert!(PolicyFile::parse(&text("stay_at = [\"330106\", \"420000\"]")).is_ok());
}

#[test]
fn n_4_a_list_of_people_is_refused_where_it_stands() {
    let head = "jurisdiction = \"330100\"\nversion = \"1\"\neffective = 2020-07-01\n";
    let list = format!(
        "{head}{}people = [\"x\"]\n",
        rule("a", "contact = true", "colour = \"red\"\ndays = 14")
    );
    let error = PolicyFile::parse(&list).unwrap_err().to_string();
    assert!(
        error.contains("line 11")
            && error.contains("names nobody")
            && error.contains("不得指名个人"),
        "{error}"
    );
    let in_words = rule(
        "a",
        "contact = true, within_days = 3",
        "colour = \"red\"\ndays = 14",
    )
    .replace("en = \"x\"", "en = \"as 13800138000 said\"");
    assert!(said(&faults(&in_words), "rule[a].reason.en").contains("names nobody"));
}

#[test]
fn an_unknown_key_names_its_line() {
    let error = PolicyFile::parse(
        "jurisdiction = \"330100\"\nversion = \"1\"\neffective = 2020-07-01\ncolor = 1\n",
    );
    let text = error.unwrap_err().to_string();
    assert!(text.contains("line 4") && text.contains("color"), "{text}");
}

#[test]
fn s2_24_what_cannot_be_inherited_is_found_by_its_field() {
    let text = "jurisdiction = \"330100\"\nversion = \"1\"\neffective = 2020-07-01\ninherits = \"410000\"\n";
    let file = PolicyFile::parse(text).unwrap();
    let error = Policy::of(file.jurisdiction, |code| {
        (code == file.jurisdiction).then_some(&file)
    })
    .unwrap_err();
    assert_eq!(position(text, error.field()).unwrap().line, 4);
}

#[test]
fn s1_7_classes_of_medicine_are_data_of_a_policy_and_refused_by_their_field() {
    let class = |id: &str| {
        format!("[[purchase_class]]\nid = \"{id}\"\nname = {{ zh = \"退热\", en = \"Fever\" }}\n")
    };
    assert!(
        faults(&class("fever"))
            .iter()
            .all(|f| f.field != "purchase_class")
    );
    let twice = [class("fever"), class("fever")].concat();
    assert!(said(&faults(&twice), "purchase_class").contains("id of its own"));
    said(&faults(&class("Fever!")), "purchase_class");
    let text = format!(
        "jurisdiction = \"000000\"\nversion = \"1\"\neffective = 2020-07-01\n{}",
        class("herbal")
    );
    let own = PolicyFile::parse(&text).unwrap();
    let ids = |file: &PolicyFile| -> Vec<String> {
        let policy = Policy::of(file.jurisdiction, |_| Some(file)).unwrap();
        let classes = policy.purchase_classes.into_iter();
        classes.map(|class| class.id).collect()
    };
    assert_eq!(ids(&own), ["herbal"]);
    let silent = PolicyFile {
        purchase_classes: Vec::new(),
        ..own
    };
    assert_eq!(ids(&silent), ["fever", "cough", "antiviral", "antibiotic"]);
}
