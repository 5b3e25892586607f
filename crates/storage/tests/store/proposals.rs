//! Proposals: kept whole, changed once, sealed, and gone with the person as far as they name one.

use domain::facts::OfficialOrder;
use domain::ids::{EvidenceId, OfficeId, PersonId, ProposalId, StaffId};
use domain::proposal::{Act, Basis, Hand, Kind, NamedAnswer, NamedBy, Proposal, ProposalState};
use domain::record::Evidence;
use domain::state::{Colour, State};
use storage::{
    EvidenceRow, NamedAnswerRow, NewProposal, ProposalRow, Rest, SignatureRow, WriteError,
};

use crate::house::{House, code, date, line, now};

const CONTENT: &str = "{\"why\":\"密切接触者测试人\"}";

fn hand(n: i64) -> Hand {
    Hand {
        staff: StaffId(n),
        office: OfficeId(n),
        division: code("330100"),
    }
}

fn row(id: i64) -> ProposalRow {
    ProposalRow {
        proposal: Proposal {
            id: ProposalId(id),
            kind: Kind::Order,
            basis: Basis::InfectiousDiseases41,
            place: code("330106"),
            by: hand(1),
            made: now(),
            end: date("2020-03-05"),
            people: 1,
            state: ProposalState::AwaitingApproval,
            held: false,
            asked: Some(StaffId(2)),
            asked_at: now(),
            approver: None,
            approved: None,
            done: true,
        },
        digest: vec![7; 32],
        effect: "{}".into(),
        version: 1,
    }
}

fn signature(id: i64, act: Act, n: i64) -> SignatureRow {
    SignatureRow {
        proposal: ProposalId(id),
        act,
        by: hand(n),
        passkey: vec![1; 16],
        public_key: vec![4; 65],
        authenticator_data: vec![2; 37],
        client_data: b"{}".to_vec(),
        signature: vec![3; 70],
        origin: "https://hz.example".into(),
        signed: now(),
    }
}

impl House {
    async fn proposed(&self, id: i64, person: Option<PersonId>) {
        let (row, signed) = (row(id), signature(id, Act::Propose, 1));
        let new = NewProposal {
            row: &row,
            person,
            content: CONTENT,
            file: person.is_none().then_some("a file"),
            signature: &signed,
        };
        let batch = self.store.add_proposal(&new, None, &line(id, 1));
        self.store.write(batch).await.unwrap();
    }

    async fn proposal(&self, id: i64) -> ProposalRow {
        let found = self.store.proposal(ProposalId(id)).await.unwrap();
        assert!(found.alarms.is_empty());
        found.rows.unwrap()
    }
}

#[tokio::test]
async fn a_proposal_is_read_as_it_was_written() {
    let house = House::new().await;
    house.proposed(40, None).await;
    assert_eq!(house.proposal(40).await, row(40));
    let (content, alarms) = house.store.proposal_content(ProposalId(40)).await.unwrap();
    assert_eq!(content.unwrap().as_str(), CONTENT);
    assert!(alarms.is_empty());
    let file = house.store.proposal_file(ProposalId(40)).await.unwrap();
    assert_eq!(file.rows.as_deref(), Some("a file"));
    let signatures = house.store.signatures_of(ProposalId(40)).await.unwrap();
    assert_eq!(signatures.rows, [signature(40, Act::Propose, 1)]);
    let behind = house.store.proposals_behind(ProposalId(39), 10).await;
    assert_eq!(behind.unwrap().rows, [row(40)]);
    let behind = house.store.proposals_behind(ProposalId(40), 10).await;
    assert!(behind.unwrap().rows.is_empty());
}

#[tokio::test]
async fn n_3_of_two_answers_at_one_moment_one_counts() {
    let house = House::new().await;
    house.proposed(40, None).await;
    let read = house.proposal(40).await;
    let agreed = Proposal {
        state: ProposalState::InForce,
        approver: Some(hand(2)),
        approved: Some(now()),
        done: false,
        ..read.proposal.clone()
    };
    let refused = Proposal {
        state: ProposalState::Refused,
        ..read.proposal.clone()
    };
    let signed = signature(40, Act::Approve, 2);
    let store = &house.store;
    let first = store.change_proposal(&read, &agreed, Some(&signed), None, &line(41, 1));
    let second = store.change_proposal(&read, &refused, None, None, &line(42, 1));
    store.write(first).await.unwrap();
    let late = store.write(second).await;
    assert!(matches!(late, Err(WriteError::Conflict)));
    let kept = house.proposal(40).await;
    assert_eq!((kept.proposal, kept.version), (agreed, 2));
    let signatures = house.store.signatures_of(ProposalId(40)).await.unwrap();
    assert_eq!(signatures.rows.len(), 2);
}

fn answer(person: PersonId, id: i64) -> NamedAnswerRow {
    NamedAnswerRow {
        person,
        proposal: ProposalId(id),
        answer: NamedAnswer::Agrees,
        by: NamedBy::Oneself,
        digest: vec![7; 32],
        answered: now(),
    }
}

impl House {
    /// Whom proposal `id` names agrees to it.
    async fn agreed(&self, person: PersonId, id: i64) -> Result<(), WriteError> {
        let read = self.proposal(id).await;
        let agreed = Proposal {
            state: ProposalState::Agreed,
            ..read.proposal.clone()
        };
        let answer = answer(person, id);
        let batch = self
            .store
            .answer_as_named((&read, &agreed), &answer, None, &line(id + 500, 1));
        self.store.write(batch).await
    }
}

#[tokio::test]
async fn n_5_the_word_of_whom_a_proposal_names_is_kept_once_and_read_where_its_row_holds() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.proposed(40, Some(person)).await;
    house.agreed(person, 40).await.unwrap();
    let again = house.agreed(person, 40).await;
    assert!(
        matches!(again, Err(WriteError::Conflict)),
        "the first stays"
    );
    let kept = house.store.named_answer(person, ProposalId(40)).await;
    assert_eq!(kept.unwrap().rows, Some(answer(person, 40)));
    assert_eq!(
        house.proposal(40).await.version,
        2,
        "of the second nothing counts"
    );
    let other = house.store.named_answer(PersonId(2), ProposalId(40)).await;
    assert_eq!(other.unwrap().rows, None);
    let edit = "UPDATE proposal_answer SET answered_ms = answered_ms + 1";
    house.intruder().execute(edit, []).unwrap();
    let edited = house.store.named_answer(person, ProposalId(40)).await;
    let edited = edited.unwrap();
    assert_eq!((edited.rows, edited.alarms.len()), (None, 1));
}

#[tokio::test]
async fn s2_4_no_file_of_the_database_holds_the_words_of_a_proposal() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.proposed(40, Some(person)).await;
    for entry in std::fs::read_dir(house.directory()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let found = |word: &str| {
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        };
        assert!(!found("密切接触者") && !found("测试人"));
    }
}

#[tokio::test]
async fn nothing_of_a_proposal_leads_to_an_erased_person() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.proposed(40, Some(person)).await;
    house.agreed(person, 40).await.unwrap();
    let kept = house.proposal(40).await;
    let about = house.store.proposals_about(person, 10).await.unwrap();
    assert_eq!(about, [ProposalId(40)]);
    let facts = house.facts(person).await;
    let generation = house.store.generation().await.unwrap();
    let batch = facts
        .batch(now())
        .erase((&facts, &[]), generation, &line(90, 1));
    house.store.write(batch).await.unwrap();
    let (content, alarms) = house.store.proposal_content(ProposalId(40)).await.unwrap();
    assert!(content.is_none() && alarms.is_empty());
    assert!(
        house
            .store
            .proposals_about(person, 10)
            .await
            .unwrap()
            .is_empty()
    );
    let answers = "SELECT count(*) FROM proposal_answer";
    let answers: i64 = house
        .intruder()
        .query_row(answers, [], |row| row.get(0))
        .unwrap();
    assert_eq!(answers, 0);
    assert_eq!(house.proposal(40).await, kept, "about nobody");
}

#[tokio::test]
async fn a_rest_of_an_erased_person_keeps_the_content_that_its_evidence_needs_alone() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.proposed(40, Some(person)).await;
    house.proposed(41, Some(person)).await;
    house.agreed(person, 40).await.unwrap();
    house.agreed(person, 41).await.unwrap();
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    batch.add_evidence(&EvidenceRow {
        evidence: Evidence::OfficialOrder(OfficialOrder {
            id: 40,
            colour: Colour::Red,
            from: date("2020-02-20"),
            until: date("2020-03-05"),
            recorded: date("2020-02-20"),
        }),
        withdrawn: None,
    });
    let rating = house.rating(State::Red, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    let rest = Rest {
        evidence: [EvidenceId(40)].into(),
        ..Rest::default()
    };
    batch.erase_but(&facts, &rest, date("2020-04-01"), now());
    house.store.write(batch.rate(&rating)).await.unwrap();
    let about = house.store.proposals_about(person, 10).await.unwrap();
    assert_eq!(about, [ProposalId(40)]);
    for (id, kept) in [(40, true), (41, false)] {
        let answer = house.store.named_answer(person, ProposalId(id)).await;
        assert_eq!(answer.unwrap().rows.is_some(), kept, "{id}");
    }
}
