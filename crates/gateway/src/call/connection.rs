//! How bytes reach a neighbour: HTTP/1.1, over TLS 1.2 or 1.3 wherever it is not this machine.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};

use crate::access::Access;
use crate::error::SetupError;

/// A pool of connections to one neighbour. It follows no redirect, keeps no cookie and heeds no proxy.
pub(crate) type Connections = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(30);

/// The pool; nothing is connected yet.
pub(crate) fn connections(access: &Access) -> Result<Connections, SetupError> {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    // `Address` lets readable HTTP through to this machine alone.
    let connector = HttpsConnectorBuilder::new()
        .with_tls_config(tls(access)?)
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp);
    Ok(Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(access.limits.at_once)
        .build(connector))
}

fn tls(access: &Access) -> Result<ClientConfig, SetupError> {
    // The system's authorities take a while to read, and nobody asks them about this machine.
    let roots = if access.address.is_sealed() {
        access.authorities.roots()?
    } else {
        RootCertStore::empty()
    };
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.map_err(|_| SetupError::Versions)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
