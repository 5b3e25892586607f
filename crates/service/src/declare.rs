//! Declaring: what a person says is checked, added to what they said before, and rated.

use domain::declaration::{Declaration, DeclaredStay, Problem, Residence, Tick};
use domain::ids::{DeclarationId, LegId, PersonId, StaffId, StayId};
use domain::rating::Decision;
use domain::record::{
    Applicant, AreaAnswer, DeclarationRecord, LegRecord, Record, StayRecord, Ticked, Use,
    Whereabouts,
};
use domain::risk::History;
use domain::said_again::StayAgain;
use domain::time::{Date, Instant};
use storage::PersonBatch;

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::community::home_after;
use crate::error::Error;
use crate::itinerary::{Entering, enter, keep_said};
use crate::log::{Deed, Hand};
use crate::shared::Shared;

/// The most declarations that a person may make on one day.
const MAX_A_DAY: usize = 20;

impl Service {
    /// Keeps a declaration and answers with the decision of every jurisdiction in use. The same id twice is one
    /// declaration. Facts add up: nothing that was said before is taken back by it.
    pub async fn declare(
        &self,
        by: impl Into<Hand>,
        declaration: &Declaration,
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        let by = by.into();
        let taken = (by.deed("declare"), None);
        self.declare_by(by.person, declaration, taken, now).await
    }

    /// The same, by whoever takes it down for the person: it is checked, kept and rated alike.
    pub(crate) async fn declare_by(
        &self,
        person: PersonId,
        declaration: &Declaration,
        (deed, taken_by): (Deed, Option<StaffId>),
        now: Instant,
    ) -> Result<Vec<Decision>, Error> {
        let (home, alarms) = self.store.home_of(person).await?;
        self.raise(&alarms, now).await?;
        let home = home_after(home.as_ref(), declaration.residence.county, now);
        let checks = self.checks_of(person, now).await?;
        let entering = Entering {
            city: declaration.jurisdiction,
            declaration: Some(declaration.id),
            checks: &checks,
        };
        let draft = |facts: &_, shared: &Shared, draft: &mut Draft| {
            registered(facts)?;
            if draft
                .record
                .declarations
                .iter()
                .any(|d| d.id == declaration.id)
            {
                return Ok(Drafted::Leave(()));
            }
            let made = draft
                .record
                .declarations
                .iter()
                .filter(|d| d.recorded.date() == now.date())
                .count();
            if made >= MAX_A_DAY {
                return Err(Error::field(
                    "declaration",
                    "今天申报次数过多，请更正最近一次申报，或明天再来",
                    "too many declarations today; correct the last one or come back tomorrow",
                ));
            }
            let mut kept = keep(declaration, shared, (&draft.record, None), now)?;
            kept.declaration.taken_by = taken_by;
            draft.use_jurisdiction(Use {
                jurisdiction: declaration.jurisdiction,
                since: now.date(),
            });
            draft.declare(kept);
            enter(draft, shared, &entering, now)?;
            let said = (&checks[..], declaration.id);
            keep_said(draft, shared, said, (&*self.chance, now))?;
            if let Some(home) = &home {
                draft.batch.settle_home(home, None, now);
            }
            Ok(Drafted::Write(()))
        };
        let ((), decisions) = self.change(person, deed, now, draft).await?;
        Ok(decisions)
    }
}

/// A declaration as it is kept.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) declaration: DeclarationRecord,
    pub(crate) stays: Vec<StayRecord>,
    pub(crate) legs: Vec<LegRecord>,
    pub(crate) answers: Vec<AreaAnswer>,
}

impl Kept {
    /// Puts all of it into a batch.
    pub(crate) fn write(&self, batch: &mut PersonBatch) {
        batch.declare(&self.declaration, &self.stays, &self.answers);
        for leg in &self.legs {
            batch.add_leg(leg);
        }
    }
}

/// Checks a declaration against the lists and the record, and makes of it what is kept. Of a residence that was
/// declared before may be ticked what a list named since.
pub(crate) fn keep(
    declaration: &Declaration,
    shared: &Shared,
    (record, corrects): (&Record, Option<DeclarationId>),
    now: Instant,
) -> Result<Kept, Error> {
    let today = now.date();
    let policy = shared.policy(declaration.jurisdiction, today)?;
    let mut problems = declaration.problems(today);
    for (number, stay) in declaration.stays.iter().enumerate() {
        let field = format!("stays[{number}].areas");
        problems.extend(foreign_tick(
            &field,
            shared.history(),
            stay.whereabouts,
            stay.from,
            today,
            &stay.areas,
        ));
    }
    let first = residence_from(declaration, today, policy.look_back_days);
    let home = Whereabouts::County(declaration.residence.county);
    let before = corrects.and_then(|old| lived_since(record, old, home));
    let first = before.map_or(first, |before| first.min(before));
    // What a list named and the next dropped is asked about as well: it counts for whoever lived there.
    let window = today - i32::from(policy.look_back_days);
    let first = lived_in(record, home).map_or(first, |since| first.min(since.max(window)));
    problems.extend(foreign_tick(
        "residence.areas",
        shared.history(),
        home,
        first,
        today,
        &declaration.residence.areas,
    ));
    problems.extend(named_meanwhile(declaration, shared.history(), first, today));
    problems.extend(taken_ids(declaration, record));
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    Ok(kept_as(declaration, policy.look_back_days, now))
}

/// A declaration as it is kept, whatever is wrong with it: what was received at `now`.
pub(crate) fn kept_as(declaration: &Declaration, look_back_days: u16, now: Instant) -> Kept {
    let first = residence_from(declaration, now.date(), look_back_days);
    let mut stays = vec![residence(&declaration.residence, declaration, first, now)];
    stays.extend(
        declaration
            .stays
            .iter()
            .map(|stay| record_of(stay, declaration, now)),
    );
    let mut answers = ticks(declaration.residence.id, &declaration.residence.areas, now);
    answers.extend(
        declaration
            .stays
            .iter()
            .flat_map(|stay| ticks(stay.id, &stay.areas, now)),
    );
    Kept {
        declaration: head(declaration, now),
        stays,
        legs: legs(declaration, now),
        answers,
    }
}

/// A resident lived there before they declared it; others came on the day.
fn residence_from(declaration: &Declaration, today: Date, look_back_days: u16) -> Date {
    match declaration.applicant {
        Applicant::Resident => today - i32::from(look_back_days),
        Applicant::ReturningToWork | Applicant::Visitor => today,
    }
}

/// Since when a person lives where a declaration says, if that is there.
fn lived_since(record: &Record, said: DeclarationId, home: Whereabouts) -> Option<Date> {
    let mut stays = record.stays.iter();
    let same = stays.find(|s| s.declaration == said && s.to.is_none() && s.whereabouts == home)?;
    Some(StayAgain::of(record, same).from)
}

/// Since when a person lives where they say, by all that they ever said.
fn lived_in(record: &Record, home: Whereabouts) -> Option<Date> {
    let all = record.stays.iter();
    let there = all.filter(|s| s.to.is_none() && s.whereabouts == home);
    there.map(|s| StayAgain::of(record, s).from).min()
}

/// A tick for an area that no list names in that county in those days.
fn foreign_tick(
    field: &str,
    history: &History,
    whereabouts: Whereabouts,
    from: Date,
    today: Date,
    tick: &Tick,
) -> Option<Problem> {
    let (Whereabouts::County(county), Tick::Areas(areas)) = (whereabouts, tick) else {
        return None;
    };
    let named = history.areas_of(county, from, today);
    let foreign = areas
        .iter()
        .any(|area| named.iter().all(|choice| choice.id != *area));
    foreign.then(|| {
        Problem::new(
            field,
            "勾选了这些日期内该区县名单上没有的区域，请重新加载列表",
            "an area is ticked that no list names in this county in these days; load the list again",
        )
    })
}

/// Areas that a list named while the person was typing, of the residence since they lived there: nobody was asked about them.
fn named_meanwhile(
    declaration: &Declaration,
    history: &History,
    lived: Date,
    today: Date,
) -> Vec<Problem> {
    let Some(loaded) = declaration.areas_loaded else {
        return Vec::new();
    };
    let new = |whereabouts: Whereabouts, from: Date| match whereabouts {
        Whereabouts::County(county) => !history.newly_named(county, from, today, loaded).is_empty(),
        Whereabouts::Abroad(_) => false,
    };
    let stays = declaration.stays.iter().enumerate();
    let fields = stays
        .filter(|(_, s)| new(s.whereabouts, s.from))
        .map(|(n, _)| format!("stays[{n}].areas"));
    let home = new(Whereabouts::County(declaration.residence.county), lived);
    let fields = fields.chain(home.then(|| "residence.areas".to_owned()));
    let problem = |field| {
        Problem::new(
            field,
            "名单刚刚增加了该区县的区域，请重新加载并勾选",
            "a list named further areas of this county just now; load them and tick again",
        )
    };
    fields.map(problem).collect()
}

/// Ids are made on the page; one that another declaration has is a mistake of the page.
pub(crate) fn taken_ids(declaration: &Declaration, record: &Record) -> Option<Problem> {
    let mut ids: Vec<StayId> = declaration.stays.iter().map(|s| s.id).collect();
    ids.push(declaration.residence.id);
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    let taken = ids.len() < count || record.stays.iter().any(|s| ids.contains(&s.id));
    let taken = taken.then(|| {
        Problem::new(
            "stays.id",
            "两次停留的编号相同，请各用一个编号",
            "two stays have one id; give each its own",
        )
    });
    taken.or_else(|| taken_legs(declaration, record))
}

fn taken_legs(declaration: &Declaration, record: &Record) -> Option<Problem> {
    let mut ids: Vec<LegId> = declaration.legs.iter().map(|leg| leg.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let taken =
        ids.len() < declaration.legs.len() || record.legs.iter().any(|leg| ids.contains(&leg.id));
    taken.then(|| {
        Problem::new(
            "legs.id",
            "两段行程的编号相同，请各用一个编号",
            "two journeys have one id; give each its own",
        )
    })
}

/// Journeys as they are kept. What cannot be read was refused before.
fn legs(declaration: &Declaration, now: Instant) -> Vec<LegRecord> {
    let read = declaration.legs.iter().filter_map(|leg| {
        Some(LegRecord {
            id: leg.id,
            declaration: declaration.id,
            leg: leg.parsed().ok()?,
            recorded: now,
        })
    });
    read.collect()
}

fn head(declaration: &Declaration, now: Instant) -> DeclarationRecord {
    DeclarationRecord {
        id: declaration.id,
        jurisdiction: declaration.jurisdiction,
        applicant: declaration.applicant,
        recorded: now,
        contact: declaration.contact,
        symptoms: declaration.symptoms.clone(),
        known_symptoms: declaration.known_symptoms.clone(),
        temperature: declaration.temperature,
        corrected_by: None,
        taken_by: None,
    }
}

fn residence(
    residence: &Residence,
    declaration: &Declaration,
    from: Date,
    now: Instant,
) -> StayRecord {
    StayRecord {
        id: residence.id,
        declaration: declaration.id,
        whereabouts: Whereabouts::County(residence.county),
        from,
        to: None,
        ticked: ticked(&residence.areas),
        recorded: now,
    }
}

fn record_of(stay: &DeclaredStay, declaration: &Declaration, now: Instant) -> StayRecord {
    StayRecord {
        id: stay.id,
        declaration: declaration.id,
        whereabouts: stay.whereabouts,
        from: stay.from,
        to: Some(stay.to),
        ticked: ticked(&stay.areas),
        recorded: now,
    }
}

const fn ticked(tick: &Tick) -> Ticked {
    match tick {
        Tick::Areas(_) => Ticked::Areas,
        Tick::Elsewhere => Ticked::Elsewhere,
        Tick::Unknown => Ticked::Unknown,
    }
}

fn ticks(stay: StayId, tick: &Tick, now: Instant) -> Vec<AreaAnswer> {
    let Tick::Areas(areas) = tick else {
        return Vec::new();
    };
    let mut areas = areas.clone();
    areas.sort_unstable();
    areas.dedup();
    areas
        .into_iter()
        .map(|area| AreaAnswer {
            stay,
            area,
            inside: true,
            recorded: now,
        })
        .collect()
}
