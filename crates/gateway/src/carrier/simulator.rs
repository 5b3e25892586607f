//! Carriers for demos and tests: they know the numbers that they were given, to whom each is registered, and where its
//! phone lives and travels.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use domain::identity::{Document, Phone};
use domain::itinerary::{Place, RecordedStay};
use domain::time::Instant;

use super::{Life, Question, RECORDS, Reply, StaySaid};
use crate::address::Address;
use crate::simulator::{Booked, Conduct, Shared, canonical, open};
use crate::token::Token;

/// Simulated carriers on this machine. They end when this is dropped.
pub struct SimulatedCarrier(Booked<Book>);

struct Book {
    lines: HashMap<String, Line>,
    clock: Box<dyn Fn() -> Instant + Send>,
}

/// A number: to which document it is registered, and where its phone is.
struct Line {
    holder: String,
    life: Life,
}

impl SimulatedCarrier {
    /// Starts on 127.0.0.1 at `port` (0: any free one) without any number. `clock` says how far the record has come: up to
    /// yesterday. With a `token` it answers only who shows it.
    pub async fn start(
        port: u16,
        token: Option<Token>,
        clock: impl Fn() -> Instant + Send + 'static,
    ) -> io::Result<Self> {
        let book = Book {
            lines: HashMap::new(),
            clock: Box::new(clock),
        };
        let asked = Router::new().route(RECORDS, post(answer));
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

    /// From now on a number is registered to this document and lives so; what was known of the number is replaced: it was
    /// given to somebody else, or its phone travelled. Made up: nothing real belongs here.
    pub fn know(&self, document: &Document, phone: &Phone, life: Life) {
        let registered = Line {
            holder: document.canonical(),
            life,
        };
        self.0
            .open()
            .lines
            .insert(phone.number().to_owned(), registered);
    }

    /// From now on a number is registered to nobody.
    pub fn forget(&self, phone: &Phone) {
        self.0.open().lines.remove(phone.number());
    }
}

impl Book {
    /// The answer; `None` where the question is none.
    fn reply(&self, question: &Question<String>) -> Option<Reply> {
        let document = canonical(&question.document_kind, &question.document_number)?;
        let line = self.lines.get(&question.phone);
        let Some(line) = line.filter(|line| line.holder == document) else {
            return Some(Reply {
                holder: false,
                until: None,
                stays: None,
            });
        };
        let late = 1 + i32::from(line.life.recording.late_days);
        let until = (self.clock)().date() - late;
        let last = question.to.min(until);
        let stays = line.life.stays(seed(&question.phone), question.from, last);
        Some(Reply {
            holder: true,
            until: Some(until),
            stays: Some(stays.iter().map(said).collect()),
        })
    }
}

fn said(stay: &RecordedStay) -> StaySaid {
    let (from, to) = (stay.from, stay.to);
    match stay.place {
        Place::County(code) => StaySaid {
            county: Some(code),
            country: None,
            from,
            to,
        },
        Place::Abroad(code) => StaySaid {
            county: None,
            country: Some(code),
            from,
            to,
        },
    }
}

/// What is drawn for a number, the same whenever it is asked (FNV-1a).
fn seed(phone: &str) -> u32 {
    let mix = |seed: u32, byte: u8| (seed ^ u32::from(byte)).wrapping_mul(16_777_619);
    phone.bytes().fold(2_166_136_261, mix)
}

async fn answer(
    State(book): State<Shared<Book>>,
    Json(question): Json<Question<String>>,
) -> Result<Json<Reply>, StatusCode> {
    let reply = open(&book).reply(&question);
    reply.map(Json).ok_or(StatusCode::UNPROCESSABLE_ENTITY)
}
