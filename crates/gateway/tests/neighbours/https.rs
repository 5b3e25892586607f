//! Neighbours on other machines are reached over TLS, and only those whose authority we trust.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::routing::post;
use axum::{Json, Router};
use gateway::registry::{Agreement, RegistryClient};
use gateway::{Access, Address, Authorities, SetupError, Why};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::{BOUNDS, NOW, access, ask, chance, unavailable, wang};

/// A listener that speaks TLS. Who breaks the handshake off is not let in.
struct Tls {
    tcp: TcpListener,
    acceptor: TlsAcceptor,
}

impl axum::serve::Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, from) = self.tcp.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, from);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.tcp.local_addr()
    }
}

/// An authority made on the spot.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A registry that knows everybody, with a certificate for `name` from the authority.
async fn registry(authority: &CertifiedIssuer<'static, KeyPair>, name: &str) -> Address {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new([name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = tcp.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let yes = post(|| async { Json(json!({"agreement": "yes"})) });
    let routes = Router::new().route("/v1/agreements", yes);
    tokio::spawn(async move { axum::serve(Tls { tcp, acceptor }, routes).await });
    Address::parse(&format!("https://localhost:{port}/v1")).unwrap()
}

fn client(address: Address, authorities: Authorities) -> RegistryClient {
    let access = Access {
        authorities,
        ..access(address, BOUNDS)
    };
    RegistryClient::new(&access, chance()).unwrap()
}

#[tokio::test]
async fn a_neighbour_with_a_certificate_of_its_authority_is_asked() {
    let authority = authority();
    let address = registry(&authority, "localhost").await;
    let client = client(
        address,
        Authorities::from_pem(authority.pem().as_bytes()).unwrap(),
    );
    assert_eq!(ask(&client, &wang(), NOW).await, Ok(Agreement::Yes));
}

#[tokio::test]
async fn a_neighbour_of_another_authority_or_another_name_is_told_nothing() {
    let trusted = authority();
    let pem = trusted.pem();
    let trust = || Authorities::from_pem(pem.as_bytes()).unwrap();
    let foreign = client(registry(&authority(), "localhost").await, trust());
    assert_eq!(
        ask(&foreign, &wang(), NOW).await,
        unavailable(Why::Connection)
    );
    let renamed = client(registry(&trusted, "registry.example").await, trust());
    assert_eq!(
        ask(&renamed, &wang(), NOW).await,
        unavailable(Why::Connection)
    );
}

#[test]
fn what_is_no_certificate_is_refused_before_anybody_is_asked() {
    for pem in ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA"] {
        let read = Authorities::from_pem(pem.as_bytes());
        assert_eq!(read.unwrap_err(), SetupError::Authority);
    }
    let empty = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let access = Access {
        authorities: Authorities::from_pem(empty.as_bytes()).unwrap(),
        ..Access::new(Address::parse("https://registry.example").unwrap())
    };
    let client = RegistryClient::new(&access, chance());
    assert_eq!(client.err(), Some(SetupError::Authority));
}
