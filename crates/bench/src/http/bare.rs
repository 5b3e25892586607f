//! The yardstick: a bare handler that takes and gives the same bytes, does the same bare signatures, and appends one
//! row of the same bytes before it answers.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::store::bare::{Bare, row};
use crate::store::callers;

/// The signatures that one request costs: the n-th request does the n-th of them.
pub(crate) type Work = Box<dyn Fn(usize) -> anyhow::Result<()> + Send + Sync>;

/// What the handler answers, and what it keeps of each request.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    pub(crate) row_bytes: usize,
}

/// A running server with one bare handler at `/`, and one that does nothing at `/empty`.
pub(crate) struct BareServer {
    pub(crate) address: SocketAddr,
    _runtime: Runtime,
    _folder: TempDir,
}

struct Shared {
    bare: Bare,
    work: Work,
    answer: Answer,
    next: AtomicUsize,
}

impl BareServer {
    /// Starts one.
    pub(crate) fn start(parent: &Path, work: Work, answer: Answer) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(parent)?;
        let (bare, _ends_with_the_server) = Bare::open(folder.path())?;
        let shared = Arc::new(Shared {
            bare,
            work,
            answer,
            next: AtomicUsize::new(0),
        });
        let runtime = callers::runtime()?;
        let address = runtime.block_on(async {
            let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
            let address = listener.local_addr()?;
            let router = Router::new()
                .route("/", post(worked))
                .route("/empty", get(empty))
                .with_state(shared);
            // As ours does: small answers go out at once.
            let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
                let _as_it_was = stream.set_nodelay(true);
            });
            tokio::spawn(async move { axum::serve(listener, router).await });
            anyhow::Ok(address)
        })?;
        Ok(Self {
            address,
            _runtime: runtime,
            _folder: folder,
        })
    }
}

async fn worked(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let n = shared.next.fetch_add(1, Ordering::Relaxed);
    let done = body.first() == Some(&b'{') && (shared.work)(n).is_ok();
    let kept = shared.bare.append(row(n, shared.answer.row_bytes)).await;
    if !done || kept.is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    answered(&shared)
}

async fn empty(State(shared): State<Arc<Shared>>) -> Response {
    answered(&shared)
}

fn answered(shared: &Shared) -> Response {
    let Answer { status, body, .. } = &shared.answer;
    (*status, [(CONTENT_TYPE, "application/json")], body.clone()).into_response()
}
