//! HTTP: routes by audience, one endpoint a file; who may what, limits and errors at the edge.
//!
//! A handler parses, calls one verb of `service` and answers. [`router`] puts the interface (`routes::page`), its
//! description and the pages together; [`serve`] listens, and [`jobs`] does what time brings.
//!
//! *Invariant:* every route names its action (`domain::access`) and is refused to whoever it is not open to, before
//! its handler is reached. *Invariant:* the clock is an argument, read once a request. *Invariant:* a problem of ours
//! tells the outside nothing.

mod clock;
mod demo;
mod described;
mod drafts;
mod edge;
mod jobs;
mod pages;
mod problem;
mod routes;
mod serve;
mod story;
mod wire;

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::get;
use service::Service;
use tower_http::timeout::TimeoutLayer;

pub use clock::Clock;
pub use demo::{
    AUTHORITY_PATH, Demo, DemoCard, DemoCheckpoint, DemoIdentity, DemoStaff, Opening, Telling,
};
pub use jobs::jobs;
pub use routes::page::RouteRow;
pub use serve::{Peer, Tls, TlsError, serve};
pub use story::{ChangeTold, Chapter, ChapterTold, PersonTold, Story};

use drafts::Drafts;
use edge::limits::{self, Limits};

/// What a server is made of.
pub struct Setup {
    /// The use cases.
    pub service: Arc<Service>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The folder of the pages, as the build of `web/` wrote it.
    pub web: PathBuf,
    /// Whether it is reached by https: cookies are then never sent otherwise.
    pub secure: bool,
    /// The demonstration, where it is one.
    pub demo: Option<Arc<dyn Demo>>,
}

/// What handlers share.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

pub(crate) struct Shared {
    service: Arc<Service>,
    clock: Arc<dyn Clock>,
    secure: bool,
    demo: Option<Arc<dyn Demo>>,
    limits: Limits,
    drafts: Drafts,
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Everything that is served.
pub fn router(setup: Setup) -> Router {
    let web = setup.web.clone();
    let app = App::of(setup);
    let (description, _) = routes::page::described(described::head());
    let (guarding, admitting) = (app.clone(), app.clone());
    let interface = routes::page::page(&app)
        .layer(DefaultBodyLimit::max(limits::MOST_BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            limits::LONGEST,
        ))
        .layer(from_fn(move |request, next| {
            limits::room(admitting.clone(), request, next)
        }));
    interface
        .merge(described::routes(&description))
        .route(AUTHORITY_PATH, get(authority))
        .merge(pages::routes(&web))
        .layer(from_fn(move |request, next| {
            edge::headers::guard(guarding.clone(), request, next)
        }))
        .with_state(app)
}

/// The description of the interface (OpenAPI 3.1), and each route with its action.
pub fn description() -> (String, Vec<RouteRow>) {
    let (description, rows) = routes::page::described(described::head());
    (description.to_pretty_json().unwrap_or_default(), rows)
}

impl App {
    fn of(setup: Setup) -> Self {
        Self(Arc::new(Shared {
            service: setup.service,
            clock: setup.clock,
            secure: setup.secure,
            demo: setup.demo,
            limits: Limits::default(),
            drafts: Drafts::default(),
        }))
    }
}

/// The certificate of a demonstration's authority, for a phone to install.
async fn authority(
    axum::extract::State(app): axum::extract::State<App>,
) -> axum::response::Response {
    let pem = app.demo.as_ref().and_then(|demo| demo.card().authority_pem);
    match pem {
        Some(pem) => ([(CONTENT_TYPE, "application/x-x509-ca-cert")], pem).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
