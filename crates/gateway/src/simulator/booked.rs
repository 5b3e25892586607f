//! A simulated neighbour that answers out of a book, in which whoever runs it writes meanwhile.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use domain::identity::DocumentKind;

use super::{Conduct, Running};
use crate::address::Address;
use crate::token::Token;

/// The book as the routes have it.
pub(crate) type Shared<B> = Arc<Mutex<B>>;

/// A simulator with its book; it runs until it is dropped.
pub(crate) struct Booked<B> {
    running: Running,
    book: Shared<B>,
}

impl<B: Send + 'static> Booked<B> {
    /// Runs the routes that are `asked` by us on 127.0.0.1.
    pub(crate) async fn start(
        port: u16,
        token: Option<Token>,
        book: B,
        asked: Router<Shared<B>>,
    ) -> io::Result<Self> {
        let book = Arc::new(Mutex::new(book));
        let asked = asked.with_state(Arc::clone(&book));
        let running = Running::start(port, token, asked, Router::new()).await?;
        Ok(Self { running, book })
    }

    pub(crate) fn address(&self) -> Address {
        self.running.address()
    }

    pub(crate) fn conduct(&self) -> &Arc<Conduct> {
        self.running.conduct()
    }

    /// The book, to be read and written in.
    pub(crate) fn open(&self) -> MutexGuard<'_, B> {
        open(&self.book)
    }
}

/// The book, also after somebody panicked who had it open.
pub(crate) fn open<B>(book: &Mutex<B>) -> MutexGuard<'_, B> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}

/// By what a book finds a document that a question names; `None` where there is no such kind.
pub(crate) fn canonical(kind: &str, number: &str) -> Option<String> {
    let kind = DocumentKind::from_word(kind)?;
    Some(format!("{}:{number}", kind.code()))
}
