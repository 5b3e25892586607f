//! What members of staff may do, and where.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]

use domain::access::{Action, Role};
use domain::ids::{OfficeId, StaffId};
use domain::place::DivisionCode;
use domain::staff::{Duty, Member, Office};

fn code(text: &str) -> DivisionCode {
    text.parse().unwrap()
}

fn member(duties: &[&str]) -> Member {
    Member {
        id: StaffId(1),
        office: Office {
            id: OfficeId(1),
            name: "杭州市卫生健康委员会".into(),
            division: code("330100"),
        },
        duties: duties.iter().map(|duty| duty.parse().unwrap()).collect(),
    }
}

#[test]
fn n_3_a_duty_reaches_what_lies_in_its_division_and_nothing_else() {
    let action = Action::ReadStaffAccount;
    let worker = member(&["community_worker@330106"]);
    assert!(worker.may(action, code("330106")));
    for elsewhere in ["330105", "330100", "330000", "000000", "420106"] {
        assert!(!worker.may(action, code(elsewhere)), "{elsewhere}");
    }
    let of_the_city = member(&["epidemiologist@330100"]);
    assert!(of_the_city.may(action, code("330106")) && of_the_city.may(action, code("330100")));
    assert!(!of_the_city.may(action, code("330200")));
    let of_the_nation = member(&["auditor@000000"]);
    assert!(of_the_nation.may(action, code("659001")));
}

#[test]
fn n_3_a_member_may_what_one_of_their_duties_lets_them_and_without_duties_nothing() {
    let both = member(&["reviewer@330102", "inspector@330106"]);
    let action = Action::EndStaffSession;
    assert!(both.may(action, code("330102")) && both.may(action, code("330106")));
    assert!(!both.may(action, code("330105")));
    assert!(both.may_somewhere(action));
    for closed in [Action::Scan, Action::Declare, Action::Issue, Action::Erase] {
        assert!(!both.may_somewhere(closed), "{closed}");
    }
    let nobody = member(&[]);
    assert!(!nobody.may_somewhere(action) && !nobody.may(action, code("330102")));
}

#[test]
fn a_duty_is_a_role_of_staff_and_a_division() {
    for role in Role::STAFF {
        let text = format!("{role}@330100");
        let duty: Duty = text.parse().unwrap();
        assert_eq!((duty.role(), duty.division()), (*role, code("330100")));
        assert_eq!(duty.to_string(), text);
    }
    let others = [
        "person@330100",
        "checkpoint@330100",
        "anyone@000000",
        "epidemiologist",
        "epidemiologist@33010",
        "epidemiologist@330100@330106",
        "",
    ];
    for other in others {
        let refused = other.parse::<Duty>().unwrap_err();
        assert!(refused.to_string().contains("epidemiologist@330100"));
    }
    assert_eq!(Duty::new(Role::Person, code("330100")), None);
}

#[test]
fn n_3_an_office_gives_no_duty_beyond_its_own_division() {
    let office = member(&[]).office;
    assert!(office.covers("reviewer@330100".parse().unwrap()));
    assert!(office.covers("reviewer@330106".parse().unwrap()));
    for beyond in [
        "reviewer@330000",
        "reviewer@330200",
        "reviewer@330205",
        "operator@000000",
    ] {
        assert!(!office.covers(beyond.parse().unwrap()), "{beyond}");
    }
}
