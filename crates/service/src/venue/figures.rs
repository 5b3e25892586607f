//! The figures of the day by short message: to a number whose holder agreed by a one-time code, each morning, for who runs a place
//! without a computer.
//!
//! The key of a message follows from the venue, the agreement and the day, and the day is noted once it was handed over: after a crash between the
//! two the same message is handed over again, and the sender sends it once.

use domain::identity::{Contact, Phone};
use domain::ids::{OrganisationId, VenueId};
use domain::staff::Member;
use domain::time::Instant;
use domain::venue::is_figures_time;
use gateway::sms::{Language, Purpose, Text};
use storage::{VenueNumberRow, WriteError};

use crate::Service;
use crate::code::CodeSent;
use crate::error::{Error, Missing};
use crate::number::mainland;
use crate::organisation::of_manager;
use crate::remind::MessagesSent;

/// Numbers of one page.
const PAGE: u32 = 1_000;

impl Service {
    /// Has a one-time code sent to a number that is to get a venue's figures.
    #[crate::boxed]
    pub async fn send_venue_code(
        &self,
        member: &Member,
        way: (OrganisationId, VenueId),
        (phone, language): (&Phone, Language),
        now: Instant,
    ) -> Result<CodeSent, Error> {
        self.managed_venue(member, way, now).await?;
        mainland(phone)?;
        let contact = Contact::from(phone.clone());
        self.send_code(&contact, Purpose::VenueFigures, language, now)
            .await
    }

    /// From now on a number gets a venue's figures each morning, in the place of one before: its holder agreed by a code.
    #[crate::boxed]
    pub async fn set_venue_number(
        &self,
        member: &Member,
        way: (OrganisationId, VenueId),
        (phone, code): (&Phone, &str),
        now: Instant,
    ) -> Result<(), Error> {
        let (_, venue) = self.managed_venue(member, way, now).await?;
        mainland(phone)?;
        let contact = Contact::from(phone.clone());
        self.use_code(&contact, Purpose::VenueFigures, code, now)
            .await?;
        let row = VenueNumberRow {
            venue: venue.id,
            phone: phone.canonical().to_owned().into(),
            agreed: now,
            sent: None,
        };
        let line = self.note(of_manager(member, "set venue number"), &venue.name, now);
        let batch = self.store.put_venue_number(&row, &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(()),
            // It was closed at this moment.
            Err(WriteError::Conflict) => Err(Error::Unknown(Missing::Venue)),
            Err(error) => Err(error.into()),
        }
    }

    /// A venue's figures go to no number any more. Where they went to none, nothing changes.
    #[crate::boxed]
    pub async fn end_venue_number(
        &self,
        member: &Member,
        way: (OrganisationId, VenueId),
        now: Instant,
    ) -> Result<(), Error> {
        let (_, venue) = self.managed_venue(member, way, now).await?;
        if self.number_of_venue(venue.id, now).await?.is_none() {
            return Ok(());
        }
        let line = self.note(of_manager(member, "end venue number"), &venue.name, now);
        let batch = self.store.end_venue_number(venue.id, &line);
        Ok(self.store.write(batch).await?)
    }

    /// The number that gets a venue's figures, masked.
    pub(super) async fn number_of_venue(
        &self,
        venue: VenueId,
        now: Instant,
    ) -> Result<Option<String>, Error> {
        let (row, alarms) = self.store.venue_number(venue).await?;
        self.raise(&alarms, now).await?;
        let phone = row.and_then(|row| Phone::parse(&row.phone).ok());
        Ok(phone.map(|phone| phone.masked()))
    }

    /// Sends the figures of the day that have not gone out, from 05:00 on. Where the sender gives no answer it stops; they wait.
    #[crate::boxed]
    pub async fn send_venue_figures(&self, now: Instant) -> Result<MessagesSent, Error> {
        let mut total = MessagesSent::default();
        if self.neighbours.is_none() || !is_figures_time(now) {
            return Ok(total);
        }
        let mut after = VenueId(i64::MIN);
        loop {
            let due = self.store.venue_numbers_due(now.date(), after, PAGE);
            let (rows, alarms) = due.await?;
            self.raise(&alarms, now).await?;
            let Some(last) = rows.last() else {
                return Ok(total);
            };
            after = last.venue;
            for row in &rows {
                self.send_figures_of(row, &mut total, now).await?;
                if total.waiting > 0 {
                    return Ok(total);
                }
            }
        }
    }

    async fn send_figures_of(
        &self,
        row: &VenueNumberRow,
        total: &mut MessagesSent,
        now: Instant,
    ) -> Result<(), Error> {
        let (venue, alarms) = self.store.venue(row.venue).await?;
        self.raise(&alarms, now).await?;
        let Some(venue) = venue.filter(|venue| venue.closed.is_none()) else {
            return Ok(());
        };
        let Some(contact) = Contact::from_canonical(&row.phone) else {
            return Ok(());
        };
        let today = now.date();
        let text = Text::venue_figures(&self.store.venue_figures(&venue, today), venue.id, today);
        let text = text.map_err(|error| Error::Refused(error.to_string()))?;
        let key = self.store.venue_message_key(row, today);
        let Some(outcome) = self.hand_notice((&contact, &text), key, now).await? else {
            total.waiting += 1;
            return Ok(());
        };
        total.count(outcome);
        match self
            .store
            .write(self.store.venue_figures_sent(row, today))
            .await
        {
            // The manager named another number, or none, at this moment.
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
