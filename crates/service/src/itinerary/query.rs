//! "Click to query" (S0-10..12): what the carrier recorded of a number, for reference.

use domain::ids::NumberId;
use domain::place::DivisionCode;
use domain::time::Instant;
use gateway::carrier::Record;
use storage::ItineraryTry;

use super::place::told_recorded;
use super::stand::Whose;
use super::told::ItineraryRecord;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::session::Session;

impl Service {
    /// Shows what was recorded of a number, after its one-time code in this check, and only where it is registered to the
    /// person's own document. Nothing of it is kept but a line that it was looked at.
    #[crate::boxed]
    pub async fn query_itinerary(
        &self,
        session: &Session,
        city: DivisionCode,
        number: NumberId,
        now: Instant,
    ) -> Result<ItineraryRecord, Error> {
        let person = session.person()?;
        let stand = self.stand(Whose { person, city }, now).await?;
        let window = stand.window(stand.begun()?.arrival);
        let row = stand.number(number)?;
        if !stand.kept.is_confirmed(number, now) {
            let (zh, en) = (
                "请先用验证码确认这个号码，再查询",
                "is not confirmed; confirm it by its one-time code first",
            );
            return Err(Error::field("number", zh, en));
        }
        if !row.number.is_own() {
            return Err(not_own());
        }
        let document = self.document_of(person, now).await?;
        let asking = self.record_of(&document, row, window, now);
        let what = (person, ItineraryTry::Query);
        match self.as_a_try(what, now, asking).await? {
            Record::NotHolder => Err(not_own()),
            Record::Stays { stays, until } => {
                let deed = Deed::own("query itinerary record");
                self.note_about(person, deed, "", now).await?;
                Ok(ItineraryRecord {
                    stays: stays.iter().map(told_recorded).collect(),
                    until,
                })
            }
        }
    }
}

fn not_own() -> Error {
    let (zh, en) = (
        "这个号码是由机主同意添加的，或没有登记在您的证件下，不显示记录；请直接填写地点",
        "was added by its holder's code, or is not registered to your document, so its record is not shown; declare its places",
    );
    Error::field("number", zh, en)
}
