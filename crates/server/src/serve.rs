//! Listening: plain on this machine and behind a proxy, or with TLS of our own.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long a stranger may take to agree on keys.
const LONGEST_HANDSHAKE: Duration = Duration::from_secs(10);
/// Connections that have agreed and wait to be served.
const WAITING: usize = 256;

/// A certificate and its key.
#[derive(Clone)]
pub struct Tls(Arc<ServerConfig>);

/// A certificate or key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// No PEM of the kind.
    #[error("{0}: {1}")]
    Pem(&'static str, rustls::pki_types::pem::Error),
    /// The two do not go together.
    #[error("the certificate and the key: {0}")]
    Pair(#[from] rustls::Error),
}

impl Tls {
    /// A chain of certificates and a private key, each in a file of PEM.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, TlsError> {
        let certificates = |error| TlsError::Pem("--tls-cert", error);
        let chain = CertificateDer::pem_file_iter(chain).map_err(certificates)?;
        let chain = chain.collect::<Result<Vec<_>, _>>().map_err(certificates)?;
        let key = PrivateKeyDer::from_pem_file(key);
        let key = key.map_err(|error| TlsError::Pem("--tls-key", error))?;
        Self::of(chain, key)
    }

    /// The same, from memory.
    pub fn of(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, TlsError> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        Ok(Self(Arc::new(config)))
    }
}

/// Serves until `until` is there; what is being answered is answered first.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    tls: Option<Tls>,
    until: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let make = router.into_make_service_with_connect_info::<Peer>();
    match tls {
        None => {
            axum::serve(PlainListener(listener), make)
                .with_graceful_shutdown(until)
                .await
        }
        Some(tls) => {
            let listener = TlsListener::start(listener, tls)?;
            axum::serve(listener, make)
                .with_graceful_shutdown(until)
                .await
        }
    }
}

/// Connections as they come.
struct PlainListener(TcpListener);

impl Listener for PlainListener {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        let (stream, peer) = Listener::accept(&mut self.0).await;
        at_once(&stream);
        (stream, peer)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Small answers go out at once.
fn at_once(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
}

/// Connections that have agreed on keys; who is slow at it holds nobody up.
struct TlsListener {
    agreed: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    at: SocketAddr,
    accepting: tokio::task::JoinHandle<()>,
}

impl TlsListener {
    fn start(listener: TcpListener, tls: Tls) -> io::Result<Self> {
        let at = listener.local_addr()?;
        let (sender, agreed) = mpsc::channel(WAITING);
        let accepting = tokio::spawn(accept(listener, TlsAcceptor::from(tls.0), sender));
        Ok(Self {
            agreed,
            at,
            accepting,
        })
    }
}

async fn accept(
    mut listener: TcpListener,
    acceptor: TlsAcceptor,
    agreed: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    loop {
        let (stream, peer) = Listener::accept(&mut listener).await;
        at_once(&stream);
        let (acceptor, agreed) = (acceptor.clone(), agreed.clone());
        tokio::spawn(async move {
            let handshake = tokio::time::timeout(LONGEST_HANDSHAKE, acceptor.accept(stream)).await;
            if let Ok(Ok(stream)) = handshake {
                // Nobody serves any more: it ends with the program.
                drop(agreed.send((stream, peer)).await);
            }
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.agreed.recv().await {
            Some(connection) => connection,
            // The accepting task never ends while this is alive.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.at)
    }
}

impl Drop for TlsListener {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Who is at the other end of a connection: what limits by address count.
#[derive(Clone, Copy)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, PlainListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, PlainListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        Self(*stream.remote_addr())
    }
}
