//! Every call is bounded: in time, in tries, in number.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gateway::registry::{Agreement, RegistryClient};
use gateway::simulator::Behaviour;
use gateway::{Address, Limits, Why};

use crate::{BOUNDS, NOW, SOON_MS, access, ask, registry, simulated, unavailable, wang};

#[tokio::test]
async fn a_neighbour_that_never_answers_is_given_up() {
    let simulated = simulated().await;
    simulated.conduct().behave(Behaviour::Silent);
    let limits = Limits {
        answer_ms: SOON_MS,
        tries: 2,
        ..BOUNDS
    };
    let registry = registry(simulated.address(), limits);
    assert_eq!(ask(&registry, &wang(), NOW).await, unavailable(Why::Slow));
    assert!(simulated.conduct().asked() <= 2);
}

#[tokio::test]
async fn a_slow_answer_within_the_bounds_is_an_answer() {
    let simulated = simulated().await;
    simulated.conduct().behave(Behaviour::Slow(1));
    let registry = registry(simulated.address(), BOUNDS);
    assert_eq!(ask(&registry, &wang(), NOW).await, Ok(Agreement::Yes));
}

#[tokio::test]
async fn a_neighbour_that_is_down_is_asked_as_often_as_the_bounds_say() {
    let simulated = simulated().await;
    simulated.conduct().behave(Behaviour::failing());
    let registry = registry(simulated.address(), BOUNDS);
    let answer = ask(&registry, &wang(), NOW).await;
    assert_eq!(answer, unavailable(Why::Status(503)));
    assert_eq!(simulated.conduct().asked(), 3);
}

#[tokio::test]
async fn who_comes_back_between_two_tries_has_answered_and_chance_picked_each_pause() {
    let simulated = simulated().await;
    simulated.conduct().behave_for(2, Behaviour::failing());
    let drawn = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&drawn);
    let registry = RegistryClient::new(
        &access(simulated.address(), BOUNDS),
        Arc::new(move || count.fetch_add(1, Ordering::Relaxed)),
    )
    .unwrap();
    assert_eq!(ask(&registry, &wang(), NOW).await, Ok(Agreement::Yes));
    assert_eq!(simulated.conduct().asked(), 3);
    assert_eq!(drawn.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_connection() {
    let gone = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = Address::parse(&format!("http://{}", gone.local_addr().unwrap())).unwrap();
    drop(gone);
    let registry = registry(address, BOUNDS);
    let answer = ask(&registry, &wang(), NOW).await;
    assert_eq!(answer, unavailable(Why::Connection));
    assert_eq!(
        answer.unwrap_err().to_string(),
        "the identity registry is not available: no connection; it is asked again later"
    );
}

#[tokio::test]
async fn no_more_calls_run_than_the_bounds_say_and_no_more_wait() {
    let simulated = simulated().await;
    let conduct = simulated.conduct();
    conduct.behave(Behaviour::Silent);
    let limits = Limits {
        at_once: 2,
        waiting: 3,
        ..BOUNDS
    };
    let registry = Arc::new(registry(simulated.address(), limits));
    let calls: Vec<_> = (0..5)
        .map(|_| {
            let registry = Arc::clone(&registry);
            tokio::spawn(async move { ask(&registry, &wang(), NOW).await })
        })
        .collect();
    conduct.until_present(2).await;
    let sixth = ask(&registry, &wang(), NOW).await;
    assert_eq!(sixth, unavailable(Why::Crowded), "two run, three wait");
    conduct.behave(Behaviour::Well);
    for call in calls {
        assert_eq!(call.await.unwrap(), Ok(Agreement::Yes));
    }
    assert_eq!((conduct.asked(), conduct.most_at_once()), (5, 2));
    assert_eq!(ask(&registry, &wang(), NOW).await, Ok(Agreement::Yes));
}

#[tokio::test]
async fn a_call_does_not_wait_for_its_turn_for_ever() {
    let simulated = simulated().await;
    simulated.conduct().behave(Behaviour::Silent);
    let limits = Limits {
        at_once: 1,
        wait_ms: SOON_MS,
        ..BOUNDS
    };
    let registry = Arc::new(registry(simulated.address(), limits));
    let first = {
        let registry = Arc::clone(&registry);
        tokio::spawn(async move { ask(&registry, &wang(), NOW).await })
    };
    simulated.conduct().until_present(1).await;
    assert_eq!(
        ask(&registry, &wang(), NOW).await,
        unavailable(Why::Crowded)
    );
    simulated.conduct().behave(Behaviour::Well);
    assert_eq!(first.await.unwrap(), Ok(Agreement::Yes));
}
