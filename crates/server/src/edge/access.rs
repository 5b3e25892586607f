//! Who asks, and whether the table lets them: before every handler, by the action of its route.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::access::{Action, Role};
use domain::help::{Cause, is_counted};
use domain::time::Instant;
use service::{Channel, ChannelRefusal, Checkpoint, Session, StaffSession};

use crate::App;
use crate::edge::extract::Now;
use crate::edge::limits::{by_address, by_channel};
use crate::edge::session::{member_in, request_in, secret_in, staff_secret_in, token_in};
use crate::problem::{Kind, Problem};

/// A session that holds and may.
#[derive(Clone)]
pub(crate) struct SignedIn(pub(crate) Arc<Session>);

/// The checkpoint whose device asks.
#[derive(Clone)]
pub(crate) struct AtGate(pub(crate) Arc<Checkpoint>);

/// The channel whose server asks.
#[derive(Clone)]
pub(crate) struct AtChannel(pub(crate) Arc<Channel>);

/// A member of staff whose session holds and one of whose duties opens the action. Where it concerns a person or a
/// place, the handler asks for the division too (`Service::admit_staff_in`).
#[derive(Clone)]
pub(crate) struct SignedStaff(pub(crate) Arc<StaffSession>);

/// Lets a request through to its handler where its address has not asked for too much and its action is open to
/// whoever asks.
pub(crate) async fn pass(app: App, action: Action, mut request: Request, next: Next) -> Response {
    let now = app.clock.now();
    // Ten thousand phones share an address: who is signed in is known by more than that.
    if let Some(problem) = by_address(&app, action, &request) {
        let secret = secret_in(request.headers()).filter(|_| action == Action::SignIn);
        if !is_signed_in(&app, secret.map(str::to_owned), now).await {
            return problem.into_response();
        }
    }
    request.extensions_mut().insert(Now(now));
    let had_session = secret_in(request.headers()).is_some();
    let response = match admit(&app, action, &mut request, now).await {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    count(&app, action, &response, had_session);
    response
}

/// Counts why a resident did not get on, and nothing of them. Who never signed in was not signed out.
fn count(app: &App, action: Action, response: &Response, had_session: bool) {
    let cause = response.extensions().get::<Cause>();
    let cause = cause.filter(|cause| **cause != Cause::SignedOut || had_session);
    if let Some(cause) = cause.filter(|_| is_counted(action)) {
        app.service.count_failure(*cause);
    }
}

/// Whether a session that holds asks for what anybody may ask for.
async fn is_signed_in(app: &App, secret: Option<String>, now: Instant) -> bool {
    match secret {
        Some(secret) => app.service.session_of(&secret, now).await.is_ok(),
        None => false,
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
    let admitted = if action.is_for_staff() {
        admit_staff(app, action, request, now).await
    } else if action.is_open_to(Role::Checkpoint) {
        admit_checkpoint(app, request, now).await
    } else if action.is_open_to(Role::Channel) {
        admit_channel(app, request, now).await
    } else {
        admit_resident(app, action, request, now).await
    };
    if admitted.is_err() && !action.is_for_staff() {
        // A member of staff who tries what is a person's or a checkpoint's is named in the log.
        if let Ok(session) = staff(app, request.headers(), now).await {
            app.service
                .admit_staff(session.member(), action, now)
                .await?;
        }
    }
    admitted
}

/// The session of staff that a request brings.
async fn staff(app: &App, headers: &HeaderMap, now: Instant) -> Result<StaffSession, Problem> {
    let secret = staff_secret_in(headers).ok_or(service::Error::NotSignedIn)?;
    Ok(app.service.staff_session_of(secret, now).await?)
}

async fn admit_staff(
    app: &App,
    action: Action,
    request: &mut Request,
    now: Instant,
) -> Result<(), Problem> {
    let session = staff(app, request.headers(), now).await?;
    app.service
        .admit_staff(session.member(), action, now)
        .await?;
    request
        .extensions_mut()
        .insert(SignedStaff(Arc::new(session)));
    Ok(())
}

async fn admit_checkpoint(app: &App, request: &mut Request, now: Instant) -> Result<(), Problem> {
    let token = token_in(request.headers()).ok_or(service::Error::NotACheckpoint)?;
    let checkpoint = app.service.checkpoint_of(token, now).await?;
    request
        .extensions_mut()
        .insert(AtGate(Arc::new(checkpoint)));
    Ok(())
}

async fn admit_channel(app: &App, request: &mut Request, now: Instant) -> Result<(), Problem> {
    let token = token_in(request.headers()).ok_or(ChannelRefusal::Unknown);
    let token = token.map_err(service::Error::from)?;
    let channel = app.service.channel_of(token, now).await?;
    by_channel(app, channel.id())?;
    request
        .extensions_mut()
        .insert(AtChannel(Arc::new(channel)));
    Ok(())
}

async fn admit_resident(
    app: &App,
    action: Action,
    request: &mut Request,
    now: Instant,
) -> Result<(), Problem> {
    let secret = secret_in(request.headers()).ok_or(service::Error::NotSignedIn)?;
    let mut session = app.service.session_of(secret, now).await?;
    let asks_for = member_in(request.headers());
    let role = match (session.person(), asks_for) {
        (Ok(_), None) => Role::Person,
        (Ok(_), Some(_)) => Role::Guardian,
        (Err(_), _) => Role::Phone,
    };
    if !action.is_open_to(role) {
        return Err(match role {
            Role::Guardian => not_for_members(),
            _ => service::Error::NotRegistered.into(),
        });
    }
    if let Some(link) = asks_for {
        session = app.service.session_for(session, link, action, now).await?;
    }
    request.extensions_mut().insert(SignedIn(Arc::new(session)));
    Ok(())
}

/// What a person does for themself alone.
fn not_for_members() -> Problem {
    Problem::said(
        Kind::Forbidden,
        "此项须由家人本人办理",
        "this is for the family member to do themself",
    )
}

/// A handler that asks for what its action does not give.
fn not_given() -> Problem {
    Problem::said(
        Kind::Forbidden,
        "此处不对您开放，请以有权限的身份登录",
        "this is not open to you; sign in as somebody to whom it is",
    )
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

impl FromRequestParts<App> for AtChannel {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(not_given)
    }
}

impl FromRequestParts<App> for SignedStaff {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(not_given)
    }
}
