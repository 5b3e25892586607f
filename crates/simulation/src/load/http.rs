//! HTTP as far as a load needs it: one connection that stays open, requests that were written beforehand.
//!
//! A load tool takes its part of the machine that it measures. This one writes bytes and looks for the end of the
//! answer, so that what is measured is the server.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// The longest head of an answer.
const MOST_HEAD: usize = 16 * 1_024;

/// A request in bytes, for any number of connections.
#[derive(Clone, Debug)]
pub struct Request(Vec<u8>);

impl Request {
    /// A request without a body.
    pub fn get(path: &str) -> Self {
        Self(format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n").into_bytes())
    }

    /// The same with one header that says who asks.
    pub fn get_as(path: &str, who: &str) -> Self {
        Self(format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{who}\r\n\r\n").into_bytes())
    }

    /// A request with a body of JSON, and one header that says who asks.
    pub fn post(path: &str, who: &str, json: &str) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{who}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            json.len()
        );
        Self([head.as_bytes(), json.as_bytes()].concat())
    }

    /// A request with a form, of whoever says who they are in it.
    pub fn form(path: &str, form: &str) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            form.len()
        );
        Self([head.as_bytes(), form.as_bytes()].concat())
    }

    /// The same request for another path.
    #[must_use]
    pub fn to(&self, path: &str) -> Self {
        let mut parts = self.0.splitn(3, |byte| *byte == b' ');
        let (method, _, rest) = (parts.next(), parts.next(), parts.next());
        let parts = [method, Some(path.as_bytes()), rest];
        Self(parts.map(Option::unwrap_or_default).join(&b' '))
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The cookie that came with it, as it is sent back.
    pub cookie: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// A connection that stays open.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    /// Opens one.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        Self::over(TcpStream::connect(address).await?)
    }

    /// Opens one from an address of this machine (IPv4).
    pub async fn open_from(address: SocketAddr, from: IpAddr) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(from, 0))?;
        Self::over(socket.connect(address).await?)
    }

    fn over(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            read: Vec::with_capacity(4_096),
        })
    }

    /// Sends a request and waits for the whole answer.
    pub async fn ask(&mut self, request: &Request) -> io::Result<Answer> {
        self.stream.write_all(&request.0).await?;
        self.read.clear();
        let head = loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            if self.read.len() > MOST_HEAD {
                return Err(io::Error::new(
                    ErrorKind::InvalidData,
                    "the head has no end",
                ));
            }
            self.more().await?;
        };
        let Head {
            status,
            length,
            cookie,
        } = head_of(&self.read[..head])?;
        while self.read.len() < head + length {
            self.more().await?;
        }
        Ok(Answer {
            status,
            cookie,
            body: self.read[head..head + length].to_vec(),
        })
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// What of the head is looked at.
struct Head {
    status: u16,
    /// The length of the body.
    length: usize,
    cookie: Option<String>,
}

fn head_of(head: &[u8]) -> io::Result<Head> {
    let nonsense = |what: &str| io::Error::new(ErrorKind::InvalidData, what.to_owned());
    let text = str::from_utf8(head).map_err(|_| nonsense("the head is no text"))?;
    let mut lines = text.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status.and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| nonsense("no status"))?;
    let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(':')).collect();
    let field = |wanted: &str| {
        let mut own = fields
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        own.next().map(|(_, value)| value.trim())
    };
    let length = field("content-length").map_or(Some(0), |value| value.parse().ok());
    let cookie = field("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(Head {
        status,
        length: length.ok_or_else(|| nonsense("no length"))?,
        cookie: cookie.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_length_and_cookie_are_read_from_a_head() {
        let head = b"HTTP/1.1 201 Created\r\nContent-Length: 12\r\nset-cookie: hc_session=hcs_1; Path=/\r\n\r\n";
        let read = head_of(head).unwrap();
        assert_eq!((read.status, read.length), (201, 12));
        assert_eq!(read.cookie.as_deref(), Some("hc_session=hcs_1"));
        let read = head_of(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        assert_eq!((read.status, read.length, read.cookie), (204, 0, None));
        assert!(head_of(b"nonsense\r\n\r\n").is_err());
    }

    #[test]
    fn a_request_says_how_long_its_body_is() {
        let Request(bytes) = Request::post("/api/codes", "cookie: hc_session=hcs_1", "{\"a\":1}");
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with(
            "POST /api/codes HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: hc_session=hcs_1\r\n"
        ));
        assert!(text.ends_with("content-length: 7\r\n\r\n{\"a\":1}"));
    }
}
