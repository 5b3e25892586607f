//! A registry for demos and tests: it knows the people that it was given and agrees with what it knows.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use domain::identity::{Document, DocumentKind, PersonName, Phone};

use super::{Agreement, KIN_PATH, Kin, KinQuestion, PATH, Question, Reply};
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

/// Somebody without a phone whom the simulator knows. Made up, as well.
#[derive(Clone, Debug)]
pub struct Dependant {
    /// The name.
    pub name: PersonName,
    /// The document.
    pub document: Document,
    /// The documents of who is their guardian by law.
    pub guardians: Vec<Document>,
}

/// A simulated registry on this machine. It ends when it is dropped.
pub struct SimulatedRegistry {
    running: Running,
    book: Arc<Mutex<Book>>,
}

#[derive(Default)]
struct Book {
    known: HashMap<String, Identity>,
    dependants: HashMap<String, Dependant>,
    doubted: HashSet<String>,
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
            .route(KIN_PATH, post(answer_kin))
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

    /// From now on it knows somebody without a phone.
    pub fn know_dependant(&self, person: Dependant) {
        open(&self.book)
            .dependants
            .insert(person.document.canonical(), person);
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
    fn agrees(&self, question: &Question<String>) -> Option<Agreement> {
        let kind = DocumentKind::from_word(&question.document_kind)?;
        let document = format!("{}:{}", kind.code(), question.document_number);
        let person = self.known.get(&document);
        let yes = person.is_some_and(|person| {
            !self.doubted.contains(&document)
                && person.name.full() == question.name
                && person.phone.number() == question.phone
        });
        Some(said(yes))
    }

    fn kin(&self, question: &KinQuestion<String>) -> Option<Kin> {
        let kind = DocumentKind::from_word(&question.document_kind)?;
        let document = format!("{}:{}", kind.code(), question.document_number);
        let kind = DocumentKind::from_word(&question.guardian_document_kind)?;
        let guardian = format!("{}:{}", kind.code(), question.guardian_document_number);
        if self.doubted.contains(&document) {
            return Some(Kin::UNKNOWN);
        }
        let named = |name: &PersonName| name.full() == question.name;
        let holder = self.known.get(&document).filter(|p| named(&p.name));
        let dependant = self.dependants.get(&document).filter(|p| named(&p.name));
        let guardians = dependant.map(|p| &p.guardians[..]).unwrap_or_default();
        Some(Kin {
            identity: said(holder.is_some() || dependant.is_some()),
            phone: said(holder.is_some()),
            guardian: said(guardians.iter().any(|g| g.canonical() == guardian)),
        })
    }
}

const fn said(yes: bool) -> Agreement {
    if yes { Agreement::Yes } else { Agreement::No }
}

async fn answer_kin(
    State(book): State<Arc<Mutex<Book>>>,
    Json(question): Json<KinQuestion<String>>,
) -> Result<Json<Kin>, StatusCode> {
    let kin = open(&book).kin(&question);
    kin.map(Json).ok_or(StatusCode::UNPROCESSABLE_ENTITY)
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
