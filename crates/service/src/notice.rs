//! The notices of a person, in words: what came about without their asking.

use domain::ids::PersonId;
use domain::notice::NoticeKind;
use domain::policy::Text;
use domain::quarantine::Order;
use domain::state::Colour;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::Notice;
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::explain::date_in_words;
use crate::shapes;

/// The most notices that are told at once, the newest.
const MOST: u32 = 50;
/// For how many days a notice is kept (P).
pub const NOTICE_DAYS: i32 = 90;

/// A notice for the screen of the person whom it is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct NoticeTold {
    /// What it tells.
    #[schema(value_type = shapes::NoticeKind)]
    pub kind: NoticeKind,
    /// What it says.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// The order that it speaks of, as text; absent in a reminder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// When it was noted, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub noted_ms: Instant,
    /// Whether it was read.
    pub read: bool,
}

impl Service {
    /// What a person was told besides the answers to what they asked, the newest first.
    #[crate::boxed]
    pub async fn notices(&self, person: PersonId, now: Instant) -> Result<Vec<NoticeTold>, Error> {
        let facts = self.read_person(person, now).await?;
        let (notices, alarms) = self.store.notices_of(person, MOST).await?;
        self.raise(&alarms, now).await?;
        let order_of = |notice: &Notice| {
            let mut orders = facts.record.orders.iter();
            orders.find(|order| order.id == notice.key.about)
        };
        let told = notices.iter().map(|notice| {
            let order = order_of(notice);
            NoticeTold {
                kind: notice.key.kind,
                text: words(notice, order, now),
                order: notice
                    .key
                    .kind
                    .is_about_order()
                    .then(|| notice.key.about.to_string()),
                noted_ms: notice.noted,
                read: notice.read.is_some(),
            }
        });
        Ok(told.collect())
    }

    /// Notes that a person has read what was noted until `noted`.
    #[crate::boxed]
    pub async fn read_notices(
        &self,
        person: PersonId,
        noted: Instant,
        now: Instant,
    ) -> Result<(), Error> {
        let batch = self.store.read_notices(person, noted, now);
        Ok(self.store.write(batch).await?)
    }
}

fn words(notice: &Notice, order: Option<&Order>, now: Instant) -> Text {
    match (notice.key.kind, order) {
        (NoticeKind::Opened, Some(order)) => opened(order, now.date()),
        (kind, _) => plain(kind),
    }
}

/// Of an order that opened: since when, of which colour, for how many days.
fn opened(order: &Order, today: Date) -> Text {
    let since = date_in_words(order.first_day, today);
    let (zh, en) = match order.colour {
        Colour::Red => ("红码", "red"),
        Colour::Yellow => ("黄码", "yellow"),
    };
    let then = order.then.map_or(0, |stage| stage.days);
    let days = order.days + then;
    Text::new(
        format!(
            "您的健康码自{}起为{zh}，需隔离{days}天并每天打卡。依据、天数和申诉办法见下。",
            since.zh
        ),
        format!(
            "Your code is {en} from {} on: {days} days of quarantine with a daily check-in. Why, until when and how to appeal stands below.",
            since.en
        ),
    )
}

/// What a notice says without looking at anything.
#[expect(clippy::too_many_lines, reason = "a table: one text a kind")]
fn plain(kind: NoticeKind) -> Text {
    match kind {
        NoticeKind::Opened => Text::new(
            "您有一项新的隔离要求，依据和天数见下。",
            "You have a new quarantine order; why and for how long stands below.",
        ),
        NoticeKind::Reminder => Text::new(
            "当天还没有打卡，请在24点前完成；没有网络也可以打卡，联网后自动送达。",
            "The day has no check-in yet: make it before midnight. Without a network too; it is sent when there is one.",
        ),
        NoticeKind::DeclarationEnds => Text::new(
            "您的健康申报即将到期，到期后健康码变为灰色。情况没有变化的，在健康码页面点一下即可重新申报；有变化的，请更新。",
            "What you declared ends soon; then the code is grey. If nothing has changed, one tap on the page of your code declares it anew; else say what has.",
        ),
        NoticeKind::Complete => Text::new(
            "隔离天数已满，该项隔离已自动解除。可打印解除隔离证明。",
            "All days are counted: this quarantine has ended by itself. You can print a certificate of release.",
        ),
        NoticeKind::Lifted => Text::new(
            "经两名工作人员决定，该项隔离已提前解除。",
            "This quarantine was lifted early, by a decision of two members of staff.",
        ),
        NoticeKind::OfficialOrder => Text::new(
            "有关部门依法对您作出的决定已生效。哪些单位、为什么、到什么时候、怎样申诉见下。",
            "An order by officials about you counts. Which offices, why, until when and how to appeal stands below.",
        ),
        NoticeKind::OfficialEnded => Text::new(
            "有关部门对您作出的一项决定已失效，不再影响您的健康码。",
            "An order by officials about you has ended and no longer colours your code.",
        ),
        NoticeKind::Suspended => Text::new(
            "您的申诉未按时答复，被申诉的决定或认定暂停执行，直到答复为止。",
            "Your appeal was not answered in time: what officials ordered or said is suspended until it is.",
        ),
        NoticeKind::AppealAnswered => Text::new(
            "您的申诉已有答复，见下。",
            "Your appeal was answered; the answer stands below.",
        ),
        NoticeKind::ReportReminder => Text::new(
            "您加入的单位提醒您：今天还没有健康打卡，请在方便时完成。",
            "One of your organisations asks for today's report: please make it when you can.",
        ),
        NoticeKind::Invited => Text::new(
            "有单位邀请您加入。对方能看到什么，见“我的”中的单位与学校；不加入也不影响您的健康码。",
            "An organisation invites you. What it would see stands under organisations on your page; your code does not depend on it.",
        ),
        NoticeKind::JoinedByGuardian => Text::new(
            "代办您健康码的家人替您同意加入一个单位。对方能看到什么，见“我的”中的单位与学校；您可以随时退出。",
            "The relative who holds your code agreed for you to join an organisation. What it sees stands under organisations on your page; you can leave at any time.",
        ),
        NoticeKind::RemovedFromUnit => Text::new(
            "您加入的一个单位已将您移出名单，从现在起看不到您的任何信息。不影响您的健康码。",
            "An organisation took you off its list: from now on it sees nothing of you. Your code does not depend on it.",
        ),
        NoticeKind::NumberAdded => Text::new(
            "您的健康码增加了一个手机号，可在“我的 → 我的号码”中查看。不是您本人操作的，请立即在那里交还该号码，并到服务台核实。",
            "A number was added to your code: look at it under Me, My numbers. If it was not you, give it back there at once and go to a service counter.",
        ),
        NoticeKind::ApplicationAccepted => Text::new(
            "您的申请已通过核验，健康码可以正常使用。",
            "Your application went through; your code can be used.",
        ),
        NoticeKind::ApplicationRefused => Text::new(
            "您的申请需要更正，工作人员的说明见“我的”页面。",
            "Your application needs a correction; what staff say stands on the page \"Me\".",
        ),
        NoticeKind::ItineraryAnswered => Text::new(
            "工作人员已答复您关于行程核验的申请，见该城市的行程核验页面。",
            "Staff answered your request about the itinerary; the answer stands on that city's check.",
        ),
        NoticeKind::NamedContact => Text::new(
            "流行病学调查认为您是接触者。请在“我的 → 我是不是接触者”中回答是否属实；您不回答，或回答不属实，须另有人员审批才生效。",
            "An investigation says that you are a contact. Say under Me, \"Am I a contact?\" whether it is so; without your word, or against it, others must agree before it counts.",
        ),
        NoticeKind::CorrectionAnswered => Text::new(
            "您的更正申请已有答复，见“我的 → 我的申报”。",
            "A correction of yours was answered; the answer stands under Me, My declarations.",
        ),
        NoticeKind::TakenOver => Text::new(
            "健康码已转到这部手机；原手机已停用，并已收到通知。隔离和核验要求照旧。",
            "The code moved to this phone; the phone of before is cut and was told. Quarantine and reviews stay as they were.",
        ),
        NoticeKind::FamilyAsked => Text::new(
            "有家人想代办您的健康码，请在“我的 → 家人”中选择同意或不同意。",
            "A relative asks to hold your code. Say yes or no under Me, Family.",
        ),
        NoticeKind::FamilyLinked => Text::new(
            "有家人可以代您出示健康码、申报和打卡。在“我的 → 家人”中可查看并随时解除。",
            "A relative can show your code, declare and check in for you. Look at it, and end it at any time, under Me, Family.",
        ),
        NoticeKind::FamilyConfirmed => Text::new(
            "一位家人已确认，可以由您代办。",
            "A family member was confirmed: you can ask for them.",
        ),
        NoticeKind::FamilyEnded => Text::new(
            "一项家人代办已结束，由此取得的健康码已失效。",
            "A family link has ended; codes that were shown by it are no longer good.",
        ),
        NoticeKind::Withdrawn => Text::new(
            "该项隔离所依据的信息已被更正或撤回，视同从未有过。",
            "What this quarantine rested on was corrected or taken back: it is as if it had never been.",
        ),
    }
}
