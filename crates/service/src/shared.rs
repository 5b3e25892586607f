//! The data that everyone shares, read from memory: policies, risk lists, events and signing keys, at one generation.
//!
//! The generation is read before the data: data that are newer than their number only make a batch fail at its
//! guard and run again, data that are older than it would let a wrong decision through.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::contact::{ContactRules, EventFile, Events, Exposed};
use domain::facts::{EvidenceKind, Facts, assemble};
use domain::place::DivisionCode;
use domain::policy::{Policy, PolicyFile};
use domain::rating::{Compiled, Reason};
use domain::record::{Evidence, Record};
use domain::risk::{History, Placements};
use domain::time::{Date, Instant};
use storage::{Alarm, Generation, PolicyRow};

use crate::Service;
use crate::error::Error;
use crate::event::{is_aside, leave_out_aside};
use crate::keys::KeyRing;
use crate::lists::Lists;
use crate::policy::builtin;
use crate::trust::Trust;

/// The most composed policies that are kept: every city on a few dates.
const MAX_COMPOSED: usize = 4_000;

/// A policy file as it is in force: not before it was published, whatever date it names.
#[derive(Clone)]
struct PublishedFile {
    file: PolicyFile,
    published: Instant,
}

impl PublishedFile {
    fn of(row: &PolicyRow) -> Option<Self> {
        let file = PolicyFile::parse(&row.text).ok()?;
        Some(Self::at(file, row.published))
    }

    fn at(mut file: PolicyFile, published: Instant) -> Self {
        file.effective = file.effective.max(published.date());
        Self { file, published }
    }
}

/// The order in which policies are looked through: of a jurisdiction the last to become so is in force.
fn in_order(policies: &mut [PublishedFile]) {
    policies.sort_by_key(|p| (p.file.jurisdiction, p.file.effective, p.published));
}

/// Policies, lists and keys at one generation.
pub struct Shared {
    generation: Generation,
    policies: Arc<Vec<PublishedFile>>,
    history: Arc<History>,
    placements: Arc<Placements>,
    events: Arc<Events>,
    keys: Arc<KeyRing>,
    trust: Option<Arc<Trust>>,
    damaged: bool,
    altered: Vec<DivisionCode>,
    composed: Mutex<HashMap<(DivisionCode, Date), Arc<Compiled>>>,
}

impl Shared {
    /// The generation of these data.
    pub const fn generation(&self) -> Generation {
        self.generation
    }

    /// Whether rows of policies or lists were altered or put in: those are not read, and alarms are raised. Until
    /// staff have looked, no colour ends before the date that was foreseen.
    pub const fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// All risk lists.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Where staff placed what has no code.
    pub fn placements(&self) -> &Placements {
        &self.placements
    }

    /// The first date after `today` on which a list that is there already comes into force.
    pub fn next_list(&self, today: Date) -> Option<Date> {
        let dates = self.history.lists().rev().map(|(as_of, ..)| as_of.date());
        dates.take_while(|date| *date > today).min()
    }

    /// The events of cases, the withdrawn among them.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// The exposures of a person by these events, and by the contact rules in force.
    pub fn exposures(&self, record: &Record) -> Vec<Exposed<'_>> {
        self.events.exposures(ContactRules::built_in(), record)
    }

    /// What the rules of a policy may read of a record on a date: its exposures by these events among it, without those by visits that
    /// one reviewer set aside, where they weigh nothing by this policy and no order names them.
    pub(crate) fn facts(&self, record: &Record, policy: &Compiled, today: Date) -> Facts {
        let mut exposures = self.exposures(record);
        let facts = self.facts_with(record, &exposures, policy, today);
        if !exposures.iter().any(|exposed| is_aside(exposed, record)) {
            return facts;
        }
        let decision = policy.rate(&facts, today);
        leave_out_aside(&mut exposures, record, &[decision]);
        self.facts_with(record, &exposures, policy, today)
    }

    /// The same with these exposures.
    fn facts_with(
        &self,
        record: &Record,
        exposures: &[Exposed<'_>],
        policy: &Compiled,
        today: Date,
    ) -> Facts {
        let outlived = self.events.outlived(record);
        let mut facts = if exposures.is_empty() {
            assemble(record, &self.history, policy, today)
        } else {
            let mut record = record.clone();
            name_exposures(&mut record, exposures);
            let exposures = exposures.iter().map(|exposed| exposed.exposure);
            record.evidence.extend(exposures.map(Evidence::Exposure));
            assemble(&record, &self.history, policy, today)
        };
        facts.carry(outlived);
        facts
    }

    /// These data as they would be with a file of events more, or with another in the place of one.
    pub(crate) fn with_events(&self, file: EventFile) -> Self {
        Self {
            events: Arc::new(self.events.with(file)),
            ..self.same()
        }
    }

    /// The keys that sign codes.
    pub(crate) fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// Whom this service recognises, as it was published.
    pub(crate) fn trust(&self) -> Option<&Trust> {
        self.trust.as_deref()
    }

    /// These data as they would be with another history of lists.
    pub(crate) fn with_history(&self, history: History) -> Self {
        Self {
            history: Arc::new(history),
            ..self.same()
        }
    }

    /// These data as they would be with one policy more, published now.
    pub(crate) fn with_policy(&self, file: PolicyFile, now: Instant) -> Self {
        let mut policies = self.policies.to_vec();
        policies.push(PublishedFile::at(file, now));
        in_order(&mut policies);
        Self {
            policies: Arc::new(policies),
            ..self.same()
        }
    }

    fn same(&self) -> Self {
        Self {
            generation: self.generation,
            policies: Arc::clone(&self.policies),
            history: Arc::clone(&self.history),
            placements: Arc::clone(&self.placements),
            events: Arc::clone(&self.events),
            keys: Arc::clone(&self.keys),
            trust: self.trust.clone(),
            damaged: self.damaged,
            altered: self.altered.clone(),
            composed: Mutex::default(),
        }
    }

    /// The published policies, by jurisdiction and date.
    pub fn policies(&self) -> impl Iterator<Item = &PolicyFile> {
        self.policies.iter().map(|published| &published.file)
    }

    /// The file of a jurisdiction itself that is in force on a date: the last to become so.
    pub fn file(&self, jurisdiction: DivisionCode, on: Date) -> Option<&PolicyFile> {
        let in_force =
            |p: &&PublishedFile| p.file.jurisdiction == jurisdiction && p.file.effective <= on;
        self.policies.iter().rfind(in_force).map(|p| &p.file)
    }

    /// The policy of a jurisdiction on a date, with all that it inherits, made ready to rate.
    pub fn policy(&self, jurisdiction: DivisionCode, on: Date) -> Result<Arc<Compiled>, Error> {
        if let Some(above) = self.altered.iter().find(|a| a.contains(jurisdiction)) {
            return Err(Error::Refused(format!(
                "policy: the row of {above} was altered, and nothing is decided by another; an alarm is raised, \
                 bring the row back from its backup"
            )));
        }
        let mut composed = self.composed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(policy) = composed.get(&(jurisdiction, on)) {
            return Ok(Arc::clone(policy));
        }
        let policy = Policy::of(jurisdiction, |code| self.file(code, on));
        let policy = policy.map_err(|e| Error::Refused(e.to_string()))?;
        let policy = Arc::new(Compiled::new(policy));
        if composed.len() >= MAX_COMPOSED {
            composed.clear();
        }
        composed.insert((jurisdiction, on), Arc::clone(&policy));
        Ok(policy)
    }

    /// Whether the rule of a reason is a coarse one, by its policy of a date.
    pub(crate) fn is_coarse(&self, reason: &Reason, on: Date) -> bool {
        self.policy(reason.jurisdiction, on).is_ok_and(|policy| {
            let mut rules = policy.rules.iter();
            rules.any(|rule| rule.id == reason.rule && rule.when.is_coarse())
        })
    }

    /// The first date after `today` on which another version comes into force for a jurisdiction: its decisions
    /// are made again then.
    pub fn next_version(&self, jurisdiction: DivisionCode, today: Date) -> Option<Date> {
        let above: Vec<DivisionCode> = jurisdiction.ancestors().collect();
        let files = self.policies.iter().map(|p| &p.file);
        let future = files.filter(|f| f.effective > today && above.contains(&f.jurisdiction));
        future.map(|f| f.effective).min()
    }
}

impl Service {
    /// The shared data as they are now; read again only when somebody has published.
    #[crate::boxed]
    pub async fn shared(&self, now: Instant) -> Result<Arc<Shared>, Error> {
        let generation = self.store.generation().await?;
        self.shared_at(generation, now).await
    }

    /// The same where the generation was read already, before the shared data and not after what is decided with them.
    #[crate::boxed]
    pub(crate) async fn shared_at(
        &self,
        generation: Generation,
        now: Instant,
    ) -> Result<Arc<Shared>, Error> {
        let known = self
            .shared
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(known) = known.filter(|shared| shared.generation == generation) {
            return Ok(known);
        }
        let shared = Arc::new(self.load(generation, now).await?);
        *self.shared.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&shared));
        Ok(shared)
    }

    async fn load(&self, generation: Generation, now: Instant) -> Result<Shared, Error> {
        let published = self.store.policies().await?;
        let mut alarms = published.alarms;
        let mut policies: Vec<PublishedFile> = published
            .rows
            .iter()
            .filter_map(PublishedFile::of)
            .collect();
        in_order(&mut policies);
        let placements = self.store.placements().await?;
        alarms.extend(placements.alarms);
        let mut lists = Lists::new(placements.rows);
        alarms.extend(
            self.store
                .risk_lists(|list, _file| lists.take(list))
                .await?,
        );
        let (mut history, placements) = lists.history();
        let whole = self.store.whole_areas().await?;
        alarms.extend(whole.alarms);
        for (area, recorded) in whole.rows {
            history.name_whole(area, recorded);
        }
        let (events, more) = self.load_events(now).await?;
        alarms.extend(more);
        let altered = altered(&alarms, &policies);
        let damaged = !alarms.is_empty();
        if damaged {
            history.mark_incomplete();
        }
        // A key that was altered signs nothing and changes no decision.
        let keys = self.store.signing_keys().await?;
        alarms.extend(keys.alarms);
        let keys = KeyRing::new(keys.rows, self.is_demo());
        let (trust, more) = self.load_trust(&keys, now).await?;
        alarms.extend(more);
        self.raise(&alarms, now).await?;
        Ok(Shared {
            generation,
            policies: Arc::new(policies),
            history: Arc::new(history),
            placements: Arc::new(placements),
            events: Arc::new(events),
            keys: Arc::new(keys),
            trust,
            damaged,
            altered,
            composed: Mutex::default(),
        })
    }
}

/// Names the exposures on which orders rest as they are named now.
fn name_exposures(record: &mut Record, exposures: &[Exposed<'_>]) {
    let orders = record.orders.iter_mut();
    let evidence = orders.flat_map(|order| &mut order.evidence);
    for one in evidence.filter(|one| one.kind == EvidenceKind::Exposure) {
        let named = exposures.iter().find(|exposed| exposed.is_named(one.id));
        if let Some(exposed) = named {
            one.id = exposed.exposure.id;
        }
    }
}

/// The jurisdictions whose only policy was altered: those above would give other colours. They are known by the
/// built-in policies, with which every database began; of another jurisdiction nobody can tell a row that was altered
/// from one that was put in.
fn altered(alarms: &[Alarm], policies: &[PublishedFile]) -> Vec<DivisionCode> {
    if alarms.iter().all(|alarm| alarm.table != "policy") {
        return Vec::new();
    }
    let has_policy = |code: DivisionCode| policies.iter().any(|p| p.file.jurisdiction == code);
    let codes = builtin().iter().map(|(file, _)| file.jurisdiction);
    codes.filter(|code| !has_policy(*code)).collect()
}
