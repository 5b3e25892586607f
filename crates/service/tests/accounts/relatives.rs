//! A family as its phones use it: who asks, who is asked, who has no phone.

use domain::access::Action;
use domain::community::Door;
use domain::declaration::{Declaration, DeclaredStay};
use domain::family::{COMMITMENTS_VERSION, Commitment, MemberState, Relation};
use domain::identity::{Document, DocumentKind, PersonName, Phone, mod_11_2};
use domain::ids::{LinkId, PersonId};
use domain::time::Instant;
use gateway::registry::Dependant;
use service::{CommitmentGiven, Error, Language, MemberForm, MemberTold, Session};

use crate::house::{House, declaration, document, name, now, phone};
use crate::phone::Device;

/// What is typed of person `n`, with the phone that they use.
pub(crate) fn relative(id: i64, n: u64, phone: Option<Phone>) -> MemberForm {
    typed(id, (name(n), document(n)), phone, &[])
}

pub(crate) fn typed(
    id: i64,
    (name, document): (PersonName, Document),
    phone: Option<Phone>,
    stays: &[DeclaredStay],
) -> MemberForm {
    let commitments = Commitment::ALL.iter().map(|commitment| CommitmentGiven {
        commitment: *commitment,
        version: COMMITMENTS_VERSION,
    });
    MemberForm {
        id: LinkId(id),
        name,
        document,
        phone,
        relation: Relation::Parent,
        street: "330106109".into(),
        door: Door::parse("3", "201").ok(),
        declaration: Declaration {
            ..declaration(700_000 + id * 100, stays)
        },
        commitments: commitments.collect(),
    }
}

/// Somebody without a phone, born in a year, whom the registry knows with these guardians.
pub(crate) fn dependant(house: &House, year: u16, guardians: &[u64]) -> (PersonName, Document) {
    let digits = format!("330106{year}0105123");
    let check = mod_11_2(&digits).unwrap();
    let number = format!("{digits}{check}");
    let document = Document::parse(DocumentKind::ResidentId, &number, now().date()).unwrap();
    let name = PersonName::parse("张小宝").unwrap();
    house.registry.know_dependant(Dependant {
        name: name.clone(),
        document: document.clone(),
        guardians: guardians.iter().map(|n| self::document(*n)).collect(),
    });
    (name, document)
}

/// The wish of a device.
pub(crate) async fn ask(
    house: &House,
    device: &Device,
    form: &MemberForm,
    now: Instant,
) -> Result<MemberTold, Error> {
    let session = device.session(house, now).await;
    house
        .service
        .ask_for_member(&session, form, Language::English, now)
        .await
}

/// The member tells the code on their phone, and the guardian types it.
pub(crate) async fn agree(
    house: &House,
    device: &Device,
    link: LinkId,
    on: &Phone,
    now: Instant,
) -> Result<MemberTold, Error> {
    let session = device.session(house, now).await;
    let digits = house.inbox(on);
    house
        .service
        .consent_by_code(&session, link, &digits, now)
        .await
}

/// The guardian's session for a member.
pub(crate) async fn for_member(
    house: &House,
    device: &Device,
    link: LinkId,
    now: Instant,
) -> Result<Session, Error> {
    let session = device.session(house, now).await;
    house
        .service
        .session_for(session, link, Action::Declare, now)
        .await
}

pub(crate) async fn cut(house: &House, device: &Device, link: LinkId, now: Instant) {
    let session = device.session(house, now).await;
    house.service.cut_family(&session, link, now).await.unwrap();
}

/// Where the guardian's members stand.
pub(crate) async fn members(house: &House, device: &Device, now: Instant) -> Vec<MemberState> {
    let session = device.session(house, now).await;
    let told = house.service.family(&session, now).await.unwrap();
    told.members.iter().map(|member| member.state).collect()
}

/// Person 0, who asks, and person 1, whom they hold by consent; with the link.
pub(crate) async fn pair(house: &House) -> (Device, Device, LinkId) {
    let guardian = house.declared(0, &[], now()).await;
    let member = house.declared(1, &[], now()).await;
    let form = relative(11, 1, Some(phone(1)));
    let later = crate::house::later(61);
    ask(house, &guardian, &form, later).await.unwrap();
    agree(house, &guardian, form.id, &phone(1), later)
        .await
        .unwrap();
    (guardian, member, form.id)
}

pub(crate) async fn person(house: &House, device: &Device, now: Instant) -> PersonId {
    device.session(house, now).await.person().unwrap()
}

/// The field that was refused.
pub(crate) fn field<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

/// A community worker of the whole city.
pub(crate) async fn worker(
    house: &House,
    login: &'static str,
    duties: &[&str],
) -> domain::staff::Member {
    house.staff(login, duties, now()).await;
    let (all, _) = house.service.store().staff().await.unwrap();
    let row = all.into_iter().find(|row| *row.login == login);
    row.unwrap().member
}
