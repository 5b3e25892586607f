//! What a correction does once it may: the declaration is taken back in favour of the other, by the batch of its draft. A free one and
//! one that a reviewer grants do the same.

use domain::correction_request::{CorrectionRefusal, CorrectionRequest};
use domain::declaration::Declaration;
use domain::ids::DeclarationId;
use domain::record::{DeclarationRecord, Record, Use};
use domain::time::Instant;
use storage::{CheckRow, CorrectionRow};

use super::{Words, refused};
use crate::Service;
use crate::change::Draft;
use crate::declare::{Kept, kept_as, taken_ids};
use crate::error::{Error, Missing};
use crate::itinerary::{Entering, enter, keep_said};
use crate::shared::Shared;

impl Service {
    /// Takes a declaration back in favour of another. Of the person's other requests those about it are over.
    pub(super) fn take_back(
        &self,
        draft: &mut Draft,
        shared: &Shared,
        (old, kept): (DeclarationId, Kept),
        (others, checks): (&[CorrectionRow], &[CheckRow]),
        now: Instant,
    ) -> Result<(), Error> {
        let (city, new) = (kept.declaration.jurisdiction, kept.declaration.id);
        let about_it = |row: &&CorrectionRow| row.request.declaration == old;
        for row in others.iter().filter(about_it) {
            if let Ok(request) = row.request.over(now) {
                let words = row.words.clone();
                draft
                    .batch
                    .end_correction(&CorrectionRow { request, words });
            }
        }
        draft.correct(old, new);
        draft.use_jurisdiction(Use {
            jurisdiction: city,
            since: now.date(),
        });
        draft.declare(kept);
        let entering = Entering {
            city,
            declaration: Some(new),
            checks,
        };
        enter(draft, shared, &entering, now)?;
        keep_said(draft, shared, (checks, new), (&*self.chance, now))
    }

    /// The same by a request, dated as it was asked: what is said in it was known then, and it was checked then. Refused where what the
    /// person has said since leaves no room for it.
    pub(super) fn grant_correction(
        &self,
        draft: &mut Draft,
        shared: &Shared,
        (request, words): (&CorrectionRequest, &Words),
        (others, checks): (&[CorrectionRow], &[CheckRow]),
        now: Instant,
    ) -> Result<(), Error> {
        let (instead, asked) = (&words.instead, request.asked);
        let old = with_room(&draft.record, request.declaration, instead)?;
        let policy = shared.policy(instead.jurisdiction, asked.date())?;
        let mut kept = kept_as(instead, policy.look_back_days, asked);
        kept.declaration.taken_by = words.taken_by;
        self.take_back(draft, shared, (old.id, kept), (others, checks), now)
    }
}

/// The declaration of this id, where another can take its place: it counts still, and no id of the other is taken.
fn with_room(
    record: &Record,
    id: DeclarationId,
    instead: &Declaration,
) -> Result<DeclarationRecord, Error> {
    if !is_known(record, id) {
        return Err(Error::Unknown(Missing::Declaration));
    }
    let overtaken = || refused(CorrectionRefusal::Overtaken);
    if is_known(record, instead.id) || taken_ids(instead, record).is_some() {
        return Err(overtaken());
    }
    standing(record, id).map_err(|_| overtaken())
}

/// The declaration of this id, where it counts still.
pub(super) fn standing(record: &Record, id: DeclarationId) -> Result<DeclarationRecord, Error> {
    let found = record
        .declarations
        .iter()
        .find(|d| d.id == id && d.corrected_by.is_none());
    found.cloned().ok_or(Error::Unknown(Missing::Declaration))
}

/// Whether a declaration of this id was made already.
pub(super) fn is_known(record: &Record, id: DeclarationId) -> bool {
    record.declarations.iter().any(|d| d.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::declaration::{Residence, Tick};
    use domain::ids::StayId;
    use domain::record::Applicant;

    /// What somebody of Hangzhou declares who has nothing to say.
    fn declaration(id: i64) -> Declaration {
        Declaration {
            id: DeclarationId(id),
            jurisdiction: "330100".parse().unwrap(),
            applicant: Applicant::Resident,
            residence: Residence {
                id: StayId(id),
                county: "330106".parse().unwrap(),
                areas: Tick::Elsewhere,
            },
            stays: Vec::new(),
            legs: Vec::new(),
            contact: None,
            symptoms: Vec::new(),
            known_symptoms: Vec::new(),
            temperature: None,
            areas_loaded: None,
        }
    }

    fn record(said: &[i64]) -> Record {
        let mut record = Record::default();
        for id in said {
            let kept = kept_as(&declaration(*id), 14, Instant::from_ms(1_600_000_000_000));
            record.declarations.push(kept.declaration);
            record.stays.extend(kept.stays);
        }
        record
    }

    #[test]
    fn s2_17_a_declaration_that_nobody_made_is_unknown_and_not_overtaken() {
        let nothing: &[i64] = &[];
        for said in [nothing, &[2], &[3]] {
            let found = with_room(&record(said), DeclarationId(1), &declaration(2));
            assert!(
                matches!(found, Err(Error::Unknown(Missing::Declaration))),
                "{said:?}"
            );
        }
    }

    #[test]
    fn s2_17_a_correction_is_overtaken_where_either_declaration_has_no_room() {
        let (one, instead) = (DeclarationId(1), declaration(2));
        let room = |record: &Record, instead: &Declaration| {
            with_room(record, one, instead).map(|old| old.id)
        };
        assert_eq!(room(&record(&[1, 3]), &instead).ok(), Some(one));
        let mut corrected = record(&[1, 3]);
        corrected.declarations[0].corrected_by = Some(DeclarationId(3));
        let mut same_stay = declaration(2);
        same_stay.residence.id = StayId(1);
        for (record, instead) in [
            (corrected, &instead),
            (record(&[1, 2]), &instead),
            (record(&[1]), &same_stay),
        ] {
            assert!(matches!(
                room(&record, instead),
                Err(Error::Correction(CorrectionRefusal::Overtaken))
            ));
        }
    }
}
