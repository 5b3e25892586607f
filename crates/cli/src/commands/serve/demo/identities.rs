//! Ready identities: people who do not exist, whom the simulated registry knows and who have not registered yet, each
//! with a story to try. Nothing is ever sent to their numbers.

use domain::identity::{Document, DocumentKind, PersonName, Phone};
use domain::policy::Text;
use domain::time::Date;
use gateway::registry::{Dependant, Identity};
use server::DemoIdentity;

/// Somebody to be.
pub(super) struct Ready {
    /// As the registry knows them by a phone; none of who has no phone of the mainland.
    pub(super) identity: Option<Identity>,
    pub(super) shown: DemoIdentity,
    name: PersonName,
    document: Document,
}

/// Somebody as the registry knows them by their birth date.
pub(super) struct Known {
    pub(super) name: PersonName,
    pub(super) document: Document,
    pub(super) born: Date,
}

struct Story {
    name: &'static str,
    kind: DocumentKind,
    number: &'static str,
    /// Empty of who has none of the mainland.
    phone: &'static str,
    /// Empty of who needs none.
    email: &'static str,
    /// Where the number does not say it; else empty.
    born: &'static str,
    /// The number that comes in the place of the passport's, to try a renewal; else empty.
    renewed: &'static str,
    zh: &'static str,
    en: &'static str,
}

const STORIES: [Story; 8] = [
    Story {
        name: "林小雨",
        kind: DocumentKind::ResidentId,
        number: "330102199006123120",
        phone: "13800000011",
        email: "",
        born: "",
        renewed: "",
        zh: "杭州市上城区居民，14天内没有离开过杭州：不到8次点按就是绿码。家人代办可用：女儿林朵朵 330102201506010026（户籍登记的监护人，立即可用）；奶奶林秀英 330102194103120041（没有手机，需工作人员当面确认）。去北京须核验行程：记录只有上城区，填写上城区和到达的北京区县即通过；漏填北京是原因一，另一个号码未确认是原因三。接触者自查：申报前天乘G7511次3号车厢的，是密切接触者。",
        en: "Lives in Shangcheng, Hangzhou, and has not left the city: green in under 8 taps. For the family agent: the daughter \
             林朵朵 330102201506010026 (guardian by the registry, at once); the grandmother 林秀英 330102194103120041 (no phone, \
             staff confirm her in person). Who declares carriage 3 of G7511, two days ago, is a close contact.",
    },
    Story {
        name: "陈志远",
        kind: DocumentKind::ResidentId,
        number: "330105198709234518",
        phone: "13800000012",
        email: "",
        born: "",
        renewed: "",
        zh: "住在拱墅区，刚从武汉市武昌区回来：勾选名单中的区域是红码，选“其他地方”是绿码加弹窗。去北京核验行程时漏填武昌区，按原因二不通过。",
        en: "Lives in Gongshu and is back from Wuchang, Wuhan: tick a listed area and be red, say elsewhere and be green \
             with a notice. On the way to Beijing, who forgets Wuchang fails (cause 2).",
    },
    Story {
        name: "Anna Maria Schmidt",
        kind: DocumentKind::Passport,
        number: "DEU C01X00T47",
        phone: "13800000013",
        email: "",
        born: "1964-08-12",
        renewed: "DEU C4J8R2K61",
        zh: "持护照的外国访客，从德国入境：浙江的规定是红码，北京的规定不同。手机记录在深圳福田和香港：去北京只填福田，按原因四不通过，可附凭据申请。",
        en: "A visitor with a passport who has just entered from Germany: red by Zhejiang's rules; look at another city too. \
             Her phone was in Futian, Shenzhen, and in Hong Kong: who declares Futian alone for Beijing fails (cause 4) and can ask staff.",
    },
    Story {
        name: "Maximilian Alexander von Hohenstein",
        kind: DocumentKind::Passport,
        number: "AUT P7421963",
        phone: "",
        email: "max@example.org",
        born: "1971-03-05",
        renewed: "",
        zh: "没有大陆手机号的外国旅客：用电子邮箱登录，登记时填写出生日期。",
        en: "A traveller without a number of the mainland: signs in by e-mail, and gives a birth date when registering.",
    },
    Story {
        name: "孙桂英",
        kind: DocumentKind::ResidentId,
        number: "330106193805142027",
        phone: "",
        email: "",
        born: "",
        renewed: "",
        zh: "没有手机的老人：由服务台工作人员登记、代录申报，打印纸质码。",
        en: "Has no phone: staff at a counter register her, take her declaration down and print her sheet.",
    },
    Story {
        name: "沈晓兰",
        kind: DocumentKind::ResidentId,
        number: "330102199304170064",
        phone: "13800000021",
        email: "",
        born: "",
        renewed: "",
        zh: "“城里的一个早晨”中的人：没有去过任何地方，却有人想让她变红码。故事开始后由它登记。",
        en: "Of the story of a morning: she was nowhere, and somebody wants her red. The story registers her.",
    },
    Story {
        name: "方建国",
        kind: DocumentKind::ResidentId,
        number: "330105197908260052",
        phone: "13800000022",
        email: "",
        born: "",
        renewed: "",
        zh: "“城里的一个早晨”中的人：几天前到过萧山区，早上的名单写到了那里。故事开始后由它登记。",
        en: "Of the story of a morning: he was in Xiaoshan some days ago, and the list of the morning names it. The story registers him.",
    },
    Story {
        name: "蒋文博",
        kind: DocumentKind::ResidentId,
        number: "330108198811030035",
        phone: "13800000023",
        email: "",
        born: "",
        renewed: "",
        zh: "“城里的一个早晨”中的人：前天乘火车，与一名病例同一车厢。故事开始后由它登记。",
        en: "Of the story of a morning: the day before yesterday he sat in the carriage of a case. The story registers him.",
    },
];

/// The three of the story of a morning: who was nowhere, who was in Xiaoshan, who took the train.
pub(super) fn of_the_morning() -> Vec<DemoIdentity> {
    let phones = ["13800000021", "13800000022", "13800000023"];
    let ready = ready().into_iter().map(|ready| ready.shown);
    let own = |shown: &DemoIdentity| {
        shown
            .phone
            .as_deref()
            .is_some_and(|phone| phones.contains(&phone))
    };
    ready.filter(own).collect()
}

/// Who has no phone of their own: the first one's daughter, by the registry, and grandmother.
const FAMILY: [(&str, &str, bool); 2] = [
    ("林朵朵", "330102201506010026", true),
    ("林秀英", "330102194103120041", false),
];

/// The family of the first, whom the registry knows without a phone.
pub(super) fn family() -> Vec<Dependant> {
    let first = STORIES.first().and_then(read);
    let guardian = first
        .and_then(|ready| ready.identity)
        .map(|known| known.document);
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

/// All of them.
pub(super) fn ready() -> Vec<Ready> {
    STORIES.iter().filter_map(read).collect()
}

/// Whom the registry knows by their birth date: all of them.
pub(super) fn known() -> Vec<Known> {
    let known = |ready: Ready| {
        let born = ready.document.birth_date().or(ready.shown.birth_date)?;
        Some(Known {
            name: ready.name,
            document: ready.document,
            born,
        })
    };
    ready().into_iter().filter_map(known).collect()
}

/// The documents that come in the place of others, each with the one of before.
pub(super) fn renewed() -> Vec<(Document, Document)> {
    let renewed = |ready: Ready| {
        let number = ready.shown.renewed_number?;
        let renewed = Document::parse(ready.document.kind(), &number, made_up_on()?).ok()?;
        Some((renewed, ready.document))
    };
    ready().into_iter().filter_map(renewed).collect()
}

fn made_up_on() -> Option<Date> {
    Date::from_ymd(2020, 2, 11)
}

fn read(story: &Story) -> Option<Ready> {
    let name = PersonName::parse(story.name).ok()?;
    let document = Document::parse(story.kind, story.number, made_up_on()?).ok()?;
    let identity = Phone::parse(story.phone).ok().map(|phone| Identity {
        name: name.clone(),
        document: document.clone(),
        phone,
    });
    let said = |word: &str| Some(word.to_owned()).filter(|word| !word.is_empty());
    let shown = DemoIdentity {
        name: story.name.to_owned(),
        document_kind: story.kind,
        document_number: story.number.to_owned(),
        phone: said(story.phone),
        email: said(story.email),
        birth_date: story.born.parse().ok(),
        renewed_number: said(story.renewed),
        note: Text {
            zh: story.zh.to_owned(),
            en: story.en.to_owned(),
        },
    };
    Some(Ready {
        identity,
        shown,
        name,
        document,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_16_every_ready_identity_is_a_valid_one_whom_the_registry_knows() {
        assert_eq!(
            (ready().len(), known().len()),
            (STORIES.len(), STORIES.len())
        );
        assert_eq!(renewed().len(), 1);
        let phones = ready().into_iter().filter_map(|ready| ready.identity);
        let mainland = phones.filter(|identity| identity.phone.is_mainland());
        assert_eq!(mainland.count(), 6);
        assert_eq!(of_the_morning().len(), 3);
    }
}
