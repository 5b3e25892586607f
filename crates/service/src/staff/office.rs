//! Offices, added by whoever runs the service.

use domain::ids::OfficeId;
use domain::place::{DivisionCode, city, divisions};
use domain::staff::Office;
use domain::time::Instant;
use storage::{OfficeRow, WriteError};

use crate::Service;
use crate::chance::random_id;
use crate::error::Error;
use crate::log::Deed;

/// The longest name, in characters.
const MAX_NAME: usize = 60;

/// An office that is to be added.
pub struct OfficeDraft {
    /// Its official name, in Chinese.
    pub name: String,
    /// For which division it works: a county, a city, a province or the nation (000000).
    pub division: DivisionCode,
}

impl Service {
    /// Adds an office.
    #[crate::boxed]
    pub async fn add_office(&self, draft: &OfficeDraft, now: Instant) -> Result<Office, Error> {
        let name = named("office", &draft.name)?;
        if !is_division(draft.division, now) {
            let (zh, en) = (
                "不是有效的行政区划代码，请核对六位数字（全国为000000）",
                "is no division in force; look at its six digits (the nation is 000000)",
            );
            return Err(Error::field("division", zh, en));
        }
        let office = Office {
            id: OfficeId(random_id(&*self.chance)),
            name,
            division: draft.division,
        };
        let row = OfficeRow {
            office: office.clone(),
            made: now,
        };
        let words = format!("{} {} {}", office.id.0, office.division, office.name);
        let line = self.note(Deed::operation("add office"), &words, now);
        match self.store.write(self.store.add_office(&row, &line)).await {
            Ok(()) => Ok(office),
            Err(WriteError::Conflict) => Err(Error::field(
                "office",
                "已有同名的机构，请直接使用或换一个名称",
                "is there already by this name; use it, or choose another name",
            )),
            Err(error) => Err(error.into()),
        }
    }

    /// All offices, in the order in which they were added.
    #[crate::boxed]
    pub async fn offices(&self, now: Instant) -> Result<Vec<Office>, Error> {
        let (rows, alarms) = self.store.offices().await?;
        self.raise(&alarms, now).await?;
        Ok(rows.into_iter().map(|row| row.office).collect())
    }
}

/// A name of 1 to 60 characters, or what is wrong with the field.
pub(super) fn named(field: &str, text: &str) -> Result<String, Error> {
    let name = text.trim();
    let length = name.chars().count();
    if length == 0 || length > MAX_NAME || name.chars().any(char::is_control) {
        let (zh, en) = (
            "请填写1至60个字符的名称",
            "write a name of 1 to 60 characters",
        );
        return Err(Error::field(field, zh, en));
    }
    Ok(name.to_owned())
}

/// Whether something can work for a division: the nation, a province, a city or a county.
pub(super) fn is_division(code: DivisionCode, now: Instant) -> bool {
    code == DivisionCode::NATION
        || city(code).is_some()
        || divisions().get(code, now.date().year()).is_some()
}
