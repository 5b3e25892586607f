//! Where those who live in the demonstration itself, the people of its story and the servers of the sample vendors, find the service on
//! this machine. They speak plain HTTP: at the visitors' door where that does, else at a door of their own, on loopback and a free port.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::Context;

use super::super::door::Door;

/// The address, and the door that had to be opened for it.
pub(super) struct OwnDoor {
    pub(super) at: SocketAddr,
    pub(super) door: Option<Door>,
}

/// The way beside the visitors' door.
pub(super) async fn beside(visitors: &Door) -> anyhow::Result<OwnDoor> {
    if visitors.tls.is_none() {
        let at = visitors.listener.local_addr();
        let at = at.context("a listener without an address")?;
        return Ok(OwnDoor {
            at: reached(at),
            door: None,
        });
    }
    let door = Door::open(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), None).await;
    let door = door.context("127.0.0.1: no port is free for the demonstration itself")?;
    let at = door.listener.local_addr();
    Ok(OwnDoor {
        at: at.context("a listener without an address")?,
        door: Some(door),
    })
}

/// By which address this machine reaches a listener of its own: loopback of the same family where it listens at every address.
fn reached(at: SocketAddr) -> SocketAddr {
    let ip = match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, at.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_3_the_demonstration_asks_itself_where_it_really_listens() {
        for (listens, reaches) in [
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("127.0.0.2:8080", "127.0.0.2:8080"),
            ("192.168.1.7:8080", "192.168.1.7:8080"),
            ("0.0.0.0:8080", "127.0.0.1:8080"),
            ("[::1]:8080", "[::1]:8080"),
            ("[::]:8080", "[::1]:8080"),
        ] {
            let at: SocketAddr = listens.parse().unwrap();
            assert_eq!(reached(at).to_string(), reaches);
        }
    }
}
