//! What declarations say of their person's health.

use crate::facts::SymptomReport;
use crate::ids::DeclarationId;
use crate::record::{DeclarationRecord, Record};
use crate::said_again::chain;

/// What is said in all of a chain of corrections since one of them.
pub(super) struct Reported {
    /// It, known since then.
    pub(super) report: SymptomReport,
    /// The declarations of which it is what is still said, the newest first, and whether each said more.
    pub(super) said_by: Vec<(DeclarationId, bool)>,
}

/// What a declaration says of its person's health: what is said in all of the chain since one of its dates, known since then. It is of the
/// day of the first, of which a correction is asked, and so is what a correction adds; what it leaves out is nowhere.
pub(super) fn reported(record: &Record, declaration: &DeclarationRecord) -> Vec<Reported> {
    let on = record.first_said(declaration).date();
    let mut new = declaration.symptoms.clone();
    let mut temperature = declaration.temperature;
    let mut all: Vec<Reported> = Vec::new();
    let mut newer = declaration.id;
    for link in chain(record, declaration) {
        new.retain(|symptom| link.symptoms.contains(symptom));
        temperature = temperature.filter(|one| link.temperature == Some(*one));
        if new.is_empty() && temperature.is_none() {
            break;
        }
        let is_same = |later: &mut Reported| {
            later.report.new == new && later.report.temperature == temperature
        };
        let later = all.pop_if(is_same);
        let says_more =
            link.symptoms.iter().any(|s| !new.contains(s)) || link.temperature != temperature;
        let nothing = (newer.0, Vec::new());
        let (later, mut said_by) = later.map_or(nothing, |later| (later.report.id, later.said_by));
        said_by.push((link.id, says_more));
        let report = SymptomReport {
            id: if says_more { later } else { link.id.0 },
            on,
            recorded: link.recorded.date(),
            new: new.clone(),
            temperature,
        };
        all.push(Reported { report, said_by });
        newer = link.id;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Symptom, Temperature};
    use crate::record::fixture::corrected;

    /// Id, date of knowing and number of symptoms of each report of the declaration that stands. All are of the first day.
    fn told(record: &Record) -> Vec<(i64, i32, u16)> {
        let last = record.declarations.last().unwrap();
        let first = record.declarations.first().unwrap().recorded.date();
        let told = reported(record, last).into_iter().map(|reported| {
            let report = reported.report;
            assert_eq!(report.on, first);
            (report.id, report.recorded.day(), report.symptoms())
        });
        told.collect()
    }

    #[test]
    fn s2_17_symptoms_are_of_the_first_day_and_known_since_they_were_said() {
        use Symptom::{DryCough, Fatigue, Fever};
        let said = |all: [&[Symptom]; 3]| {
            let mut record = corrected(&[100, 103, 106]);
            for (declaration, symptoms) in record.declarations.iter_mut().zip(all) {
                declaration.symptoms = symptoms.to_vec();
            }
            told(&record)
        };
        let one: &[Symptom] = &[DryCough];
        assert_eq!(said([one, one, one]), [(1, 100, 1)], "by its first id");
        let two: &[Symptom] = &[Fever, DryCough];
        assert_eq!(said([one, two, two]), [(2, 103, 2), (1, 100, 1)]);
        assert_eq!(said([two, two, one]), [(3, 100, 1)], "less is another");
        assert_eq!(said([two, one, one]), [(2, 100, 1)]);
        assert_eq!(said([one, two, one]), [(1, 100, 1)]);
        assert_eq!(said([one, &[], one]), [(3, 106, 1)], "it was taken back");
        assert_eq!(said([one, one, &[Fatigue]]), [(3, 106, 1)]);
        assert!(said([one, one, &[]]).is_empty());
    }

    #[test]
    fn s2_17_a_temperature_that_is_changed_is_known_since_the_correction() {
        let mut record = corrected(&[100, 106]);
        for (declaration, tenths) in record.declarations.iter_mut().zip([375, 380]) {
            declaration.symptoms = vec![Symptom::Fever];
            declaration.temperature = Some(Temperature::from_tenths(tenths).unwrap());
        }
        assert_eq!(told(&record), [(2, 106, 1), (2, 100, 1)]);
        let last = record.declarations.last().unwrap();
        let reports = reported(&record, last);
        assert_eq!(reports[0].report.temperature.unwrap().tenths(), 380);
        assert_eq!(reports[1].report.temperature, None);
    }
}
