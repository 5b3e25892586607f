//! How long what somebody declared holds (S1-5): until facts change, or for as many days as the policy of a city says.

use crate::ids::DeclarationId;
use crate::policy::Policy;
use crate::record::Record;
use crate::time::Date;

/// So many days before the end the person is asked whether anything has changed.
pub const ASKED_DAYS_BEFORE: i32 = 2;

/// The last declaration of a person, and its end in a city.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lasting {
    /// The declaration.
    pub declaration: DeclarationId,
    /// The day on which it was made, or the first of those that it corrects.
    pub made: Date,
    /// The first date on which it holds no more.
    pub until: Date,
}

impl Lasting {
    /// Whether the person is asked on `today`: two days before the end and from then on, but not on the day of the declaration.
    pub fn is_asked(&self, today: Date) -> bool {
        today > self.made && today >= self.until - ASKED_DAYS_BEFORE
    }
}

/// Until when what was declared holds in the city of a policy; none where nothing was declared, and where it holds until facts change.
pub fn lasting(record: &Record, policy: &Policy) -> Option<Lasting> {
    let days = policy.declaration_days?;
    let standing = record.declarations.iter();
    let standing = standing.filter(|d| d.corrected_by.is_none());
    // Correcting makes nothing fresh, and asks of no other day.
    let last = standing.max_by_key(|d| (record.first_said(d), d.id))?;
    let made = record.first_said(last).date();
    Some(Lasting {
        declaration: last.id,
        made,
        until: made + i32::from(days),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyFile;
    use crate::record::{DeclarationRecord, fixture};

    fn policy(days: u16) -> Policy {
        let text = include_str!("../../../../policies/000000.toml");
        let written = "declaration_days = 0";
        assert!(text.contains(written));
        let text = text.replace(written, &format!("declaration_days = {days}"));
        let file = PolicyFile::parse(&text).unwrap();
        Policy::of(file.jurisdiction, |code| {
            (code == file.jurisdiction).then_some(&file)
        })
        .unwrap()
    }

    fn declared(id: i64, on: Date) -> DeclarationRecord {
        fixture::declared(id, on.start().plus_ms(9 * 3_600_000))
    }

    #[test]
    fn s1_5_a_declaration_ends_after_the_days_of_the_policy_and_is_asked_about_two_days_before() {
        let day: Date = "2022-07-14".parse().unwrap();
        let mut record = Record::default();
        assert_eq!(lasting(&record, &policy(7)), None);
        record.declarations.push(declared(1, day));
        assert_eq!(lasting(&record, &policy(0)), None, "until facts change");
        let told = lasting(&record, &policy(7)).unwrap();
        assert_eq!((told.made, told.until), (day, day + 7));
        for (on, asked) in [
            (0, false),
            (4, false),
            (5, true),
            (6, true),
            (7, true),
            (30, true),
        ] {
            assert_eq!(told.is_asked(day + on), asked, "{on} days later");
        }
        let short = lasting(&record, &policy(1)).unwrap();
        assert!(!short.is_asked(day) && short.is_asked(day + 1));
    }

    #[test]
    fn s1_5_the_last_declaration_that_stands_counts_whichever_city_it_was_made_for() {
        let day: Date = "2022-07-14".parse().unwrap();
        let mut record = Record::default();
        record.declarations.push(declared(1, day));
        record.declarations.push(declared(2, day + 5));
        let told = lasting(&record, &policy(7)).unwrap();
        assert_eq!((told.declaration, told.until), (DeclarationId(2), day + 12));
        record.declarations[1].corrected_by = Some(DeclarationId(3));
        let told = lasting(&record, &policy(7)).unwrap();
        assert_eq!((told.declaration, told.until), (DeclarationId(1), day + 7));
        record.declarations.push(declared(3, day + 6));
        let told = lasting(&record, &policy(7)).unwrap();
        assert_eq!((told.declaration, told.until), (DeclarationId(3), day + 12));
    }
}
