//! What a checkpoint says, in both languages: one sentence a verdict, one a step, one a remark.

use domain::policy::Text;
use domain::verdict::{Remark, Step, Words};

pub(super) fn sentence(words: Words) -> Text {
    let (zh, en) = match words {
        Words::Pass => ("请通行", "Please go on"),
        Words::PopUp => ("绿码，有弹窗提示", "Green, with a notice"),
        Words::Unconfirmed => ("正在核验，尚未确认", "Not confirmed yet"),
        Words::NoDeclaration => ("没有有效的健康申报", "No declaration is in force"),
        Words::Yellow => ("黄码，隔离期内", "Yellow: in quarantine"),
        Words::Red => ("红码，隔离期内", "Red: in quarantine"),
        Words::OtherEntrance => ("请走另一入口", "Please take the other entrance"),
        Words::ServeAtTheDoor => ("请在门口服务", "Please serve at the door"),
        Words::Replaced => ("该码已被更换", "This code was replaced"),
        Words::Changed => (
            "状态已变化，请联网打开页面",
            "The state has changed; open the page with a network",
        ),
        Words::StatusUnknown => ("状态无法读取", "The status cannot be read"),
        Words::ChallengeFailed => ("没有通过现场验证", "The challenge was not answered"),
        Words::CannotAnswer => (
            "此类码不能现场验证",
            "This kind of code cannot answer a challenge",
        ),
        Words::ListTooOld => (
            "本设备的状态列表过旧",
            "The status list of this device is too old",
        ),
        Words::NoCode => ("没有健康码", "No code"),
        Words::Refused(refusal) => {
            let words = refusal.guard_words();
            (words.zh, words.en)
        }
    };
    Text::new(zh, en)
}

pub(super) fn step(step: Step) -> Text {
    let (zh, en) = match step {
        Step::StepAside => (
            "请到一旁，原因在您的手机上",
            "Please step aside; the reason is on your phone",
        ),
        Step::OpenCodePage => ("请打开健康码页面", "Open the health code page"),
        Step::OpenWithNetwork => ("请联网打开页面", "Open the page with a network"),
        Step::SetClock => (
            "请将手机时间设为自动",
            "Set the phone's clock by the network",
        ),
        Step::ScanAgain => ("重新扫描", "Scan again"),
        Step::ReadPopUp => ("请打开弹窗并按说明办理", "Open the notice and follow it"),
        Step::FinishOnPage => ("请在页面上补齐信息", "Finish on the page what is missing"),
        Step::PrintSheet => ("请到服务台打印纸质码", "The service counter prints a sheet"),
        Step::CompareName => ("核对姓名与证件", "Compare the name with a document"),
        Step::CompareDocument => (
            "核对姓名和证件号后四位",
            "Compare the name and the last four of the number with the document",
        ),
        Step::TakeTemperature => ("测量体温", "Take the temperature"),
        Step::GoHome => ("请直接回家，不去别处", "Straight home, and nowhere else"),
        Step::TellCommunity => ("告知居住地社区", "Tell the community of the residence"),
        Step::OtherEntrance => (
            "走另一入口，前往发热门诊",
            "Take the other entrance; this way to the fever clinic",
        ),
        Step::ServeAtTheDoor => ("在门口服务", "Serve at the door"),
        Step::ConnectGate => ("请将本设备联网", "Bring this device to a network"),
    };
    Text::new(zh, en)
}

/// `seen_seconds` is how long ago this gate saw the code.
pub(super) fn remark(remark: Remark, seen_seconds: Option<i64>) -> Text {
    match remark {
        Remark::PopUp => Text::new("有弹窗提示", "There is a notice"),
        Remark::SeenHere => match seen_seconds {
            Some(seconds) => Text::new(
                format!("{seconds}秒前在此出示过"),
                format!("Shown here {seconds} s ago"),
            ),
            None => Text::new("刚在此出示过", "Shown here just now"),
        },
        Remark::ListOld => Text::new("状态列表不是最新的", "The status list is not fresh"),
        Remark::ConfirmedYesterday => Text::new("昨天确认", "Confirmed yesterday"),
        Remark::ConfirmedEarlier => Text::new("早前确认", "Confirmed earlier"),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    #[test]
    fn s0_24_everything_that_a_checkpoint_says_is_there_in_both_languages() {
        let sentences = Words::all().map(|words| ("sentence", words.to_string(), sentence(words)));
        let steps = Step::ALL.iter().map(|s| ("step", s.to_string(), step(*s)));
        let remarks = Remark::ALL
            .iter()
            .map(|r| ("remark", r.to_string(), remark(*r, None)));
        let seen = remark(Remark::SeenHere, Some(40));
        let seen = ("remark", "seen_here 40".to_owned(), seen);
        let mut said = String::from(
            "# What a checkpoint says (service::scan), tab-separated: kind, id, Chinese, English.\n",
        );
        for (kind, id, text) in sentences.chain(steps).chain(remarks).chain([seen]) {
            assert!(text.en.is_ascii() && !text.en.is_empty(), "{}", text.en);
            assert!(!text.zh.is_empty() && !text.zh.is_ascii(), "{}", text.zh);
            writeln!(said, "{kind}\t{id}\t{}\t{}", text.zh, text.en).unwrap();
        }
        // The page of a checkpoint says the same without a network: its own test reads this file.
        assert_eq!(
            said,
            include_str!("../../tests/golden/checkpoint_words.txt")
        );
    }
}
