//! A colour in words: rule, evidence, dates, way out, in both languages, as JSON for the screens.

use domain::declaration::Tick;
use domain::time::Instant;
use serde_json::{Value, json};
use service::Explained;

use crate::house::{House, at, declaration, later, now, wuchang};
use crate::phone::Device;

async fn explained(house: &House, device: &Device, now: Instant) -> Vec<Explained> {
    let person = device.session(house, now).await.person().unwrap();
    let decisions = house.service.rate(person, now).await.unwrap();
    house
        .service
        .explain(person, &decisions, now)
        .await
        .unwrap()
}

async fn red(house: &House) -> Device {
    let area = house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    house
        .declared(0, &[wuchang(50, Tick::Areas(vec![area]))], now())
        .await
}

#[tokio::test]
async fn n_2_a_red_says_rule_evidence_dates_and_way_out() {
    let house = House::new().await;
    let device = red(&house).await;
    let all = explained(&house, &device, now()).await;
    let value = serde_json::to_value(&all[0]).unwrap();
    assert_eq!(
        value["city"],
        json!({"code": "330100", "zh": "杭州市", "en": "Hangzhou"})
    );
    assert_eq!(value["state"], "red");
    assert_eq!(value["until"], "2020-03-05");
    assert_eq!(value["free_from"]["zh"], "3月5日0时起解除");
    let reason = &value["reasons"][0];
    assert_eq!(reason["rule"], "stay-high");
    assert_eq!(reason["colour"], "red");
    assert!(reason["text"]["zh"].as_str().unwrap().contains("高风险"));
    let evidence = &reason["evidence"][0];
    let expected = json!({
        "kind": "stay", "level": "high", "from": "2020-02-14", "to": "2020-02-15",
        "place": {"code": "420106", "zh": "武汉市武昌区", "en": "Wuchang District, Wuhan"},
        "area_texts": ["粮道街"],
    });
    assert_eq!(*evidence, expected);
    assert_eq!(
        reason["ends"],
        json!({"kind": "check_ins", "day": 1, "days": 14, "missed": 0})
    );
    let order = &value["orders"][0];
    assert_eq!(
        (&order["first_day"], &order["free"]),
        (&json!("2020-02-20"), &json!("2020-03-05"))
    );
    assert!(
        order["id"].is_string(),
        "63 bits do not fit a number of JavaScript"
    );
    assert_eq!(value["checked_in_today"], false);
    assert!(
        value["what_to_do"]["en"]
            .as_str()
            .unwrap()
            .contains("day 1 of 14")
    );
    assert!(value["appeal"]["en"].as_str().unwrap().contains("24 hours"));
}

#[tokio::test]
async fn s2_29_the_calendar_shows_each_day_and_what_became_of_it() {
    let house = House::new().await;
    let device = red(&house).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let made = at("2020-02-21 09:00");
    let check_in = domain::record::CheckIn::new(domain::ids::CheckInId(1), made);
    house
        .service
        .check_in(person, &check_in, made)
        .await
        .unwrap();
    let all = explained(&house, &device, at("2020-02-24 09:00")).await;
    let order = &all[0].orders[0];
    let states: Vec<Value> = order
        .calendar
        .iter()
        .take(6)
        .map(|day| serde_json::to_value(day.state).unwrap())
        .collect();
    assert_eq!(
        states,
        ["counted", "counted", "missed", "in_grace", "open", "open"]
    );
    assert_eq!((order.missed, order.calendar.len()), (1, 15));
    assert_eq!(order.free.to_string(), "2020-03-06");
}

#[tokio::test]
async fn s0_22_a_pop_up_says_whom_to_contact_and_names_the_county() {
    let house = House::new().await;
    house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let device = house
        .declared(0, &[wuchang(50, Tick::Elsewhere)], now())
        .await;
    let all = explained(&house, &device, now()).await;
    assert_eq!(all[0].state, domain::state::State::Green);
    assert!(all[0].reasons.is_empty() && all[0].free_from.is_none());
    let pop_up = &all[0].pop_ups[0];
    assert_eq!(pop_up.places[0].zh, "武汉市武昌区");
    assert!(!pop_up.contact.zh.is_empty() && !pop_up.contact.en.is_empty());
}

#[tokio::test]
async fn s0_23_a_later_list_asks_in_words() {
    let house = House::new().await;
    house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let device = house
        .declared(0, &[wuchang(50, Tick::Elsewhere)], now())
        .await;
    house
        .list("2020-02-20 11时", "中华路", at("2020-02-20 11:30"))
        .await;
    let all = explained(&house, &device, at("2020-02-20 12:00")).await;
    let question = all[0]
        .pop_ups
        .iter()
        .find(|p| p.id == "area-question")
        .unwrap();
    assert!(question.text.en.contains("Were you in one of these?"));
}

#[tokio::test]
async fn s2_10_contact_and_symptoms_are_shown_by_their_day_alone() {
    let house = House::new().await;
    let device = house.resident(0, now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut ill = declaration(100, &[]);
    ill.contact = Some("2020-02-18".parse().unwrap());
    ill.temperature = Some("38.5".parse().unwrap());
    house.service.declare(person, &ill, now()).await.unwrap();
    let all = explained(&house, &device, later(60)).await;
    let evidence: Vec<Value> = all[0]
        .reasons
        .iter()
        .flat_map(|reason| &reason.evidence)
        .map(|evidence| serde_json::to_value(evidence).unwrap())
        .collect();
    assert!(evidence.contains(&json!({"kind": "contact", "on": "2020-02-18"})));
    assert!(evidence.contains(&json!({"kind": "symptoms", "on": "2020-02-20"})));
}

#[tokio::test]
async fn s1_5_who_has_not_declared_is_told_to() {
    let house = House::new().await;
    let device = house.resident(0, now()).await;
    device.fetch(&house, now()).await;
    let all = explained(&house, &device, now()).await;
    assert_eq!(all[0].state, domain::state::State::None);
    assert!(all[0].what_to_do.en.contains("declare"));
}

#[tokio::test]
async fn s0_24_nothing_is_said_in_one_language_alone() {
    let house = House::new().await;
    let device = red(&house).await;
    let all = explained(&house, &device, now()).await;
    check(&serde_json::to_value(&all).unwrap());
}

fn check(value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(check),
        Value::Object(fields) => {
            let said = |key| fields.get(key).and_then(Value::as_str);
            match (said("zh"), said("en")) {
                (None, None) => {}
                (Some(zh), Some(en)) => assert!(!zh.is_empty() && !en.is_empty()),
                _ => panic!("{value}"),
            }
            fields.values().for_each(check);
        }
        _ => {}
    }
}
