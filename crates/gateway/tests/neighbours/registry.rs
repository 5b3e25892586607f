//! What the identity registry says: yes or no.

use domain::identity::{Document, DocumentKind, PersonName, Phone};
use domain::time::Date;
use gateway::Token;
use gateway::registry::{Agreement, Identity, IdentityRegistry, RegistryClient, SimulatedRegistry};

use crate::{BOUNDS, NOW, access, ask, chance, person, registry, simulated, wang};

#[tokio::test]
async fn s2_18_the_registry_says_yes_where_name_document_and_phone_are_one_person() {
    let simulated = simulated().await;
    let registry = registry(simulated.address(), BOUNDS);
    assert_eq!(ask(&registry, &wang(), NOW).await, Ok(Agreement::Yes));
    let first_generation = person("王 小 明", "11010519491231002x", "+86 138-0013-8000");
    assert_eq!(
        ask(&registry, &first_generation, NOW).await,
        Ok(Agreement::Yes)
    );
}

#[tokio::test]
async fn s2_18_the_registry_says_no_where_one_of_the_three_differs() {
    let simulated = simulated().await;
    let registry = registry(simulated.address(), BOUNDS);
    for other in [
        person("王晓明", "11010519491231002X", "13800138000"),
        person("王小明", "440524188001010014", "13800138000"),
        person("王小明", "11010519491231002X", "13900139000"),
    ] {
        assert_eq!(ask(&registry, &other, NOW).await, Ok(Agreement::No));
    }
}

#[tokio::test]
async fn a_document_of_another_kind_is_known_too() {
    let guest = Identity {
        name: PersonName::parse("ANNA MARIA ERIKSSON").unwrap(),
        document: Document::parse(
            DocumentKind::HongKongMacauPermit,
            "H12345678",
            Date::from_ymd(2022, 7, 14).unwrap(),
        )
        .unwrap(),
        phone: Phone::parse("+46 70 123 45 67").unwrap(),
    };
    let simulated = simulated().await;
    let registry = registry(simulated.address(), BOUNDS);
    assert_eq!(ask(&registry, &guest, NOW).await, Ok(Agreement::No));
    simulated.know(guest.clone());
    assert_eq!(ask(&registry, &guest, NOW).await, Ok(Agreement::Yes));
}

#[tokio::test]
async fn the_simulator_can_doubt_somebody_and_give_a_number_to_a_new_owner() {
    let simulated = simulated().await;
    let registry = registry(simulated.address(), BOUNDS);
    simulated.doubt(&wang().document);
    assert_eq!(ask(&registry, &wang(), NOW).await, Ok(Agreement::No));
    simulated.trust(&wang().document);
    assert_eq!(ask(&registry, &wang(), NOW).await, Ok(Agreement::Yes));
    let moved = person("王小明", "11010519491231002X", "13900139000");
    simulated.know(moved.clone());
    assert_eq!(ask(&registry, &wang(), NOW).await, Ok(Agreement::No));
    assert_eq!(ask(&registry, &moved, NOW).await, Ok(Agreement::Yes));
}

#[tokio::test]
async fn a_registry_that_asks_for_a_token_answers_who_shows_it() {
    let token = || Token::parse("hc_registry_1").unwrap();
    let simulated = SimulatedRegistry::start(0, Some(token()), [wang()])
        .await
        .unwrap();
    let mut access = access(simulated.address(), BOUNDS);
    let refused = RegistryClient::new(&access, chance()).unwrap();
    let refusal = ask(&refused, &wang(), NOW).await.unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the identity registry refuses with HTTP status 401; look at its address and token"
    );
    access.token = Some(token());
    let known = RegistryClient::new(&access, chance()).unwrap();
    assert_eq!(ask(&known, &wang(), NOW).await, Ok(Agreement::Yes));
}

#[tokio::test]
async fn s2_16_it_knows_people_by_their_birth_date_and_joins_a_renewed_document() {
    let simulated = SimulatedRegistry::start(0, None, []).await.unwrap();
    let registry = RegistryClient::new(&access(simulated.address(), BOUNDS), chance()).unwrap();
    let today = Date::from_ymd(2022, 7, 14).unwrap();
    let passport = |number| Document::parse(DocumentKind::Passport, number, today).unwrap();
    let (old, new) = (passport("DEU C01X00T47"), passport("DEU C4J8R2K61"));
    let name = |text| PersonName::parse(text).unwrap();
    let (anna, born) = (
        name("Anna Maria Schmidt"),
        Date::from_ymd(1964, 8, 12).unwrap(),
    );
    let knows = async |name: &PersonName, document: &Document, born| {
        registry
            .agrees_born(name, document, born, NOW)
            .await
            .unwrap()
    };
    assert_eq!(knows(&anna, &old, born).await, Agreement::No);
    simulated.know_born(anna.clone(), &old, born);
    assert_eq!(knows(&anna, &old, born).await, Agreement::Yes);
    assert_eq!(knows(&anna, &old, born.next()).await, Agreement::No);
    assert_eq!(knows(&anna, &new, born).await, Agreement::No);
    assert_eq!(
        knows(&name("Anna Schmidt"), &old, born).await,
        Agreement::No
    );
    let joins = async |name: &PersonName, document: &Document, former: &Document| {
        let same = registry.same_holder(name, document, former, NOW).await;
        same.unwrap()
    };
    assert_eq!(joins(&anna, &new, &old).await, Agreement::No);
    simulated.know_renewed(&new, &old);
    assert_eq!(joins(&anna, &new, &old).await, Agreement::Yes);
    assert_eq!(joins(&anna, &old, &new).await, Agreement::No);
    assert_eq!(joins(&name("Bert"), &new, &old).await, Agreement::No);
    simulated.doubt(&new);
    assert_eq!(joins(&anna, &new, &old).await, Agreement::No);
}
