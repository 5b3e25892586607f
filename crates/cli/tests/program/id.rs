//! `healthcode id check`.

use crate::Place;

#[test]
fn s2_16_any_text_has_an_answer_and_one_no_makes_the_answer_no() {
    let said = Place::new().run(&[
        "--json",
        "id",
        "check",
        "610104620927690",
        "440308199902301512",
        "",
        "什么",
    ]);
    let json = said.json();
    assert_eq!((said.code, json.len()), (1, 4));
    assert_eq!(
        json[0],
        serde_json::json!({"number": "610104196209276908", "valid": true, "reason": null})
    );
    for no in &json[1..] {
        assert_eq!(no["valid"], false);
        assert!(
            no["reason"]
                .as_str()
                .is_some_and(|reason| reason.len() > 10),
            "{no}"
        );
    }
    assert_eq!(
        Place::new()
            .run(&["id", "check", "11010519491231002X"])
            .code,
        0
    );
}
