//! Answers that cannot be used: nonsense, refusals, and answers that break off.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gateway::simulator::Behaviour;
use gateway::{Address, Error, Limits, Neighbour, Why};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::{BOUNDS, NOW, SOON_MS, ask, registry, simulated, unavailable, wang};

fn says(status: u16, body: &str) -> Behaviour {
    Behaviour::Answers {
        status,
        body: body.to_owned(),
    }
}

#[tokio::test]
async fn nonsense_is_told_from_an_answer_and_never_repeated() {
    let simulated = simulated().await;
    let registry = registry(simulated.address(), BOUNDS);
    let long = format!("{{\"agreement\":\"yes\"{}}}", " ".repeat(17_000));
    let answers = [
        Behaviour::nonsense(),
        says(200, ""),
        says(204, ""),
        says(200, "yes"),
        says(200, "{}"),
        says(200, "{\"agreement\":\"王小明\"}"),
        says(200, "{\"agreement\":true}"),
        says(200, "{\"agreement\":\"yes\",\"name\":\"王小明\"}"),
        says(200, "{\"agreement\":\"yes\"} and more"),
        says(200, &long),
    ];
    for (i, answer) in answers.into_iter().enumerate() {
        simulated.conduct().behave(answer.clone());
        let error = ask(&registry, &wang(), NOW).await.unwrap_err();
        assert!(
            matches!(error, Error::Nonsense { .. }),
            "{answer:?}: {error}"
        );
        assert!(!error.to_string().contains("王小明"));
        assert_eq!(simulated.conduct().asked(), i + 1, "asked once: {answer:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_not_tried_again_and_a_redirect_is_not_followed() {
    let simulated = simulated().await;
    let registry = registry(simulated.address(), BOUNDS);
    for (i, status) in [301, 400, 401, 403, 404, 422].into_iter().enumerate() {
        simulated.conduct().behave(says(status, ""));
        let refused = Error::Refused {
            neighbour: Neighbour::IdentityRegistry,
            status,
        };
        assert_eq!(ask(&registry, &wang(), NOW).await, Err(refused));
        assert_eq!(simulated.conduct().asked(), i + 1);
    }
}

#[tokio::test]
async fn a_neighbour_that_asks_for_patience_is_asked_again() {
    let simulated = simulated().await;
    let registry = registry(simulated.address(), BOUNDS);
    for status in [408, 425, 429, 500, 502, 504] {
        simulated.conduct().behave_for(1, says(status, ""));
        assert!(ask(&registry, &wang(), NOW).await.is_ok(), "{status}");
    }
}

/// A neighbour that says `words` to every question, then keeps the connection open or closes it. Also how often
/// it was asked.
async fn breaks_off(words: &'static [u8], stays: bool) -> (Address, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut question = [0; 2_048];
            let read = stream.read(&mut question).await;
            count.fetch_add(1, Ordering::SeqCst);
            if read.is_ok() && stream.write_all(words).await.is_ok() && stays {
                open.push(stream);
            }
        }
    });
    (Address::parse(&format!("http://{at}")).unwrap(), asked)
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_none() {
    for words in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\nContent-",
        b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"agreement\":\"yes\"}",
        b"SSH-2.0-OpenSSH_9.6\r\n",
    ] {
        let (address, asked) = breaks_off(words, false).await;
        let registry = registry(address, BOUNDS);
        let answer = ask(&registry, &wang(), NOW).await;
        assert_eq!(answer, unavailable(Why::Connection));
        assert_eq!(asked.load(Ordering::SeqCst), 3);
    }
}

#[tokio::test]
async fn an_answer_that_never_ends_is_given_up() {
    for words in [
        &b"HTTP/1.1 200 OK\r\nContent-"[..],
        b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"agreement\":\"yes\"}",
    ] {
        let (address, _) = breaks_off(words, true).await;
        let limits = Limits {
            answer_ms: SOON_MS,
            tries: 1,
            ..BOUNDS
        };
        let registry = registry(address, limits);
        assert_eq!(ask(&registry, &wang(), NOW).await, unavailable(Why::Slow));
    }
}
