//! One result: whose it is, and what becomes of it. Taken again it changes nothing.

use domain::identity::PersonName;
use domain::ids::{EvidenceId, PersonId};
use domain::laboratory::{Elsewhere, Finding, KnownResult, Report, Said, Source, Unusable};
use domain::time::Instant;
use storage::{Field, PersonFacts, ResultRow, SampleHash};

use super::{Fate, returned};
use crate::Service;
use crate::chance::growing_id;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::me::word;
use crate::shared::Shared;

/// Whose a result is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Nobody is registered with the document.
    Nobody,
    /// Document and name are this person's.
    Theirs(PersonId),
    /// The document is this person's, and the name is not.
    Disagrees(PersonId),
}

impl Service {
    /// Takes one result as a laboratory says it.
    pub(super) async fn take_result(
        &self,
        said: &Said,
        source: Source,
        now: Instant,
    ) -> Result<Fate, Error> {
        let report = match Report::read(said, now) {
            Ok(report) => report,
            Err(reason) => return Ok(Fate::Back(reason)),
        };
        if let Some(fate) = self.take_or_wait((&report, said), source, now).await? {
            return Ok(fate);
        }
        self.hold(&report, (said, source), now).await?;
        // Whoever registers looks at what is held once they are written, and this looks again once it is held: one of both
        // sees the other.
        let fate = self.take_or_wait((&report, said), source, now).await?;
        Ok(fate.unwrap_or(Fate::Held))
    }

    /// Takes one that was read; nothing where nobody is registered with its document, or where nothing can be decided about
    /// who is before staff have looked: then it waits.
    pub(super) async fn take_or_wait(
        &self,
        report: (&Report, &Said),
        source: Source,
        now: Instant,
    ) -> Result<Option<Fate>, Error> {
        match self.take_report(report, source, now).await {
            Err(Error::Damaged | Error::Refused(_) | Error::Busy) => Ok(None),
            answer => answer,
        }
    }

    async fn take_report(
        &self,
        (report, said): (&Report, &Said),
        source: Source,
        now: Instant,
    ) -> Result<Option<Fate>, Error> {
        let sample = self.store.sample_hash(&report.laboratory, &report.sample);
        let whose = self.whose_result(report, now).await?;
        if let Whose::Disagrees(person) = whose {
            let reason = Unusable::Disagrees;
            let result = returned(said, reason);
            self.note_return(person, &result, source, now).await?;
            return Ok(Some(Fate::Back(reason)));
        }
        if report.revision > 1 {
            let earlier = self.store.supersede_held(sample, report.revision);
            self.store.write(earlier).await?;
        }
        // A correction may name another person: first it is no longer of whom it was.
        let before = self.store.sample_of(sample).await?;
        if let Some(before) = before.filter(|before| whose != Whose::Theirs(*before)) {
            let revision = report.revision;
            if self
                .take_from(before, (sample, revision), source, now)
                .await?
                == Fate::Known
            {
                return Ok(Some(Fate::Known));
            }
        }
        match whose {
            Whose::Theirs(person) => self.record(person, (report, sample), source, now).await,
            _ => Ok(None),
        }
    }

    /// Whose a result is: by the document's keyed hash, and by the words that are sealed about its holder.
    pub(super) async fn whose_result(&self, report: &Report, now: Instant) -> Result<Whose, Error> {
        let document = report.document.canonical();
        let Some(person) = self.store.holder_of(&document).await? else {
            return Ok(Whose::Nobody);
        };
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        if !alarms.is_empty() {
            return Err(Error::Damaged);
        }
        let (Some(name), Some(own)) = (word(&words, Field::Name), word(&words, Field::Document))
        else {
            // About to be registered, or erased but for a rest.
            return Ok(Whose::Nobody);
        };
        let same = PersonName::parse(name).is_ok_and(|name| name == report.name);
        let own = own == document || self.was_document_of(person, &document, now).await?;
        Ok(if same && own {
            Whose::Theirs(person)
        } else {
            Whose::Disagrees(person)
        })
    }

    /// Writes a result into a record; nothing where the person is registered no longer.
    async fn record(
        &self,
        person: PersonId,
        (report, sample): (&Report, SampleHash),
        source: Source,
        now: Instant,
    ) -> Result<Option<Fate>, Error> {
        let row = self.result_row((report, sample), source, now);
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            Ok(if put(draft, facts, &row, now) {
                Drafted::Write(Fate::Taken)
            } else {
                Drafted::Leave(Fate::Known)
            })
        };
        let deed = deed(source, "test result");
        match self.change(person, deed, now, draft).await {
            Ok((fate, _)) => Ok(Some(fate)),
            Err(Error::NotRegistered) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The row of a result that comes now.
    pub(super) fn result_row(
        &self,
        (report, sample): (&Report, SampleHash),
        source: Source,
        now: Instant,
    ) -> ResultRow {
        let id = growing_id(&*self.chance, now);
        ResultRow {
            id,
            evidence: EvidenceId(id),
            sample,
            laboratory: report.laboratory.clone(),
            revision: report.revision,
            finding: report.finding,
            sampled: report.sampled,
            received: now,
            source,
        }
    }

    /// Takes from a person what an earlier revision of a sample said of them. Where a later one is known of them, this one is
    /// over, and known.
    async fn take_from(
        &self,
        person: PersonId,
        (sample, revision): (SampleHash, u32),
        source: Source,
        now: Instant,
    ) -> Result<Fate, Error> {
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            let known = facts.results.iter().find(|known| known.sample == sample);
            let elsewhere = KnownResult::elsewhere(known.map(known_of), revision);
            Ok(match (elsewhere, known) {
                (Elsewhere::TakesBack, Some(known)) => {
                    take_back(draft, (facts, known), revision, source, now);
                    Drafted::Write(Fate::Taken)
                }
                (Elsewhere::Over, _) => Drafted::Leave(Fate::Known),
                (Elsewhere::Nothing | Elsewhere::TakesBack, _) => Drafted::Leave(Fate::Taken),
            })
        };
        let deed = deed(source, "test result");
        match self.change(person, deed, now, draft).await {
            Ok((fate, _)) => Ok(fate),
            Err(Error::NotRegistered) => Ok(Fate::Taken),
            Err(error) => Err(error),
        }
    }
}

/// What a row says of its sample.
pub(super) const fn known_of(row: &ResultRow) -> KnownResult {
    KnownResult {
        revision: row.revision,
        finding: row.finding,
    }
}

/// Puts a result into a draft; whether anything changed: of this revision, or a later one, that is known nothing does.
pub(super) fn put(draft: &mut Draft, facts: &PersonFacts, row: &ResultRow, now: Instant) -> bool {
    let mut known = facts.results.iter();
    let known = known.find(|known| known.sample == row.sample);
    if KnownResult::is_over(known.map(known_of), row.revision) {
        return false;
    }
    draft.forget_old_tests(facts, known, now);
    draft.record_result(facts, known, row, now);
    true
}

/// Takes from a draft what is known of a sample, by a later revision that says it of somebody else.
pub(super) fn take_back(
    draft: &mut Draft,
    (facts, known): (&PersonFacts, &ResultRow),
    revision: u32,
    source: Source,
    now: Instant,
) {
    let row = ResultRow {
        revision,
        finding: Finding::Withdrawn,
        received: now,
        source,
        ..known.clone()
    };
    draft.record_result(facts, Some(known), &row, now);
}

/// Who did it: the service by itself, or an operator with a file to which a member of staff agreed.
const fn deed(source: Source, action: &'static str) -> Deed {
    match source {
        Source::Connection => Deed::automatic(action),
        Source::File => Deed::operation(action),
    }
}
