//! A door: an address that is listened at, plain or with a certificate.

use std::net::SocketAddr;

use anyhow::{Context, bail};
use server::Tls;
use tokio::net::TcpListener;

use super::Serve;

/// Where visitors come in.
pub(super) struct Door {
    pub(super) listener: TcpListener,
    pub(super) tls: Option<Tls>,
    /// Whether visitors reach it by https, by its own certificate or by that of a proxy before it.
    pub(super) secure: bool,
}

impl Door {
    /// The door of `--listen`, with the certificate of `--tls-cert`.
    pub(super) async fn of(options: &Serve) -> anyhow::Result<Self> {
        let tls = match (&options.tls_cert, &options.tls_key) {
            (Some(chain), Some(key)) => {
                let tls = Tls::read(chain, key).with_context(|| {
                    format!("--tls-cert {} --tls-key {}", chain.display(), key.display())
                });
                Some(tls?)
            }
            _ => None,
        };
        if tls.is_none() && !options.demo && !options.listen.ip().is_loopback() {
            bail!(
                "--listen {}: names and codes would be readable on the network; give --tls-cert and --tls-key, or \
                 listen on 127.0.0.1 behind a proxy that has them",
                options.listen
            );
        }
        let secure = tls.is_some();
        let door = Self::open(options.listen, tls).await;
        let door = door.with_context(|| {
            format!(
                "--listen {}: choose another address or port",
                options.listen
            )
        })?;
        Ok(Self { secure, ..door })
    }

    /// A door at an address.
    pub(super) async fn open(at: SocketAddr, tls: Option<Tls>) -> std::io::Result<Self> {
        Ok(Self {
            listener: TcpListener::bind(at).await?,
            secure: tls.is_some(),
            tls,
        })
    }

    /// The beginning of its addresses, without a slash at the end.
    pub(super) fn address(&self) -> anyhow::Result<String> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let at = self
            .listener
            .local_addr()
            .context("a listener without an address")?;
        Ok(format!("{scheme}://{at}"))
    }

    /// Its name on this machine: passkeys need one, and an address of numbers is none.
    pub(super) fn local_name(&self) -> anyhow::Result<String> {
        let at = self.listener.local_addr();
        let port = at.context("a listener without an address")?.port();
        Ok(format!("localhost:{port}"))
    }
}
