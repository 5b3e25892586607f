//! What all simulated neighbours share: a place on this machine, a token to ask for, and conduct that can be bad.
//!
//! A simulator is HTTP like the real one and nothing else; whoever asks it cannot tell. It listens on 127.0.0.1
//! alone, so that nobody puts one on a network by mistake.

mod booked;
mod conduct;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::address::Address;
use crate::token::Token;

pub(crate) use booked::{Booked, Shared, canonical, open};
pub use conduct::{Behaviour, Conduct};

/// The most bytes of a question.
const LONGEST_QUESTION: usize = 16 * 1_024;

/// A simulator that runs until it is dropped.
pub(crate) struct Running {
    at: SocketAddr,
    conduct: Arc<Conduct>,
    task: JoinHandle<()>,
}

/// What stands before every question.
struct Gate {
    token: Option<Token>,
    conduct: Arc<Conduct>,
}

impl Running {
    /// Runs two sets of routes on 127.0.0.1: those that are `asked` by us need the token and follow the conduct,
    /// those that are `looked_at` by people are always there.
    pub(crate) async fn start(
        port: u16,
        token: Option<Token>,
        asked: Router,
        looked_at: Router,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let at = listener.local_addr()?;
        let conduct = Arc::new(Conduct::default());
        let gate = Arc::new(Gate {
            token,
            conduct: Arc::clone(&conduct),
        });
        let routes = asked
            .layer(from_fn_with_state(gate, pass))
            .merge(looked_at)
            .layer(DefaultBodyLimit::max(LONGEST_QUESTION));
        let task = tokio::spawn(async move {
            // It returns only where the listener is gone, and then nobody can be told but the log.
            if let Err(error) = axum::serve(listener, routes).await {
                tracing::error!(%error, "a simulator ended");
            }
        });
        Ok(Self { at, conduct, task })
    }

    pub(crate) fn address(&self) -> Address {
        Address::of_this_machine(self.at)
    }

    pub(crate) fn conduct(&self) -> &Arc<Conduct> {
        &self.conduct
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let shown = request.headers().get(AUTHORIZATION);
    let known = match &gate.token {
        Some(token) => token.is_shown_in(shown),
        None => true,
    };
    if known {
        gate.conduct.apply(request, next).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}
