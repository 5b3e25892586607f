//! The table of who may do what, printed whole.

use std::fmt::Write;

use domain::access::{Action, Role};

#[test]
fn n_3_the_table_of_access_is_the_one_that_was_read_and_no_action_sets_a_colour() {
    let mut table = String::from("# Who may do what (domain::access). A row an action.\naction");
    for role in Role::ALL {
        write!(table, "\t{role}").unwrap();
    }
    for action in Action::ALL {
        write!(table, "\n{action}").unwrap();
        for role in Role::ALL {
            let may = if action.is_open_to(*role) { "yes" } else { "-" };
            write!(table, "\t{may}").unwrap();
        }
        let word = action.word();
        assert!(
            !word.contains("colour") && !word.contains("state"),
            "{word}"
        );
    }
    table.push('\n');
    let golden = include_str!("golden/access.txt");
    assert_eq!(
        table, golden,
        "who may do what has changed; read it, then write it to golden/access.txt"
    );
}

#[test]
fn s2_4_what_concerns_a_person_is_open_to_that_person_alone() {
    let own = [
        Action::ReadOwnLog,
        Action::Erase,
        Action::SetHome,
        Action::SetApplicant,
        Action::FirstDay,
        Action::Family,
        Action::VisitVenue,
    ];
    for action in own {
        assert_eq!(action.roles(), [Role::Person], "{action}");
    }
}

#[test]
fn s1_21_what_a_guardian_does_for_a_member_is_a_closed_list_and_never_ends_or_moves_them() {
    let for_members = [
        Action::ReadOwnDecision,
        Action::Declare,
        Action::Correct,
        Action::Answer,
        Action::CheckIn,
        Action::Appeal,
        Action::Issue,
        Action::PrintRelease,
        Action::PrintSheet,
        Action::ReadOwnTests,
        Action::BelongToOrganisation,
        Action::ReadOwnCare,
        Action::AskForHelp,
        Action::AnswerCheckIn,
        Action::ReadOwnItinerary,
        Action::AskAboutItinerary,
        Action::ReadOwnContacts,
        Action::AnswerContact,
    ];
    for action in for_members {
        assert_eq!(action.roles(), [Role::Person, Role::Guardian], "{action}");
    }
    let others = Action::ALL.iter().filter(|action| {
        action.is_open_to(Role::Guardian)
            && !action.is_open_to(Role::Anyone)
            && !for_members.contains(action)
    });
    let others: Vec<_> = others.copied().collect();
    assert_eq!(others, [Action::ReadOwnAccount]);
}
