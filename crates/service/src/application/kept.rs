//! The words of an application, kept sealed.

use domain::application::ApplicantSaid;
use domain::community::{Door, HomePlace};
use domain::identity::{Contact, Document, PersonName};
use domain::place::DivisionCode;
use domain::record::Applicant;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};
use storage::{ApplicantRow, ApplicationRow, SessionHash, SessionRow, Word};
use zeroize::Zeroizing;

use super::RegistrationForm;
use crate::error::Error;
use crate::register;

/// As what somebody applied.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    kind: Applicant,
    city: Option<DivisionCode>,
    unit: String,
    first_day: Option<Date>,
}

/// An application in words.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) name: String,
    pub(super) document: String,
    /// The phone or address that applies.
    pub(super) contact: String,
    /// The birth date, by the number or as it was said.
    pub(super) born: Option<Date>,
    pub(super) street: String,
    pub(super) door: Option<String>,
    pub(super) said: Said,
    /// The hash of the session that applied, so that it is the person's once it went through.
    pub(super) session: String,
    /// What a reviewer wrote, for the applicant.
    #[serde(default)]
    pub(super) reason: String,
    /// The phone or address before, of somebody who was taken over: it is told.
    #[serde(default)]
    pub(super) contact_before: Option<String>,
    /// Who of the staff decided an application of this phone before.
    #[serde(default)]
    pub(super) hands: Vec<i64>,
}

/// An application with its words parsed.
pub(super) struct Asked {
    pub(super) applicant: register::Applicant,
    pub(super) door: Option<Door>,
    pub(super) said: ApplicantSaid,
}

impl Said {
    pub(super) fn of(said: &ApplicantSaid) -> Self {
        Self {
            kind: said.kind,
            city: said.city,
            unit: said.unit.trim().to_owned(),
            first_day: said.first_day,
        }
    }

    pub(super) fn parsed(&self) -> ApplicantSaid {
        ApplicantSaid {
            kind: self.kind,
            city: self.city,
            unit: self.unit.clone(),
            first_day: self.first_day,
        }
    }

    /// The row that keeps it.
    pub(super) fn row(&self, now: Instant) -> Result<ApplicantRow, Error> {
        Ok(ApplicantRow {
            changed: now,
            link: None,
            words: sealed(self)?,
        })
    }

    pub(super) fn of_row(row: &ApplicantRow) -> Result<Self, Error> {
        opened(&row.words)
    }
}

impl Kept {
    pub(super) fn new(
        (form, street, born): (&RegistrationForm, &str, Date),
        contact: &Contact,
        session: &SessionRow,
    ) -> Self {
        Self {
            name: form.name.full().to_owned(),
            document: form.document.canonical(),
            contact: contact.canonical().to_owned(),
            born: Some(born),
            street: street.to_owned(),
            door: form.door.as_ref().map(Door::text),
            said: Said::of(&form.said),
            session: session.hash.text(),
            reason: String::new(),
            contact_before: None,
            hands: Vec::new(),
        }
    }

    pub(super) fn of(row: &ApplicationRow) -> Result<Self, Error> {
        opened(&row.words)
    }

    pub(super) fn sealed(&self) -> Result<Word, Error> {
        sealed(self)
    }

    /// Whether another one asks for the same.
    pub(super) fn asks_the_same(&self, other: &Self) -> bool {
        self.name == other.name
            && self.document == other.document
            && self.born == other.born
            && self.street == other.street
            && self.door == other.door
            && self.said == other.said
    }

    /// Whoever decided the one before has a hand in this one.
    pub(super) fn after(mut self, before: Option<&ApplicationRow>) -> Result<Self, Error> {
        if let Some(before) = before {
            self.hands = Self::of(before)?.hands;
            let by = before.application.decided_by.map(|staff| staff.0);
            self.hands.extend(by);
        }
        Ok(self)
    }

    pub(super) fn session(&self) -> Option<SessionHash> {
        SessionHash::from_text(&self.session)
    }

    /// The parts again, as they were checked when they came.
    pub(super) fn asked(&self) -> Result<Asked, Error> {
        let name = PersonName::parse(&self.name).map_err(|_| Error::Damaged)?;
        let contact = Contact::from_canonical(&self.contact).ok_or(Error::Damaged)?;
        let document = Document::from_canonical(&self.document).ok_or(Error::Damaged)?;
        Ok(Asked {
            applicant: register::Applicant {
                name,
                document,
                contact: Some(contact),
                born: self.born,
                street: self.street.clone(),
            },
            door: self.door.as_deref().and_then(Door::from_text),
            said: self.said.parsed(),
        })
    }
}

impl Asked {
    /// The county of the residence, where its street is known by its digits.
    pub(super) fn home(&self) -> Option<DivisionCode> {
        HomePlace::of_words(&self.applicant.street).map(HomePlace::county)
    }

    /// The city whose reviewers decide.
    pub(super) fn city(&self) -> DivisionCode {
        let of_home = || self.home().and_then(DivisionCode::city);
        let city = self.said.city.or_else(of_home);
        city.unwrap_or(DivisionCode::NATION)
    }
}

fn sealed<T: Serialize>(words: &T) -> Result<Word, Error> {
    let text = serde_json::to_string(words).map_err(|e| Error::Refused(e.to_string()))?;
    Ok(Zeroizing::new(text))
}

fn opened<T: for<'de> Deserialize<'de>>(words: &Word) -> Result<T, Error> {
    serde_json::from_str(words).map_err(|_| Error::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::testing::told;

    #[test]
    fn n_7_as_what_somebody_applied_is_told_in_words() {
        for kind in Applicant::ALL {
            told(&Said {
                kind,
                city: "330100".parse().ok(),
                unit: "杭州某厂".to_owned(),
                first_day: "2022-07-20".parse().ok(),
            });
        }
    }
}
