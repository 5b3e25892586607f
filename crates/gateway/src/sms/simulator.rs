//! A sender for demos and tests: it sends nothing, and shows what it was handed on a page and as JSON.

use std::io;
use std::sync::Arc;

use domain::identity::Phone;
use domain::time::Instant;

use crate::address::Address;
use crate::inbox::{Kind, Received, Sender};
use crate::simulator::Conduct;
use crate::token::Token;

/// A simulated sender on this machine, with the inbox of all phones. It ends when it is dropped.
///
/// `GET /` is the page (`?phone=` and `?lang=zh` or `en`), `GET /inbox.json` the list (`?phone=`).
pub struct SimulatedSms(Sender);

impl SimulatedSms {
    /// Starts on 127.0.0.1 at `port` (0: any free one). `clock` says when a message comes. With a `token` it takes
    /// messages only from who shows it; the page needs none.
    pub async fn start(
        port: u16,
        token: Option<Token>,
        clock: impl Fn() -> Instant + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Sender::start(Kind::Phones, port, token, clock)
            .await
            .map(Self)
    }

    /// Where it takes messages; the inbox page is there too, at `/`.
    pub fn address(&self) -> Address {
        self.0.address()
    }

    /// How it behaves, to be looked at and changed while it runs.
    pub fn conduct(&self) -> &Arc<Conduct> {
        self.0.conduct()
    }

    /// The messages of a phone, or all, the newest first.
    pub fn inbox(&self, phone: Option<&Phone>) -> Vec<Received> {
        self.0.inbox(phone.map(Phone::canonical))
    }
}
