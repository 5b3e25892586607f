//! The staff of a venue scan a person's own code, for who cannot scan. It counts with the holder's signature of this minute alone, and
//! from the one device that the manager set up: what was harvested elsewhere, or earlier, makes nobody a contact.

use credential::{Refusal, Rules, verify_presentation};
use domain::ids::{OrganisationId, VenueId};
use domain::staff::Member;
use domain::time::Instant;
use domain::venue::VenueVisit;
use domain::verdict::Kind;
use storage::VenueRow;
use zeroize::Zeroizing;

use crate::Service;
use crate::chance::secret;
use crate::error::Error;
use crate::organisation::of_manager;

/// By which the secret of a venue's device is recognised as one.
const PREFIX: &str = "hcv_";

impl Service {
    /// Makes this the one device of a venue; the one before counts no more. Answers with its secret, which is shown once.
    #[crate::boxed]
    pub async fn set_venue_device(
        &self,
        member: &Member,
        way: (OrganisationId, VenueId),
        now: Instant,
    ) -> Result<Zeroizing<String>, Error> {
        let (_, row) = self.managed_venue(member, way, now).await?;
        let secret = secret(&*self.chance, PREFIX);
        let to = VenueRow {
            device: Some(self.store.venue_device(&secret)),
            ..row.clone()
        };
        let line = self.note(of_manager(member, "set venue device"), &row.name, now);
        self.change_venue((&row, &to), &line).await?;
        Ok(secret)
    }

    /// A person is at a venue, by the code that they present to its device. Nothing is told of them.
    #[crate::boxed]
    pub async fn scan_visitor(
        &self,
        member: &Member,
        way: (OrganisationId, VenueId),
        (device, text): (&str, &str),
        now: Instant,
    ) -> Result<(), Error> {
        let (_, row) = self.managed_venue(member, way, now).await?;
        if row.device != Some(self.store.venue_device(device)) {
            return Err(Error::field(
                "device",
                "这台设备不是该场所的扫码设备，请先在本机启用",
                "not the device of this venue; set it up here first",
            ));
        }
        let shared = self.shared(now).await?;
        let keys = shared.keys().published(now)?.set;
        let code = verify_presentation(text, &keys, now, &Rules::default()).map_err(refused)?;
        // A sheet of paper and a copy have no holder's signature; the code of a family member has another's.
        let own = matches!(code.claims.bearer.kind(), Kind::Person | Kind::Channel);
        let presentation = code.presentation.filter(|_| own);
        let presentation = presentation.ok_or_else(|| refused(Refusal::HolderMissing))?;
        let person = self.holder_of_code(&code.claims).await?;
        let person = person.ok_or_else(|| refused(Refusal::Expired))?;
        let visit = VenueVisit {
            venue: row.id,
            day: now.date(),
            id: self.store.presented_visit(&presentation.digest),
            person,
            from: now,
            left: None,
        };
        self.keep_visit(visit, now).await?;
        Ok(())
    }
}

fn refused(refusal: Refusal) -> Error {
    let (zh, en) = match refusal {
        Refusal::TooOld | Refusal::FromTheFuture | Refusal::HolderMissing => (
            "须由本人手机当场出示的健康码，截图、纸质码和以前的码不计",
            "only a code that its holder's phone shows at this moment counts: no picture, no sheet, none of before",
        ),
        _ => (
            "这不是可以登记的健康码，未登记",
            "no code that can be registered; nothing was kept",
        ),
    };
    Error::field("text", zh, en)
}
