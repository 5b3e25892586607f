//! The events that are in force, for anybody: place, time and rule, never a person. What a list says of a seat is told to the
//! carriage or row, for a seat may be somebody's name.

use domain::contact::{
    ContactClass, ContactRule, ContactRules, ConveyanceKind, Event, IndexPerson, KnownEvent,
    PlaceKind, Seating, Where, numbers,
};
use domain::place::DivisionCode;
use domain::policy::Text;
use domain::time::{Date, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use super::publish::{EventsOf, events_said};
use super::rules::{ContactParametersTold, parameters_told};
use super::words::place_text;
use crate::Service;
use crate::declared::number_told;
use crate::error::Error;
use crate::explain::Place;
use crate::shapes;

/// The most events of one answer.
const MOST: usize = 200;

/// Events that are in force, and the rules by which contacts are found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct EventsTold {
    /// The version of the contact rules.
    pub rules_version: String,
    /// What the rules count with.
    pub parameters: ContactParametersTold,
    /// Every rule, in the order in which they are asked.
    pub rules: Vec<ContactRuleTold>,
    /// How many events are in force.
    pub in_force: usize,
    /// Those that were looked for, the latest first, 200 at most.
    pub events: Vec<EventTold>,
}

/// A contact rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ContactRuleTold {
    /// Its name.
    pub id: String,
    /// What it makes of somebody.
    #[schema(value_type = shapes::ContactClass)]
    pub class: ContactClass,
    /// The rule in words.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
}

/// An event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct EventTold {
    /// Its number; empty before it is in force.
    pub id: String,
    /// In what it was; absent where it was at a venue.
    #[schema(value_type = Option<shapes::ConveyanceKind>)]
    pub conveyance: Option<ConveyanceKind>,
    /// The number of the conveyance; empty at a venue.
    pub number: String,
    /// Carriage or row, where they are known.
    pub seat: String,
    /// Where the case boarded.
    pub board: String,
    /// Where they alighted.
    pub alight: String,
    /// What the venue is called; empty for a conveyance.
    pub venue: String,
    /// What kind of place the venue is.
    #[schema(value_type = Option<shapes::Text>)]
    pub place: Option<Text>,
    /// The first day.
    #[schema(value_type = shapes::Date)]
    pub from: Date,
    /// The last day.
    #[schema(value_type = shapes::Date)]
    pub to: Date,
    /// From when, in epoch milliseconds, where that is known.
    pub from_ms: Option<i64>,
    /// Until before when.
    pub to_ms: Option<i64>,
    /// Whether it is of a close contact and not of a case.
    pub of_contact: bool,
    /// Who answers for it.
    pub by: Place,
    /// Since when it is in force as it is, in epoch milliseconds.
    pub since_ms: i64,
    /// Whether it was corrected.
    pub corrected: bool,
    /// The rules that can hold there.
    pub rules: Vec<ContactRuleTold>,
}

/// An event as a proposal would bring it, for whoever answers it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct EventSaidTold {
    /// Its id in the file.
    pub name: String,
    /// What it says; absent where it is taken back.
    pub event: Option<EventTold>,
    /// The number of the venue in the register whose visits are held against it; absent where it names none.
    pub register: Option<String>,
}

/// The events of a file, each as it would be told.
pub(crate) fn events_told(text: &str, of: EventsOf) -> Result<Vec<EventSaidTold>, Error> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let events = events_said(text, of.onset, of.made)?;
    let told = events.into_iter().map(|said| EventSaidTold {
        event: said.event.as_ref().map(|event| {
            let by = (of.place, of.made.start());
            of_event(event, &said.venue, by, ContactRules::built_in())
        }),
        register: said.register.map(|venue| venue.0.to_string()),
        name: said.name,
    });
    Ok(told.collect())
}

impl Service {
    /// The events in force whose number, venue or station has the words that are looked for, and of a date, where one is named.
    #[crate::boxed]
    pub async fn events(
        &self,
        words: &str,
        on: Option<Date>,
        now: Instant,
    ) -> Result<EventsTold, Error> {
        let shared = self.shared(now).await?;
        let rules = ContactRules::built_in();
        let all = shared.events().in_force();
        let words = Wanted::of(words);
        let wanted = all.iter().filter(|known| {
            let event = known.event();
            event.is_some_and(|event| words.are_in(event, known.venue()) && is_on(event, on))
        });
        let told = wanted.take(MOST).filter_map(|known| told(known, rules));
        Ok(EventsTold {
            rules_version: rules.version.clone(),
            parameters: parameters_told(rules),
            rules: rules.rules.iter().map(rule_told).collect(),
            in_force: all.len(),
            events: told.collect(),
        })
    }
}

/// What is looked for.
struct Wanted {
    words: String,
    /// The same as the number of a conveyance of each kind.
    numbers: Vec<domain::contact::Conveyance>,
}

impl Wanted {
    fn of(words: &str) -> Self {
        let words = words.trim();
        let kinds = ConveyanceKind::ALL.iter();
        let read = kinds.filter_map(|kind| numbers(*kind, words).ok());
        Self {
            numbers: read.collect(),
            words: words.to_owned(),
        }
    }

    fn are_in(&self, event: &Event, venue: &str) -> bool {
        match &event.place {
            Where::Venue(_) => venue.contains(&self.words),
            Where::Aboard(aboard) => {
                let is_said = |said: &str| said.contains(&self.words);
                let same = |wanted: &domain::contact::Conveyance| {
                    let mut numbers = wanted.numbers.iter();
                    wanted.kind == aboard.conveyance.kind
                        && numbers.any(|number| aboard.conveyance.numbers.contains(number))
                };
                self.numbers.iter().any(same) || is_said(&aboard.board) || is_said(&aboard.alight)
            }
        }
    }
}

fn is_on(event: &Event, on: Option<Date>) -> bool {
    let (first, last) = event.dates();
    on.is_none_or(|on| (first..=last).contains(&on))
}

/// An event in force; none where it was taken back.
pub(super) fn told(known: &KnownEvent, rules: &ContactRules) -> Option<EventTold> {
    let (event, since) = (known.event()?, known.since()?);
    let told = of_event(event, known.venue(), (known.place, since), rules);
    Some(EventTold {
        id: known.id.to_string(),
        corrected: known.is_corrected(),
        ..told
    })
}

fn of_event(
    event: &Event,
    venue_name: &str,
    (by, since): (DivisionCode, Instant),
    rules: &ContactRules,
) -> EventTold {
    let (from, to) = event.dates();
    let bare = EventTold {
        id: String::new(),
        conveyance: None,
        number: String::new(),
        seat: String::new(),
        board: String::new(),
        alight: String::new(),
        venue: String::new(),
        place: None,
        from,
        to,
        from_ms: None,
        to_ms: None,
        of_contact: event.of == IndexPerson::Close,
        by: Place::of_division(by, since.date().year()),
        since_ms: since.ms(),
        corrected: false,
        rules: rules.rules_at(event).into_iter().map(rule_told).collect(),
    };
    match &event.place {
        Where::Venue(venue) => EventTold {
            // Whose home it was is told to nobody.
            venue: match venue.kind {
                PlaceKind::Household => String::new(),
                _ => venue_name.to_owned(),
            },
            place: Some(place_text(venue.kind)),
            from_ms: Some(venue.from.instant().ms()),
            to_ms: Some(venue.to.instant().ms()),
            ..bare
        },
        Where::Aboard(aboard) => EventTold {
            conveyance: Some(aboard.conveyance.kind),
            number: number_told(&aboard.conveyance),
            seat: roughly(&aboard.seating),
            board: aboard.board.clone(),
            alight: aboard.alight.clone(),
            from_ms: aboard.times.map(|(from, _)| from.instant().ms()),
            to_ms: aboard.times.map(|(_, to)| to.instant().ms()),
            ..bare
        },
    }
}

pub(super) fn rule_told(rule: &ContactRule) -> ContactRuleTold {
    ContactRuleTold {
        id: rule.id.to_string(),
        class: rule.class,
        text: rule.text.clone(),
    }
}

/// Carriages with their kind, or the row: not the seat.
fn roughly(seating: &Seating) -> String {
    let rough = Seating {
        number: seating
            .number
            .filter(|_| seating.is_row && seating.carriages.is_empty()),
        letter: None,
        tier: None,
        is_standing: false,
        ..*seating
    };
    rough.to_string()
}
