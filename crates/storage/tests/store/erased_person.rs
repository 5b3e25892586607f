//! What an erased person had beside their record: help, a purchase, an application, a result, an alarm.

use domain::application::Application;
use domain::community::{
    CheckInAnswer, Following, HelpKind, HelpState, NoteKind, TaskKind, VisitHow,
};
use domain::facts::{TestOutcome, TestResult};
use domain::hold::{Hold, HoldKind};
use domain::ids::{
    ApplicationId, CheckInId, EvidenceId, HoldId, ItineraryRequestId, OrganisationId, PersonId,
    StaffId, UnitId,
};
use domain::itinerary::Cause;
use domain::itinerary_request::{ItineraryRequest, RequestEvidence, RequestKind, RequestState};
use domain::laboratory::{Finding, Source};
use domain::organisation::NameShown;
use domain::record::{EntryRecord, Evidence};
use domain::state::Colour;
use storage::{
    AnswerRow, ApplicantRow, ApplicationRow, CheckMark, CheckRow, CheckState, EvidenceRow, HelpRow,
    InvitationRow, ItineraryRequestRow, ItineraryTry, MembershipRow, NoteRow, PersonBatch,
    PurchaseRow, ResultRow, VisitRow, Word,
};

use crate::house::{self, House, date, now};

/// The person.
pub(crate) const ID: i64 = 7_777_777_777_777_777;

/// A purchase under the person's code.
pub(crate) async fn bought(house: &House) {
    let day = now().date();
    let (keys, _) = house.store.day_keys(day, day).await.unwrap();
    let row = PurchaseRow {
        id: 7_500_000_000_000_005,
        day,
        words: Word::new("退热".into()),
    };
    let line = house::line(78, 3);
    let batch = house
        .store
        .register_purchase(PersonId(ID), (&row, &keys[0]), &line);
    house.store.write(batch.unwrap()).await.unwrap();
}

/// To what the person agreed, and what they are asked.
pub(crate) fn joined(batch: &mut PersonBatch) {
    batch.agree(&MembershipRow {
        organisation: OrganisationId(7_500_000_000_000_001),
        unit: UnitId(7_500_000_000_000_002),
        agreed: now(),
        terms: "2026-11".to_owned(),
        name: NameShown::Masked,
        card: true,
        by_guardian: false,
    });
    batch.invite(&InvitationRow {
        organisation: OrganisationId(7_500_000_000_000_003),
        unit: UnitId(7_500_000_000_000_004),
        made: now(),
    });
}

/// The city that the person entered, the check of it, and what they asked staff.
pub(crate) async fn entered(house: &House, batch: &mut PersonBatch) {
    let city = house::code("110000");
    batch.enter_city(&EntryRecord {
        jurisdiction: city,
        on: date("2020-02-20"),
        recorded: now().plus_ms(7),
        verified: None,
    });
    batch.put_check(&CheckRow {
        jurisdiction: city,
        arrival: date("2020-02-20"),
        begun: now().plus_ms(8),
        changed: now().plus_ms(9),
        consent: "2026-11".to_owned(),
        consented: now().plus_ms(10),
        state: CheckState::Failed,
        causes: vec![Cause::UndeclaredPlace],
        passed: None,
        words: Word::new("住在西湖区".into()),
        mark: CheckMark::default(),
    });
    batch.ask_about_itinerary(&ItineraryRequestRow {
        request: ItineraryRequest {
            id: ItineraryRequestId(7_500_000_000_000_031),
            city,
            kind: RequestKind::RecordWrong,
            evidence: RequestEvidence::Ticket,
            state: RequestState::Waiting,
            asked: now().plus_ms(11),
            due: now().plus_ms(12),
            decided_by: None,
            decided: None,
        },
        words: Word::new("没有去过".into()),
    });
    let what = ItineraryTry::Comparison;
    let tried = house
        .store
        .count_itinerary_try(PersonId(ID), what, now().date());
    house.store.write(tried).await.unwrap();
}

/// As what the person applied, the link to their unit, what they are held for, and their application.
pub(crate) async fn applied(house: &House, batch: &mut PersonBatch) {
    let store = &house.store;
    batch.settle_applicant(&ApplicantRow {
        changed: now(),
        link: Some((store.link_hash("hcu_secret"), date("2020-02-26"))),
        words: Word::new("杭州制冷厂".into()),
    });
    batch.hold(&Hold {
        id: HoldId(7_500_000_000_000_001),
        kind: HoldKind::ApplicationReview,
        since: now(),
        until: now().plus_ms(86_400_000),
        ended: None,
    });
    let id = ApplicationId(7_500_000_000_000_002);
    let application = Application::new(id, house::code("330100"), now());
    let words = Word::new("欧阳建国 申请".into());
    let row = ApplicationRow {
        person: Some(PersonId(ID)),
        ..store.application(&house::phone(3), application, words)
    };
    store.write(store.put_application(&row)).await.unwrap();
}

/// What a community knows of the person and does about them.
pub(crate) fn care(batch: &mut PersonBatch) {
    let following = Following {
        colour: Colour::Red,
        since: date("2020-02-20"),
        free: Some(date("2020-03-05")),
        checks_in: true,
        checked_in: Some(date("2020-02-20")),
        ill: None,
    };
    batch.follow(&following, None);
    batch.open_task(TaskKind::Symptomatic, 18_312, None, now());
    batch.visited(&VisitRow {
        check_in: CheckInId(30),
        by: StaffId(4),
        how: VisitHow::Door,
        recorded: now(),
    });
    batch.answer_check_in(&AnswerRow {
        check_in: CheckInId(30),
        by: None,
        answer: CheckInAnswer::Objected,
        recorded: now(),
    });
    batch.write_note(&NoteRow {
        id: 8,
        kind: NoteKind::Visit,
        by: StaffId(4),
        made: now(),
        words: Word::new("门口的狗不咬人".into()),
    });
    batch.ask_for_help(&HelpRow {
        id: 9,
        kind: HelpKind::Medicine,
        asked: now(),
        state: HelpState::Open,
        since: now(),
        by: None,
        words: Word::new("降压药".into()),
    });
}

/// A negative test with what the laboratory said of it.
pub(crate) fn tested(house: &House) -> (EvidenceRow, ResultRow) {
    let id = 7_700_000_000_000_001;
    let evidence = EvidenceRow {
        evidence: Evidence::Test(TestResult {
            id,
            outcome: TestOutcome::Negative,
            on: now().date(),
            recorded: now().date(),
        }),
        withdrawn: None,
    };
    let result = ResultRow {
        id: id + 1,
        evidence: EvidenceId(id),
        sample: house.store.sample_hash("第一检验所", "HZ-1"),
        laboratory: "第一检验所".into(),
        revision: 1,
        finding: Finding::Negative,
        sampled: now(),
        received: now(),
        source: Source::Connection,
    };
    (evidence, result)
}

pub(crate) fn alarm() -> [storage::Alarm; 1] {
    [storage::Alarm {
        person: Some(PersonId(ID)),
        kind: storage::AlarmKind::Altered,
        table: "stay".into(),
        row: 5,
    }]
}
