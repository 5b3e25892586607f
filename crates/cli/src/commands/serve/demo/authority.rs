//! A small authority, made on the spot, so that a real phone on the local network gets a secure context: cameras,
//! keys and offline pages want one.
//!
//! Who installs its certificate trusts whoever has its key, so it may vouch for addresses of private networks alone
//! (name constraints, RFC 5280, 4.2.1.10), and its key stays in the demo's folder. The certificate of the service is
//! made anew at each start, for the address that the machine has then.

use std::net::Ipv4Addr;
use std::path::Path;

use anyhow::Context;
use domain::time::Date;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use rustls::pki_types::PrivateKeyDer;
use server::Tls;

use crate::edge;

const NAME: &str = "healthcode demo (this machine only)";
const KEY: &str = "authority.key";
const CERTIFICATE: &str = "authority.crt";
/// For how long the authority is good; the file is installed once.
const AUTHORITY_YEARS: i32 = 10;
/// For how long a certificate is good, in days: phones refuse more than 825.
const DAYS: i32 = 365;
/// Networks that are private (RFC 1918), shared (RFC 6598), of one link (RFC 3927) or of this machine, by their
/// prefixes.
const PRIVATE: [([u8; 4], u8); 6] = [
    ([10, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    ([100, 64, 0, 0], 10),
    ([169, 254, 0, 0], 16),
    ([127, 0, 0, 0], 8),
];

/// The authority's certificate as PEM, and a certificate for the host that it has signed.
pub(super) struct Vouched {
    pub(super) authority: String,
    pub(super) tls: Tls,
}

/// Whether the authority may vouch for a host.
pub(super) fn may_vouch(host: Ipv4Addr) -> bool {
    PRIVATE.iter().any(|(network, prefix)| {
        let mask = u32::MAX << (32 - u32::from(*prefix));
        host.to_bits() & mask == u32::from_be_bytes(*network)
    })
}

/// Vouches for a host with the authority of the folder, which is made where it is not there. `today` is that of the
/// machine: phones read their own clock.
pub(super) fn vouch(folder: &Path, host: Ipv4Addr, today: Date) -> anyhow::Result<Vouched> {
    let (key, authority) = authority(folder, today)?;
    let issuer = Issuer::new(params_of_authority(today), key);
    let own = KeyPair::generate().context("a key for the certificate cannot be made")?;
    let mut params = CertificateParams::new([host.to_string(), "localhost".to_owned()])?;
    params
        .distinguished_name
        .push(DnType::CommonName, host.to_string());
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    holds(&mut params, today - 1, today + DAYS);
    let certificate = params.signed_by(&own, &issuer)?;
    let key = PrivateKeyDer::try_from(own.serialize_der());
    let key = key.map_err(|e| anyhow::anyhow!("the key of the certificate: {e}"))?;
    Ok(Vouched {
        authority,
        tls: Tls::of(vec![certificate.der().clone()], key)?,
    })
}

/// The key and the certificate of the folder's authority.
fn authority(folder: &Path, today: Date) -> anyhow::Result<(KeyPair, String)> {
    let (key_file, certificate_file) = (folder.join(KEY), folder.join(CERTIFICATE));
    if certificate_file.exists() {
        let read = |file: &Path| {
            std::fs::read_to_string(file)
                .with_context(|| format!("{}: cannot be read", file.display()))
        };
        let key = KeyPair::from_pem(&read(&key_file)?);
        let key = key.with_context(|| format!("{}: is no key; remove it", key_file.display()))?;
        return Ok((key, read(&certificate_file)?));
    }
    let key = KeyPair::generate().context("a key for the authority cannot be made")?;
    let certificate = params_of_authority(today).self_signed(&key)?;
    // The certificate comes last: where it is there, the key is too.
    edge::write_private(&key_file, key.serialize_pem().as_bytes())?;
    edge::write_whole(&certificate_file, certificate.pem().as_bytes())?;
    Ok((key, certificate.pem()))
}

fn params_of_authority(today: Date) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, NAME);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let networks = PRIVATE.iter().map(|(network, prefix)| {
        GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix(*network, *prefix))
    });
    let localhost = GeneralSubtree::DnsName("localhost".to_owned());
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: networks.chain([localhost]).collect(),
        excluded_subtrees: Vec::new(),
    });
    holds(&mut params, today - 1, today + AUTHORITY_YEARS * DAYS);
    params
}

/// From when to when a certificate is good.
fn holds(params: &mut CertificateParams, first: Date, last: Date) {
    let day = |date: Date| {
        let civil = date.civil();
        date_time_ymd(civil.year().into(), civil.month() as u8, civil.day() as u8)
    };
    params.not_before = day(first);
    params.not_after = day(last);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authority_vouches_for_private_addresses_alone() {
        let vouches = |host: &str| may_vouch(host.parse().unwrap());
        for host in [
            "192.168.1.7",
            "10.255.0.1",
            "172.31.0.1",
            "127.0.0.1",
            "169.254.3.4",
        ] {
            assert!(vouches(host), "{host}");
        }
        for host in ["172.32.0.1", "8.8.8.8", "192.169.0.1", "100.128.0.1"] {
            assert!(!vouches(host), "{host}");
        }
    }

    #[test]
    fn the_authority_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let today = "2026-11-28".parse().unwrap();
        let first = vouch(folder.path(), Ipv4Addr::LOCALHOST, today).unwrap();
        let second = vouch(folder.path(), Ipv4Addr::new(10, 0, 0, 7), today + 400).unwrap();
        assert_eq!(first.authority, second.authority);
        assert!(first.authority.starts_with("-----BEGIN CERTIFICATE-----"));
    }
}
