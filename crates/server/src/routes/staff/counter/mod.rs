//! At a counter: people whose document lies on the table, and who have no phone, or none at hand.

pub(crate) mod correct;
pub(crate) mod declare;
pub(crate) mod last_declaration;
pub(crate) mod print_sheet;
pub(crate) mod register;
pub(crate) mod renew;
pub(crate) mod revoke_sheet;

use domain::place::DivisionCode;
use domain::time::Date;
use serde::Deserialize;
use service::{AtCounter, shapes};
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::wire::{KindWord, named};

/// Whose document lies on the table, as it stands there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BeforeCounter {
    /// The name in the document.
    #[schema(max_length = 400)]
    name: String,
    /// The kind of document.
    document_kind: KindWord,
    /// Its number.
    #[schema(max_length = 400)]
    document_number: String,
    /// The city for which the person is served; one of the counter's duties is held for it.
    #[schema(value_type = shapes::CityCode)]
    city: DivisionCode,
}

impl BeforeCounter {
    fn read(&self, today: Date) -> Result<AtCounter, Problem> {
        let said = (
            &self.name[..],
            self.document_kind,
            &self.document_number[..],
        );
        let (name, document) = named("who.", said, today)?;
        Ok(AtCounter {
            name,
            document,
            city: self.city,
        })
    }
}
