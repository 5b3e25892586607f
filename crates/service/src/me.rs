//! What a person sees of themself: masked, for the screen of their own phone may be seen by others.

use domain::identity::{Contact, Document, PersonName};
use domain::ids::{DeclarationId, PersonId};
use domain::place::DivisionCode;
use domain::record::Record;
use domain::time::{Date, Instant};
use storage::{Field, Word};

use crate::Service;
use crate::correct::free_until;
use crate::error::Error;
use crate::session::Session;

/// Who is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Me {
    /// The phone or address, its middle hidden.
    pub contact: MaskedContact,
    /// The person; absent for a phone alone.
    pub person: Option<MePerson>,
}

/// By what somebody is signed in, its middle hidden.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MaskedContact {
    /// A phone.
    Phone(String),
    /// An address for e-mail.
    Mail(String),
}

/// A person for their own screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MePerson {
    /// The surname and stars.
    pub name_masked: String,
    /// The document, its middle hidden.
    pub document_masked: String,
    /// When they registered.
    pub since: Instant,
    /// The cities in use.
    pub cities: Vec<DivisionCode>,
    /// What they declared and still stands, the newest first.
    pub declarations: Vec<MyDeclaration>,
}

/// A declaration that stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MyDeclaration {
    /// Its id.
    pub id: DeclarationId,
    /// The city for which it was made.
    pub city: DivisionCode,
    /// When it was received.
    pub recorded: Instant,
    /// The day of which it says how the person felt: the one on which it was first said, where it corrects another.
    pub speaks_of: Date,
    /// Until when it can be taken back without a reason; absent where it cannot.
    pub correctable_free_until: Option<Instant>,
    /// Whether staff took it down at a counter.
    pub at_counter: bool,
}

impl Service {
    /// Who is signed in with a session.
    #[crate::boxed]
    pub async fn me(&self, session: &Session, now: Instant) -> Result<Me, Error> {
        let contact = session.contact()?;
        // Of a member it is the guardian's.
        let masked = if session.is_for_member() {
            String::new()
        } else {
            contact.masked()
        };
        let person = match session.row.person {
            Some(person) => Some(self.me_person(person, now).await?),
            None => None,
        };
        let contact = match contact {
            Contact::Phone(_) => MaskedContact::Phone(masked),
            Contact::Mail(_) => MaskedContact::Mail(masked),
        };
        Ok(Me { contact, person })
    }

    async fn me_person(&self, person: PersonId, now: Instant) -> Result<MePerson, Error> {
        let facts = self.read_person(person, now).await?;
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let row = facts.person.as_ref().ok_or(Error::Damaged)?;
        let name = word(&words, Field::Name).and_then(|name| PersonName::parse(name).ok());
        let document = word(&words, Field::Document).and_then(Document::from_canonical);
        Ok(MePerson {
            name_masked: name.map(|name| name.masked()).unwrap_or_default(),
            document_masked: document.map(|d| d.masked()).unwrap_or_default(),
            since: row.registered,
            cities: facts.record.uses.iter().map(|u| u.jurisdiction).collect(),
            declarations: declarations(&facts.record, now),
        })
    }
}

/// A word of a person.
pub(crate) fn word(words: &[(Field, Word)], wanted: Field) -> Option<&str> {
    let found = words.iter().find(|(field, _)| *field == wanted);
    found.map(|(_, word)| word.as_str())
}

/// What a person declared and still stands, the newest first.
pub(crate) fn declarations(record: &Record, now: Instant) -> Vec<MyDeclaration> {
    let standing = record
        .declarations
        .iter()
        .filter(|d| d.corrected_by.is_none());
    let mut declarations: Vec<MyDeclaration> = standing
        .map(|d| MyDeclaration {
            id: d.id,
            city: d.jurisdiction,
            recorded: d.recorded,
            speaks_of: record.first_said(d).date(),
            correctable_free_until: free_until(d, record, now),
            at_counter: d.taken_by.is_some(),
        })
        .collect();
    declarations.sort_by_key(|d| std::cmp::Reverse((d.recorded, d.id)));
    declarations
}
