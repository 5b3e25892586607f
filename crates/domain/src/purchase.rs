//! Purchase registration at pharmacies (S1-7): what kind of medicine somebody took, and for how long it is kept. It never
//! colours anybody, and nobody is refused a sale for it: it is no fact, and no rule can read it.

use serde::{Deserialize, Serialize};

use crate::policy::Text;
use crate::time::Date;

/// For how many days a purchase is kept, that of the purchase among them. P
pub const PURCHASE_DAYS: i32 = 14;
/// For how many days ahead a pharmacy's device is given the keys under which it seals: so long it registers without a network. P
pub const KEYS_AHEAD_DAYS: i32 = 2;
/// The most classes of a policy, so that they stand on one screen.
pub const MOST_CLASSES: usize = 12;
/// The most characters of a class's name.
pub const MAX_CLASS_NAME: usize = 20;
/// The most characters of a class's id.
const MAX_CLASS_ID: usize = 40;

/// A class of medicine, as a policy names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurchaseClass {
    /// Its id: 1 to 40 characters from a-z, 0-9 and the hyphen.
    pub id: String,
    /// What it is called.
    pub name: Text,
}

impl PurchaseClass {
    fn new(id: &str, zh: &str, en: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: Text::new(zh, en),
        }
    }

    /// The classes where no policy names others (P; S1-7).
    pub fn first() -> Vec<Self> {
        vec![
            Self::new("fever", "退热", "Fever"),
            Self::new("cough", "止咳", "Cough"),
            Self::new("antiviral", "抗病毒", "Antiviral"),
            Self::new("antibiotic", "抗生素", "Antibiotic"),
        ]
    }

    /// Whether its id and both names can stand on a button.
    pub fn is_sound(&self) -> bool {
        let id = (1..=MAX_CLASS_ID).contains(&self.id.len());
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let name = |words: &str| (1..=MAX_CLASS_NAME).contains(&words.trim().chars().count());
        id && self.id.bytes().all(plain) && name(&self.name.zh) && name(&self.name.en)
    }
}

/// The first day whose purchases are still kept on a date.
pub fn first_kept(today: Date) -> Date {
    today - (PURCHASE_DAYS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_7_the_classes_of_the_beginning_stand_on_buttons_in_both_languages() {
        let first = PurchaseClass::first();
        let ids: Vec<&str> = first.iter().map(|class| &*class.id).collect();
        assert_eq!(ids, ["fever", "cough", "antiviral", "antibiotic"]);
        assert!(first.iter().all(PurchaseClass::is_sound));
        let mut unsound = first[0].clone();
        unsound.id = "Fever!".into();
        assert!(!unsound.is_sound());
        unsound = first[0].clone();
        unsound.name.en = "a name that is much too long for a button".into();
        assert!(!unsound.is_sound());
    }

    #[test]
    fn s1_7_a_purchase_is_kept_for_14_days_with_its_own() {
        let today: Date = "2020-02-20".parse().unwrap();
        assert_eq!(first_kept(today).to_string(), "2020-02-07");
    }
}
