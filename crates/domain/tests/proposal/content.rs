//! The content: one form, and what cannot be proposed.

use domain::ids::{OrderId, PersonId, ProposalId};
use domain::proposal::{Basis, Content, Fault, MAX_WHY, MOST_ORDER_DAYS, Subject, What};
use domain::state::Colour;

use crate::support::{code, date, hand, hours};

fn content(from: &str, end: &str) -> Content {
    Content {
        id: ProposalId(7),
        what: What::Order {
            subject: Subject {
                person: PersonId(12),
                name: "测试人".to_owned(),
                document: "330106199001011234".to_owned(),
            },
            colour: Colour::Red,
            from: date(from),
        },
        why: "确诊病例的密切接触者".to_owned(),
        basis: Basis::InfectiousDiseases39,
        end: date(end),
        place: code("330106"),
        by: hand(1, 1),
        made: hours(0),
    }
}

#[test]
fn a_content_has_one_form() {
    let content = content("2022-07-14", "2022-07-28");
    let text = content.text();
    assert_eq!(Content::parse(&text), Some(content));
    let blank = text.replacen(':', ": ", 1);
    assert_eq!(
        Content::parse(&blank),
        None,
        "the same words in another form"
    );
    let more = text.replacen('{', "{\"x\":1,", 1);
    assert_eq!(Content::parse(&more), None);
}

#[test]
fn n_3_a_proposal_has_a_reason_and_an_end() {
    assert!(content("2022-07-14", "2022-07-28").faults().is_empty());
    let without = Content {
        why: "  ".to_owned(),
        ..content("2022-07-14", "2022-07-28")
    };
    assert_eq!(without.faults(), [Fault::Why]);
    let long = Content {
        why: "长".repeat(MAX_WHY + 1),
        ..without
    };
    assert_eq!(long.faults(), [Fault::Why]);
    assert_eq!(
        content("2022-07-14", "2022-07-14").faults(),
        [Fault::EndPast]
    );
    assert_eq!(
        content("2022-07-13", "2022-07-28").faults(),
        [Fault::From],
        "never backwards"
    );
    assert_eq!(content("2022-07-22", "2022-07-28").faults(), [Fault::From]);
    let far = date("2022-07-14") + MOST_ORDER_DAYS + 1;
    assert_eq!(
        content("2022-07-14", &far.to_string()).faults(),
        [Fault::EndFar]
    );
}

#[test]
fn a_lifting_says_until_when_it_may_be_answered() {
    let lifting = |end: &str| Content {
        what: What::Lifting {
            subject: Subject {
                person: PersonId(12),
                name: "测试人".to_owned(),
                document: "330106199001011234".to_owned(),
            },
            order: OrderId(3),
        },
        ..content("2022-07-14", end)
    };
    assert!(lifting("2022-07-15").faults().is_empty());
    assert_eq!(lifting("2022-07-14").faults(), [Fault::EndPast]);
}
