//! Who asks, and whether the table lets them: before every handler, by the action of its route.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Role};
use domain::time::Instant;
use service::{Checkpoint, Session};

use crate::App;
use crate::edge::extract::Now;
use crate::edge::limits::by_address;
use crate::edge::session::{request_in, secret_in, token_in};
use crate::problem::{Kind, Problem};

/// A session that holds and may.
#[derive(Clone)]
pub(crate) struct SignedIn(pub(crate) Arc<Session>);

/// The checkpoint whose device asks.
#[derive(Clone)]
pub(crate) struct AtGate(pub(crate) Arc<Checkpoint>);

/// Lets a request through to its handler where its address has not asked for too much and its action is open to
/// whoever asks.
pub(crate) async fn pass(app: App, action: Action, mut request: Request, next: Next) -> Response {
    if let Some(problem) = by_address(&app, action, &request) {
        return problem.into_response();
    }
    let now = app.clock.now();
    request.extensions_mut().insert(Now(now));
    match admit(&app, action, &mut request, now).await {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn admit(
    app: &App,
    action: Action,
    request: &mut Request,
    now: Instant,
) -> Result<(), Problem> {
    if action.is_open_to(Role::Anyone) {
        return Ok(());
    }
    if action.is_open_to(Role::RecognisedService)
        && let Some(asked) = request_in(request.headers())
    {
        let path = request.uri().path();
        return Ok(app.service.recognised_service(asked, path, now).await?);
    }
    if action.is_open_to(Role::Checkpoint) {
        let token = token_in(request.headers()).ok_or(service::Error::NotACheckpoint)?;
        let checkpoint = app.service.checkpoint_of(token, now).await?;
        request
            .extensions_mut()
            .insert(AtGate(Arc::new(checkpoint)));
        return Ok(());
    }
    let secret = secret_in(request.headers()).ok_or(service::Error::NotSignedIn)?;
    let session = app.service.session_of(secret, now).await?;
    let role = match session.person() {
        Ok(_) => Role::Person,
        Err(_) => Role::Phone,
    };
    if !action.is_open_to(role) {
        return Err(service::Error::NotRegistered.into());
    }
    request.extensions_mut().insert(SignedIn(Arc::new(session)));
    Ok(())
}

/// A handler that asks for what its action does not give.
fn not_given() -> Problem {
    Problem::said(Kind::Forbidden, "此处不对您开放", "this is not open to you")
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(not_given)
    }
}

impl FromRequestParts<App> for AtGate {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(not_given)
    }
}
