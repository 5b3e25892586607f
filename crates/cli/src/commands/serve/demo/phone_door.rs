//! The door for real phones on the local network: https, with a certificate of the demo's own authority. Where it
//! cannot be opened, the demonstration goes on without it and says why.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use super::super::Serve;
use super::super::door::Door;
use super::authority::{self, Vouched};
use super::house::House;
use crate::edge;
use crate::output::Output;

/// An address for documentation (RFC 5737): nothing is sent there, the system only says which way it would take.
const ELSEWHERE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);

/// The door, and what phones are told about it.
pub(super) struct PhoneDoor {
    pub(super) door: Door,
    /// The address of the resident page.
    pub(super) url: String,
    /// The same without the slash at its end.
    pub(super) base: String,
    /// The authority's certificate, as PEM.
    pub(super) authority: String,
}

pub(super) async fn open(
    options: &Serve,
    house: &House,
    output: &Output,
) -> anyhow::Result<Option<PhoneDoor>> {
    let at = options.phone_listen;
    let Some(host) = host(at) else {
        output.note("no address for real phones: this machine is on no private network (IPv4)");
        return Ok(None);
    };
    let Vouched { authority, tls } = authority::vouch(&house.folder, host, edge::now().date())?;
    match Door::open(at, Some(tls)).await {
        Ok(door) => {
            let port = door.listener.local_addr()?.port();
            let base = format!("https://{host}:{port}");
            Ok(Some(PhoneDoor {
                door,
                url: format!("{base}/"),
                base,
                authority,
            }))
        }
        Err(error) => {
            output.note(&format!(
                "no address for real phones: --phone-listen {at}: {error}"
            ));
            Ok(None)
        }
    }
}

/// By which address a phone finds the machine; none where the authority may not vouch for it.
fn host(at: SocketAddr) -> Option<Ipv4Addr> {
    let IpAddr::V4(given) = at.ip() else {
        return None;
    };
    let host = if given.is_unspecified() {
        own_address()?
    } else {
        given
    };
    authority::may_vouch(host).then_some(host)
}

/// The address of the machine on the network by which it reaches others.
fn own_address() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(ELSEWHERE).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(own) => Some(own),
        IpAddr::V6(_) => None,
    }
}
