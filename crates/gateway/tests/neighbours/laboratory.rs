//! The laboratories' service: what is new since a mark, and what goes back.

use domain::laboratory::{Said, Unusable};
use gateway::laboratory::{Laboratory, LaboratoryClient, Returned, SimulatedLaboratory};
use gateway::simulator::Behaviour;
use gateway::{Error, Neighbour, Token};

use crate::{BOUNDS, NOW, access, chance};

/// Made up, like everybody here.
fn said(sample: usize) -> Said {
    Said {
        sample: sample.to_string(),
        revision: 1,
        document_kind: "resident_id".into(),
        document: "11010519491231002X".into(),
        name: "王小明".into(),
        sampled_ms: NOW.ms(),
        outcome: "negative".into(),
        laboratory: "第一检验所".into(),
    }
}

async fn simulated(results: usize) -> (SimulatedLaboratory, LaboratoryClient) {
    let results = (0..results).map(said).collect();
    let simulated = SimulatedLaboratory::start(0, None, "run", results)
        .await
        .unwrap();
    let client = LaboratoryClient::new(&access(simulated.address(), BOUNDS), chance()).unwrap();
    (simulated, client)
}

#[tokio::test]
async fn s2_18_results_come_page_by_page_behind_a_mark_and_later_only_what_is_new() {
    let (simulated, client) = simulated(250).await;
    let first = client.since(None, NOW).await.ok().unwrap();
    assert_eq!((first.results.len(), first.more), (200, true));
    let rest = client.since(Some(&first.mark), NOW).await.ok().unwrap();
    assert_eq!((rest.results.len(), rest.more), (50, false));
    assert!(rest.results[0] == said(200));
    let nothing = client.since(Some(&rest.mark), NOW).await.ok().unwrap();
    assert!(nothing.results.is_empty() && !nothing.more);
    simulated.report(said(250));
    let new = client.since(Some(&nothing.mark), NOW).await.ok().unwrap();
    assert!(new.results.len() == 1 && new.results[0] == said(250));
    let again = client
        .since(Some("another run:200"), NOW)
        .await
        .ok()
        .unwrap();
    assert_eq!(again.results.len(), 200, "a mark of another run is none");
}

#[tokio::test]
async fn s2_18_what_goes_back_says_the_sample_and_why_and_no_person_and_counts_once() {
    let (simulated, client) = simulated(1).await;
    let slip = said(0);
    let reason = Unusable::Disagrees;
    let returned = Returned {
        sample: slip.sample,
        revision: slip.revision,
        laboratory: slip.laboratory,
        reason,
        text: reason.text(),
    };
    simulated.conduct().behave_for(1, Behaviour::LosesAnswers);
    client.give_back(&returned, NOW).await.unwrap();
    client.give_back(&returned, NOW).await.unwrap();
    assert_eq!(simulated.returned(), std::slice::from_ref(&returned));
    let told = serde_json::to_string(&returned).unwrap();
    assert!(!told.contains("王小明") && !told.contains("11010519491231002X"));
    assert!(returned.text.en.contains("document, name") && !returned.text.zh.is_ascii());
}

#[tokio::test]
async fn a_service_that_is_down_talks_nonsense_or_does_not_know_us_is_told_apart() {
    let (simulated, client) = simulated(1).await;
    let ask = || async { client.since(None, NOW).await.err().unwrap() };
    simulated.conduct().behave(Behaviour::failing());
    let neighbour = Neighbour::Laboratory;
    assert!(matches!(ask().await, Error::Unavailable { neighbour: n, .. } if n == neighbour));
    simulated.conduct().behave(Behaviour::nonsense());
    assert!(matches!(ask().await, Error::Nonsense { neighbour: n, .. } if n == neighbour));
    let page = r#"{"results": [], "mark": "", "more": true, "secret": 1}"#;
    simulated.conduct().behave(Behaviour::Answers {
        status: 200,
        body: page.into(),
    });
    assert!(
        matches!(ask().await, Error::Nonsense { .. }),
        "an answer that says more"
    );

    let token = Token::parse("lab_0123456789abcdef0123456789abcdef").unwrap();
    let closed = SimulatedLaboratory::start(0, Some(token), "run", Vec::new())
        .await
        .unwrap();
    let client = LaboratoryClient::new(&access(closed.address(), BOUNDS), chance()).unwrap();
    let refused = client.since(None, NOW).await.err().unwrap();
    assert_eq!(
        refused,
        Error::Refused {
            neighbour,
            status: 401
        }
    );
}

#[tokio::test]
async fn a_page_that_leads_to_itself_is_nonsense() {
    let (simulated, client) = simulated(0).await;
    let page = r#"{"results": [], "mark": "run:0", "more": true}"#;
    simulated.conduct().behave(Behaviour::Answers {
        status: 200,
        body: page.into(),
    });
    let error = client.since(Some("run:0"), NOW).await.err().unwrap();
    assert!(matches!(error, Error::Nonsense { .. }));
    assert!(client.since(None, NOW).await.is_ok());
}
