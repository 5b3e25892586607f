//! Members of staff as their devices have them: a code that was handed over, a passkey, an authenticator app.

use credential::passkey::Authenticator;
use credential::totp;
use domain::time::Instant;
use service::{
    EnrolStaff, Error, NewPasskey, OfficeDraft, Party, PasskeyAnswer, PasswordSignIn, StaffDraft,
    StaffSession, StaffSignedIn,
};

use crate::house::{House, code};

/// A password that is taken.
pub(crate) const PASSWORD: &str = "三只猫 walk on ice";

/// A member with both proofs.
pub(crate) struct Member {
    pub(crate) login: &'static str,
    pub(crate) authenticator: Authenticator,
    pub(crate) app: Vec<u8>,
    pub(crate) secret: String,
}

/// The service by its name.
pub(crate) fn party() -> Party {
    Party {
        id: "hz.example".into(),
        origin: "https://hz.example".into(),
    }
}

/// The bytes of a secret in base32.
fn from_base32(text: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bits = (0_u64, 0);
    let mut bytes = Vec::new();
    for letter in text.chars() {
        bits = (
            bits.0 << 5 | letters.find(letter).unwrap() as u64,
            bits.1 + 5,
        );
        if bits.1 >= 8 {
            bytes.push((bits.0 >> (bits.1 - 8)) as u8);
            bits.1 -= 8;
        }
    }
    bytes
}

impl House {
    /// A member of an office of Hangzhou, and the code that was handed to them.
    pub(crate) async fn staff(&self, login: &str, duties: &[&str], now: Instant) -> String {
        let service = &self.service;
        let name = "杭州市卫生健康委员会";
        let known = service.offices(now).await.unwrap();
        let known = known.into_iter().find(|office| office.name == name);
        let office = if let Some(office) = known {
            office
        } else {
            let draft = OfficeDraft {
                name: name.into(),
                division: code("330100"),
            };
            service.add_office(&draft, now).await.unwrap()
        };
        let draft = StaffDraft {
            login: login.into(),
            name: "王敏".into(),
            office: office.id,
            duties: duties.iter().map(|duty| duty.parse().unwrap()).collect(),
        };
        let code = service.add_staff(&draft, now).await.unwrap();
        code.text().to_owned()
    }

    /// The session of a secret.
    pub(crate) async fn works(&self, secret: &str, now: Instant) -> Result<StaffSession, Error> {
        self.service.staff_session_of(secret, now).await
    }
}

impl Member {
    /// An epidemiologist of Hangzhou with a passkey, a password and an authenticator app.
    pub(crate) async fn new(house: &House, login: &'static str, now: Instant) -> Self {
        let code = house.staff(login, &["epidemiologist@330100"], now).await;
        Self::enrol(house, login, &code, now).await.unwrap()
    }

    pub(crate) async fn enrol(
        house: &House,
        login: &'static str,
        code: &str,
        now: Instant,
    ) -> Result<Self, Error> {
        let begun = house.service.begin_enrolment(code, now).await?;
        let app = from_base32(&begun.secret);
        let authenticator = Authenticator::generate().unwrap();
        let registration = authenticator.create(&party().relying(), &begun.challenge);
        let passkey = NewPasskey {
            challenge: &begun.challenge,
            registration: &registration,
            device: "办公室的电脑",
        };
        let typed = totp::shown(&app, now);
        let asked = EnrolStaff {
            code,
            password: Some((PASSWORD, &typed)),
            passkey: Some((passkey, &party())),
            device: "Firefox",
        };
        let signed_in = house.service.enrol_staff(&asked, now).await?;
        Ok(Self {
            login,
            authenticator,
            app,
            secret: signed_in.secret.text().to_owned(),
        })
    }

    /// Signs in by the passkey: asks for a challenge and answers it.
    pub(crate) async fn by_passkey(
        &self,
        house: &House,
        now: Instant,
    ) -> Result<StaffSignedIn, Error> {
        let challenge = house.service.begin_passkey_sign_in(now);
        self.answer(house, &challenge, &party(), now).await
    }

    /// Answers a challenge for a service.
    pub(crate) async fn answer(
        &self,
        house: &House,
        challenge: &[u8],
        asked_by: &Party,
        now: Instant,
    ) -> Result<StaffSignedIn, Error> {
        let assertion = self.authenticator.assert(&asked_by.relying(), challenge);
        let assertion = assertion.unwrap();
        let answer = PasskeyAnswer {
            challenge,
            id: &self.authenticator.id(),
            assertion: &assertion,
            device: "Firefox",
        };
        house
            .service
            .sign_in_by_passkey(&answer, &party(), now)
            .await
    }

    /// Signs in by password and what the app shows.
    pub(crate) async fn by_password(
        &self,
        house: &House,
        now: Instant,
    ) -> Result<StaffSignedIn, Error> {
        let code = totp::shown(&self.app, now);
        try_password(house, (self.login, PASSWORD, &code), now).await
    }
}

pub(crate) async fn try_password(
    house: &House,
    (login, password, code): (&str, &str, &str),
    now: Instant,
) -> Result<StaffSignedIn, Error> {
    let asked = PasswordSignIn {
        login,
        password,
        code,
        device: "Firefox",
    };
    house.service.sign_in_staff(&asked, now).await
}
