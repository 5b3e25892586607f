//! Somebody of the story over HTTP: a session, and what is asked with it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use service::Error;
use simulation::load::http::{Answer, Connection, Request};

use super::cast::Who;

/// The sessions of this start, by whose they are.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<Who, String>>);

impl Sessions {
    pub(super) fn of(&self, who: Who) -> Option<String> {
        self.all().get(&who).cloned()
    }

    pub(super) fn keep(&self, who: Who, visit: &Visit) {
        self.all().insert(who, visit.cookie.clone());
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Who, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page that is open.
pub(super) struct Visit {
    at: SocketAddr,
    cookie: String,
}

impl Visit {
    /// With a session that there is.
    pub(super) const fn with(at: SocketAddr, cookie: String) -> Self {
        Self { at, cookie }
    }

    /// By the secret behind a channel's link.
    pub(super) async fn open(at: SocketAddr, secret: &str) -> Result<Self, Error> {
        let body = json!({ "secret": secret }).to_string();
        let asked = Request::post("/api/channels/open", "accept: application/json", &body);
        let answer = send(at, &asked).await?;
        said(&answer)?;
        let cookie = answer.cookie;
        let cookie = cookie.ok_or_else(|| Error::Refused("no session came".to_owned()))?;
        Ok(Self { at, cookie })
    }

    /// Whether the session is a person's still.
    pub(super) async fn is_person(&self) -> bool {
        let me = self.get("/api/me").await;
        me.is_ok_and(|me| !me["person"].is_null())
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, Error> {
        said(&send(self.at, &Request::get_as(path, &self.who())).await?)
    }

    /// What is no JSON.
    pub(super) async fn bytes(&self, path: &str) -> Result<Vec<u8>, Error> {
        Ok(send(self.at, &Request::get(path)).await?.body)
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Value, Error> {
        let asked = Request::post(path, &self.who(), &body.to_string());
        said(&send(self.at, &asked).await?)
    }

    fn who(&self) -> String {
        format!("cookie: {}", self.cookie)
    }
}

async fn send(at: SocketAddr, asked: &Request) -> Result<Answer, Error> {
    let answered = async { Connection::open(at).await?.ask(asked).await };
    answered.await.map_err(|e| Error::Refused(e.to_string()))
}

/// What was answered, where it is no refusal.
fn said(answer: &Answer) -> Result<Value, Error> {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if (200..300).contains(&answer.status) {
        return Ok(body);
    }
    Err(Error::Refused(format!("{}: {body}", answer.status)))
}
