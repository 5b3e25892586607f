//! A registry for demos and tests: it knows the people that it was given and agrees with what it knows.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use domain::identity::{Document, DocumentKind, PersonName, Phone};

use super::{Agreement, PATH, Question, Reply};
use crate::address::Address;
use crate::simulator::{Conduct, Running};
use crate::token::Token;

/// A person whom the simulator knows. Made up: nothing real belongs here.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The name.
    pub name: PersonName,
    /// The document.
    pub document: Document,
    /// The phone that is registered to them.
    pub phone: Phone,
}

/// A simulated registry on this machine. It ends when it is dropped.
pub struct SimulatedRegistry {
    running: Running,
    book: Arc<Mutex<Book>>,
}

#[derive(Default)]
struct Book {
    known: HashMap<String, Identity>,
    doubted: HashSet<String>,
    /// Further phones, each by its document.
    phones: HashSet<(String, String)>,
}

impl SimulatedRegistry {
    /// Starts on 127.0.0.1 at `port` (0: any free one) with the people whom it knows. With a `token` it answers
    /// only who shows it.
    pub async fn start(
        port: u16,
        token: Option<Token>,
        people: impl IntoIterator<Item = Identity>,
    ) -> io::Result<Self> {
        let mut book = Book::default();
        for person in people {
            book.known.insert(person.document.canonical(), person);
        }
        let book = Arc::new(Mutex::new(book));
        let asked = Router::new()
            .route(PATH, post(answer))
            .with_state(Arc::clone(&book));
        let running = Running::start(port, token, asked, Router::new()).await?;
        Ok(Self { running, book })
    }

    /// Where it answers.
    pub fn address(&self) -> Address {
        self.running.address()
    }

    /// How it behaves, to be looked at and changed while it runs.
    pub fn conduct(&self) -> &Arc<Conduct> {
        self.running.conduct()
    }

    /// From now on it knows this person; what it knew under the document is replaced (a new phone, for example).
    pub fn know(&self, person: Identity) {
        open(&self.book)
            .known
            .insert(person.document.canonical(), person);
    }

    /// From now on it knows that this phone is registered to the document too.
    pub fn know_phone(&self, document: &Document, phone: &Phone) {
        let also = (document.canonical(), phone.number().to_owned());
        open(&self.book).phones.insert(also);
    }

    /// From now on it answers no about this document, whatever it knows.
    pub fn doubt(&self, document: &Document) {
        open(&self.book).doubted.insert(document.canonical());
    }

    /// From now on it answers by what it knows again.
    pub fn trust(&self, document: &Document) {
        open(&self.book).doubted.remove(&document.canonical());
    }
}

impl Book {
    fn has_phone(&self, person: &Identity, document: &str, phone: &str) -> bool {
        let also = (document.to_owned(), phone.to_owned());
        person.phone.number() == phone || self.phones.contains(&also)
    }

    fn agrees(&self, question: &Question<String>) -> Option<Agreement> {
        let kind = DocumentKind::from_word(&question.document_kind)?;
        let document = format!("{}:{}", kind.code(), question.document_number);
        let person = self.known.get(&document);
        let yes = person.is_some_and(|person| {
            !self.doubted.contains(&document)
                && person.name.full() == question.name
                && self.has_phone(person, &document, &question.phone)
        });
        Some(if yes { Agreement::Yes } else { Agreement::No })
    }
}

async fn answer(
    State(book): State<Arc<Mutex<Book>>>,
    Json(question): Json<Question<String>>,
) -> Result<Json<Reply>, StatusCode> {
    let agreement = open(&book).agrees(&question);
    let agreement = agreement.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    Ok(Json(Reply { agreement }))
}

fn open(book: &Mutex<Book>) -> MutexGuard<'_, Book> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}
