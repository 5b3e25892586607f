//! A neighbour that fails again and again is left alone, and asked again when it has rested.

use gateway::registry::Agreement;
use gateway::simulator::Behaviour;
use gateway::{Limits, Why};

use crate::{BOUNDS, NOW, ask, registry, simulated, unavailable, wang};

/// Left alone for ten seconds after two failures.
const LIMITS: Limits = Limits {
    tries: 1,
    failures: 2,
    rest_ms: 10_000,
    ..BOUNDS
};

#[tokio::test]
async fn a_neighbour_that_fails_is_left_alone_and_answers_again_after_its_rest() {
    let simulated = simulated().await;
    let conduct = simulated.conduct();
    let registry = registry(simulated.address(), LIMITS);
    conduct.behave(Behaviour::failing());
    for _ in 0..2 {
        let answer = ask(&registry, &wang(), NOW).await;
        assert_eq!(answer, unavailable(Why::Status(503)));
    }
    conduct.behave(Behaviour::Well);
    let resting = ask(&registry, &wang(), NOW.plus_ms(9_999)).await;
    assert_eq!(resting, unavailable(Why::Resting));
    assert_eq!(conduct.asked(), 2, "it was not asked");

    let rested = NOW.plus_ms(10_000);
    assert_eq!(ask(&registry, &wang(), rested).await, Ok(Agreement::Yes));
    assert_eq!(ask(&registry, &wang(), rested).await, Ok(Agreement::Yes));
}

#[tokio::test]
async fn after_a_rest_one_call_tries_and_no_second_one() {
    let simulated = simulated().await;
    let conduct = simulated.conduct();
    let registry = registry(simulated.address(), LIMITS);
    conduct.behave(Behaviour::nonsense());
    for _ in 0..2 {
        assert!(ask(&registry, &wang(), NOW).await.is_err());
    }
    let rested = NOW.plus_ms(10_000);
    assert!(ask(&registry, &wang(), rested).await.is_err());
    assert_eq!(conduct.asked(), 3);
    let again = ask(&registry, &wang(), rested.plus_ms(9_999)).await;
    assert_eq!(again, unavailable(Why::Resting));
    assert_eq!(conduct.asked(), 3);
}

#[tokio::test]
async fn tries_end_where_the_neighbour_is_left_alone() {
    let simulated = simulated().await;
    simulated.conduct().behave(Behaviour::failing());
    let limits = Limits { tries: 5, ..LIMITS };
    let registry = registry(simulated.address(), limits);
    let answer = ask(&registry, &wang(), NOW).await;
    assert_eq!(answer, unavailable(Why::Status(503)));
    assert_eq!(simulated.conduct().asked(), 2);
}

#[tokio::test]
async fn a_refusal_is_no_failure() {
    let simulated = simulated().await;
    let conduct = simulated.conduct();
    let registry = registry(simulated.address(), LIMITS);
    conduct.behave(Behaviour::Answers {
        status: 422,
        body: String::new(),
    });
    for _ in 0..4 {
        assert!(ask(&registry, &wang(), NOW).await.is_err());
    }
    assert_eq!(conduct.asked(), 4);
}
