//! Registering: the person's row, their sealed words, the way from their phone or address, and their name in the log.

use std::sync::Arc;

use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::time::Instant;

use crate::batch::Batch;
use crate::claim::{self, document_hash, phone_hash};
use crate::community::home::{self, Home};
use crate::fact::Fact;
use crate::facts::PersonFacts;
use crate::log::{self, Alias};
use crate::person::{self, Person};
use crate::person_batch::PersonBatch;
use crate::rating::Before;
use crate::status;
use crate::store::Store;
use crate::value::Value;
use crate::words::{self, Field, Word};

/// What a person registers with. The texts of document and contact are the canonical ones.
pub struct Registration {
    /// The name in full.
    pub name: Word,
    /// The document: kind and number.
    pub document: Word,
    /// By what they sign in: [`Field::Phone`] or [`Field::Mail`], in its canonical text. None of who has neither.
    pub contact: Option<(Field, Word)>,
    /// The birth date, where it is known.
    pub born: Option<Word>,
    /// The residence to the street.
    pub street: Word,
    /// Where that is, as far as it decides which community follows them; absent where nobody knows before they declare.
    pub home: Option<Home>,
    /// The person's random name in the log.
    pub alias: Alias,
}

impl Store {
    /// Begins the batch that registers the person whom the claim of the document holds ([`Store::claim`]). Written
    /// twice, it fails with a conflict the second time.
    pub fn register(
        &self,
        person: PersonId,
        registration: &Registration,
        now: Instant,
    ) -> PersonBatch {
        let mut batch = PersonBatch {
            keys: Arc::clone(self.keys()),
            before: Before {
                version: None,
                person,
                gap: None,
                review_on: None,
            },
            macs: Vec::new(),
            kinds: Kinds::default(),
            rows: Batch::unguarded(),
        };
        let row = batch.row_of(registration, now);
        batch.add(&row);
        batch.learn(registration, &row);
        batch
    }
}

impl PersonBatch {
    /// Registers a person again whose rest is still kept: what was kept counts as before.
    pub fn register_again(
        &mut self,
        rest: &PersonFacts,
        registration: &Registration,
        now: Instant,
    ) {
        let row = self.row_of(registration, now);
        if let Some(old) = &rest.person {
            self.forget(old);
            self.write_person(&row);
            self.keep_former(old, &row, now);
        } else {
            self.add(&row);
        }
        self.learn(registration, &row);
    }

    /// The person is reached at another phone or address from now on ([`Field::Phone`] or [`Field::Mail`] with its canonical text),
    /// and no longer at the one before.
    pub fn move_to_contact(&mut self, old: &Person, (field, contact): &(Field, Word)) {
        self.forget(old);
        let person = self.person();
        let hash = phone_hash(&self.keys, contact);
        if let Some(before) = old.phone {
            let values = vec![before.into(), person.0.into()];
            self.rows.way(claim::LEAVE_PHONE, values);
        }
        let row = Person {
            phone: Some(hash),
            ..old.clone()
        };
        self.write_person(&row);
        for old in [Field::Phone, Field::Mail] {
            words::forget(&mut self.rows, person, old);
        }
        words::seal(&mut self.rows, &self.keys, person, *field, contact);
        let values = vec![hash.into(), person.0.into()];
        self.rows.way(claim::USE_PHONE, values);
    }

    /// What was issued to the person, to whatever device or sheet, is good never again.
    pub fn take_back_codes(&mut self) {
        let person = Value::I64(self.person().0);
        for statement in status::QUEUE_ALL {
            self.rows.add(statement, vec![person.clone()]);
        }
    }

    /// Writes the person's row over. The old one is already forgotten.
    pub(crate) fn write_person(&mut self, row: &Person) {
        let mut values = row.columns(self.person());
        let mac = self.keys.mac(Person::TABLE, &values);
        self.macs.push(mac);
        values.push(mac.into());
        self.rows.guard(person::UPDATE, values);
    }

    fn row_of(&self, registration: &Registration, now: Instant) -> Person {
        Person {
            registered: now,
            erased: None,
            erase_rest_on: None,
            document: document_hash(&self.keys, &registration.document),
            phone: registration
                .contact
                .as_ref()
                .map(|(_, contact)| phone_hash(&self.keys, contact)),
        }
    }

    fn learn(&mut self, registration: &Registration, row: &Person) {
        let person = self.person();
        let words = [
            (Field::Name, &registration.name),
            (Field::Document, &registration.document),
            (Field::Street, &registration.street),
        ];
        let contact = registration.contact.iter();
        let contact = contact.map(|(field, word)| (*field, word));
        let born = registration
            .born
            .iter()
            .map(|word| (Field::BirthDate, word));
        for (field, word) in words.into_iter().chain(contact).chain(born) {
            words::seal(&mut self.rows, &self.keys, person, field, word);
        }
        if let Some(home) = &registration.home {
            home::settle(&mut self.rows, &self.keys, person, home, row.registered);
        }
        if let Some(phone) = row.phone {
            let values = vec![phone.into(), person.0.into()];
            self.rows.way(claim::USE_PHONE, values);
        }
        log::name(&mut self.rows, person, registration.alias);
    }
}
