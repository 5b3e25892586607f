//! Who changes colour by a file of results (N-6): it is tried on whom it is about, and nothing of it is written. Its lines are walked in
//! their order, as they will be taken, and what each does to what is known of its sample says the same rule (`KnownResult`).

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::PersonId;
use domain::laboratory::{
    Elsewhere, Finding, KnownResult, Line, Report, Source, Unusable, is_for_all,
};
use domain::place::DivisionCode;
use domain::time::Instant;
use storage::{ResultRow, SampleHash};

use super::take::{Whose, known_of, put, take_back};
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
    /// Held results about people who are not registered whose place it takes.
    pub(super) replaces: u64,
    /// The division that answers for all whom it can touch.
    pub(super) place: DivisionCode,
}

/// What becomes of a sample in the record of a person.
enum Step {
    /// It is there.
    Put(ResultRow),
    /// What an earlier revision said of them is taken back by this one.
    TakeBack(u32),
}

/// The steps of a person, by sample: what the last line that does anything does. None where a line can touch them and does not now.
type Steps = BTreeMap<SampleHash, Step>;

/// How far the lines of a file were walked.
#[derive(Default)]
struct Walk {
    /// Whom the last revision of a sample named.
    of: BTreeMap<SampleHash, Option<PersonId>>,
    /// What is known of a sample about a person.
    known: BTreeMap<(SampleHash, PersonId), Option<KnownResult>>,
    /// What becomes of each person whom a line can touch.
    people: BTreeMap<PersonId, Steps>,
    /// How many held results the revisions of a sample replace.
    replaced: BTreeMap<SampleHash, u64>,
    positive: u64,
    laboratories: BTreeSet<String>,
    /// Whether somebody whose cities nobody knows would be coloured by it, or freed.
    for_all: bool,
}

impl Walk {
    fn note(&mut self, report: &Report) {
        self.positive += u64::from(report.finding == Finding::Positive);
        self.laboratories.insert(report.laboratory.clone());
    }

    /// A line does something to a person: from here on this is known of the sample about them.
    fn step(&mut self, person: PersonId, sample: SampleHash, step: Step, known: KnownResult) {
        let steps = self.people.entry(person).or_default();
        steps.insert(sample, step);
        self.known.insert((sample, person), Some(known));
        self.of.insert(sample, Some(person));
    }
}

impl Service {
    /// Tries the lines of a file, one after the other.
    pub(super) async fn try_results(&self, lines: &[Line], now: Instant) -> Result<Trial, Error> {
        let read = |line: &Line| match &line.said {
            Ok(said) => Report::read(said, now),
            Err(reason) => Err(*reason),
        };
        let reads: Vec<(u64, Result<Report, Unusable>)> =
            lines.iter().map(|line| (line.number, read(line))).collect();
        one_document_each(&reads)?;
        let mut walk = Walk::default();
        let mut tried = Vec::with_capacity(reads.len());
        for (number, read) in &reads {
            // A long file keeps nobody else from being served.
            tokio::task::yield_now().await;
            let fate = match read {
                Ok(report) => self.try_report(report, &mut walk, now).await?,
                Err(reason) => Fate::Back(*reason),
            };
            tried.push(ImportedLine {
                number: *number,
                fate,
            });
        }
        let (effect, cities) = self.try_steps(&mut walk, now).await?;
        let place = if walk.for_all {
            DivisionCode::NATION
        } else {
            DivisionCode::around(&cities)
        };
        Ok(Trial {
            lines: tried,
            positive: walk.positive,
            laboratories: walk.laboratories,
            effect,
            replaces: walk.replaced.values().sum(),
            place,
        })
    }

    /// What becomes of a line that can be read, with what it does to whom.
    async fn try_report(
        &self,
        report: &Report,
        walk: &mut Walk,
        now: Instant,
    ) -> Result<Fate, Error> {
        let sample = self.store.sample_hash(&report.laboratory, &report.sample);
        let whose = match self.whose_result(report, now).await {
            Ok(whose) => whose,
            // Nothing can be decided about who it is of before staff have looked: it will wait, and whom it touches then nobody knows.
            Err(Error::Damaged | Error::Refused(_) | Error::Busy) => {
                walk.note(report);
                walk.for_all = true;
                return Ok(Fate::Held);
            }
            Err(error) => return Err(error),
        };
        if let Whose::Disagrees(person) = whose {
            // By the time it is taken document and name may be one person's.
            walk.people.entry(person).or_default();
            return Ok(Fate::Back(Unusable::Disagrees));
        }
        walk.note(report);
        if report.revision > 1 {
            let replaced = self.store.held_before(sample, report.revision).await?;
            walk.for_all |= replaced > 0;
            let most = walk.replaced.entry(sample).or_default();
            *most = replaced.max(*most);
        }
        if self.try_elsewhere((report, sample), whose, walk).await? == Elsewhere::Over {
            return Ok(Fate::Known);
        }
        let Whose::Theirs(person) = whose else {
            walk.for_all |= is_for_all(report.finding, report.revision);
            return Ok(Fate::Held);
        };
        let known = self.known_so_far((sample, person), walk).await?;
        if KnownResult::is_over(known, report.revision) {
            return Ok(Fate::Known);
        }
        let row = self.result_row((report, sample), Source::File, now);
        let known = known_of(&row);
        walk.step(person, sample, Step::Put(row), known);
        Ok(Fate::Taken)
    }

    /// What a line does to somebody else, whom an earlier revision named.
    async fn try_elsewhere(
        &self,
        (report, sample): (&Report, SampleHash),
        whose: Whose,
        walk: &mut Walk,
    ) -> Result<Elsewhere, Error> {
        let of = match walk.of.get(&sample) {
            Some(of) => *of,
            None => self.store.sample_of(sample).await?,
        };
        walk.of.insert(sample, of);
        let Some(before) = of.filter(|before| whose != Whose::Theirs(*before)) else {
            return Ok(Elsewhere::Nothing);
        };
        let known = self.known_so_far((sample, before), walk).await?;
        let elsewhere = KnownResult::elsewhere(known, report.revision);
        if elsewhere == Elsewhere::TakesBack {
            let gone = KnownResult {
                revision: report.revision,
                finding: Finding::Withdrawn,
            };
            walk.step(before, sample, Step::TakeBack(report.revision), gone);
        }
        Ok(elsewhere)
    }

    /// What is known of a sample about a person after the lines that were walked.
    async fn known_so_far(
        &self,
        (sample, person): (SampleHash, PersonId),
        walk: &mut Walk,
    ) -> Result<Option<KnownResult>, Error> {
        if let Some(known) = walk.known.get(&(sample, person)) {
            return Ok(*known);
        }
        let facts = self.store.facts_of(person).await?;
        let known = facts.and_then(|facts| {
            let mut results = facts.results.iter();
            let known = results.find(|known| known.sample == sample);
            known.map(known_of)
        });
        walk.known.insert((sample, person), known);
        Ok(known)
    }

    /// Whom the steps would change, and the cities that those use whom a line can touch.
    async fn try_steps(
        &self,
        walk: &mut Walk,
        now: Instant,
    ) -> Result<(Effect, BTreeSet<DivisionCode>), Error> {
        let shared = self.shared(now).await?;
        let (mut tally, mut cities) = (Tally::default(), BTreeSet::new());
        let mut unknown = false;
        for (person, steps) in &walk.people {
            let tried = self
                .try_steps_on(*person, steps, (&*shared, &mut tally), now)
                .await;
            match tried {
                Ok(used) => cities.extend(used),
                // Who went meanwhile, or of whom nothing can be decided now: it waits for whoever they will be.
                Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => unknown = true,
                Err(error) => return Err(error),
            }
        }
        walk.for_all |= unknown;
        Ok((tally.what_if().effect, cities))
    }

    async fn try_steps_on(
        &self,
        person: PersonId,
        steps: &Steps,
        (shared, tally): (&Shared, &mut Tally),
        now: Instant,
    ) -> Result<Vec<DivisionCode>, Error> {
        let facts = self.read_person(person, now).await?;
        let used = facts.record.uses.iter();
        let used = used.map(|used| used.jurisdiction).collect();
        if steps.is_empty() {
            return Ok(used);
        }
        let mut draft = Draft {
            record: facts.record.clone(),
            batch: facts.batch(now),
        };
        for (sample, step) in steps {
            match step {
                Step::Put(row) => {
                    registered(&facts)?;
                    put(&mut draft, &facts, row, now);
                }
                Step::TakeBack(revision) => {
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
        Ok(used)
    }
}

/// Refuses a file that names one sample for two documents: one of the lines is not so, and which of them only the laboratory knows.
fn one_document_each(reads: &[(u64, Result<Report, Unusable>)]) -> Result<(), Error> {
    let mut documents: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for (number, read) in reads {
        let Ok(report) = read else {
            continue;
        };
        let sample = (report.laboratory.as_str(), report.sample.as_str());
        let document = report.document.canonical();
        let first = documents.entry(sample).or_insert_with(|| document.clone());
        if *first != document {
            return Err(Error::field(
                "file",
                &format!("第{number}行的样本，前面已用于另一证件号码；请只留正确的一行后重新导入"),
                &format!(
                    "line {number} names a sample that a line before it names for another document; keep the one that is right and import it again"
                ),
            ));
        }
    }
    Ok(())
}
