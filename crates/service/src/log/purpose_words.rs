//! For which purpose somebody looked or did something, in words.

use domain::log::Purpose;
use domain::policy::Text;

/// For which purpose, for whoever looks through the log.
pub(super) fn purpose_told(purpose: Purpose) -> Text {
    match purpose {
        Purpose::Own => Text::new("本人办理", "Their own affairs"),
        other => purpose_words(other),
    }
}

/// For which purpose: what staff choose from, and what the person reads.
pub fn purpose_words(purpose: Purpose) -> Text {
    match purpose {
        Purpose::Own => Text::new("本人办理", "Your own affairs"),
        Purpose::Automatic => Text::new("系统按规则自动处理", "Done automatically, by the rules"),
        Purpose::Care => Text::new("隔离期间的照料", "Looking after a person in quarantine"),
        Purpose::Investigation => {
            Text::new("流行病学调查", "Finding out whom an infected person met")
        }
        Purpose::Appeal => Text::new("处理申诉", "Deciding an appeal"),
        Purpose::Review => Text::new("核实申报", "Checking what was declared"),
        Purpose::Approval => Text::new("审批", "Approving or refusing a proposal"),
        Purpose::Audit => Text::new("检查规则执行情况", "Looking whether the rules were kept"),
        Purpose::Counter => Text::new("服务台当面办理", "Served at a counter"),
        Purpose::Operation => Text::new("系统运维", "Running the service"),
        Purpose::Purchase => Text::new("药店购药登记", "Registering a purchase at a pharmacy"),
        Purpose::Organisation => Text::new(
            "您同意加入的单位了解能否进入",
            "Seeing whether a member who agreed may come in",
        ),
    }
}
