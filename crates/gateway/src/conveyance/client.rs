//! The conveyance services as we ask them over HTTP.

use domain::contact::{ConveyanceKind, numbers, seating};
use domain::identity::Document;
use domain::time::{Date, Instant};

use super::{
    Consent, Conveyances, LEGS, LONGEST_STATION, LegSaid, MOST_LEGS, Question, Reply, Ticket,
};
use crate::access::Access;
use crate::call::Caller;
use crate::error::{Error, Neighbour, SetupError};
use crate::{Answer, Chance};

/// The most bytes of an answer: 100 legs of at most 640 bytes.
const LONGEST_ANSWER: usize = 64 * 1_024;

/// Conveyance services that speak the exchange of this module.
pub struct ConveyanceClient {
    legs: Caller,
}

impl ConveyanceClient {
    /// The way to them; nothing is asked yet. `chance` spreads the pauses between tries.
    pub fn new(access: &Access, chance: Chance) -> Result<Self, SetupError> {
        let legs = Caller::new(Neighbour::Conveyance, LEGS, access, chance)?;
        Ok(Self { legs })
    }
}

impl Conveyances for ConveyanceClient {
    fn legs<'a>(
        &'a self,
        document: &'a Document,
        window: (Date, Date),
        consent: Consent,
        now: Instant,
    ) -> Answer<'a, Vec<Ticket>> {
        Box::pin(async move {
            let question = Question {
                document_kind: document.kind().word(),
                document_number: document.number(),
                from: window.0,
                to: window.1,
                consented_ms: consent.at,
            };
            let reply: Reply = self.legs.ask_long(&question, LONGEST_ANSWER, now).await?;
            read(&reply, window).ok_or(Error::Nonsense {
                neighbour: Neighbour::Conveyance,
                what: "legs of other days, too many of them, or a number or seat that is none",
            })
        })
    }

    fn rests(&self) -> bool {
        self.legs.rests()
    }
}

/// What an answer says, in the order of the days, each leg once, where it says what was asked and nothing else.
fn read(reply: &Reply, window: (Date, Date)) -> Option<Vec<Ticket>> {
    if reply.legs.len() > MOST_LEGS {
        return None;
    }
    let tickets = reply.legs.iter().map(|said| ticket(said, window));
    let mut tickets: Vec<Ticket> = tickets.collect::<Option<_>>()?;
    let order = |ticket: &Ticket| (ticket.date, ticket.conveyance.clone(), ticket.seating);
    tickets.sort_by_cached_key(order);
    tickets.dedup();
    Some(tickets)
}

/// A leg within the window, with a number and a seat that can be read.
fn ticket(said: &LegSaid, (first, last): (Date, Date)) -> Option<Ticket> {
    let is_train = said.kind == ConveyanceKind::Train;
    let within = first <= said.date && said.date <= last;
    let stations = is_station(&said.from) && is_station(&said.to);
    if !within || !stations || (!is_train && !said.carriage.is_empty()) {
        return None;
    }
    let place = if said.carriage.is_empty() {
        said.seat.clone()
    } else {
        format!("{}车{}", said.carriage, said.seat)
    };
    let seating = seating(said.kind, &place).ok()?;
    (seating.carriages.len() <= 1).then_some(())?;
    Some(Ticket {
        conveyance: numbers(said.kind, &said.number).ok()?,
        date: said.date,
        seating,
        board: said.from.clone(),
        alight: said.to.clone(),
    })
}

/// A name, or none at all.
fn is_station(name: &str) -> bool {
    name.chars().count() <= LONGEST_STATION && !name.chars().any(char::is_control)
}
