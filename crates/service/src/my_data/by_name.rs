//! What a word says under the name under which it is kept: a document by its kind and number, a country by its name, and the words of
//! closed lists that say something else elsewhere.

use domain::family::{Commitment, LinkBy, LinkEnd, MemberState, Relation};
use domain::identity::{Document, DocumentKind};
use domain::itinerary::Cause;
use domain::place::country;
use domain::policy::Text;

/// A word of a closed list, in Chinese and English.
type Said = (&'static str, &'static str, &'static str);

const SYMPTOMS: [Said; 9] = [
    ("fever", "发热", "Fever"),
    ("dry_cough", "干咳", "Dry cough"),
    ("fatigue", "乏力", "Fatigue"),
    ("sore_throat", "咽痛", "Sore throat"),
    (
        "loss_of_smell_or_taste",
        "嗅觉味觉减退",
        "Loss of smell or taste",
    ),
    ("runny_nose", "鼻塞流涕", "Blocked or runny nose"),
    ("muscle_ache", "肌肉酸痛", "Muscle ache"),
    ("diarrhoea", "腹泻", "Diarrhoea"),
    ("shortness_of_breath", "呼吸困难", "Shortness of breath"),
];

/// What a text says that is kept under a name; none where its name decides nothing.
pub(super) fn said(name: &str, text: &str) -> Option<Text> {
    match name {
        "document" => Document::from_canonical(text).as_ref().map(document),
        "abroad" | "country" => {
            let country = text.parse().ok().and_then(country)?;
            Some(Text::new(country.zh, country.en))
        }
        "causes" | "failed" => Cause::from_word(text).map(Cause::text),
        "relation" => Relation::from_word(text).map(relation),
        "commitment" => Commitment::from_word(text).map(Commitment::text),
        "held_by" => LinkBy::from_word(text).map(held_by),
        "ended_by" => LinkEnd::from_word(text).map(ended_by),
        // Of a family member; of everything else the state has words of its own.
        "state" => MemberState::from_word(text).map(member_state),
        "symptoms" | "known_symptoms" => {
            let found = SYMPTOMS.iter().find(|(word, ..)| *word == text);
            found.map(|(_, zh, en)| Text::new(*zh, *en))
        }
        _ => None,
    }
}

/// A document by its kind and its number.
fn document(document: &Document) -> Text {
    let (zh, en) = match document.kind() {
        DocumentKind::ResidentId => ("居民身份证", "Resident ID card"),
        DocumentKind::HongKongMacauPermit => {
            ("港澳居民来往内地通行证", "Hong Kong or Macau travel permit")
        }
        DocumentKind::TaiwanPermit => ("台湾居民来往大陆通行证", "Taiwan travel permit"),
        DocumentKind::Passport => ("护照", "Passport"),
        DocumentKind::ForeignResidentCard => {
            ("外国人永久居留身份证", "Foreign permanent resident card")
        }
        DocumentKind::Other => ("证件", "Document"),
    };
    let number = document.number();
    Text::new(format!("{zh} {number}"), format!("{en} {number}"))
}

fn relation(relation: Relation) -> Text {
    let (zh, en) = match relation {
        Relation::Child => ("子女", "A child"),
        Relation::Parent => ("父母", "A parent"),
        Relation::Spouse => ("配偶", "Husband or wife"),
        Relation::Grandparent => ("祖父母、外祖父母", "A grandparent"),
        Relation::Grandchild => ("孙子女、外孙子女", "A grandchild"),
        Relation::Sibling => ("兄弟姐妹", "A brother or sister"),
        Relation::Ward => ("由您照看的人", "Somebody whom you look after"),
    };
    Text::new(zh, en)
}

fn held_by(by: LinkBy) -> Text {
    let (zh, en) = match by {
        LinkBy::Asked => ("已询问，尚未同意", "Asked, not agreed yet"),
        LinkBy::Unseen => ("尚未由工作人员当面确认", "Not seen by staff yet"),
        LinkBy::Seen => ("工作人员当面确认", "Seen by staff"),
        LinkBy::Consent => ("您本人同意", "You agreed"),
        LinkBy::Registry => (
            "登记机关确认的监护人",
            "The guardian whom the registry names",
        ),
    };
    Text::new(zh, en)
}

fn ended_by(end: LinkEnd) -> Text {
    let (zh, en) = match end {
        LinkEnd::Lapsed => ("逾期未办", "Nobody answered in time"),
        LinkEnd::Refused => ("未同意或未确认", "Not agreed to, or not confirmed"),
        LinkEnd::ByMember => ("家人解除", "The member ended it"),
        LinkEnd::ByGuardian => ("您解除", "You ended it"),
    };
    Text::new(zh, en)
}

fn member_state(state: MemberState) -> Text {
    let (zh, en) = match state {
        MemberState::Asked => ("已询问", "Asked"),
        MemberState::Unseen => ("待当面确认", "To be seen by staff"),
        MemberState::Linked => ("已关联", "Linked"),
        MemberState::Ended => ("已结束", "Ended"),
    };
    Text::new(zh, en)
}
