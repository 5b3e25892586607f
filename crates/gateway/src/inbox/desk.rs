//! A sender for demos and tests: it sends nothing, and shows what it was handed on a page and as JSON.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, StatusCode};
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use super::Kind;
use super::kept::{Inbox, Received};
use super::page::{self, View};
use crate::address::Address;
use crate::call::IDEMPOTENCY_KEY;
use crate::simulator::{Conduct, Running};
use crate::sms::{Language, Message, MessageId, PATH, Reply};
use crate::token::Token;

/// The longest text that is taken, in characters: ten short messages of Chinese.
const LONGEST_TEXT: usize = 670;
/// The longest key that is taken, in bytes.
const LONGEST_KEY: usize = 255;

/// What the page may do: its own style and script, and ask for its own list.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A simulated sender on this machine, with the inbox of all. It ends when it is dropped.
///
/// `GET /` is the page (`?phone=` or `?address=`, and `?lang=zh` or `en`), `GET /inbox.json` the list.
pub(crate) struct Sender {
    running: Running,
    desk: Arc<Desk>,
}

struct Desk {
    kind: Kind,
    inbox: Mutex<Inbox>,
    clock: Box<dyn Fn() -> Instant + Send + Sync>,
}

impl Sender {
    /// Starts on 127.0.0.1 at `port` (0: any free one). `clock` says when a message comes. With a `token` it takes
    /// messages only from who shows it; the page needs none.
    pub(crate) async fn start(
        kind: Kind,
        port: u16,
        token: Option<Token>,
        clock: impl Fn() -> Instant + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let desk = Arc::new(Desk {
            kind,
            inbox: Mutex::default(),
            clock: Box::new(clock),
        });
        let asked = Router::new()
            .route(PATH, post(take))
            .with_state(Arc::clone(&desk));
        let looked_at = Router::new()
            .route("/", get(show))
            .route("/inbox.json", get(list))
            .route("/inbox.css", get(style))
            .route("/inbox.js", get(script))
            .with_state(Arc::clone(&desk));
        let running = Running::start(port, token, asked, looked_at).await?;
        Ok(Self { running, desk })
    }

    /// Where it takes messages; the inbox page is there too, at `/`.
    pub(crate) fn address(&self) -> Address {
        self.running.address()
    }

    /// How it behaves, to be looked at and changed while it runs.
    pub(crate) fn conduct(&self) -> &Arc<Conduct> {
        self.running.conduct()
    }

    /// The messages to a phone or an address (its canonical text), or all, the newest first.
    pub(crate) fn inbox(&self, to: Option<&str>) -> Vec<Received> {
        self.desk.inbox().of(to)
    }
}

impl Desk {
    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a message.
async fn take(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Json(message): Json<Message<String>>,
) -> Result<(StatusCode, Json<Reply>), StatusCode> {
    let key = headers
        .get(IDEMPOTENCY_KEY)
        .and_then(|key| key.to_str().ok());
    let key = key.filter(|key| (1..=LONGEST_KEY).contains(&key.len()));
    let key = key.ok_or(StatusCode::BAD_REQUEST)?;
    let to = desk.kind.read(&message.to);
    let to = to.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    if !(1..=LONGEST_TEXT).contains(&message.text.chars().count()) {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let now = (desk.clock)();
    let taken = desk.inbox().take(key, &to, &message.text, now);
    let id = taken.map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    let id = MessageId::try_from(id).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok((StatusCode::ACCEPTED, Json(Reply { id })))
}

/// What the page and the list are asked for.
#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    phone: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    lang: String,
}

impl Wanted {
    /// Whose messages, as it was typed.
    fn given(&self, kind: Kind) -> &str {
        match kind {
            Kind::Phones => self.phone.trim(),
            Kind::Mailboxes => self.address.trim(),
        }
    }
}

/// The list.
#[derive(Serialize)]
struct List {
    messages: Vec<Received>,
}

async fn list(
    State(desk): State<Arc<Desk>>,
    Query(wanted): Query<Wanted>,
) -> Result<impl IntoResponse, StatusCode> {
    let to = match wanted.given(desk.kind) {
        "" => None,
        given => Some(
            desk.kind
                .read(given)
                .ok_or(StatusCode::UNPROCESSABLE_ENTITY)?,
        ),
    };
    let messages = desk.inbox().of(to.as_deref());
    Ok((guards(), Json(List { messages })))
}

async fn show(State(desk): State<Arc<Desk>>, Query(wanted): Query<Wanted>) -> impl IntoResponse {
    let given = wanted.given(desk.kind);
    let to = desk.kind.read(given);
    let view = View {
        kind: desk.kind,
        language: if wanted.lang == "en" {
            Language::English
        } else {
            Language::Chinese
        },
        given,
        is_contact: given.is_empty() || to.is_some(),
        messages: desk.inbox().of(to.as_deref()),
    };
    (guards(), Html(page::page(&view).into_string()))
}

async fn style() -> impl IntoResponse {
    let kind = (CONTENT_TYPE, "text/css; charset=utf-8");
    (guards(), [kind], include_str!("inbox.css"))
}

async fn script() -> impl IntoResponse {
    let kind = (CONTENT_TYPE, "text/javascript; charset=utf-8");
    (guards(), [kind], include_str!("inbox.js"))
}

/// What every answer to a browser carries.
const fn guards() -> [(HeaderName, &'static str); 4] {
    [
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ]
}
