//! Who else is asked, and whether they answer: the state of each breaker in words, with what waits for it meanwhile.

use domain::policy::Text;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Service;
use crate::shapes;

/// A neighbour, as anybody reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct NeighbourTold {
    /// Its word.
    pub id: &'static str,
    /// Its name.
    #[schema(value_type = shapes::Text)]
    pub name: Text,
    /// Whether it answers, as far as it was asked.
    pub answers: bool,
    /// What that means for people.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
}

/// A neighbour's word, its name, and what waits while it does not answer; Chinese first.
struct Known {
    id: &'static str,
    name: [&'static str; 2],
    waits: [&'static str; 2],
}

const REGISTRY: Known = Known {
    id: "identity_registry",
    name: ["身份登记核验", "Identity registry"],
    waits: [
        "暂时没有应答：新登记请稍后再试，已有的健康码不受影响",
        "No answer just now: try new registrations again later; codes that exist are not touched",
    ],
};
const SMS: Known = Known {
    id: "sms",
    name: ["短信", "Short messages"],
    waits: [
        "暂时没有应答：验证码可能收不到，恢复后通知短信会补发",
        "No answer just now: one-time codes may not come; notices are sent when it is back",
    ],
};
const LABORATORY: Known = Known {
    id: "laboratory",
    name: ["检测结果", "Laboratories"],
    waits: [
        "暂时没有应答：检测结果会晚到，不会遗失",
        "No answer just now: results come later, and none is lost",
    ],
};
const CARRIER: Known = Known {
    id: "carrier",
    name: ["运营商行程记录", "Carriers' record of stays"],
    waits: [
        "暂时没有应答：行程核验请稍后再试，已填写的内容不会丢失",
        "No answer just now: try the itinerary again later; what was entered is kept",
    ],
};
const CONVEYANCES: Known = Known {
    id: "conveyance",
    name: ["交通工具购票记录", "Conveyance services' record of tickets"],
    waits: [
        "暂时没有应答：申报中的行程请自行填写",
        "No answer just now: type the journeys of a declaration yourself",
    ],
};
const SOURCES: Known = Known {
    id: "list_source",
    name: ["官方风险名单来源", "Source of official lists"],
    waits: [
        "暂时没有应答：上一份名单继续有效",
        "No answer just now: the last list stays in force",
    ],
};

impl Service {
    /// Every neighbour that this service has.
    pub(super) fn neighbours_told(&self) -> Vec<NeighbourTold> {
        let mut all = Vec::new();
        if let Some(neighbours) = &self.neighbours {
            all.push(told(&REGISTRY, neighbours.registry.rests()));
            all.push(told(&SMS, neighbours.sms.rests()));
        }
        if let Some(laboratory) = &self.laboratory {
            all.push(told(&LABORATORY, laboratory.rests()));
        }
        if let Some(carrier) = &self.carrier {
            all.push(told(&CARRIER, carrier.rests()));
        }
        if let Some(conveyances) = &self.conveyances {
            all.push(told(&CONVEYANCES, conveyances.rests()));
        }
        if !self.sources.is_empty() {
            all.push(told(&SOURCES, self.sources.iter().any(|one| one.rests())));
        }
        all
    }
}

fn told(known: &Known, rests: bool) -> NeighbourTold {
    let [zh, en] = if rests {
        known.waits
    } else {
        ["应答正常", "Answers"]
    };
    NeighbourTold {
        id: known.id,
        name: Text::new(known.name[0], known.name[1]),
        answers: !rests,
        text: Text::new(zh, en),
    }
}
