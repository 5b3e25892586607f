//! A laboratories' service for demos and tests: it has the results that it was given and remembers what came back.

use std::io;
use std::sync::Arc;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use domain::laboratory::Said;

use super::{Page, Question, RESULTS, RETURNS, Returned, Taken};
use crate::address::Address;
use crate::simulator::{Booked, Conduct, Shared, open};
use crate::token::Token;

/// A simulated laboratories' service on this machine. It ends when it is dropped.
pub struct SimulatedLaboratory(Booked<Book>);

struct Book {
    /// What this run is called: a mark of another run asks from the beginning.
    run: String,
    reported: Vec<Said>,
    returned: Vec<Returned>,
}

impl SimulatedLaboratory {
    /// Starts on 127.0.0.1 at `port` (0: any free one) with the results of `run`. With a `token` it answers only who shows it.
    pub async fn start(
        port: u16,
        token: Option<Token>,
        run: &str,
        results: Vec<Said>,
    ) -> io::Result<Self> {
        let book = Book {
            run: run.to_owned(),
            reported: results,
            returned: Vec::new(),
        };
        let asked = Router::new()
            .route(RESULTS, post(answer))
            .route(RETURNS, post(take_back));
        Booked::start(port, token, book, asked).await.map(Self)
    }

    /// Where it answers.
    pub fn address(&self) -> Address {
        self.0.address()
    }

    /// How it behaves, to be looked at and changed while it runs.
    pub fn conduct(&self) -> &Arc<Conduct> {
        self.0.conduct()
    }

    /// Reports one more result. Made up: nothing real belongs here.
    pub fn report(&self, said: Said) {
        self.0.open().reported.push(said);
    }

    /// What came back, each once, in the order in which it first came.
    pub fn returned(&self) -> Vec<Returned> {
        self.0.open().returned.clone()
    }
}

impl Book {
    fn page(&self, question: &Question) -> Page {
        let mark = question
            .after
            .as_deref()
            .and_then(|mark| mark.split_once(':'));
        let of_this_run = mark.filter(|(run, _)| *run == self.run);
        let from = of_this_run.and_then(|(_, at)| at.parse::<usize>().ok());
        let from = from.unwrap_or(0).min(self.reported.len());
        let to = self.reported.len().min(from.saturating_add(question.most));
        Page {
            results: self.reported[from..to].to_vec(),
            mark: format!("{}:{to}", self.run),
            more: to < self.reported.len(),
        }
    }
}

async fn answer(State(book): State<Shared<Book>>, Json(question): Json<Question>) -> Json<Page> {
    Json(open(&book).page(&question))
}

async fn take_back(
    State(book): State<Shared<Book>>,
    Json(returned): Json<Returned>,
) -> Json<Taken> {
    let mut book = open(&book);
    if !book.returned.contains(&returned) {
        book.returned.push(returned);
    }
    Json(Taken {})
}
