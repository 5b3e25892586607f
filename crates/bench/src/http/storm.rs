//! A storm of sign-ins: passwords are tried for many logins from many addresses, as fast as an attacker likes who does
//! not wait when told to.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{anyhow, ensure};
use simulation::load::http::{Connection, Request};
use tokio::task::JoinSet;

/// Attackers who try at the same time; the queue of passwords has fewer places.
const ATTACKERS: u64 = 64;
/// How long each pauses between two tries: some 250 tries a second altogether.
const PAUSE: Duration = Duration::from_millis(250);
/// Tries from one address, after which an attacker takes another: as many as an address may.
const FROM_ONE: u64 = 20;

/// A storm that goes on until it is ended. It has a thread of its own, as attackers have machines of their own.
pub(crate) struct Storm {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<anyhow::Result<Tried>>,
}

/// What the attackers were answered.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tried {
    /// Passwords that were looked at, and wrong.
    pub(crate) looked_at: u64,
    /// Tries that were turned away.
    pub(crate) turned_away: u64,
}

impl Storm {
    /// Lets it begin against the server at `address`.
    pub(crate) fn begin(address: SocketAddr) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(rage(address, asked))
        });
        Self { stop, thread }
    }

    /// Ends it.
    pub(crate) fn end(self) -> anyhow::Result<Tried> {
        self.stop.store(true, Ordering::Relaxed);
        let ended = self.thread.join();
        ended.map_err(|_| anyhow!("the storm broke off"))?
    }
}

async fn rage(address: SocketAddr, stop: Arc<AtomicBool>) -> anyhow::Result<Tried> {
    let (next_login, next_address) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let mut tasks = JoinSet::new();
    for _ in 0..ATTACKERS {
        let (stop, logins, addresses) = (stop.clone(), next_login.clone(), next_address.clone());
        tasks.spawn(async move {
            let mut tried = Tried::default();
            while !stop.load(Ordering::Relaxed) {
                let from = own_address(addresses.fetch_add(1, Ordering::Relaxed));
                let mut connection = Connection::open_from(address, from).await?;
                for _ in 0..FROM_ONE {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let login = logins.fetch_add(1, Ordering::Relaxed);
                    match connection.ask(&guess(login)).await?.status {
                        401 => tried.looked_at += 1,
                        429 | 503 => tried.turned_away += 1,
                        other => return Err(anyhow!("a guess was answered {other}")),
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            }
            Ok(tried)
        });
    }
    let mut all = Tried::default();
    while let Some(ended) = tasks.join_next().await {
        let tried = ended??;
        all.looked_at += tried.looked_at;
        all.turned_away += tried.turned_away;
    }
    ensure!(all.looked_at > 0, "no password was looked at");
    Ok(all)
}

fn guess(n: u64) -> Request {
    let json =
        format!(r#"{{"login":"guess.{n}","password":"a wrong password","totp_code":"000000"}}"#);
    Request::post("/api/staff/sign-in", "accept: */*", &json)
}

/// The n-th address of this machine: all of 127.0.0.0/8 is its own.
fn own_address(n: u64) -> IpAddr {
    let [.., b, c] = n.to_be_bytes();
    Ipv4Addr::new(127, 1, b, c.max(1)).into()
}
