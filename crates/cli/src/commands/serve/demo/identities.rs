//! Ready identities: people who do not exist, whom the simulated registry knows and who have not registered yet, each
//! with a story to try. Nothing is ever sent to their numbers.

use domain::identity::{Document, DocumentKind, PersonName, Phone};
use domain::policy::Text;
use domain::time::Date;
use gateway::registry::{Dependant, Identity};
use server::DemoIdentity;

/// Somebody to be.
pub(super) struct Ready {
    pub(super) identity: Identity,
    pub(super) shown: DemoIdentity,
}

struct Story {
    name: &'static str,
    kind: DocumentKind,
    number: &'static str,
    phone: &'static str,
    zh: &'static str,
    en: &'static str,
}

const STORIES: [Story; 3] = [
    Story {
        name: "林小雨",
        kind: DocumentKind::ResidentId,
        number: "330102199006123120",
        phone: "13800000011",
        zh: "杭州市上城区居民，14天内没有离开过杭州：不到8次点按就是绿码。家人代办可用：女儿林朵朵 330102201506010026（户籍登记的监护人，立即可用）；奶奶林秀英 330102194103120041（没有手机，需工作人员当面确认）。",
        en: "Lives in Shangcheng, Hangzhou, and has not left the city: green in under 8 taps. For the family agent: the daughter \
             林朵朵 330102201506010026 (guardian by the registry, at once); the grandmother 林秀英 330102194103120041 (no phone, \
             staff confirm her in person).",
    },
    Story {
        name: "陈志远",
        kind: DocumentKind::ResidentId,
        number: "330105198709234518",
        phone: "13800000012",
        zh: "住在拱墅区，刚从武汉市武昌区回来：勾选名单中的区域是红码，选“其他地方”是绿码加弹窗。",
        en: "Lives in Gongshu and is back from Wuchang, Wuhan: tick a listed area and be red, say elsewhere and be green \
             with a notice.",
    },
    Story {
        name: "Anna Maria Schmidt",
        kind: DocumentKind::Passport,
        number: "DEU C01X00T47",
        phone: "13800000013",
        zh: "持护照的外国访客，从德国入境：浙江的规定是红码，北京的规定不同。",
        en: "A visitor with a passport who has just entered from Germany: red by Zhejiang's rules; look at another city too.",
    },
];

/// Who has no phone of their own: the first one's daughter, by the registry, and grandmother.
const FAMILY: [(&str, &str, bool); 2] = [
    ("林朵朵", "330102201506010026", true),
    ("林秀英", "330102194103120041", false),
];

/// The family of the first, whom the registry knows without a phone.
pub(super) fn family() -> Vec<Dependant> {
    let first = STORIES.first().and_then(read);
    let guardian = first.map(|ready| ready.identity.document);
    let made_up_on = Date::from_ymd(2020, 2, 11);
    let known = FAMILY.iter().filter_map(|(name, number, is_guarded)| {
        Some(Dependant {
            name: PersonName::parse(name).ok()?,
            document: Document::parse(DocumentKind::ResidentId, number, made_up_on?).ok()?,
            guardians: guardian.iter().filter(|_| *is_guarded).cloned().collect(),
        })
    });
    known.collect()
}

/// The three.
pub(super) fn ready() -> Vec<Ready> {
    STORIES.iter().filter_map(read).collect()
}

fn read(story: &Story) -> Option<Ready> {
    let made_up_on = Date::from_ymd(2020, 2, 11)?;
    let identity = Identity {
        name: PersonName::parse(story.name).ok()?,
        document: Document::parse(story.kind, story.number, made_up_on).ok()?,
        phone: Phone::parse(story.phone).ok()?,
    };
    let shown = DemoIdentity {
        name: story.name.to_owned(),
        document_kind: story.kind,
        document_number: story.number.to_owned(),
        phone: story.phone.to_owned(),
        note: Text {
            zh: story.zh.to_owned(),
            en: story.en.to_owned(),
        },
    };
    Some(Ready { identity, shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_16_every_ready_identity_is_a_valid_one() {
        assert_eq!(ready().len(), STORIES.len());
        assert_eq!(family().len(), FAMILY.len());
        assert!(
            ready()
                .iter()
                .all(|ready| ready.identity.phone.is_mainland())
        );
    }
}
