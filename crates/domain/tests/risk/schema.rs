//! A feed that changes its schema is refused by the name of the field.

use domain::risk::official::{self, MAX_BYTES};
use domain::risk::{ListError, OddityKind};
use serde_json::{Value, json};

fn sample() -> Value {
    let row = |county: &str, areas: Value| {
        json!({
            "type": "2", "province": "浙江省", "city": "杭州市", "county": county,
            "area_name": format!("浙江省 杭州市 {county}"), "communitys": areas,
        })
    };
    json!({
        "data": {
            "end_update_time": "2022-07-21 16时", "hcount": 2, "mcount": 1, "lcount": 1,
            "highlist": [row("西湖区", json!(["西溪街道1号楼", "\t古荡\u{3000}街道 "]))],
            "middlelist": [row("余杭区", json!(["良渚街道"]))],
            "lowlist": [row("西湖区", json!(["除西溪街道外的其他区域"]))],
        },
        "code": 0,
        "msg": "查询成功",
    })
}

fn refusal(file: &Value) -> ListError {
    official::parse(&file.to_string()).unwrap_err()
}

/// The ways to every field below a value.
fn ways(value: &Value, way: &str) -> Vec<(String, String)> {
    match value {
        Value::Object(fields) => {
            let ways_below = fields.iter().flat_map(|(name, value)| {
                let pointer = format!("{way}/{name}");
                let mut below = ways(value, &pointer);
                below.push((way.to_owned(), name.clone()));
                below
            });
            ways_below.collect()
        }
        Value::Array(values) => {
            let below = values.iter().enumerate();
            below
                .flat_map(|(index, value)| ways(value, &format!("{way}/{index}")))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// `/data/highlist/0` and `county` as messages write it: `data.highlist[0].county`.
fn written(parent: &str, name: &str) -> String {
    let parts = parent.split('/').skip(1).chain([name]);
    let written: String = parts
        .map(|part| match part.parse::<usize>() {
            Ok(index) => format!("[{index}]"),
            Err(_) => format!(".{part}"),
        })
        .collect();
    written.trim_start_matches('.').to_owned()
}

fn parent<'a>(file: &'a mut Value, pointer: &str) -> &'a mut serde_json::Map<String, Value> {
    file.pointer_mut(pointer).unwrap().as_object_mut().unwrap()
}

#[test]
fn s0_23_the_sample_is_read() {
    let list = official::parse(&sample().to_string()).unwrap();
    assert_eq!(list.as_of.to_string(), "2022-07-21T16:00:00+08:00");
    assert_eq!(list.rows[0].areas[1].as_str(), "古荡 街道");
    assert!(list.oddities.is_empty());
}

#[test]
fn s0_23_a_field_renamed_removed_or_added_is_refused_by_its_name() {
    let all = ways(&sample(), "");
    assert!(all.len() > 25);
    for (at, name) in all {
        let field = written(&at, &name);
        let mut removed = sample();
        let value = parent(&mut removed, &at).remove(&name).unwrap();
        let error = refusal(&removed);
        assert_eq!(error.field(), field, "removed: {error}");
        assert!(error.to_string().contains("is missing"), "{error}");

        let mut renamed = removed;
        parent(&mut renamed, &at).insert(format!("{name}_2"), value);
        let message = refusal(&renamed).to_string();
        assert!(
            message.contains(&format!("{field}_2 is unknown")),
            "renamed: {message}"
        );
        assert!(message.contains(&field), "renamed: {message}");

        let mut added = sample();
        parent(&mut added, &at).insert("updated".into(), json!(1));
        let error = refusal(&added);
        assert_eq!(error.field(), written(&at, "updated"), "added: {error}");
        assert!(
            error.to_string().contains("last good list stays in force"),
            "{error}"
        );
    }
}

#[test]
fn s0_23_a_field_of_another_type_is_refused_by_its_name() {
    let others = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(7),
        json!("七"),
        json!(["七", 7]),
        json!({"a": 1}),
    ];
    for (at, name) in ways(&sample(), "") {
        let field = written(&at, &name);
        for other in &others {
            let mut changed = sample();
            let value = parent(&mut changed, &at).get_mut(&name).unwrap();
            let same = std::mem::discriminant(value) == std::mem::discriminant(other);
            if same && name != "communitys" {
                continue;
            }
            *value = other.clone();
            let error = refusal(&changed);
            assert!(
                error.field().starts_with(&field),
                "{field} as {other}: {error}"
            );
        }
    }
}

#[test]
fn s0_23_a_count_that_does_not_hold_is_refused_by_its_name() {
    for field in ["hcount", "mcount", "lcount"] {
        let mut file = sample();
        file["data"][field] = json!(7);
        let error = refusal(&file);
        assert_eq!(error.field(), format!("data.{field}"));
        assert!(error.to_string().contains("states 7"), "{error}");
    }
}

#[test]
fn s0_23_a_word_that_no_list_has_had_is_refused_by_its_field() {
    let cases = [
        ("/code", json!(3), "code"),
        ("/data/highlist/0/type", json!("1"), "data.highlist[0].type"),
        ("/data/highlist/0/type", json!(""), "data.highlist[0].type"),
        (
            "/data/lowlist/0/county",
            json!("西".repeat(101)),
            "data.lowlist[0].county",
        ),
        (
            "/data/highlist/0/communitys/1",
            json!("区".repeat(2_001)),
            "data.highlist[0].communitys[1]",
        ),
    ];
    for (pointer, value, field) in cases {
        let mut file = sample();
        *file.pointer_mut(pointer).unwrap() = value;
        assert_eq!(refusal(&file).field(), field);
    }
    for time in [
        "2022-07-21",
        "2022-07-21 16",
        "2022-07-21 24时",
        "2022-02-30 1时",
        "2022-7-21 16时",
        "2022-07-21 +6时",
        "1922-07-21 16时",
        "",
    ] {
        let mut file = sample();
        file["data"]["end_update_time"] = json!(time);
        assert_eq!(refusal(&file).field(), "data.end_update_time", "{time}");
    }
}

#[test]
fn s0_23_before_21_july_2022_a_list_has_no_low_level() {
    let mut file = sample();
    let data = file["data"].as_object_mut().unwrap();
    data.remove("lowlist");
    data.remove("lcount");
    let message = refusal(&file).to_string();
    assert!(
        message.contains("data.lowlist is missing, data.lcount is missing"),
        "{message}"
    );
    file["data"]["end_update_time"] = json!("2022-07-21 15时");
    assert_eq!(official::parse(&file.to_string()).unwrap().counts.low, 0);
}

#[test]
fn s0_23_what_cannot_be_relied_on_is_noted_and_the_list_is_read() {
    let mut file = sample();
    let empty = json!({"type": "", "province": " ", "city": "", "county": "", "area_name": "", "communitys": []});
    let high = file["data"]["highlist"].as_array_mut().unwrap();
    high.push(empty);
    high[0]["communitys"][1] = json!("\u{3000}");
    file["data"]["middlelist"][0]["area_name"] = json!("浙江省 杭州市 临平区");
    file["data"]["lowlist"][0]["communitys"] = json!([]);
    file["data"]["lcount"] = json!(0);
    let list = official::parse(&file.to_string()).unwrap();
    let oddities: Vec<_> = list
        .oddities
        .iter()
        .map(|odd| (odd.field.as_str(), odd.kind))
        .collect();
    let expected = [
        ("data.highlist[0].communitys[1]", OddityKind::BlankArea),
        ("data.highlist[1]", OddityKind::EmptyRow),
        ("data.middlelist[0]", OddityKind::NamesDisagree),
        ("data.lowlist[0]", OddityKind::NoArea),
    ];
    assert_eq!(oddities, expected);
    let import = domain::risk::Import {
        saved: None,
        recorded: list.as_of,
    };
    let kept = domain::risk::resolve(&list, import);
    assert_eq!(
        (kept.areas.len(), kept.counts.high, kept.counts.unresolved),
        (2, 2, 1)
    );
}

#[test]
fn s0_23_a_field_that_stands_twice_is_refused() {
    let text = sample().to_string();
    let twice = text.replacen("\"county\":", "\"county\":\"上城区\",\"county\":", 1);
    assert_eq!(
        official::parse(&twice).unwrap_err().field(),
        "data.highlist[0].county"
    );
}

#[test]
fn s0_23_what_is_no_list_is_refused_with_the_place() {
    let cut = &sample().to_string()[..60];
    for (text, says) in [
        ("", "line 1"),
        (cut, "line 1, column"),
        ("[]", "the file"),
        ("{}", "data is missing"),
    ] {
        let message = official::parse(text).unwrap_err().to_string();
        assert!(message.contains(says), "{message}");
    }
    let large = " ".repeat(MAX_BYTES + 1);
    assert!(matches!(
        official::parse(&large),
        Err(ListError::TooLarge { .. })
    ));
    let endless = format!("[{}1]", "1,".repeat(1_000_001));
    assert!(
        official::parse(&endless)
            .unwrap_err()
            .to_string()
            .contains("more values")
    );
    let deep = "[".repeat(100_000);
    assert!(matches!(
        official::parse(&deep),
        Err(ListError::NotJson { .. })
    ));
}
