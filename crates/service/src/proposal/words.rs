//! The words of proposals in both languages.

use domain::policy::Text;
use domain::proposal::{Basis, Kind, Refusal};

/// What a kind is called.
pub(super) fn kind_text(kind: Kind) -> Text {
    let (zh, en) = match kind {
        Kind::Order => ("对个人赋码的决定", "an order about a person"),
        Kind::Lifting => ("提前解除隔离", "the early end of a quarantine"),
        Kind::OrderLifting => (
            "提前撤销赋码决定",
            "the early end of an order about a person",
        ),
        Kind::RiskList => ("风险地区名单", "a risk list"),
        Kind::Policy => ("赋码规则", "a policy"),
        Kind::Organisation => ("登记单位", "the registration of an organisation"),
        Kind::WholeCounty => (
            "认定名单地区为整个县（市、区）",
            "that a listed area is its whole county",
        ),
        Kind::WholeCountyEnd => (
            "撤销名单地区的整县认定",
            "that a listed area is its whole county no longer",
        ),
        Kind::TrustList => ("互认名单", "a list of recognised services"),
        Kind::Events => ("病例活动轨迹事件", "events of cases"),
        Kind::Case => ("认定病例", "that a person is a case"),
        Kind::Contact => (
            "认定密切接触者",
            "that a person is a contact, as an investigation found",
        ),
    };
    Text::new(zh, en)
}

/// The law by its name and article.
pub(super) fn basis_text(basis: Basis) -> Text {
    let (zh, en) = match basis {
        Basis::InfectiousDiseases39 => (
            "《传染病防治法》（2013）第三十九条",
            "Law on Prevention and Treatment of Infectious Diseases (2013), article 39",
        ),
        Basis::InfectiousDiseases41 => (
            "《传染病防治法》（2013）第四十一条",
            "Law on Prevention and Treatment of Infectious Diseases (2013), article 41",
        ),
        Basis::InfectiousDiseases42 => (
            "《传染病防治法》（2013）第四十二条",
            "Law on Prevention and Treatment of Infectious Diseases (2013), article 42",
        ),
        Basis::HealthEmergencies33 => (
            "《突发公共卫生事件应急条例》（2011）第三十三条",
            "Regulation on Public Health Emergencies (2011), article 33",
        ),
        Basis::HealthEmergencies44 => (
            "《突发公共卫生事件应急条例》（2011）第四十四条",
            "Regulation on Public Health Emergencies (2011), article 44",
        ),
        Basis::FrontierHealth12 => (
            "《国境卫生检疫法》（2018）第十二条",
            "Frontier Health and Quarantine Law (2018), article 12",
        ),
        Basis::EmergencyResponse49 => (
            "《突发事件应对法》（2007）第四十九条",
            "Emergency Response Law (2007), article 49",
        ),
    };
    Text::new(zh, en)
}

/// Why a proposal is not taken where nobody could answer it.
pub(crate) fn nobody_to_draw_text() -> Text {
    Text::new(
        "其他单位没有可以审批的人员，请联系管理员增设",
        "nobody of another office could be drawn to approve; ask whoever runs the service to add staff",
    )
}

/// Why something is not allowed.
pub(crate) fn refusal_text(refusal: Refusal) -> Text {
    let (zh, en) = match refusal {
        Refusal::NotNow => (
            "这份提议已经结束，或尚未到这一步，请刷新后查看",
            "this proposal is over, or not at that point; look at it again",
        ),
        Refusal::NotAsked => (
            "审批人由系统抽取，这份提议没有抽到您",
            "who answers is drawn by the system, and you were not drawn for this proposal",
        ),
        Refusal::TooLate => (
            "您的答复时间已过，系统将另行抽取",
            "your time to answer is over; another is drawn",
        ),
        Refusal::SameHands => (
            "提议人及其同单位人员不能审批；第三人须来自另一辖区",
            "whoever proposed it, or works in the same office, does not approve it; a third is of another division",
        ),
        Refusal::NotYours => (
            "只有提议人可以撤回，已经生效的名单和规则须另提新的提议",
            "only its proposer takes it back; what was published is replaced by another proposal",
        ),
    };
    Text::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_24_every_kind_and_every_law_has_a_text_in_both_languages() {
        let kinds = Kind::ALL.iter().map(|kind| kind_text(*kind));
        let laws = Basis::ALL.iter().map(|basis| basis_text(*basis));
        let texts: Vec<Text> = kinds.chain(laws).collect();
        assert!(texts.iter().all(|t| t.en.is_ascii() && !t.zh.is_ascii()));
    }
}
