//! What a guardian typed and promised, kept sealed on their side.

use domain::community::Door;
use domain::declaration::Declaration;
use domain::family::{Commitment, Relation};
use domain::identity::{Contact, Document, PersonName, Phone};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::{Alias, Field, MemberRow, Registration, Word};
use zeroize::Zeroizing;

use super::ask::MemberForm;
use crate::Service;
use crate::chance::random_id;
use crate::community::home_of_words;
use crate::error::Error;

/// A promise, with the version of its text.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promised {
    pub(super) commitment: Commitment,
    pub(super) version: u16,
}

/// What was typed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) name: String,
    pub(super) document: String,
    /// Absent where the member has no phone of their own.
    pub(super) phone: Option<String>,
    pub(super) relation: Relation,
    pub(super) street: String,
    pub(super) door: Option<String>,
    pub(super) declaration: Declaration,
    pub(super) promised: Vec<Promised>,
    pub(super) promised_ms: i64,
    /// The number to show to whoever sees the member.
    pub(super) reference: Option<String>,
    /// Whether the registry names the guardian of the minor.
    pub(super) by_registry: bool,
}

impl Kept {
    pub(super) fn new(form: &MemberForm, street: &str, by_registry: bool, now: Instant) -> Self {
        let promised = form.commitments.iter().map(|given| Promised {
            commitment: given.commitment,
            version: given.version,
        });
        Self {
            name: form.name.full().to_owned(),
            document: form.document.canonical(),
            phone: form.phone.as_ref().map(|p| p.canonical().to_owned()),
            relation: form.relation,
            street: street.to_owned(),
            door: form.door.as_ref().map(Door::text),
            declaration: form.declaration.clone(),
            promised: promised.collect(),
            promised_ms: now.ms(),
            reference: None,
            by_registry,
        }
    }

    pub(super) fn of(row: &MemberRow) -> Result<Self, Error> {
        serde_json::from_str(&row.words).map_err(|_| Error::Damaged)
    }

    pub(super) fn sealed(&self) -> Result<Word, Error> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused(e.to_string()))?;
        Ok(Zeroizing::new(text))
    }

    pub(super) fn name(&self) -> Result<PersonName, Error> {
        PersonName::parse(&self.name).map_err(|_| Error::Damaged)
    }

    pub(super) fn document(&self) -> Result<Document, Error> {
        Document::from_canonical(&self.document).ok_or(Error::Damaged)
    }

    /// The phone that was typed.
    pub(super) fn contact(&self) -> Option<Contact> {
        let phone = self.phone.as_deref().and_then(|p| Phone::parse(p).ok());
        phone.map(Contact::Phone)
    }

    /// With what the member is registered, under a new name in the log.
    pub(super) fn registration(&self, service: &Service) -> Registration {
        let door = self.door.as_deref().and_then(Door::from_text);
        Registration {
            name: self.name.clone().into(),
            document: self.document.clone().into(),
            contact: self
                .phone
                .as_ref()
                .map(|phone| (Field::Phone, phone.clone().into())),
            born: None,
            street: self.street.clone().into(),
            home: home_of_words(&self.street, door),
            alias: Alias(random_id(&*service.chance)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::my_data::testing::{declaration, told};

    fn kept(relation: Relation) -> Kept {
        let promised = Commitment::ALL.iter().map(|commitment| Promised {
            commitment: *commitment,
            version: 1,
        });
        Kept {
            name: "王小明".to_owned(),
            document: "10:11010519491231002X".to_owned(),
            phone: Some("13800000001".to_owned()),
            relation,
            street: "杭州市西湖区文三路1号".to_owned(),
            door: Some("3幢501".to_owned()),
            declaration: declaration(),
            promised: promised.collect(),
            promised_ms: 1_657_767_600_000,
            reference: Some("4711".to_owned()),
            by_registry: true,
        }
    }

    #[test]
    fn n_7_what_a_guardian_typed_and_promised_is_told_in_words() {
        for relation in Relation::ALL {
            told(&kept(*relation));
        }
        let told = told(&kept(Relation::Child));
        for words in [
            "证件：居民身份证 11010519491231002X",
            "关系：子女",
            "承诺：本人承诺：以上填写的信息真实、完整。",
            "知情并同意由本人代办",
            "境外国家或地区：缅甸",
            "发热、干咳",
        ] {
            assert!(told.zh.contains(words), "{words}: {}", told.zh);
        }
        assert!(
            !told.zh.contains("机主同意"),
            "that is said of a number alone"
        );
        assert!(told.en.contains("Abroad: Myanmar"), "{}", told.en);
    }
}
