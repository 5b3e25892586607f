//! Other services, asked for their status lists: what goes over the line, and what each answer means.

use std::sync::{Arc, Mutex};

use domain::time::Date;
use gateway::status_lists::{ListAsked, ListBytes, StatusListClient, StatusLists};
use gateway::{Authorities, Error, Neighbour, Why};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::{BOUNDS, NOW, chance};

/// A service that gives one answer to every question; its address, and what it was asked.
pub(crate) async fn says(answer: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut question = [0; 2_048];
            let read = stream.read(&mut question).await.unwrap_or_default();
            let question = String::from_utf8_lossy(&question[..read]).into_owned();
            heard.lock().unwrap().push(question);
            let whole = format!("HTTP/1.1 {answer}");
            if stream.write_all(whole.as_bytes()).await.is_err() {
                return;
            }
        }
    });
    (address, asked)
}

async fn fetch(address: &str, since: Option<u64>) -> Result<Option<ListBytes>, Error> {
    let client = StatusListClient::new(Authorities::system(), BOUNDS, chance());
    let asked = ListAsked {
        address,
        day: Date::from_ymd(2022, 7, 15).unwrap(),
        since,
        request: "0oRY",
    };
    client.fetch(&asked, NOW).await
}

#[tokio::test]
async fn s2_7_a_list_is_asked_for_with_a_signed_request_and_the_version_that_is_held() {
    let answer =
        "200 OK\r\ncontent-type: application/statuslist+cwt\r\ncontent-length: 3\r\n\r\nabc";
    let (address, asked) = says(answer).await;
    let list = ListBytes {
        media: "application/statuslist+cwt".to_owned(),
        bytes: b"abc".to_vec(),
    };
    assert_eq!(fetch(&address, None).await, Ok(Some(list.clone())));
    assert_eq!(fetch(&address, Some(7)).await, Ok(Some(list)));
    let asked = asked.lock().unwrap().clone();
    assert!(asked[0].starts_with("GET /s/2022-07-15 HTTP/1.1\r\n"));
    assert!(asked[1].starts_with("GET /s/2022-07-15?since=7 HTTP/1.1\r\n"));
    assert!(asked[0].contains("authorization: HealthcodeService 0oRY\r\n"));
}

#[tokio::test]
async fn s2_7_no_list_of_the_day_is_told_from_a_refusal() {
    let (nothing, _) = says("404 Not Found\r\ncontent-length: 0\r\n\r\n").await;
    assert_eq!(fetch(&nothing, None).await, Ok(None));
    let (stranger, _) = says("401 Unauthorized\r\ncontent-length: 0\r\n\r\n").await;
    let refused = Error::Refused {
        neighbour: Neighbour::RecognisedService,
        status: 401,
    };
    assert_eq!(fetch(&stranger, None).await, Err(refused));
}

#[tokio::test]
async fn a_service_to_which_there_is_no_way_is_not_asked() {
    let no_way = Error::Unavailable {
        neighbour: Neighbour::RecognisedService,
        why: Why::NoWay,
    };
    // Readable HTTP goes to this machine alone.
    for address in ["http://js.example", "ftp://js.example", "js.example"] {
        assert_eq!(fetch(address, None).await, Err(no_way));
    }
}
