//! What a condition asks for, field by field.

use domain::facts::{EvidenceKind, EvidenceRef, Facts, Stay, SymptomReport};
use domain::policy::Condition;
use domain::time::Date;

use super::meets::Fact;

/// For each field that the condition sets, in their order, the facts of the right kind, whatever their dates.
pub(super) fn asked<'a>(when: &Condition, facts: &'a Facts) -> Vec<Vec<Fact<'a>>> {
    let mut fields = stays(when, facts);
    fields.extend(events(when, facts));
    fields.extend(states(when, facts));
    fields
}

fn stays<'a>(when: &Condition, facts: &'a Facts) -> Vec<Vec<Fact<'a>>> {
    let mut fields = Vec::new();
    let mut field = |inside: bool, is_asked: &dyn Fn(&Stay) -> bool| {
        let own = facts.stays.iter().filter(|s| is_asked(s));
        fields.push(own.map(|s| Fact::Stay(s, inside)).collect());
    };
    if let Some(level) = when.stay_in {
        field(true, &|s| s.area.is_inside() && s.level == Some(level));
    }
    if let Some(level) = when.stay_near {
        field(false, &|s| s.level == Some(level));
    }
    if let Some(level) = when.residence_in {
        let lives = |s: &Stay| s.to.is_none() || s.residence;
        field(true, &|s| {
            lives(s) && s.area.is_inside() && s.level == Some(level)
        });
    }
    if let Some(at) = &when.stay_at {
        let named = |s: &Stay| at.codes().iter().any(|code| code.contains(s.place));
        field(false, &|s| s.level.is_none() && named(s));
    }
    fields
}

fn events<'a>(when: &Condition, facts: &'a Facts) -> Vec<Vec<Fact<'a>>> {
    use EvidenceKind::{Contact, Entry, Exposure, Symptoms, Test, TestDue};
    let mut fields = Vec::new();
    if let Some(class) = when.exposure {
        let own = facts.exposures.iter().filter(|e| e.class == class);
        fields.push(
            own.map(|e| dated(Exposure, e.id, e.on, e.recorded))
                .collect(),
        );
    }
    if when.contact.is_some() {
        let all = facts.contacts.iter();
        fields.push(
            all.map(|c| dated(Contact, c.id, c.on, c.recorded))
                .collect(),
        );
    }
    if when.entry.is_some() {
        let all = facts.entries.iter();
        fields.push(all.map(|e| dated(Entry, e.id, e.on, e.recorded)).collect());
    }
    if let Some(outcome) = when.test {
        let own = facts.tests.iter().filter(|t| t.outcome == outcome);
        fields.push(own.map(|t| dated(Test, t.id, t.on, t.recorded)).collect());
    }
    if when.test_due.is_some() {
        let all = facts.tests_due.iter();
        fields.push(
            all.map(|t| dated(TestDue, t.id, t.on, t.recorded))
                .collect(),
        );
    }
    if when.symptoms.is_some() || when.temperature.is_some() {
        let ill = facts.symptoms.iter().filter(|s| is_ill(s, when));
        fields.push(
            ill.map(|s| dated(Symptoms, s.id, s.on, s.recorded))
                .collect(),
        );
    }
    fields
}

fn states<'a>(when: &Condition, facts: &'a Facts) -> Vec<Vec<Fact<'a>>> {
    let mut fields = Vec::new();
    if when.in_hospital.is_some() {
        fields.push(facts.hospital.iter().map(Fact::InHospital).collect());
    }
    if when.discharged.is_some() {
        let out = facts.hospital.iter().filter_map(|s| Some((s, s.until?)));
        let discharge =
            out.map(|(s, until)| dated(EvidenceKind::Hospital, s.id, until, s.recorded));
        fields.push(discharge.collect());
    }
    if let Some(colour) = when.official_order {
        let own = facts.official_orders.iter().filter(|o| o.colour == colour);
        fields.push(own.map(Fact::Official).collect());
    }
    fields
}

fn dated<'a>(kind: EvidenceKind, id: i64, on: Date, recorded: Date) -> Fact<'a> {
    use EvidenceKind::{Contact, Entry, Exposure, Hospital};
    Fact::Dated {
        reference: EvidenceRef::to(kind, id),
        on,
        recorded,
        is_exposure: matches!(kind, Exposure | Contact | Entry | Hospital),
    }
}

/// Whether one report has enough symptoms, each counted once, and the temperature.
fn is_ill(report: &SymptomReport, when: &Condition) -> bool {
    let mut symptoms = report.new.clone();
    symptoms.sort_unstable();
    symptoms.dedup();
    let enough = when
        .symptoms
        .is_none_or(|least| symptoms.len() >= usize::from(least));
    let hot = when
        .temperature
        .is_none_or(|least| report.temperature >= Some(least));
    enough && hot
}
