//! SIGKILL under load, again and again on one database: nothing that was acknowledged is lost, and nothing is
//! there by half.

use std::collections::{BTreeMap, BTreeSet};

use domain::identity::Document;
use domain::ids::{CheckInId, DeclarationId, PersonId};
use service::{Registered, Service};
use simulation::load::{Ack, Answers};
use simulation::random::SplitMix64;

use crate::half;
use crate::support::{Place, Running, answers, noon, program, wait};

const ROUNDS: u64 = 52;
/// One round in so many, with many on their way, goes on until the log is folded into the file.
const LONG: u64 = 24;
/// How many people are on their way at once, from round to round, and the most acknowledgements that are waited
/// for: one alone waits for the disk each time.
const AT_ONCE: [(u64, u64); 4] = [(64, 400), (1, 40), (256, 400), (8, 100)];

/// What was acknowledged of one person.
#[derive(Default)]
struct Promised {
    n: u64,
    declarations: BTreeSet<DeclarationId>,
    check_ins: BTreeSet<CheckInId>,
}

/// Everything that was acknowledged so far.
#[derive(Default)]
struct Promises(BTreeMap<PersonId, Promised>);

impl Promises {
    /// Notes acknowledgements, and whom they are about.
    fn note(&mut self, acks: &[Ack]) -> BTreeSet<PersonId> {
        for ack in acks {
            let promised = self.0.entry(ack.person()).or_default();
            match ack {
                Ack::Registered { n, .. } => promised.n = *n,
                Ack::Declared { declaration, .. } => {
                    promised.declarations.insert(*declaration);
                }
                Ack::CheckedIn { check_in, .. } => {
                    promised.check_ins.insert(*check_in);
                }
            }
        }
        acks.iter().map(Ack::person).collect()
    }
}

#[test]
fn killed_under_load_it_loses_nothing_that_was_acknowledged() {
    let (place, answers) = (Place::new(), answers());
    let mut random = SplitMix64::new(137);
    let mut promises = Promises::default();
    let (mut first, mut finished, mut longest_log) = (0, 0, 0);
    for round in 0..ROUNDS {
        let (at_once, most) = AT_ONCE[(round % 4) as usize];
        let long = if round % LONG == 2 { 5_000 } else { 0 };
        let arguments = place.arguments(
            2 * round,
            &[("first", first), ("people", 100_000), ("at-once", at_once)],
        );
        let acks = Running::start(program(), &arguments).kill_after(long + random.below(most));
        let last = acks.iter().filter_map(number).max().unwrap_or(first);
        longest_log = longest_log.max(place.log_bytes());

        let service = place.open(2 * round + 1);
        for person in promises.note(&acks) {
            whole(&service, &answers, person, &promises.0[&person]);
        }
        finished += finish_claims(&place, &service, &answers, first..last + 2 * at_once);
        drop(service);
        half::nothing_is(&place);
        // The next run begins with people who were on their way: it repeats what they had said.
        first = first.max(last.saturating_sub(at_once / 2));
    }
    let service = place.open(2 * ROUNDS + 1);
    for (person, promised) in &promises.0 {
        whole(&service, &answers, *person, promised);
    }
    assert!(promises.0.len() > 2_000, "{} people", promises.0.len());
    assert!(
        longest_log > 64 << 20,
        "no run was long enough for its log to be folded: {longest_log} bytes"
    );
    assert!(finished > 0, "no kill fell between a claim and its person");
}

fn number(ack: &Ack) -> Option<u64> {
    match ack {
        Ack::Registered { n, .. } => Some(*n),
        _ => None,
    }
}

/// Whether everything that was promised to a person is there, with all that belongs to it, and rates as stored.
fn whole(service: &Service, answers: &Answers, person: PersonId, promised: &Promised) {
    let applicant = answers.applicant(promised.n);
    let facts = wait(service.store().facts_of(person)).unwrap();
    assert!(facts.is_some(), "a registered person is lost");
    let facts = facts.unwrap();
    assert!(facts.person.is_some() && facts.alarms.is_empty() && !facts.missing);
    assert_eq!(holder(service, &applicant.document), Some(person));
    let (words, altered) = wait(service.store().words_of(person)).unwrap();
    assert!(altered.is_empty());
    let words: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
    let document = applicant.document.canonical();
    let contact = applicant.contact.unwrap();
    let (name, phone) = (applicant.name.full(), contact.canonical());
    assert_eq!(words, [&document, name, phone, &applicant.street]);

    let declared: BTreeSet<_> = facts.record.declarations.iter().map(|d| d.id).collect();
    let lost: Vec<_> = promised.declarations.difference(&declared).collect();
    assert!(lost.is_empty(), "lost declarations: {lost:?}");
    let checked_in: BTreeSet<_> = facts.record.check_ins.iter().map(|c| c.id).collect();
    let lost: Vec<_> = promised.check_ins.difference(&checked_in).collect();
    assert!(lost.is_empty(), "lost check-ins: {lost:?}");

    let shared = wait(service.shared(noon())).unwrap();
    let stays: BTreeSet<_> = facts.record.stays.iter().map(|s| s.id).collect();
    for k in 0..declared.len() as u64 {
        let said = answers.declaration(promised.n, k, shared.history(), noon().date());
        let named = said.stays.iter().map(|s| s.id).chain([said.residence.id]);
        assert!(declared.contains(&said.id));
        assert!(named.clone().all(|id| stays.contains(&id)));
    }
    let stored = facts.rating.unwrap().decisions;
    let fresh = wait(service.rate(person, noon())).unwrap();
    assert_eq!(stored, fresh);
}

fn holder(service: &Service, document: &Document) -> Option<PersonId> {
    wait(service.holder_of(document)).unwrap()
}

/// Registers those whose claim was there and who were not: they get the person that the claim holds. Says how
/// many there were.
fn finish_claims(
    place: &Place,
    service: &Service,
    answers: &Answers,
    on_their_way: std::ops::Range<u64>,
) -> usize {
    let mut open = half::claims_without_a_person(place);
    let count = open.len();
    for n in on_their_way {
        let applicant = answers.applicant(n);
        let holder = holder(service, &applicant.document);
        let Some(person) = holder.filter(|person| open.remove(person)) else {
            continue;
        };
        let registered = wait(service.register(&applicant, noon())).unwrap();
        let expected = Registered {
            person,
            returned: false,
        };
        assert_eq!(registered, expected);
    }
    assert!(open.is_empty(), "claims of nobody: {open:?}");
    count
}
