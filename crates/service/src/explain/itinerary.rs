//! That an entry into the city waits for its check, in words: why the code is blue, and what ends it.

use domain::itinerary::EntryRecord;
use domain::place::DivisionCode;
use domain::policy::{Policy, Text};
use domain::record::Record;
use domain::time::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::place::{Place, of_division};
use crate::shapes;

/// An entry whose itinerary is not verified.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedItinerary {
    /// Always `itinerary`: the page leads to the check of the city.
    #[schema(example = "itinerary")]
    pub kind: &'static str,
    /// The city.
    pub city: Place,
    /// Since when: the day of the entry.
    #[schema(value_type = shapes::Date)]
    pub since: Date,
    /// Why the code is blue.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// What ends it.
    #[schema(value_type = shapes::Text)]
    pub ends: Text,
}

/// The open entry into the city of a policy, where it asks for a check.
pub(super) fn explain(
    city: DivisionCode,
    policy: &Policy,
    record: &Record,
    today: Date,
) -> Option<ExplainedItinerary> {
    let entries = record.entries.iter().filter(|_| policy.verify_on_entry);
    let open = entries.filter(|entry| entry.jurisdiction == city && entry.is_open());
    let since = open.map(|entry: &EntryRecord| entry.on).min()?;
    Some(ExplainedItinerary {
        kind: "itinerary",
        city: of_division(city, today.year()),
        since: since.min(today),
        text: Text::new(
            "进入或返回该城市须核验行程；通过前，健康码在该城市显示为蓝色。这不会使健康码变黄或变红。",
            "Whoever enters or returns to this city has the itinerary verified; until then the code is blue there. It makes no code yellow or red.",
        ),
        ends: Text::new(
            "在“行程核验”中逐个确认号码、填写行程并提交，通过后立即恢复；没有本人的大陆手机号的，提交申请，由工作人员在时限内决定。",
            "Confirm each number, declare its places and hand it in under \"Itinerary\": once it passes the code is as before. Who has no number of the mainland sends a request, which staff decide within the clock.",
        ),
    })
}
