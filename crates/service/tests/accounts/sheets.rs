//! Sheets of paper: a week, one at a time, compared with the document, and good no more when they are lost.

use credential::Credential;
use domain::state::State;
use domain::verdict::{Outcome, Status};
use service::Sheet;

use crate::house::{House, at, code, document, last_six, later, now, phone};
use crate::phone::Device;
use crate::scanning::{gate, scan};

async fn print(house: &House, device: &Device, seconds: i64) -> Sheet {
    let session = device.session(house, later(seconds)).await;
    let sheet = house
        .service
        .print_sheet(&session, code("330100"), later(seconds));
    sheet.await.unwrap()
}

fn status_of(sheet: &Sheet, house: &House) -> Status {
    let index = index_of(sheet);
    let sql = format!("SELECT status FROM issued_credential WHERE status_index = {index}");
    let status: u8 = house.sql().query_row(&sql, [], |row| row.get(0)).unwrap();
    Status::from_bits(status)
}

fn index_of(sheet: &Sheet) -> u32 {
    let body = sheet.text.strip_prefix("HCP1:").unwrap();
    let credential = Credential::parse(&base45(body)).unwrap();
    credential.unverified().status.index()
}

/// RFC 9285, as an independent reader of the sheet.
fn base45(text: &str) -> Vec<u8> {
    const LETTERS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let digits: Vec<usize> = text.chars().map(|c| LETTERS.find(c).unwrap()).collect();
    let mut bytes = Vec::new();
    for part in digits.chunks(3) {
        let number = part
            .iter()
            .rev()
            .fold(0, |number, digit| number * 45 + digit);
        if part.len() == 3 {
            bytes.push((number >> 8) as u8);
        }
        bytes.push(number as u8);
    }
    bytes
}

#[tokio::test]
async fn s1_4_a_sheet_is_good_for_a_week_and_says_what_to_compare() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let sheet = print(&house, &device, 0).await;
    assert_eq!((sheet.state, sheet.name.as_str()), (State::Green, "张小三"));
    assert!(document(0).number().ends_with(&sheet.document_tail));
    assert_eq!(sheet.expires, at("2020-02-27 00:00"));
    let gate = gate(&house).await;
    let last = at("2020-02-26 23:00");
    let shown = scan(&house, &gate, 1, &sheet.text, last).await;
    assert_eq!(shown.outcome, Outcome::Pass);
    assert!(shown.steps.iter().any(|step| step.en.contains("last four")));
    assert!(
        shown
            .remarks
            .iter()
            .any(|said| said.en == "Confirmed earlier")
    );
    let over = scan(&house, &gate, 1, &sheet.text, at("2020-02-27 00:00")).await;
    assert_ne!(over.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s1_4_a_new_sheet_and_a_lost_one_end_the_old() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let phone_code = device.fetch(&house, now()).await;
    let gate = gate(&house).await;
    let first = print(&house, &device, 1).await;
    let second = print(&house, &device, 2).await;
    let outcome = async |number, text: &str| scan(&house, &gate, number, text, later(3)).await;
    assert_eq!(
        outcome(1, &first.text).await.words.en,
        "This code was replaced"
    );
    assert_eq!(outcome(2, &second.text).await.outcome, Outcome::Pass);
    let session = device.session(&house, later(4)).await;
    house
        .service
        .revoke_sheet(&session, later(4))
        .await
        .unwrap();
    assert_eq!(outcome(3, &second.text).await.outcome, Outcome::Stop);
    let own = scan(&house, &gate, 4, &phone_code.text(later(5)), later(5)).await;
    assert_eq!(own.outcome, Outcome::Pass, "the phone's own code goes on");
    for sheet in [&first, &second] {
        assert_eq!(status_of(sheet, &house), Status::Replaced);
    }
}

#[tokio::test]
async fn s1_4_a_sheet_outlives_the_device_that_printed_it_and_dies_with_the_person() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let sheet = print(&house, &device, 0).await;
    let session = device.session(&house, later(1)).await;
    house.service.sign_out(&session, later(1)).await.unwrap();
    let gate = gate(&house).await;
    let shown = scan(&house, &gate, 1, &sheet.text, later(2)).await;
    assert_eq!(shown.outcome, Outcome::Pass);
    let back = Device::sign_in(&house, &phone(0), Some(&last_six(0)), later(61)).await;
    let session = back.session(&house, later(62)).await;
    let proof = last_six(0);
    let erased = house.service.erase_own(&session, &proof, later(63));
    erased.await.unwrap();
    let shown = scan(&house, &gate, 2, &sheet.text, later(64)).await;
    assert_eq!(shown.outcome, Outcome::Stop);
}
