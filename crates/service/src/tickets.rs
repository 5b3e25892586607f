//! Tickets: the journeys that the conveyance services know of a person, shown to that person alone, so that they need not type
//! them (S2-15, S2-18). Nothing of it is kept but a line in their log and how often it was asked on the day.

use domain::contact::{CarriageSet, ConveyanceKind, Number, Seating};
use domain::time::{Date, Instant};
use gateway::conveyance::{Consent, Ticket};
use serde::Serialize;
use storage::ItineraryTry;
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;
use crate::shapes;

/// For how many days back tickets are asked for, as the declaration asks for journeys.
const LOOK_BACK_DAYS: i32 = 14;

/// A journey as a ticket says it, for the person to declare or not.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TicketTold {
    /// What it was.
    #[schema(value_type = shapes::ConveyanceKind)]
    pub kind: ConveyanceKind,
    /// Its number; one with two has both, with a stroke between them.
    pub number: String,
    /// The day on which it began.
    #[schema(value_type = shapes::Date)]
    pub date: Date,
    /// The carriage of a train; empty where the ticket does not say it.
    pub carriage: String,
    /// The seat, berth or cabin; empty where the ticket does not say it.
    pub seat: String,
    /// Where the person boarded; empty where the ticket does not say it.
    pub board: String,
    /// Where they alighted; empty where the ticket does not say it.
    pub alight: String,
}

impl Service {
    /// The journeys of the last 14 days on a person's own tickets, after they agreed that these are asked for.
    #[crate::boxed]
    pub async fn tickets(
        &self,
        session: &Session,
        agreed: bool,
        now: Instant,
    ) -> Result<Vec<TicketTold>, Error> {
        let person = session.person()?;
        if !agreed {
            let (zh, en) = (
                "请先同意查询购票记录，也可以直接填写",
                "agree first that your tickets are asked for, or type the journeys",
            );
            return Err(Error::field("agreed", zh, en));
        }
        let document = self.document_of(person, now).await?;
        let window = (now.date() - LOOK_BACK_DAYS, now.date());
        let asking = async {
            let consent = Consent { at: now };
            let legs = self.conveyances()?.legs(&document, window, consent, now);
            legs.await.map_err(Error::neighbour)
        };
        let what = (person, ItineraryTry::Tickets);
        let tickets = self.as_a_try(what, now, asking).await?;
        let deed = Deed::own("ask for tickets");
        self.note_about(person, deed, "", now).await?;
        Ok(tickets.iter().map(told).collect())
    }
}

fn told(ticket: &Ticket) -> TicketTold {
    let numbers = ticket.conveyance.numbers.iter().map(Number::as_str);
    let seat = Seating {
        carriages: CarriageSet::default(),
        ..ticket.seating
    };
    TicketTold {
        kind: ticket.conveyance.kind,
        number: numbers.collect::<Vec<_>>().join("/"),
        date: ticket.date,
        carriage: ticket.seating.carriages.to_string(),
        seat: seat.to_string(),
        board: ticket.board.clone(),
        alight: ticket.alight.clone(),
    }
}
