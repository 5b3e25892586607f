//! A person is at a place and says so by its code: on paper with the figures of the day and the phone's own comparison of where it is,
//! or by a screen's code of this minute. What is not proven so makes nobody a contact, and is not kept.

use credential::{Refusal, VenueCode};
use domain::ids::{PersonId, VenueId};
use domain::purchase::PURCHASE_DAYS;
use domain::time::{Date, Instant};
use domain::venue::{VISIT_DAYS, VenueVisit, first_kept};
use storage::{DayKey, Tried, VenueRow};

use crate::Service;
use crate::code::seconds;
use crate::error::{Error, Missing, TooMany};
use crate::session::Session;

// One key of a day seals purchases and visits, and dies once for both.
const _: () = assert!(VISIT_DAYS == PURCHASE_DAYS);

/// Wrong figures of a person on a day. P
const FIGURE_TRIES: i64 = 5;

/// That somebody is at a place.
pub struct VisitSaid<'a> {
    /// Made on the phone: the same id twice is one visit.
    pub id: i64,
    /// The text of the code that was scanned.
    pub code: &'a str,
    /// The figures that stood beside it, where the person typed them.
    pub figures: Option<&'a str>,
    /// Whether the phone compared its own position with the place in the code, and was there.
    pub near: bool,
}

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitTold {
    /// Which venue.
    pub venue: VenueId,
    /// The day of the visit.
    pub day: Date,
    /// Whether it is proven, and kept; else nothing of it is here.
    pub proven: bool,
    /// From when.
    pub from: Instant,
}

/// A visit, as only the phone that made it can name it.
#[derive(Clone, Copy)]
pub struct VisitMark {
    /// Where.
    pub venue: VenueId,
    /// The day of its beginning.
    pub day: Date,
    /// The id that the phone made.
    pub id: i64,
}

impl Service {
    /// Somebody is at a place. Kept, sealed under the key of the day, where it is proven.
    #[crate::boxed]
    pub async fn visit_venue(
        &self,
        session: &Session,
        said: &VisitSaid<'_>,
        now: Instant,
    ) -> Result<VisitTold, Error> {
        let person = session.person()?;
        let keys = self.shared(now).await?.keys().published(now)?.set;
        let code = VenueCode::verify(said.code, &keys, now).map_err(refused)?;
        let row = self.venue_of(&code, now).await?;
        let proven = match (code.minute, said.figures) {
            (Some(_), _) => true,
            (None, Some(figures)) => {
                self.check_figures(person, &row, figures.trim(), now)
                    .await?;
                said.near
            }
            (None, None) => false,
        };
        let mut visit = VenueVisit {
            venue: row.id,
            day: now.date(),
            id: said.id,
            person,
            from: now,
            left: None,
        };
        if proven {
            visit = self.keep_visit(visit, now).await?;
        }
        Ok(VisitTold {
            venue: visit.venue,
            day: visit.day,
            proven,
            from: visit.from,
        })
    }

    /// Somebody left. Said again, the first time counts.
    #[crate::boxed]
    pub async fn leave_venue(
        &self,
        session: &Session,
        mark: VisitMark,
        now: Instant,
    ) -> Result<(), Error> {
        let person = session.person()?;
        let unknown = || Error::Unknown(Missing::Visit);
        let key = self.day_key(mark.day, now).await?.ok_or_else(unknown)?;
        let (visit, alarms) = self.store.venue_visit(mark.venue, &key, mark.id).await?;
        self.raise(&alarms, now).await?;
        let visit = visit.filter(|visit| visit.person == person);
        let visit = visit.ok_or_else(unknown)?;
        let left = VenueVisit {
            left: visit.left.or(Some(now)),
            ..visit
        };
        if visit.left.is_none() {
            let batch = self.store.leave_venue_visit(&left, &key);
            self.store.write(batch.ok_or_else(unsealed)?).await?;
        }
        // Said again, it is done again: the first time may have been cut off before.
        let (row, alarms) = self.store.venue(mark.venue).await?;
        self.raise(&alarms, now).await?;
        match row {
            Some(row) => self.end_met_visit(&left, row.closes, now).await,
            None => Ok(()),
        }
    }

    /// Keeps a visit; where it is kept already, as it was.
    pub(super) async fn keep_visit(
        &self,
        visit: VenueVisit,
        now: Instant,
    ) -> Result<VenueVisit, Error> {
        let key = if let Some(key) = self.day_key(visit.day, now).await? {
            key
        } else {
            let made = self.store.make_day_keys(&[visit.day]);
            self.store.write(made).await?;
            let key = self.day_key(visit.day, now).await?;
            key.ok_or_else(unsealed)?
        };
        let batch = self
            .store
            .keep_venue_visit(&visit, &key)
            .ok_or_else(unsealed)?;
        self.store.write(batch).await?;
        let (kept, alarms) = self.store.venue_visit(visit.venue, &key, visit.id).await?;
        self.raise(&alarms, now).await?;
        let kept = kept.filter(|kept| kept.person == visit.person);
        kept.ok_or(Error::Unknown(Missing::Visit))
    }

    async fn day_key(&self, day: Date, now: Instant) -> Result<Option<DayKey>, Error> {
        if day < first_kept(now.date()) {
            return Ok(None);
        }
        let (keys, alarms) = self.store.day_keys(day, day).await?;
        self.raise(&alarms, now).await?;
        Ok(keys.into_iter().next())
    }

    /// The venue of a code, while the code is the one that its manager put up last.
    async fn venue_of(&self, code: &VenueCode, now: Instant) -> Result<VenueRow, Error> {
        let (row, alarms) = self.store.venue(code.venue).await?;
        self.raise(&alarms, now).await?;
        if row.as_ref().is_some_and(|row| row.closed.is_some()) {
            return Err(closed());
        }
        let row = row.filter(|row| row.edition == code.edition);
        row.ok_or_else(|| {
            Error::field(
                "code",
                "这个场所码已更换，请扫描场所现在张贴的码",
                "this code was renewed; scan the one that the place has put up now",
            )
        })
    }

    /// Refuses figures that are not those of today. Counted first and taken back where they are right, so that many tries at once
    /// are no more.
    async fn check_figures(
        &self,
        person: PersonId,
        row: &VenueRow,
        figures: &str,
        now: Instant,
    ) -> Result<(), Error> {
        let (store, today) = (&self.store, now.date());
        let counted = (Tried::VenueFigures, person.0.to_string());
        let count = store.count_document_try(counted.0, &counted.1, today);
        store.write(count).await?;
        if store.document_tries(counted.0, &counted.1, today).await? > FIGURE_TRIES {
            return Err(Error::TooMany {
                what: TooMany::VenueFigures,
                retry_after_s: seconds(today.end().ms() - now.ms()),
            });
        }
        if figures == store.venue_figures(row, today) {
            let back = store.take_back_document_try(counted.0, &counted.1, today);
            return Ok(store.write(back).await?);
        }
        if figures == store.venue_figures(row, today - 1) {
            return Err(Error::field(
                "figures",
                "这是昨天的数字，场所码须到场扫描，不能转发使用",
                "these are the figures of yesterday: a venue's code is scanned at the place and not passed on",
            ));
        }
        Err(Error::field(
            "figures",
            "数字不对，请看场所码旁边今天的四位数字",
            "not the figures of today; look at the four beside the code",
        ))
    }

    /// Drops the visits of days whose key is gone.
    pub(crate) async fn sweep_visits(&self, now: Instant) -> Result<(), Error> {
        let first = first_kept(now.date());
        Ok(self
            .store
            .write(self.store.drop_venue_visits(first))
            .await?)
    }
}

fn closed() -> Error {
    Error::field(
        "code",
        "这个场所已停用场所码，不必扫描，没有登记",
        "this place has closed its code: there is nothing to scan, and nothing was kept",
    )
}

fn unsealed() -> Error {
    Error::Signing("a visit was not sealed".to_owned())
}

/// What is told of a code that is not believed.
fn refused(refusal: Refusal) -> Error {
    let (zh, en) = match refusal {
        Refusal::TooOld | Refusal::FromTheFuture => (
            "屏幕上的码已过期（每分钟更换），请在现场重新扫描",
            "this code of a screen is over (it changes each minute); scan it again at the place",
        ),
        Refusal::KeyOutOfUse | Refusal::IssuerUnknown => (
            "这个场所码不是本服务签发的，或签发它的密钥已停用，请场所重新打印",
            "not a code that this service signed, or not any more; the place prints it anew",
        ),
        Refusal::NotACode | Refusal::TooLong => (
            "这不是场所码，没有打开任何内容",
            "not the code of a venue; nothing was opened",
        ),
        _ => (
            "这个场所码无效，没有打开任何内容，请告知场所工作人员",
            "this code of a venue is not genuine, and nothing was opened; tell the people of the place",
        ),
    };
    Error::field("code", zh, en)
}
