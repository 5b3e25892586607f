//! The body by which something about a person is opened.

use serde::Deserialize;
use utoipa::ToSchema;

/// Why one looks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    /// A purpose from the list.
    #[schema(max_length = 40)]
    pub(super) purpose: String,
}
