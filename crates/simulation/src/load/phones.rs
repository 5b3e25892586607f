//! Simulated phones: an enrolment key, a session, and a code that they draw anew by themselves.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::{Credential, KeyPair, present};
use domain::identity::{Document, Phone as Number};
use domain::place::DivisionCode;
use domain::time::Instant;
use gateway::Answer;
use gateway::registry::Agreement;
use gateway::sms::{IdempotencyKey, MessageId, Sms, Text};
use gateway::status_lists::{ListAsked, ListBytes, StatusLists};
use service::{Applicant, IssueAsked, Language, Neighbours, Purpose, Service, SignIn};
use tokio::task::JoinSet;

use super::answers::Answers;
use super::fixed_registry::FixedRegistry;
use super::http::Request;
use super::run::LoadError;

/// Neighbours that say yes to everything, inside this program: the load is on the service, not on them.
pub fn willing_neighbours() -> Result<Neighbours, LoadError> {
    let taken = MessageId::try_from("taken".to_owned()).map_err(io::Error::other)?;
    Ok(Neighbours {
        registry: Arc::new(FixedRegistry(Agreement::Yes)),
        sms: Arc::new(Willing(taken.clone())),
        lists: Arc::new(Willing(taken)),
    })
}

struct Willing(MessageId);

impl Sms for Willing {
    fn send<'a>(
        &'a self,
        _: &'a Number,
        _: &'a Text,
        _: IdempotencyKey,
        _: Instant,
    ) -> Answer<'a, MessageId> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

impl StatusLists for Willing {
    fn fetch<'a>(&'a self, _: &'a ListAsked<'a>, _: Instant) -> Answer<'a, Option<ListBytes>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// A phone that is signed in, with the city whose code it shows.
pub struct Phone {
    enrolment: KeyPair,
    secret: String,
    city: DivisionCode,
}

/// A code on a phone.
pub struct Code {
    credential: Credential,
    key: KeyPair,
}

impl Phone {
    /// Asks for a code over HTTP: the request, and the key to which the code will be bound.
    pub fn asks(&self, now: Instant) -> Result<(Request, KeyPair), LoadError> {
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let signature = self.signature(&key, now)?;
        let (city, ms) = (self.city, now.ms());
        let (key_text, signature) = (
            URL_SAFE_NO_PAD.encode(key.public().raw()),
            URL_SAFE_NO_PAD.encode(signature),
        );
        let json = format!(
            r#"{{"city":"{city}","code_key":"{key_text}","instant_ms":{ms},"signature":"{signature}"}}"#
        );
        Ok((self.posts("/api/codes", &json), key))
    }

    /// Gets a code inside this program.
    pub async fn fetch(&self, service: &Service, now: Instant) -> Result<Code, LoadError> {
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let signature = self.signature(&key, now)?;
        let asked = IssueAsked {
            city: self.city,
            code_key: key.public().raw(),
            next_key: None,
            instant: now,
            signature: &signature,
        };
        let session = service.session_of(&self.secret, now).await?;
        let issued = service.issue(&session, &asked, now).await?;
        Code::of(&issued.credential, key)
    }

    /// A request of whoever is signed in on this phone.
    pub fn posts(&self, path: &str, json: &str) -> Request {
        Request::post(path, &format!("cookie: hc_session={}", self.secret), json)
    }

    fn signature(&self, key: &KeyPair, now: Instant) -> Result<Vec<u8>, LoadError> {
        let asked = IssueAsked {
            city: self.city,
            code_key: key.public().raw(),
            next_key: None,
            instant: now,
            signature: &[],
        };
        let signature = self.enrolment.sign(asked.text().as_bytes());
        Ok(signature.map_err(io::Error::other)?.to_vec())
    }
}

impl Code {
    /// The code that came for a key.
    pub fn of(bytes: &[u8], key: KeyPair) -> Result<Self, LoadError> {
        let credential = Credential::parse(bytes).map_err(io::Error::other)?;
        Ok(Self { credential, key })
    }

    /// The text that the phone draws at a moment, by itself.
    pub fn text(&self, at: Instant) -> Result<String, LoadError> {
        let text = present(&self.credential, &self.key, at, None);
        Ok(text.map_err(io::Error::other)?)
    }

    /// What the issuer signed.
    pub fn bytes(&self) -> &[u8] {
        self.credential.bytes()
    }
}

/// Registers synthetic people, lets each declare once for a city, and signs a phone of each in that shows the code of
/// this city; `at_once` of them together.
pub async fn phones(
    service: &Arc<Service>,
    answers: &Arc<Answers>,
    (people, city): (u64, DivisionCode),
    at_once: usize,
    now: Instant,
) -> Result<Vec<Phone>, LoadError> {
    let (service, answers) = (service.clone(), answers.clone());
    all(0..people, at_once, move |n| {
        let (service, answers) = (service.clone(), answers.clone());
        async move { phone(&service, &answers, (n, city), now).await }
    })
    .await
}

/// Signs the phones of synthetic people in who have not registered yet; `at_once` of them together.
pub async fn strangers(
    service: &Arc<Service>,
    answers: &Arc<Answers>,
    (numbers, city): (Range<u64>, DivisionCode),
    at_once: usize,
    now: Instant,
) -> Result<Vec<Phone>, LoadError> {
    let (service, answers) = (service.clone(), answers.clone());
    all(numbers, at_once, move |n| {
        let (service, answers) = (service.clone(), answers.clone());
        async move { signed_in(&service, &answers.applicant(n), (None, city), now).await }
    })
    .await
}

/// Signs a phone in for each of these people, who have registered and declared, that shows the code of their city;
/// `at_once` of them together.
pub async fn known_phones(
    service: &Arc<Service>,
    whose: Vec<(Applicant, DivisionCode)>,
    at_once: usize,
    now: Instant,
) -> Result<Vec<Phone>, LoadError> {
    let (service, whose) = (service.clone(), Arc::new(whose));
    all(0..whose.len() as u64, at_once, move |n| {
        let (service, whose) = (service.clone(), whose.clone());
        async move {
            let Some((applicant, city)) = usize::try_from(n).ok().and_then(|n| whose.get(n)) else {
                return Err(io::Error::other("nobody has this number").into());
            };
            let last6 = last_six(&applicant.document);
            signed_in(&service, applicant, (Some(&last6), *city), now).await
        }
    })
    .await
}

/// One phone for each number, in their order; `at_once` of them together.
async fn all<F>(
    numbers: Range<u64>,
    at_once: usize,
    one: impl Fn(u64) -> F + Clone + Send + 'static,
) -> Result<Vec<Phone>, LoadError>
where
    F: Future<Output = Result<Phone, LoadError>> + Send,
{
    let next = Arc::new(AtomicU64::new(numbers.start));
    let mut tasks = JoinSet::new();
    for _ in 0..at_once {
        let (one, next) = (one.clone(), next.clone());
        tasks.spawn(async move {
            let mut own = Vec::new();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= numbers.end {
                    return Ok::<_, LoadError>(own);
                }
                own.push((n, one(n).await?));
            }
        });
    }
    let mut all = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        all.extend(ended??);
    }
    all.sort_by_key(|(n, _)| *n);
    Ok(all.into_iter().map(|(_, phone)| phone).collect())
}

async fn phone(
    service: &Service,
    answers: &Answers,
    (n, city): (u64, DivisionCode),
    now: Instant,
) -> Result<Phone, LoadError> {
    let applicant = answers.applicant(n);
    let person = service.register(&applicant, now).await?.person;
    let shared = service.shared(now).await?;
    let mut declaration = answers.declaration(n, 0, shared.history(), now.date());
    declaration.jurisdiction = city;
    service.declare(person, &declaration, now).await?;
    let last6 = last_six(&applicant.document);
    signed_in(service, &applicant, (Some(&last6), city), now).await
}

/// A phone that signs in by its one-time code; the last six of the document where it has registered.
async fn signed_in(
    service: &Service,
    applicant: &Applicant,
    (last6, city): (Option<&str>, DivisionCode),
    now: Instant,
) -> Result<Phone, LoadError> {
    let enrolment = KeyPair::generate().map_err(io::Error::other)?;
    let number = applicant.contact.as_ref();
    let number = number.ok_or_else(|| io::Error::other("nobody without a phone is loaded"))?;
    service
        .send_code(number, Purpose::SignIn, Language::Chinese, now)
        .await?;
    let rows = service.store().one_time_codes(number.canonical()).await;
    let row = rows.map_err(io::Error::other)?.into_iter().next();
    let row = row.ok_or_else(|| io::Error::other("no one-time code was kept"))?;
    let code = service.store().code(&row);
    let asked = SignIn {
        contact: number,
        code: &code,
        document_last6: last6,
        device_key: enrolment.public().raw(),
    };
    let signed_in = service.sign_in(&asked, now).await?;
    Ok(Phone {
        enrolment,
        secret: signed_in.secret.text().to_owned(),
        city,
    })
}

fn last_six(document: &Document) -> String {
    let number = document.number();
    number[number.len() - 6..].to_owned()
}
