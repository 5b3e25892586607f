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
use crate::declare::{Kept, keep};
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

    /// The same by a request, dated as it was asked: what is said in it was known then. Refused where the person's record has no room
    /// for it any more.
    pub(super) fn grant_correction(
        &self,
        draft: &mut Draft,
        shared: &Shared,
        (request, words): (&CorrectionRequest, &Words),
        (others, checks): (&[CorrectionRow], &[CheckRow]),
        now: Instant,
    ) -> Result<(), Error> {
        let overtaken = || refused(CorrectionRefusal::Overtaken);
        let old = standing(&draft.record, request.declaration).map_err(|_| overtaken())?;
        if is_known(&draft.record, words.instead.id) {
            return Err(overtaken());
        }
        // Areas that lists named since are asked about, as of any declaration.
        let instead = Declaration {
            areas_loaded: None,
            ..words.instead.clone()
        };
        let kept = keep(&instead, shared, &draft.record, request.asked);
        let mut kept = kept.map_err(|error| match error {
            Error::Invalid(_) => overtaken(),
            error => error,
        })?;
        kept.declaration.taken_by = words.taken_by;
        self.take_back(draft, shared, (old.id, kept), (others, checks), now)
    }
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
