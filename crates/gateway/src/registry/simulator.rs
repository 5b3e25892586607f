//! A registry for demos and tests: it knows the people that it was given and agrees with what it knows.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use domain::identity::{Document, PersonName, Phone};
use domain::time::Date;

use super::{
    Agreement, BIRTHS, BornQuestion, KIN_PATH, Kin, KinQuestion, PATH, Question, RENEWALS,
    RenewalQuestion, Reply,
};
use crate::address::Address;
use crate::simulator::{Booked, Conduct, Shared, canonical, open};
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
pub struct SimulatedRegistry(Booked<Book>);

#[derive(Default)]
struct Book {
    known: HashMap<String, Identity>,
    dependants: HashMap<String, Dependant>,
    /// Names and birth dates by document, of who needs no phone to be known.
    born: HashMap<String, (PersonName, Date)>,
    /// The documents that came in the place of others, with these.
    renewed: HashSet<(String, String)>,
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
        let asked = Router::new()
            .route(PATH, post(answer))
            .route(KIN_PATH, post(answer_kin))
            .route(BIRTHS, post(answer_born))
            .route(RENEWALS, post(answer_renewed));
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

    /// From now on it knows this person; what it knew under the document is replaced (a new phone, for example).
    pub fn know(&self, person: Identity) {
        self.0
            .open()
            .known
            .insert(person.document.canonical(), person);
    }

    /// From now on it knows that this phone is registered to the document too.
    pub fn know_phone(&self, document: &Document, phone: &Phone) {
        let also = (document.canonical(), phone.number().to_owned());
        self.0.open().phones.insert(also);
    }

    /// From now on it knows somebody without a phone.
    pub fn know_dependant(&self, person: Dependant) {
        self.0
            .open()
            .dependants
            .insert(person.document.canonical(), person);
    }

    /// From now on it knows this person by their birth date too, or alone.
    pub fn know_born(&self, name: PersonName, document: &Document, born: Date) {
        self.0
            .open()
            .born
            .insert(document.canonical(), (name, born));
    }

    /// From now on it knows that a document came in the place of a `former` one of the same holder.
    pub fn know_renewed(&self, document: &Document, former: &Document) {
        self.0
            .open()
            .renewed
            .insert((document.canonical(), former.canonical()));
    }

    /// From now on it answers no about this document, whatever it knows.
    pub fn doubt(&self, document: &Document) {
        self.0.open().doubted.insert(document.canonical());
    }

    /// From now on it answers by what it knows again.
    pub fn trust(&self, document: &Document) {
        self.0.open().doubted.remove(&document.canonical());
    }
}

impl Book {
    fn has_phone(&self, person: &Identity, document: &str, phone: &str) -> bool {
        let also = (document.to_owned(), phone.to_owned());
        person.phone.number() == phone || self.phones.contains(&also)
    }

    fn agrees(&self, question: &Question<String>) -> Option<Agreement> {
        let document = canonical(&question.document_kind, &question.document_number)?;
        let person = self.known.get(&document);
        let yes = person.is_some_and(|person| {
            !self.doubted.contains(&document)
                && person.name.full() == question.name
                && self.has_phone(person, &document, &question.phone)
        });
        Some(agreement(yes))
    }

    fn kin(&self, question: &KinQuestion<String>) -> Option<Kin> {
        let document = canonical(&question.document_kind, &question.document_number)?;
        let guardian = canonical(
            &question.guardian_document_kind,
            &question.guardian_document_number,
        )?;
        if self.doubted.contains(&document) {
            return Some(Kin::UNKNOWN);
        }
        let named = |name: &PersonName| name.full() == question.name;
        let holder = self.known.get(&document).filter(|p| named(&p.name));
        let dependant = self.dependants.get(&document).filter(|p| named(&p.name));
        let born = self.born.get(&document).filter(|(name, _)| named(name));
        let guardians = dependant.map(|p| &p.guardians[..]).unwrap_or_default();
        Some(Kin {
            identity: agreement(holder.is_some() || dependant.is_some() || born.is_some()),
            phone: agreement(holder.is_some()),
            guardian: agreement(guardians.iter().any(|g| g.canonical() == guardian)),
        })
    }

    fn agrees_born(&self, question: &BornQuestion<String>) -> Option<Agreement> {
        let document = canonical(&question.document_kind, &question.document_number)?;
        let person = self.born.get(&document);
        let yes = person.is_some_and(|(name, born)| {
            !self.doubted.contains(&document)
                && name.full() == question.name
                && *born == question.birth_date
        });
        Some(agreement(yes))
    }

    fn is_renewed(&self, question: &RenewalQuestion<String>) -> Option<Agreement> {
        let document = canonical(&question.document_kind, &question.document_number)?;
        let former = canonical(&question.former_kind, &question.former_number)?;
        let known = self.known.get(&former).map(|person| &person.name);
        let known = known.or(self.born.get(&former).map(|(name, _)| name));
        let same_name = known.is_some_and(|name| name.full() == question.name);
        let doubted = self.doubted.contains(&document);
        let yes = same_name && !doubted && self.renewed.contains(&(document, former));
        Some(agreement(yes))
    }
}

const fn agreement(yes: bool) -> Agreement {
    if yes { Agreement::Yes } else { Agreement::No }
}

async fn answer_kin(
    State(book): State<Shared<Book>>,
    Json(question): Json<KinQuestion<String>>,
) -> Result<Json<Kin>, StatusCode> {
    let kin = open(&book).kin(&question);
    kin.map(Json).ok_or(StatusCode::UNPROCESSABLE_ENTITY)
}

async fn answer_born(
    State(book): State<Shared<Book>>,
    Json(question): Json<BornQuestion<String>>,
) -> Result<Json<Reply>, StatusCode> {
    let agreement = open(&book).agrees_born(&question);
    let agreement = agreement.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    Ok(Json(Reply { agreement }))
}

async fn answer_renewed(
    State(book): State<Shared<Book>>,
    Json(question): Json<RenewalQuestion<String>>,
) -> Result<Json<Reply>, StatusCode> {
    let agreement = open(&book).is_renewed(&question);
    let agreement = agreement.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    Ok(Json(Reply { agreement }))
}

async fn answer(
    State(book): State<Shared<Book>>,
    Json(question): Json<Question<String>>,
) -> Result<Json<Reply>, StatusCode> {
    let agreement = open(&book).agrees(&question);
    let agreement = agreement.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    Ok(Json(Reply { agreement }))
}
