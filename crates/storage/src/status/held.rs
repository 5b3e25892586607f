//! What a gate with a network is answered from, all of one moment and by one read: to whom a credential was issued, who may
//! show it, what was decided about them last.

use domain::family::FamilyLink;
use domain::ids::PersonId;
use domain::time::Date;
use domain::verdict::Kind;

use super::{IssuedCredential, issued_at};
use crate::alarm::Alarm;
use crate::device::Device;
use crate::error::ReadError;
use crate::fact::Reading;
use crate::rating::Rating;
use crate::store::Store;

/// A credential with what is known of its holder.
pub struct Held {
    /// To whom it was issued.
    pub person: PersonId,
    /// What was issued.
    pub issued: IssuedCredential,
    /// The devices of the person; read where the credential is bound to one of them.
    pub devices: Vec<Device>,
    /// Who holds the person as a family member; read where the credential was issued to one who does.
    pub links: Vec<FamilyLink>,
    /// The decisions as last written; absent where there are none or the row was altered.
    pub rating: Option<Rating>,
    /// What does not hold of devices and links. Keep it by [`Store::raise`].
    pub alarms: Vec<Alarm>,
}

impl Store {
    /// The credential with this place and what is known of its holder; `None` where it was issued to nobody, or is no longer
    /// known.
    #[crate::boxed]
    pub async fn held_at(&self, list: Date, index: u32) -> Result<Option<Held>, ReadError> {
        self.read(|connection| {
            let Some((person, issued)) = issued_at(connection, list, index)? else {
                return Ok(None);
            };
            let mut reading = Reading::new(connection, self.keys(), person);
            let mut devices: Vec<Device> = Vec::new();
            let mut links: Vec<FamilyLink> = Vec::new();
            match issued.kind {
                Kind::Person | Kind::Channel => devices = reading.rows()?,
                Kind::Member => links = reading.rows()?,
                // A sheet of paper is bound to nothing.
                Kind::Paper => {}
            }
            let alarms = std::mem::take(&mut reading.alarms);
            let rating = reading.rating()?.and_then(|row| row.rating);
            Ok(Some(Held {
                person,
                issued,
                devices,
                links,
                rating,
                alarms,
            }))
        })
        .await
    }
}
