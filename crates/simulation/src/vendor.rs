//! A vendor's own server, for a demonstration: it holds the key of a channel, signs what a channel signs, and asks the
//! service over HTTP like a real one. Its mini-program asks it for a link, by the phone that is bound there.
//!
//! It listens on 127.0.0.1 alone and ends when it is dropped.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use credential::{KeyPair, sign_jws};
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::load::http::{Answer, Connection, Request};

/// Where its mini-program asks for a link.
const OPEN: &str = "/open";
/// For how many seconds what it signs is good.
const GOOD_S: i64 = 60;

/// What a vendor's server is made of.
pub struct VendorSetup {
    /// The channel's name.
    pub name: String,
    /// The channel's private key.
    pub key: KeyPair,
    /// Where the service listens on this machine.
    pub service: SocketAddr,
    /// The service's public address: what assertions are for begins with it.
    pub address: String,
    /// The time by which it signs.
    pub now: Arc<dyn Fn() -> Instant + Send + Sync>,
}

/// Whose page wants a link, and for which city.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    phone: String,
    city: String,
}

/// A link, as the service gave it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VendorLink {
    /// For the web view.
    pub link: String,
    /// The secret behind it.
    pub secret: String,
    /// For how many seconds it waits.
    pub expires_s: u32,
}

/// A vendor's server that runs.
pub struct Vendor {
    at: SocketAddr,
    task: JoinHandle<()>,
}

impl Vendor {
    /// Starts on any free port of this machine.
    pub async fn start(setup: VendorSetup) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let at = listener.local_addr()?;
        let signer = Arc::new(Signer {
            setup,
            signed: AtomicU64::new(0),
        });
        let routes = Router::new().route(OPEN, post(open)).with_state(signer);
        // It ends with the listener, and then nobody asks it any more.
        let task = tokio::spawn(async move { drop(axum::serve(listener, routes).await) });
        Ok(Self { at, task })
    }

    /// What its mini-program does: asks it over HTTP for a link, for the user with this phone.
    pub async fn open(&self, phone: &str, city: &str) -> io::Result<VendorLink> {
        let wish = json!({ "phone": phone, "city": city });
        let asked = Request::post(OPEN, "accept: application/json", &wish.to_string());
        let answer = Connection::open(self.at).await?.ask(&asked).await?;
        read(&answer)
    }
}

impl Drop for Vendor {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn open(
    State(signer): State<Arc<Signer>>,
    Json(wish): Json<Wish>,
) -> Result<Json<VendorLink>, StatusCode> {
    let link = signer.link(&wish).await;
    link.map(Json).map_err(|_| StatusCode::BAD_GATEWAY)
}

/// Who signs for the channel.
struct Signer {
    setup: VendorSetup,
    signed: AtomicU64,
}

impl Signer {
    async fn link(&self, wish: &Wish) -> io::Result<VendorLink> {
        let mut connection = Connection::open(self.setup.service).await?;
        let token = self.token(&mut connection).await?;
        let claims = json!({ "sub": "sample-user", "phone": wish.phone });
        let assertion = self.sign("/api/channels/session", claims)?;
        let body = json!({ "assertion": assertion, "city": wish.city });
        let who = format!("authorization: Bearer {token}");
        let asked = Request::post("/api/channels/session", &who, &body.to_string());
        read(&connection.ask(&asked).await?)
    }

    async fn token(&self, connection: &mut Connection) -> io::Result<String> {
        let claims = json!({ "sub": self.setup.name });
        let assertion = self.sign("/api/channels/token", claims)?;
        let form = format!(
            "grant_type=client_credentials&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer\
             &client_assertion={assertion}"
        );
        let asked = Request::form("/api/channels/token", &form);
        let answer: Value = read(&connection.ask(&asked).await?)?;
        let token = answer["access_token"].as_str().map(str::to_owned);
        token.ok_or_else(|| io::Error::other("no access token"))
    }

    /// Signs claims for an address of the service, under an id of their own.
    fn sign(&self, path: &str, mut claims: Value) -> io::Result<String> {
        let now = (self.setup.now)().ms() / 1_000;
        let number = self.signed.fetch_add(1, Ordering::Relaxed);
        claims["iss"] = json!(self.setup.name);
        claims["aud"] = json!(format!("{}{path}", self.setup.address));
        claims["iat"] = json!(now);
        claims["exp"] = json!(now + GOOD_S);
        claims["jti"] = json!(format!("{}-{now}-{number:06}", self.setup.key.kid()));
        sign_jws(claims.to_string().as_bytes(), &self.setup.key).map_err(io::Error::other)
    }
}

/// What was answered, where it is no refusal.
fn read<T: serde::de::DeserializeOwned>(answer: &Answer) -> io::Result<T> {
    if !(200..300).contains(&answer.status) {
        let said = String::from_utf8_lossy(&answer.body);
        return Err(io::Error::other(format!("{}: {said}", answer.status)));
    }
    serde_json::from_slice(&answer.body).map_err(io::Error::other)
}
