//! A phone as its page uses it: an enrolment key that never leaves it, and a new key for each code.

use credential::{Credential, KeyPair, present};
use domain::access::Action;
use domain::identity::Phone;
use domain::ids::LinkId;
use domain::place::DivisionCode;
use domain::time::Instant;
use service::{Error, IssueAsked, Issued, Session, SignIn, Standing};

use crate::house::{House, code};

/// A device that has signed in.
pub(crate) struct Device {
    pub(crate) enrolment: KeyPair,
    pub(crate) secret: String,
    pub(crate) standing: Standing,
}

/// A code on a phone.
pub(crate) struct Code {
    pub(crate) issued: Issued,
    key: KeyPair,
}

impl Code {
    /// The text of its QR code at a moment.
    pub(crate) fn text(&self, at: Instant) -> String {
        let credential = Credential::parse(&self.issued.credential).unwrap();
        present(&credential, &self.key, at, None).unwrap()
    }

    pub(crate) fn credential(&self) -> Credential {
        Credential::parse(&self.issued.credential).unwrap()
    }
}

impl Device {
    /// Signs in with a fresh code.
    pub(crate) async fn sign_in(
        house: &House,
        phone: &Phone,
        last_six: Option<&str>,
        now: Instant,
    ) -> Self {
        let code = house.code(phone, now).await;
        Self::sign_in_with(house, phone, &code, last_six, now)
            .await
            .unwrap()
    }

    pub(crate) async fn sign_in_with(
        house: &House,
        phone: &Phone,
        code: &str,
        last_six: Option<&str>,
        now: Instant,
    ) -> Result<Self, Error> {
        let enrolment = KeyPair::generate().unwrap();
        let asked = SignIn {
            contact: &phone.clone().into(),
            code,
            document_last6: last_six,
            device_key: enrolment.public().raw(),
        };
        let signed_in = house.service.sign_in(&asked, now).await?;
        Ok(Self {
            enrolment,
            secret: signed_in.secret.text().to_owned(),
            standing: signed_in.standing,
        })
    }

    pub(crate) async fn session(&self, house: &House, now: Instant) -> Session {
        house.service.session_of(&self.secret, now).await.unwrap()
    }

    /// Asks for a code of Hangzhou.
    pub(crate) async fn fetch(&self, house: &House, now: Instant) -> Code {
        self.fetch_of(house, code("330100"), now).await.unwrap()
    }

    pub(crate) async fn fetch_of(
        &self,
        house: &House,
        city: DivisionCode,
        now: Instant,
    ) -> Result<Code, Error> {
        self.ask(house, city, None, None, now).await
    }

    /// Asks for a code of Hangzhou, and for tomorrow's where there is one.
    pub(crate) async fn fetch_both(&self, house: &House, now: Instant) -> (Code, Option<Code>) {
        let next = KeyPair::generate().unwrap();
        let city = code("330100");
        let mut code = self.ask(house, city, Some(&next), None, now).await.unwrap();
        let tomorrow = code.issued.next.take();
        let tomorrow = tomorrow.map(|issued| Code {
            issued: *issued,
            key: next,
        });
        (code, tomorrow)
    }

    /// Asks for a code of Hangzhou for a family member.
    pub(crate) async fn fetch_for(
        &self,
        house: &House,
        link: LinkId,
        now: Instant,
    ) -> Result<Code, Error> {
        self.ask(house, code("330100"), None, Some(link), now).await
    }

    async fn ask(
        &self,
        house: &House,
        city: DivisionCode,
        next: Option<&KeyPair>,
        member: Option<LinkId>,
        now: Instant,
    ) -> Result<Code, Error> {
        let key = KeyPair::generate().unwrap();
        let raw = key.public().raw().to_vec();
        let mut asked = IssueAsked {
            city,
            code_key: &raw,
            next_key: next.map(|key| key.public().raw()),
            instant: now,
            signature: &[],
        };
        let signature = self.enrolment.sign(asked.text().as_bytes()).unwrap();
        asked.signature = &signature;
        let mut session = self.session(house, now).await;
        if let Some(link) = member {
            let service = &house.service;
            session = service
                .session_for(session, link, Action::Issue, now)
                .await?;
        }
        let issued = house.service.issue(&session, &asked, now).await?;
        Ok(Code { issued, key })
    }
}
