//! Conveyance services for demos and tests: they know the tickets that they were given.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use domain::contact::{CarriageSet, Number, Seating};
use domain::identity::Document;
use domain::time::Instant;

use super::{CONSENT_MS, LEGS, LegSaid, MOST_LEGS, Question, Reply, Ticket};
use crate::address::Address;
use crate::simulator::{Booked, Conduct, Shared, canonical, open};
use crate::token::Token;

/// Simulated conveyance services on this machine. They end when this is dropped.
pub struct SimulatedConveyances(Booked<Book>);

struct Book {
    /// By document.
    tickets: HashMap<String, Vec<Ticket>>,
    clock: Box<dyn Fn() -> Instant + Send>,
}

impl SimulatedConveyances {
    /// Starts on 127.0.0.1 at `port` (0: any free one) without any ticket. `clock` says whether an agreement still counts. With a
    /// `token` it answers only who shows it.
    pub async fn start(
        port: u16,
        token: Option<Token>,
        clock: impl Fn() -> Instant + Send + 'static,
    ) -> io::Result<Self> {
        let book = Book {
            tickets: HashMap::new(),
            clock: Box::new(clock),
        };
        let asked = Router::new().route(LEGS, post(answer));
        Booked::start(port, token, book, asked).await.map(Self)
    }

    /// Where they answer.
    pub fn address(&self) -> Address {
        self.0.address()
    }

    /// How they behave, to be looked at and changed while they run.
    pub fn conduct(&self) -> &Arc<Conduct> {
        self.0.conduct()
    }

    /// From now on these are the tickets of a document, in place of those before. Made up: nothing real belongs here.
    pub fn know(&self, document: &Document, tickets: Vec<Ticket>) {
        self.0.open().tickets.insert(document.canonical(), tickets);
    }
}

impl Book {
    fn reply(&self, question: &Question<String>) -> Result<Reply, StatusCode> {
        let document = canonical(&question.document_kind, &question.document_number);
        let document = document.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
        let age_ms = (self.clock)().ms() - question.consented_ms.ms();
        if !(0..=CONSENT_MS).contains(&age_ms) {
            return Err(StatusCode::FORBIDDEN);
        }
        let known = self.tickets.get(&document).into_iter().flatten();
        let asked = question.from..=question.to;
        let within = known.filter(|ticket| asked.contains(&ticket.date));
        let legs = within.take(MOST_LEGS).map(said).collect();
        Ok(Reply { legs })
    }
}

fn said(ticket: &Ticket) -> LegSaid {
    let numbers = ticket.conveyance.numbers.iter().map(Number::as_str);
    let seat = Seating {
        carriages: CarriageSet::default(),
        ..ticket.seating
    };
    LegSaid {
        kind: ticket.conveyance.kind,
        number: numbers.collect::<Vec<_>>().join("/"),
        date: ticket.date,
        carriage: ticket.seating.carriages.to_string(),
        seat: seat.to_string(),
        from: ticket.board.clone(),
        to: ticket.alight.clone(),
    }
}

async fn answer(
    State(book): State<Shared<Book>>,
    Json(question): Json<Question<String>>,
) -> Result<Json<Reply>, StatusCode> {
    open(&book).reply(&question).map(Json)
}
