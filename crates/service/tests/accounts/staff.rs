//! Accounts of staff: brought into use once, ended at once, and nobody's where somebody else wrote them.

use credential::passkey::Authenticator;
use domain::access::Action;
use service::{EnrolStaff, Error, NewPasskey, OfficeDraft, StaffDraft, Strength};

use crate::house::{House, code, later, now};
use crate::member::{Member, PASSWORD, party};

const DAY_S: i64 = 86_400;

fn field<T>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        Err(other) => format!("{other:?}"),
        Ok(_) => "taken".into(),
    }
}

#[tokio::test]
async fn n_3_a_code_brings_an_account_into_use_once_and_within_a_day() {
    let house = House::new().await;
    let code = house
        .staff("wang.min", &["epidemiologist@330100"], now())
        .await;
    let begun = house
        .service
        .begin_enrolment(&code.to_lowercase(), now())
        .await;
    let begun = begun.unwrap();
    assert_eq!(
        (begun.name.as_str(), begun.login.as_str()),
        ("王敏", "wang.min")
    );
    let again = house
        .service
        .begin_enrolment(&code, later(60))
        .await
        .unwrap();
    assert_eq!(
        *begun.secret, *again.secret,
        "a page that is loaded again shows the same"
    );
    let late = Member::enrol(&house, "wang.min", &code, later(DAY_S)).await;
    assert!(matches!(late.err(), Some(Error::NoEnrolment)));
    let member = Member::enrol(&house, "wang.min", &code, later(60))
        .await
        .unwrap();
    let session = house.works(&member.secret, later(61)).await.unwrap();
    assert_eq!(session.strength(), Strength::Passkey);
    assert_eq!(session.member().office.name, "杭州市卫生健康委员会");
    let twice = Member::enrol(&house, "wang.min", &code, later(62)).await;
    assert!(matches!(twice.err(), Some(Error::NoEnrolment)));
    let guessed = house.service.begin_enrolment("00000-00000", now()).await;
    assert!(matches!(guessed.err(), Some(Error::NoEnrolment)));
}

#[tokio::test]
async fn n_3_an_account_needs_a_passkey_or_a_password_with_what_the_app_shows() {
    let house = House::new().await;
    let code = house
        .staff("wang.min", &["epidemiologist@330100"], now())
        .await;
    let with = |password| EnrolStaff {
        code: &code,
        password,
        passkey: None,
        device: "",
    };
    let enrol = async |password| house.service.enrol_staff(&with(password), now()).await;
    assert_eq!(field(enrol(None).await), "passkey");
    assert_eq!(field(enrol(Some(("short", "000000"))).await), "password");
    assert_eq!(
        field(enrol(Some(("password1234", "000000"))).await),
        "password"
    );
    assert_eq!(field(enrol(Some((PASSWORD, "1234567"))).await), "totp_code");
    assert!(house.service.begin_enrolment(&code, now()).await.is_ok());
}

#[tokio::test]
async fn n_3_a_passkey_of_another_page_or_for_another_question_is_refused() {
    let house = House::new().await;
    let code = house
        .staff("wang.min", &["epidemiologist@330100"], now())
        .await;
    let authenticator = Authenticator::generate().unwrap();
    let begun = house.service.begin_enrolment(&code, now()).await.unwrap();
    let mut elsewhere = party();
    elsewhere.origin = "https://hz.example.evil".into();
    let other = house.service.begin_passkey_sign_in(now());
    for (asked_by, challenge, told) in [
        (&elsewhere, &begun.challenge, "passkey"),
        (&party(), &other, "ChallengeOver"),
    ] {
        let registration = authenticator.create(&asked_by.relying(), challenge);
        let passkey = NewPasskey {
            challenge,
            registration: &registration,
            device: "",
        };
        let asked = EnrolStaff {
            code: &code,
            password: None,
            passkey: Some((passkey, &party())),
            device: "",
        };
        assert_eq!(field(house.service.enrol_staff(&asked, now()).await), told);
    }
}

#[tokio::test]
async fn a_member_who_cannot_be_is_refused_by_the_field() {
    let house = House::new().await;
    house
        .staff("wang.min", &["epidemiologist@330100"], now())
        .await;
    let office = house.service.offices(now()).await.unwrap()[0].id;
    let draft = |login: &str, duty: &str| StaffDraft {
        login: login.into(),
        name: "王敏".into(),
        office,
        duties: vec![duty.parse().unwrap()],
    };
    let wrong = [
        (draft("wang.min", "reviewer@330100"), "login"),
        (draft("王敏", "reviewer@330100"), "login"),
        (draft("li.na", "reviewer@330000"), "role"),
        (draft("li.na", "reviewer@330199"), "role"),
        (
            StaffDraft {
                name: " ".into(),
                ..draft("li.na", "reviewer@330100")
            },
            "name",
        ),
        (
            StaffDraft {
                office: domain::ids::OfficeId(9),
                ..draft("li.na", "reviewer@330100")
            },
            "office",
        ),
        (
            StaffDraft {
                duties: Vec::new(),
                ..draft("li.na", "reviewer@330100")
            },
            "role",
        ),
    ];
    for (draft, told) in wrong {
        assert_eq!(field(house.service.add_staff(&draft, now()).await), told);
    }
    for (name, division, told) in [
        ("杭州市卫生健康委员会", "330100", "office"),
        ("", "330100", "office"),
        ("无名办公室", "330199", "division"),
    ] {
        let draft = OfficeDraft {
            name: name.into(),
            division: code(division),
        };
        assert_eq!(field(house.service.add_office(&draft, now()).await), told);
    }
}

#[tokio::test]
async fn n_3_who_leaves_or_gets_a_new_code_is_signed_in_nowhere_from_that_moment_on() {
    for leaves in [true, false] {
        let house = House::new().await;
        let member = Member::new(&house, "wang.min", now()).await;
        if leaves {
            house
                .service
                .end_staff("Wang.Min", later(60))
                .await
                .unwrap();
        } else {
            house
                .service
                .renew_staff("wang.min", later(60))
                .await
                .unwrap();
        }
        let ended = house.works(&member.secret, later(60)).await;
        assert!(matches!(ended.err(), Some(Error::NotSignedIn)));
        let passkey = member.by_passkey(&house, later(61)).await;
        assert!(matches!(passkey.err(), Some(Error::WrongSignIn)));
        let password = member.by_password(&house, later(120)).await;
        assert!(matches!(password.err(), Some(Error::WrongSignIn)));
        let renewed = house.service.renew_staff("wang.min", later(130)).await;
        assert_eq!(renewed.is_ok(), !leaves);
    }
}

#[tokio::test]
async fn n_3_duties_hold_from_the_next_request_on_and_only_within_their_division() {
    let house = House::new().await;
    let member = Member::new(&house, "wang.min", now()).await;
    let session = house.works(&member.secret, now()).await.unwrap();
    let admit = async |session: &service::StaffSession, division: &str| {
        let action = Action::ReadStaffAccount;
        let admitted =
            house
                .service
                .admit_staff_in(session.member(), action, code(division), now());
        admitted.await
    };
    assert!(admit(&session, "330106").await.is_ok());
    let outside = admit(&session, "330200").await;
    assert!(matches!(outside, Err(Error::OutsideDivision)));
    let duties = ["reviewer@330106".parse().unwrap()];
    house
        .service
        .set_duties("wang.min", &duties, now())
        .await
        .unwrap();
    let session = house.works(&member.secret, now()).await.unwrap();
    assert!(matches!(
        admit(&session, "330105").await,
        Err(Error::OutsideDivision)
    ));
    let closed = house
        .service
        .admit_staff(session.member(), Action::Scan, now())
        .await;
    assert!(matches!(closed, Err(Error::NotYourDuty)));
    let refused = "SELECT count(*) FROM log_line_other WHERE done_by = 'staff' AND staff_id = ?1
        AND action IN ('refused read_staff_account', 'refused scan')";
    let id = session.member().id.0;
    let refused: i64 = house
        .sql()
        .query_row(refused, [id], |row| row.get(0))
        .unwrap();
    assert_eq!(refused, 3, "each refusal is a line in the log");
}

#[tokio::test]
async fn n_3_staff_put_in_by_sql_sign_in_nowhere_and_raise_an_alarm() {
    let edits = [
        ("staff", "UPDATE staff SET duties = 'operator@000000'"),
        (
            "staff_passkey",
            "UPDATE staff_passkey SET staff_id = staff_id + 1",
        ),
        (
            "staff_session",
            "UPDATE staff_session SET made_ms = made_ms + 1",
        ),
        ("office", "UPDATE office SET division = 0"),
    ];
    for (table, edit) in edits {
        let house = House::new().await;
        let member = Member::new(&house, "wang.min", now()).await;
        assert_eq!(house.sql().execute(edit, []).unwrap(), 1);
        let by_session = house.works(&member.secret, later(1)).await;
        let by_passkey = member.by_passkey(&house, later(1)).await;
        assert!(by_session.is_err() || by_passkey.is_err(), "{edit}");
        let alarms = "SELECT count(*) FROM alarm WHERE table_name = ?1 AND kind = 'altered'";
        let alarms: i64 = house
            .sql()
            .query_row(alarms, [table], |row| row.get(0))
            .unwrap();
        assert!(alarms > 0, "{edit}");
    }
}
