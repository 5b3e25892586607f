//! Until when a declaration holds, where the city sets an end (S1-5), and whether it is time to ask whether anything has changed.

use domain::declaration::lasting;
use domain::policy::Policy;
use domain::record::Record;
use domain::time::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shapes;

/// The end of what was declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ExplainedLasting {
    /// The first date on which it holds no more: from its beginning on the code is grey.
    #[schema(value_type = shapes::Date)]
    pub until: Date,
    /// Whether the person is asked if anything has changed: from two days before on.
    pub asked: bool,
}

/// The end in the city of a policy; none where the declaration holds until facts change.
pub(super) fn explain(policy: &Policy, record: &Record, today: Date) -> Option<ExplainedLasting> {
    lasting(record, policy).map(|declared| ExplainedLasting {
        until: declared.until,
        asked: declared.is_asked(today),
    })
}
