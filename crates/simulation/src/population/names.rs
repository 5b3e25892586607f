//! Chinese names in the proportions of real surnames.
//!
//! Surnames with their weights and given names by sex come from Faker 40.54 (MIT, `data/LICENSE-faker`).

use domain::identity::PersonName;

use crate::random::SplitMix64;

/// The sex that a given name and a document's running number agree on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sex {
    /// Odd running numbers.
    Male,
    /// Even running numbers.
    Female,
}

/// The lists that names are drawn from.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// Each surname with the sum of all weights up to and with its own.
    surnames: Vec<(&'static str, u64)>,
    female: Vec<&'static str>,
    male: Vec<&'static str>,
}

impl Names {
    /// Reads the lists.
    pub(super) fn load() -> Self {
        let mut total = 0;
        let surnames = include_str!("../../data/surnames.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(surname, weight)| {
                total += weight.parse::<u64>().unwrap_or(0);
                (surname, total)
            })
            .collect();
        Self {
            surnames,
            female: given("female"),
            male: given("male"),
        }
    }

    /// A name: surnames by their weights, given names evenly.
    #[expect(
        clippy::expect_used,
        reason = "the lists are in the program; a test draws 100,000"
    )]
    pub(super) fn draw(&self, sex: Sex, random: &mut SplitMix64) -> PersonName {
        let total = self.surnames.last().map_or(0, |(_, total)| *total);
        let drawn = random.below(total);
        let at = self.surnames.partition_point(|(_, sum)| *sum <= drawn);
        let surname = self.surnames.get(at).map_or("", |(surname, _)| *surname);
        let given = match sex {
            Sex::Female => random.pick(&self.female),
            Sex::Male => random.pick(&self.male),
        };
        let given = given.copied().unwrap_or_default();
        PersonName::parse(&format!("{surname}{given}")).expect("a name of the lists")
    }
}

fn given(sex: &str) -> Vec<&'static str> {
    include_str!("../../data/given_names.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(of, _)| *of == sex)
        .flat_map(|(_, names)| names.split(' '))
        .collect()
}
