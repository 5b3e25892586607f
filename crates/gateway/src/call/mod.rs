//! One call to a neighbour, within its bounds: a place, the breaker, tries with pauses, and an answer that is read
//! strictly. Logs say who was asked and what failed, never what was asked.

mod breaker;
mod connection;
mod pause;
mod question;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::time::Instant;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode, Uri};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::Chance;
use crate::access::Access;
use crate::error::{Error, Neighbour, SetupError, Why};
use crate::limits::Limits;
use breaker::Breaker;
use connection::Connections;
use question::{LONGEST_JSON, Question};

/// The header by which a neighbour recognises a call that it has had before (named as in the IETF draft
/// `idempotency-key-header`).
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// One kind of call to one neighbour.
pub(crate) struct Caller {
    neighbour: Neighbour,
    uri: Uri,
    authorization: Option<HeaderValue>,
    connections: Connections,
    limits: Limits,
    running: Semaphore,
    present: Semaphore,
    breaker: Mutex<Breaker>,
    chance: Chance,
}

/// What was answered: bytes, and what they are said to be.
pub(crate) struct Answered {
    /// The media type; empty where none is said.
    pub(crate) media: String,
    pub(crate) bytes: Bytes,
}

impl Caller {
    /// The way to `path` (with a slash in front) of a neighbour. Nothing is asked yet.
    pub(crate) fn new(
        neighbour: Neighbour,
        path: &str,
        access: &Access,
        chance: Chance,
    ) -> Result<Self, SetupError> {
        let limits = access.limits;
        let token = access.token.as_ref();
        Ok(Self {
            neighbour,
            uri: access.address.at(path)?,
            authorization: token.map(crate::token::Token::header).transpose()?,
            connections: connection::connections(access)?,
            limits,
            running: Semaphore::new(limits.at_once),
            present: Semaphore::new(limits.at_once.saturating_add(limits.waiting)),
            breaker: Mutex::new(Breaker::new(limits.failures, limits.rest_ms)),
            chance,
        })
    }

    /// Sends `question` as JSON until it is answered, as often as the bounds allow. With a `key` the neighbour
    /// does what is asked once, however often it hears it. `now` is the instant of the call.
    pub(crate) async fn ask<A: DeserializeOwned>(
        &self,
        question: &(impl Serialize + Sync),
        key: Option<&HeaderValue>,
        now: Instant,
    ) -> Result<A, Error> {
        let question = self.question(question, LONGEST_JSON)?;
        let question = question.with(IDEMPOTENCY_KEY, key);
        self.until_answered(&question, now, |answered| self.read(&answered.bytes))
            .await
    }

    /// The same for an answer of at most `longest` bytes.
    pub(crate) async fn ask_long<A: DeserializeOwned>(
        &self,
        question: &(impl Serialize + Sync),
        longest: usize,
        now: Instant,
    ) -> Result<A, Error> {
        let question = self.question(question, longest)?;
        self.until_answered(&question, now, |answered| self.read(&answered.bytes))
            .await
    }

    /// A question in JSON that shows who asks.
    fn question(&self, asked: &impl Serialize, longest: usize) -> Result<Question, Error> {
        let question = Question::json(self.uri.clone(), asked, longest)
            .ok_or_else(|| self.nonsense("the question cannot be written"))?;
        Ok(question.with(AUTHORIZATION, self.authorization.as_ref()))
    }

    /// The bytes at an address of the neighbour, at most `longest`, within the same bounds. `authorization` says who
    /// asks for these.
    pub(crate) async fn fetch(
        &self,
        uri: Uri,
        authorization: &HeaderValue,
        longest: usize,
        now: Instant,
    ) -> Result<Answered, Error> {
        let question = Question::for_bytes(uri, longest).with(AUTHORIZATION, Some(authorization));
        self.until_answered(&question, now, Ok).await
    }

    /// The bytes at the neighbour's own address, at most `longest`, within the same bounds.
    pub(crate) async fn get(&self, longest: usize, now: Instant) -> Result<Answered, Error> {
        let question = Question::for_bytes(self.uri.clone(), longest)
            .with(AUTHORIZATION, self.authorization.as_ref());
        self.until_answered(&question, now, Ok).await
    }

    /// Asks until there is an answer that can be read, as often as the bounds allow.
    async fn until_answered<A>(
        &self,
        question: &Question,
        now: Instant,
        read: impl Fn(Answered) -> Result<A, Error>,
    ) -> Result<A, Error> {
        let Ok(_present) = self.present.try_acquire() else {
            return Err(self.unavailable(Why::Crowded));
        };
        let _running = self.turn().await?;
        if !self.breaker().admits(now) {
            return Err(self.unavailable(Why::Resting));
        }
        let mut tried = 0;
        loop {
            tried += 1;
            let outcome = self.once(question).await.and_then(&read);
            self.note(outcome.as_ref().err(), now);
            match outcome {
                Err(Error::Unavailable { why, .. }) if self.may_try_again(tried) => {
                    tracing::debug!(neighbour = %self.neighbour, tried, %why, "a neighbour is asked again");
                    tokio::time::sleep(pause::pause(&self.limits, tried, (self.chance)())).await;
                }
                outcome => return outcome,
            }
        }
    }

    /// Waits for the turn of this call.
    async fn turn(&self) -> Result<SemaphorePermit<'_>, Error> {
        let wait = Duration::from_millis(self.limits.wait_ms);
        match timeout(wait, self.running.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(self.unavailable(Why::Crowded)),
        }
    }

    fn may_try_again(&self, tried: u32) -> bool {
        tried < self.limits.tries && !self.breaker().is_open()
    }

    /// One try: from the connection to the last byte.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place where calls get their bounds"
    )]
    async fn once(&self, question: &Question) -> Result<Answered, Error> {
        let exchange = async {
            let response = self.connections.request(question.request()).await;
            let response = response.map_err(|_| self.unavailable(Why::Connection))?;
            self.judge(response.status())?;
            self.answered(response, question.longest).await
        };
        let most = Duration::from_millis(self.limits.answer_ms);
        let in_time = timeout(most, exchange).await;
        in_time.unwrap_or_else(|_| Err(self.unavailable(Why::Slow)))
    }

    /// What a status says: an answer, "not now", or "never".
    fn judge(&self, status: StatusCode) -> Result<(), Error> {
        match status.as_u16() {
            200..=299 => Ok(()),
            status @ (408 | 425 | 429 | 500..=599) => Err(self.unavailable(Why::Status(status))),
            status @ 300..=499 => Err(Error::Refused {
                neighbour: self.neighbour,
                status,
            }),
            _ => Err(self.nonsense("a status that HTTP does not have")),
        }
    }

    async fn answered(
        &self,
        response: Response<Incoming>,
        longest: usize,
    ) -> Result<Answered, Error> {
        let media = response.headers().get(CONTENT_TYPE);
        let media = media.and_then(|media| media.to_str().ok());
        let media = media.unwrap_or_default().to_owned();
        match Limited::new(response.into_body(), longest).collect().await {
            Ok(whole) => Ok(Answered {
                media,
                bytes: whole.to_bytes(),
            }),
            Err(error) if error.is::<LengthLimitError>() => {
                Err(self.nonsense("longer than any answer"))
            }
            Err(_) => Err(self.unavailable(Why::Connection)),
        }
    }

    /// Reads an answer. What the reader complains about is dropped: it may repeat words about a person.
    fn read<A: DeserializeOwned>(&self, bytes: &[u8]) -> Result<A, Error> {
        serde_json::from_slice(bytes).map_err(|_| self.nonsense("not the JSON that was agreed on"))
    }

    /// Tells the breaker how a try went. A refusal is an answer: the neighbour is there.
    fn note(&self, error: Option<&Error>, now: Instant) {
        let neighbour = self.neighbour;
        match error {
            None | Some(Error::Refused { .. }) => {
                if self.breaker().answered() {
                    tracing::info!(%neighbour, "a neighbour answers again");
                }
            }
            Some(why) => {
                if self.breaker().failed(now) {
                    tracing::warn!(%neighbour, %why, "a neighbour is left alone for a while");
                }
            }
        }
    }

    /// Whether the neighbour is left alone for a while, because it did not answer.
    pub(crate) fn rests(&self) -> bool {
        self.breaker().is_open()
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        // The breaker holds whole values at any time; a panic elsewhere has not broken it.
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    const fn unavailable(&self, why: Why) -> Error {
        Error::Unavailable {
            neighbour: self.neighbour,
            why,
        }
    }

    const fn nonsense(&self, what: &'static str) -> Error {
        Error::Nonsense {
            neighbour: self.neighbour,
            what,
        }
    }
}
