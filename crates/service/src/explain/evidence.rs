//! What a reason rests on: the person's own facts, shown to themself.

use domain::facts::{EvidenceKind, EvidenceRef};
use domain::ids::{DeclarationId, StayId};
use domain::level::Level;
use domain::place::DivisionCode;
use domain::record::{Evidence, Record, StayRecord, Whereabouts};
use domain::risk::AreaChoice;
use domain::said_again::StayAgain;
use domain::time::Date;
use serde::Serialize;
use storage::PersonFacts;
use utoipa::ToSchema;

use super::place::{self, Place};
use crate::shapes;
use crate::shared::Shared;

/// The most texts of areas that one piece of evidence shows.
const MAX_TEXTS: usize = 20;

/// A piece of evidence. What its kind does not have is absent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedEvidence {
    /// Its kind.
    #[schema(value_type = shapes::EvidenceKind)]
    pub kind: EvidenceKind,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The areas that the person ticked, as the list calls them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub area_texts: Vec<String>,
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    pub from: Option<Date>,
    /// Last day, included; absent while it goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    pub to: Option<Date>,
    /// The day of it, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Date>)]
    pub on: Option<Date>,
    /// The level that counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::Level>)]
    pub level: Option<Level>,
}

/// What a reference points at, as far as it is still kept.
pub(super) fn explain(
    reference: EvidenceRef,
    facts: &PersonFacts,
    shared: &Shared,
    today: Date,
) -> ExplainedEvidence {
    let record = &facts.record;
    let bare = ExplainedEvidence {
        kind: reference.kind,
        place: None,
        area_texts: Vec::new(),
        from: None,
        to: None,
        on: None,
        level: reference.level,
    };
    match reference.kind {
        EvidenceKind::Stay | EvidenceKind::Entry => {
            let all = record.stays.iter();
            let again = all.map(|stay| StayAgain::of(record, stay));
            let same = again.filter(|again| again.same.contains(&StayId(reference.id)));
            match same.max_by_key(|again| (again.stay.recorded, again.stay.id)) {
                Some(last) => of_stay(&bare, &last, reference, record, shared, today),
                None => of_others(bare, reference.id, facts),
            }
        }
        EvidenceKind::Contact => ExplainedEvidence {
            on: declaration(record, reference.id).and_then(|d| d.contact),
            ..bare
        },
        EvidenceKind::Symptoms => ExplainedEvidence {
            on: reported(record, reference.id),
            ..bare
        },
        EvidenceKind::Exposure => {
            let found = shared.exposures(record);
            match found.iter().find(|found| found.is_named(reference.id)) {
                Some(exposed) => ExplainedEvidence {
                    on: Some(exposed.exposure.on),
                    ..bare
                },
                None => of_others(bare, reference.id, facts),
            }
        }
        EvidenceKind::Test
        | EvidenceKind::OfficialOrder
        | EvidenceKind::Hospital
        | EvidenceKind::TestDue => of_others(bare, reference.id, facts),
    }
}

/// A stay as it was said last: what was answered to later questions stands with that.
fn of_stay(
    bare: &ExplainedEvidence,
    last: &StayAgain<'_>,
    reference: EvidenceRef,
    record: &Record,
    shared: &Shared,
    today: Date,
) -> ExplainedEvidence {
    let stay = last.stay;
    let (place, area_texts) = match stay.whereabouts {
        Whereabouts::Abroad(code) => (place::of_country(code), Vec::new()),
        Whereabouts::County(code) if reference.inside => {
            let texts = ticked_texts(code, stay, record, shared, today);
            (place::of_county(code, stay.from.year()), texts)
        }
        Whereabouts::County(code) => (place::of_county(code, stay.from.year()), Vec::new()),
    };
    ExplainedEvidence {
        place: Some(place),
        area_texts,
        from: Some(last.from),
        to: stay.to,
        ..bare.clone()
    }
}

/// The areas that the person said to have been in, as a list calls them; the first of them.
fn ticked_texts(
    county: DivisionCode,
    stay: &StayRecord,
    record: &Record,
    shared: &Shared,
    today: Date,
) -> Vec<String> {
    texts(&ticked(county, stay, record, shared, today))
}

/// What the first of these areas are called.
pub(crate) fn texts(areas: &[AreaChoice]) -> Vec<String> {
    let first = areas.iter().take(MAX_TEXTS);
    first.map(|area| area.text.to_string()).collect()
}

/// The areas that the person said to have been in.
pub(crate) fn ticked(
    county: DivisionCode,
    stay: &StayRecord,
    record: &Record,
    shared: &Shared,
    today: Date,
) -> Vec<AreaChoice> {
    let inside = |area| {
        let answers = record.answers.iter().filter(|a| a.stay == stay.id);
        let of_area = answers.filter(|a| a.area == area);
        of_area.max_by_key(|a| a.recorded).is_some_and(|a| a.inside)
    };
    let from = StayAgain::of(record, stay).from;
    let choices = shared.history().areas_of(county, from, today);
    choices
        .into_iter()
        .filter(|choice| inside(choice.id))
        .collect()
}

fn declaration(record: &Record, id: i64) -> Option<&domain::record::DeclarationRecord> {
    let id = DeclarationId(id);
    record.declarations.iter().find(|d| d.id == id)
}

/// The day of symptoms that a declaration or a check-in reported.
fn reported(record: &Record, id: i64) -> Option<Date> {
    let declared = declaration(record, id).map(|d| record.first_said(d).date());
    let checked_in = || record.check_ins.iter().find(|c| c.id.0 == id);
    declared.or_else(|| checked_in().map(|c| c.on))
}

/// Evidence that others recorded.
fn of_others(bare: ExplainedEvidence, id: i64, facts: &PersonFacts) -> ExplainedEvidence {
    let row = facts.evidence.iter().find(|row| row.evidence.id().0 == id);
    match row.map(|row| row.evidence) {
        Some(Evidence::Exposure(fact)) => ExplainedEvidence {
            on: Some(fact.on),
            ..bare
        },
        Some(Evidence::Entry(fact)) => ExplainedEvidence {
            on: Some(fact.on),
            ..bare
        },
        Some(Evidence::Test(fact)) => ExplainedEvidence {
            on: Some(fact.on),
            ..bare
        },
        Some(Evidence::OfficialOrder(fact)) => ExplainedEvidence {
            from: Some(fact.from),
            to: Some(fact.until - 1),
            ..bare
        },
        None => bare,
    }
}
