//! Who changes colour by a file of results (N-6): it is tried on whom it is about, and nothing of it is written.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::PersonId;
use domain::laboratory::{Finding, Line, Report, Source, Unusable, is_for_all};
use domain::place::DivisionCode;
use domain::time::Instant;
use storage::{ResultRow, SampleHash};

use super::take::{Whose, put, take_back};
use super::{Fate, ImportedLine};
use crate::Service;
use crate::change::{Draft, registered};
use crate::error::Error;
use crate::proposal::Effect;
use crate::shared::Shared;
use crate::what_if::Tally;

/// What a file of results would do.
pub(super) struct Trial {
    /// What becomes of each line.
    pub(super) lines: Vec<ImportedLine>,
    /// Positive results among them that can be used.
    pub(super) positive: u64,
    /// The laboratories that they name.
    pub(super) laboratories: BTreeSet<String>,
    /// Whom it would change.
    pub(super) effect: Effect,
    /// The division that answers for all whom it is about.
    pub(super) place: DivisionCode,
}

/// What a line does to a person.
enum Step {
    /// It is in their record.
    Put(ResultRow),
    /// What an earlier revision of it said of them is taken back.
    TakeBack(SampleHash, u32),
}

/// The steps of a file, by person, and what is known so far of it.
#[derive(Default)]
struct Steps {
    by_person: BTreeMap<PersonId, Vec<Step>>,
    positive: u64,
    laboratories: BTreeSet<String>,
    /// Whether somebody who is not registered would be coloured by it, or freed, once they are.
    for_all: bool,
}

impl Service {
    /// Tries the lines of a file. Of one sample the highest revision counts, as it will.
    pub(super) async fn try_results(&self, lines: &[Line], now: Instant) -> Result<Trial, Error> {
        let mut steps = Steps::default();
        let mut tried = Vec::with_capacity(lines.len());
        let last = self.last_of_samples(lines, now);
        for line in lines {
            let read = match &line.said {
                Ok(said) => Report::read(said, now),
                Err(reason) => Err(*reason),
            };
            let fate = match read {
                Ok(report) => self.try_report(&report, &last, &mut steps, now).await?,
                Err(reason) => Fate::Back(reason),
            };
            tried.push(ImportedLine {
                number: line.number,
                fate,
            });
        }
        let (effect, cities) = self.try_steps(&steps.by_person, now).await?;
        let place = if steps.for_all {
            DivisionCode::NATION
        } else {
            DivisionCode::around(&cities)
        };
        Ok(Trial {
            lines: tried,
            positive: steps.positive,
            laboratories: steps.laboratories,
            effect,
            place,
        })
    }

    /// The highest revision of each sample that can be read.
    fn last_of_samples(&self, lines: &[Line], now: Instant) -> BTreeMap<SampleHash, u32> {
        let mut last = BTreeMap::new();
        let said = lines.iter().filter_map(|line| line.said.as_ref().ok());
        for report in said.filter_map(|said| Report::read(said, now).ok()) {
            let sample = self.store.sample_hash(&report.laboratory, &report.sample);
            let highest = last.entry(sample).or_insert(report.revision);
            *highest = report.revision.max(*highest);
        }
        last
    }

    /// What becomes of a line that can be read, with what it does to whom.
    async fn try_report(
        &self,
        report: &Report,
        last: &BTreeMap<SampleHash, u32>,
        steps: &mut Steps,
        now: Instant,
    ) -> Result<Fate, Error> {
        let sample = self.store.sample_hash(&report.laboratory, &report.sample);
        let whose = match self.whose_result(report, now).await {
            // Nothing can be decided about who it is of before staff have looked: it will wait.
            Err(Error::Damaged | Error::Refused(_) | Error::Busy) => Whose::Nobody,
            whose => whose?,
        };
        if let Whose::Disagrees(_) = whose {
            return Ok(Fate::Back(Unusable::Disagrees));
        }
        steps.positive += u64::from(report.finding == Finding::Positive);
        steps.laboratories.insert(report.laboratory.clone());
        let counts = last.get(&sample) == Some(&report.revision);
        let before = self.store.sample_of(sample).await?;
        if let Some(before) = before.filter(|before| counts && whose != Whose::Theirs(*before)) {
            let step = Step::TakeBack(sample, report.revision);
            steps.by_person.entry(before).or_default().push(step);
        }
        let Whose::Theirs(person) = whose else {
            steps.for_all |= is_for_all(report.finding);
            return Ok(Fate::Held);
        };
        let facts = self.store.facts_of(person).await?;
        let known = facts.is_some_and(|facts| {
            let mut results = facts.results.iter();
            results.any(|known| known.sample == sample && known.revision >= report.revision)
        });
        if known {
            return Ok(Fate::Known);
        }
        if counts {
            let row = self.result_row((report, sample), Source::File, now);
            let step = Step::Put(row);
            steps.by_person.entry(person).or_default().push(step);
        }
        Ok(Fate::Taken)
    }

    /// Whom the steps would change, and the cities that those use whom they are about.
    async fn try_steps(
        &self,
        steps: &BTreeMap<PersonId, Vec<Step>>,
        now: Instant,
    ) -> Result<(Effect, BTreeSet<DivisionCode>), Error> {
        let shared = self.shared(now).await?;
        let (mut tally, mut cities) = (Tally::default(), BTreeSet::new());
        for (person, steps) in steps {
            let tried = self
                .try_steps_on(*person, steps, (&*shared, &mut tally), now)
                .await;
            match tried {
                Ok(used) => cities.extend(used),
                // Who went meanwhile, or of whom nothing can be decided now.
                Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok((tally.what_if().effect, cities))
    }

    async fn try_steps_on(
        &self,
        person: PersonId,
        steps: &[Step],
        (shared, tally): (&Shared, &mut Tally),
        now: Instant,
    ) -> Result<Vec<DivisionCode>, Error> {
        let facts = self.read_person(person, now).await?;
        registered(&facts)?;
        let mut draft = Draft {
            record: facts.record.clone(),
            batch: facts.batch(now),
        };
        for step in steps {
            match step {
                Step::Put(row) => {
                    put(&mut draft, &facts, row, now);
                }
                Step::TakeBack(sample, revision) => {
                    let mut results = facts.results.iter();
                    let known = results.find(|known| known.sample == *sample);
                    if let Some(known) = known.filter(|known| known.revision < *revision) {
                        take_back(&mut draft, (&facts, known), *revision, Source::File, now);
                    }
                }
            }
        }
        let before = self.decide(&facts, &facts.record, shared, now)?.decisions;
        let after = self.decide(&facts, &draft.record, shared, now)?.decisions;
        tally.take(&before, &after, |_| false);
        let used = facts.record.uses.iter();
        Ok(used.map(|used| used.jurisdiction).collect())
    }
}
