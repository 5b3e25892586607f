//! Documents of all kinds over HTTP: the vectors of the lists, names in any script, letters, renewals, and the counter.

use axum::http::StatusCode;
use domain::identity::{Document, DocumentKind, MailAddress, PersonName, Phone};
use serde_json::{Value, json};
use service::gateway::registry::Identity;

use crate::house::{Answered, House, document, phone};
use crate::person::{Person, declaration, form};

const RESIDENT_IDS: &str =
    include_str!("../../../domain/tests/identity/vectors/resident_id_vectors.csv");
const ZONES: &str = include_str!("../../../domain/tests/identity/vectors/mrz_vectors.json");

/// The registry knows a name with a document, by a phone and by a birth date.
fn know(house: &House, (kind, number): (DocumentKind, &str), name: &str, n: u64) -> Document {
    let document = Document::parse(kind, number, house.now().date()).unwrap();
    house.registry.know(Identity {
        name: PersonName::parse(name).unwrap(),
        document: document.clone(),
        phone: Phone::parse(&phone(n)).unwrap(),
    });
    document
}

async fn register(house: &House, person: &Person, body: &Value) -> Answered {
    house
        .post("/api/registration", Some(&person.cookie), body)
        .await
}

fn fields(answer: &Answered) -> Vec<String> {
    let json = answer.json();
    let fields = json["fields"].as_array().cloned().unwrap_or_default();
    let names = fields
        .iter()
        .map(|f| f["field"].as_str().unwrap().to_owned());
    names.collect()
}

#[tokio::test]
async fn s2_16_every_number_of_the_lists_is_answered_as_listed_when_somebody_registers_with_it() {
    let house = House::new().await;
    for (n, line) in (20..).zip(RESIDENT_IDS.lines().skip(1)) {
        let mut parts = line.split(',');
        let (number, valid) = (parts.next().unwrap(), parts.next() == Some("1"));
        if valid {
            know(&house, (DocumentKind::ResidentId, number), "张小三", n);
        }
        let (person, _) = Person::sign_in(&house, n, None).await;
        let body = json!({ "name": "张小三", "document_kind": "resident_id", "document_number": number, "street": "330106109" });
        let answer = register(&house, &person, &body).await;
        if valid {
            assert_eq!(answer.status, StatusCode::CREATED, "{line}");
        } else {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{line}");
            assert_eq!(fields(&answer), ["document_number"], "{line}");
        }
    }
    let zones: Vec<Value> = serde_json::from_str(ZONES).unwrap();
    for (n, zone) in (40..).zip(zones) {
        let lines: Vec<&str> = zone["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l.as_str().unwrap())
            .collect();
        let number = lines.join("\n");
        know(
            &house,
            (DocumentKind::Passport, &number),
            "Anna Maria Eriksson",
            n,
        );
        let (person, _) = Person::sign_in(&house, n, None).await;
        let mut body = json!({
            "name": "Anna Maria Eriksson", "document_kind": "passport", "document_number": number,
            "birth_date": "1974-08-12", "street": "330106109",
        });
        let answer = register(&house, &person, &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.json());
        // One letter of the number otherwise: the check digit of its field says so.
        body["document_number"] = json!(
            number
                .replacen("L898", "L899", 1)
                .replacen("A1234567", "A1234568", 1)
        );
        let answer = register(&house, &person, &body).await;
        assert_eq!(fields(&answer), ["document_number"]);
        let text = answer.json()["fields"][0].to_string();
        assert!(
            text.contains("check digit") && text.contains("校验码"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn s2_16_each_kind_of_document_registers_with_its_birth_date_where_the_number_has_none() {
    let house = House::new().await;
    let kinds = [
        (DocumentKind::ResidentId, "810000199408230021", None),
        (
            DocumentKind::HongKongMacauPermit,
            "H1234567801",
            Some("1980-02-29"),
        ),
        (DocumentKind::TaiwanPermit, "12345678", Some("1980-02-29")),
        (DocumentKind::Passport, "DEU C01X00T47", Some("1964-08-12")),
        (
            DocumentKind::ForeignResidentCard,
            "932682198501010017",
            None,
        ),
        (
            DocumentKind::ForeignResidentCard,
            "KAZ110090123105",
            Some("1990-12-31"),
        ),
    ];
    for (n, (kind, number, born)) in (20..).zip(kinds) {
        know(&house, (kind, number), "阿依努尔·买买提", n);
        let (person, _) = Person::sign_in(&house, n, None).await;
        let mut body = json!({ "name": "阿依努尔•买买提", "document_kind": kind.word(), "document_number": number, "street": "330106109" });
        let first = register(&house, &person, &body).await;
        if let Some(born) = born {
            assert_eq!(fields(&first), ["birth_date"], "{number}");
            body["birth_date"] = json!("1850-01-01");
            if kind == DocumentKind::ForeignResidentCard {
                assert_eq!(
                    fields(&register(&house, &person, &body).await),
                    ["birth_date"]
                );
            }
            body["birth_date"] = json!(born);
            let second = register(&house, &person, &body).await;
            assert_eq!(
                second.status,
                StatusCode::CREATED,
                "{number}: {}",
                second.json()
            );
        } else {
            assert_eq!(
                first.status,
                StatusCode::CREATED,
                "{number}: {}",
                first.json()
            );
        }
    }
}

#[tokio::test]
async fn s2_16_a_wrong_name_for_a_number_says_the_same_as_an_unknown_number_byte_for_byte() {
    let house = House::new().await;
    Person::register(&house, 1).await;
    let (person, _) = Person::sign_in(&house, 2, None).await;
    let mut wrong_name = form(2);
    wrong_name["name"] = json!("张大三");
    let mut unknown = form(2);
    unknown["document_number"] = json!(document(99));
    let mut registered = form(2);
    registered["document_number"] = json!(document(1));
    let mut answers = Vec::new();
    for body in [wrong_name, unknown, registered] {
        let answer = register(&house, &person, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answers.push(answer.bytes);
    }
    assert!(answers.iter().all(|bytes| *bytes == answers[0]));
}

#[tokio::test]
async fn s2_16_by_letter_one_signs_in_registers_and_renews_a_passport() {
    let house = House::new().await;
    let name = PersonName::parse("Maximilian Alexander von Hohenstein").unwrap();
    let today = house.now().date();
    let passport = |number| Document::parse(DocumentKind::Passport, number, today).unwrap();
    let (old, new) = (passport("AUT P7421963"), passport("AUT P9999999"));
    house
        .registry
        .know_born(name, &old, "1971-03-05".parse().unwrap());
    house.registry.know_renewed(&new, &old);
    let to = MailAddress::parse("max@example.org").unwrap();
    let both = json!({ "phone": phone(1), "email": to.canonical(), "language": "en" });
    let refused = house.post("/api/sign-in/code", None, &both).await;
    assert_eq!(fields(&refused), ["phone"]);
    let wrong = json!({ "email": "max.example.org", "language": "en" });
    let refused = house.post("/api/sign-in/code", None, &wrong).await;
    assert_eq!(fields(&refused), ["email"]);
    let sent = json!({ "email": "Max@Example.org", "language": "en" });
    let sent = house.post("/api/sign-in/code", None, &sent).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.json());
    let letter = house.mail.inbox(Some(&to))[0].text.clone();
    let mut digits = letter.split(|c: char| !c.is_ascii_digit());
    let code = digits.find(|part| part.len() == 6).unwrap();
    let cookie = Person::by_letter(&house, to.canonical(), code).await;
    let body = json!({
        "name": "Maximilian Alexander von Hohenstein", "document_kind": "passport",
        "document_number": "AUT P7421963", "birth_date": "1971-03-05", "street": "330106109",
    });
    let registered = house.post("/api/registration", Some(&cookie), &body).await;
    assert_eq!(
        registered.status,
        StatusCode::CREATED,
        "{}",
        registered.json()
    );
    let me = house.get("/api/me", Some(&cookie)).await.json();
    assert_eq!(me["email_masked"], "***@example.org");
    assert!(me.get("phone_masked").is_none());
    let unknown = json!({ "document_kind": "passport", "document_number": "AUT P1111111" });
    let refused = house
        .post("/api/me/document", Some(&cookie), &unknown)
        .await;
    assert_eq!(fields(&refused), ["document_number"]);
    let renewed = json!({ "document_kind": "passport", "document_number": "AUT P9999999" });
    for _again in 0..2 {
        let answer = house
            .post("/api/me/document", Some(&cookie), &renewed)
            .await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
    let me = house.get("/api/me", Some(&cookie)).await.json();
    assert_eq!(me["person"]["document_masked"], "P9****99");
    let log = house.get("/api/me/log", Some(&cookie)).await.json();
    let lines = log["lines"].as_array().unwrap();
    let renewed = |line: &Value| line["action_words"]["zh"] == "更换证件号码";
    assert!(lines.iter().any(renewed), "{log}");
}

#[tokio::test]
async fn s2_16_at_a_counter_somebody_without_a_phone_gets_a_sheet_and_their_log_says_by_whom() {
    let house = House::new().await;
    let born = "1990-01-02".parse().unwrap();
    let name = PersonName::parse("张小三").unwrap();
    let theirs = Document::parse(DocumentKind::ResidentId, &document(1), house.now().date());
    house.registry.know_born(name, &theirs.unwrap(), born);
    let clerk = house.signed_in_member("xu.qing", "counter@330100").await;
    let who = json!({ "name": "张小三", "document_kind": "resident_id", "document_number": document(1), "city": "330100" });
    let body = json!({ "who": who, "street": "330106109", "building": "3", "door": "501" });
    for known in [false, true] {
        let served = house
            .post("/api/staff/counter/people", Some(&clerk), &body)
            .await;
        assert_eq!(served.status, StatusCode::CREATED, "{}", served.json());
        assert_eq!(served.json()["known"], known);
    }
    let said = json!({ "who": who, "declaration": declaration(1_001, &json!([])) });
    let declared = house
        .post("/api/staff/counter/declarations", Some(&clerk), &said)
        .await;
    assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
    assert_eq!(declared.json()["decisions"][0]["state"], "green");
    let sheet = house
        .post(
            "/api/staff/counter/sheets",
            Some(&clerk),
            &json!({ "who": who }),
        )
        .await;
    assert_eq!(sheet.status, StatusCode::CREATED, "{}", sheet.json());
    assert_eq!(sheet.json()["name"], "张小三");
    let token = house.gate().await;
    let shown = json!({ "scans": [{ "number": 0, "text": sheet.json()["text"], "direction": "in", "at_ms": house.now().ms() }] });
    let told = house
        .post_at_gate("/api/checkpoint/scans", &token, &shown)
        .await
        .json();
    assert_eq!(told["verdicts"][0]["outcome"], "pass");
    let mut slip = body.clone();
    slip["who"]["document_number"] = json!("33010619900101001");
    let refused = house
        .post("/api/staff/counter/people", Some(&clerk), &slip)
        .await;
    assert_eq!(fields(&refused), ["who.document_number"]);
    // Nobody else serves at a counter, and a counter does nothing else.
    let reviewer = house.signed_in_member("sun.yue", "reviewer@330100").await;
    let refused = house
        .post("/api/staff/counter/people", Some(&reviewer), &body)
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let refused = house.get("/api/staff/appeals", Some(&clerk)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
