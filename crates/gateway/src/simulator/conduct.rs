//! How a simulated neighbour behaves: well, or in one of the ways in which real ones fail.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

/// How a neighbour behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// It answers.
    Well,
    /// It answers after so many milliseconds.
    Slow(u64),
    /// It does not answer until it is told to behave otherwise.
    Silent,
    /// It does what it is asked, and the answer is lost on the way back (503).
    LosesAnswers,
    /// Whatever it is asked, it does nothing and answers this.
    Answers {
        /// The status of HTTP.
        status: u16,
        /// The text.
        body: String,
    },
}

impl Behaviour {
    /// It is down: 503 to everything.
    pub const fn failing() -> Self {
        Self::Answers {
            status: 503,
            body: String::new(),
        }
    }

    /// It talks nonsense: somebody's page with status 200.
    pub fn nonsense() -> Self {
        Self::Answers {
            status: 200,
            body: "<html><title>Welcome</title></html>".to_owned(),
        }
    }
}

/// The conduct of a running simulator, and what was seen of those who ask it.
pub struct Conduct {
    standing: watch::Sender<Behaviour>,
    next: Mutex<(usize, Behaviour)>,
    seen: watch::Sender<Seen>,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    asked: usize,
    present: usize,
    most: usize,
}

impl Default for Conduct {
    fn default() -> Self {
        Self {
            standing: watch::Sender::new(Behaviour::Well),
            next: Mutex::new((0, Behaviour::Well)),
            seen: watch::Sender::new(Seen::default()),
        }
    }
}

impl Conduct {
    /// From now on it behaves so. Who waits in its silence is answered the new way.
    pub fn behave(&self, behaviour: Behaviour) {
        self.standing.send_replace(behaviour);
    }

    /// For the next `times` questions it behaves so, and then as before.
    pub fn behave_for(&self, times: usize, behaviour: Behaviour) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = (times, behaviour);
    }

    /// How it behaves now.
    pub fn behaviour(&self) -> Behaviour {
        self.standing.borrow().clone()
    }

    /// How many questions have come, good and bad.
    pub fn asked(&self) -> usize {
        self.seen.borrow().asked
    }

    /// The most questions that were here at once.
    pub fn most_at_once(&self) -> usize {
        self.seen.borrow().most
    }

    /// Returns when so many questions are here at once.
    pub async fn until_present(&self, count: usize) {
        let mut seen = self.seen.subscribe();
        // The sender is a field of `self`: it cannot be gone.
        let _seen = seen.wait_for(|seen| seen.present >= count).await;
    }

    pub(super) async fn apply(&self, request: Request, next: Next) -> Response {
        let _present = Present::enter(&self.seen);
        let mut words = self.standing.subscribe();
        let mut behaviour = self.take();
        while behaviour == Behaviour::Silent {
            // The sender is a field of `self`: it cannot be gone.
            let _word = words.changed().await;
            behaviour = words.borrow_and_update().clone();
        }
        match behaviour {
            Behaviour::Well | Behaviour::Silent => next.run(request).await,
            Behaviour::Slow(ms) => {
                tokio::time::sleep(Duration::from_millis(ms)).await;
                next.run(request).await
            }
            Behaviour::LosesAnswers => {
                next.run(request).await;
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
            Behaviour::Answers { status, body } => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT);
                (status, body).into_response()
            }
        }
    }

    /// The behaviour of this question.
    fn take(&self) -> Behaviour {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if next.0 == 0 {
            return self.behaviour();
        }
        next.0 -= 1;
        next.1.clone()
    }
}

/// A question that is here; when it is answered or given up, it no longer is.
struct Present<'a>(&'a watch::Sender<Seen>);

impl<'a> Present<'a> {
    fn enter(seen: &'a watch::Sender<Seen>) -> Self {
        seen.send_modify(|seen| {
            seen.asked += 1;
            seen.present += 1;
            seen.most = seen.most.max(seen.present);
        });
        Self(seen)
    }
}

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|seen| seen.present -= 1);
    }
}
