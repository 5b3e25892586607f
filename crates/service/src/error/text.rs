//! What each failure tells whoever asked: what is wrong and what helps, in both languages.

use domain::policy::Text;

use super::{Awaited, Error, TooMany};
use crate::proposal::{nobody_to_draw_text, refusal_text};

impl Error {
    /// What the person who asked is told. Of a database it says nothing but that it does not work now.
    pub fn text(&self) -> Text {
        match self {
            Self::NotRegistered
            | Self::NotSignedIn
            | Self::NotACheckpoint
            | Self::NotRecognised => self.unknown_text(),
            Self::WrongCode => Text::new(
                "验证码错误、已使用或已超过五分钟，请核对或重新获取",
                "is wrong, was used, or is older than five minutes; look again or ask for a new one",
            ),
            Self::NoEnrolment
            | Self::WrongSignIn
            | Self::ChallengeOver
            | Self::PasskeyNeeded
            | Self::NoDomain
            | Self::NotYourDuty
            | Self::OutsideDivision
            | Self::Crowded { .. } => self.staff_text(),
            Self::TooMany {
                what,
                retry_after_s,
            } => what.text(*retry_after_s),
            Self::Waits {
                neighbour,
                retry_after_s,
            } => neighbour.text(*retry_after_s),
            Self::AlreadyRegistered => Text::new(
                "该证件已经注册，请直接登录",
                "this document is registered already; sign in instead",
            ),
            Self::Invalid(problems) => Text::new(
                joined(problems.iter().map(|p| &*p.text.zh), "；"),
                joined(problems.iter().map(|p| &*p.text.en), "; "),
            ),
            Self::Unknown(missing) => missing.text(),
            Self::Refused(words) => Text::new(
                format!("现在无法采用，请工作人员查看：{words}"),
                words.clone(),
            ),
            Self::Proposal(refusal) => refusal_text(*refusal),
            Self::Appeal(refusal) => crate::appeal::refusal_text(*refusal),
            Self::Correction(refusal) => crate::correct::refusal_text(*refusal),
            Self::Channel(refusal) => crate::channel::refusal_text(*refusal),
            Self::Application(refusal) => crate::application::refusal_text(*refusal),
            Self::NobodyToDraw => nobody_to_draw_text(),
            Self::Passkey(error) => Text::new(
                format!("通行密钥的签名无效，请重新签名：{error}"),
                error.to_string(),
            ),
            Self::Damaged | Self::Signing(_) | Self::Busy | Self::Read(_) | Self::Write(_) => {
                self.failure_text()
            }
        }
    }

    /// Who asks is not known here.
    fn unknown_text(&self) -> Text {
        match self {
            Self::NotRegistered => Text::new(
                "尚未注册，请先注册",
                "nobody is registered here; register first",
            ),
            Self::NotSignedIn => Text::new(
                "未登录或登录已失效，请登录",
                "you are not signed in, or no longer; sign in",
            ),
            Self::NotACheckpoint => Text::new(
                "没有以此登记的检查点，请向检查点管理人员索取登记码",
                "no checkpoint is enrolled with this; ask whoever looks after the checkpoints for a code",
            ),
            _ => Text::new(
                "请求不是由本服务承认的服务签署，或已过期；请双方互相导入对方导出的文件",
                "not signed by a service that is recognised here, or too long ago; each of the two imports what the other has exported",
            ),
        }
    }

    /// Something does not work now.
    fn failure_text(&self) -> Text {
        match self {
            Self::Damaged => Text::new(
                "您的记录曾被改动，系统已报警，须由工作人员先行查看",
                "the person's rows were altered; an alarm is raised, and staff must look first",
            ),
            Self::Signing(why) => Text::new(
                format!("现在无法签发健康码，请稍后再试：{why}"),
                format!("codes cannot be signed now; try again later: {why}"),
            ),
            Self::Busy => Text::new(
                "办理期间数据多次变化，请再试一次",
                "the data changed again and again while this was done; try again",
            ),
            Self::Read(_) => Text::new(
                "现在无法读取数据，请稍后再试",
                "the data cannot be read now; try again later",
            ),
            _ => Text::new(
                "现在无法保存数据，请稍后再试",
                "the data cannot be kept now; try again later",
            ),
        }
    }

    /// What a member of staff is told.
    fn staff_text(&self) -> Text {
        match self {
            Self::NoEnrolment => Text::new(
                "启用码不对、已用过或已过期，请向系统管理员索取新的启用码",
                "no account waits for this code, or no longer; ask whoever runs the service for a new one",
            ),
            Self::ChallengeOver => Text::new(
                "验证请求已过期或已用过，请重新开始",
                "the question to the passkey has ended or was answered; begin again",
            ),
            Self::PasskeyNeeded => {
                Text::new("此操作须以通行密钥登录", "sign in by a passkey to do this")
            }
            Self::NoDomain => Text::new(
                "通行密钥需要域名，请从本服务的网址打开页面（演示系统请用 localhost）",
                "passkeys need a domain; open the page at the service's own address (of a demonstration: localhost)",
            ),
            Self::NotYourDuty => Text::new(
                "您的职责不包括此操作，已记入日志；请由有此职责的人员办理",
                "none of your duties opens this, and the attempt stands in the log; ask somebody who has the duty",
            ),
            Self::OutsideDivision => Text::new(
                "不在您负责的区划之内，已记入日志；请由负责该区划的人员办理",
                "this lies outside the divisions of your duties, and the attempt stands in the log; ask somebody whose duty it is there",
            ),
            Self::Crowded { retry_after_s } => Text::new(
                format!("登录的人较多，请在{retry_after_s}秒后再试"),
                format!("many are signing in just now; try again in {retry_after_s} seconds"),
            ),
            _ => Text::new(
                "登录名、密码或动态口令不对，或通行密钥不属于在职人员；请核对后再试，或联系系统管理员",
                "login, password or one-time password is not right, or the passkey is nobody's who works here; look again, or ask whoever runs the service",
            ),
        }
    }
}

impl TooMany {
    fn text(self, wait_s: u32) -> Text {
        let (zh, en) = match self {
            Self::WrongLastSix => (
                "证件后六位输错次数过多，今天可到服务台办理",
                "too many wrong last six of a document; a service counter helps today",
            ),
            Self::WrongIdentities => (
                "今天填写的身份信息多次未能确认，请带证件到服务台办理",
                "too many identities of today could not be confirmed; a service counter helps, where the document itself is looked at",
            ),
            Self::CodesSent => (
                "向该号码发送的验证码过多",
                "too many codes were sent to this number",
            ),
            Self::CredentialsToday => (
                "今天申请健康码次数过多，最近一次的仍然有效",
                "too many codes were asked for today; the last one is good",
            ),
            Self::StaffSignIns => (
                "该登录名尝试次数过多，也可用通行密钥登录",
                "too many tries for this login; a passkey signs you in at once",
            ),
            Self::Comparisons => (
                "今天核对行程的次数已用完，填写的内容已保存；记录有误的，可提交申请由工作人员决定",
                "the comparisons of today are used up; what you entered is kept. Where the record is wrong, staff can be asked",
            ),
            Self::VenueFigures => (
                "今天输错场所数字的次数过多，请工作人员扫描您的健康码",
                "too many wrong figures of venues today; the staff of the place can scan your code",
            ),
            Self::VenueOpenings => (
                "您今天对该场所同一天的到访试算次数已用完，请与同事商定时间段后再提议",
                "you have tried events on this day of the venue too often today; settle the times with a colleague, who can propose them",
            ),
            Self::RecordQueries => (
                "今天查询记录的次数已用完，仍可填写行程并核对",
                "the looks at the record of today are used up; you can still declare places and compare",
            ),
            Self::Tickets => (
                "今天查询购票记录的次数已用完，仍可自行填写行程",
                "your tickets were asked for too often today; you can still type your journeys",
            ),
        };
        Text::new(
            format!("{zh}；请在{wait_s}秒后再试"),
            format!("{en}; try again in {wait_s} seconds"),
        )
    }
}

impl Awaited {
    fn text(self, wait_s: u32) -> Text {
        let (zh, en) = match self {
            Self::IdentityRegistry => ("身份信息库", "identity registry"),
            Self::Sms => ("短信服务", "SMS service"),
            Self::Mail => ("邮件服务", "e-mail service"),
            Self::RecognisedService => ("互认的服务", "recognised service"),
            Self::Laboratory => ("检测机构的服务", "laboratories' service"),
            Self::Carrier => ("运营商的行程记录", "carriers' record of stays"),
            Self::Conveyances => ("交通工具购票记录", "conveyance services' record of tickets"),
            Self::OutsideWorld => ("外部服务", "outside world"),
        };
        Text::new(
            format!("{zh}暂时没有应答，您的信息不会丢失，请在{wait_s}秒后再试"),
            format!("the {en} gives no answer now; nothing is lost, try again in {wait_s} seconds"),
        )
    }
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>, between: &str) -> String {
    texts.collect::<Vec<_>>().join(between)
}
