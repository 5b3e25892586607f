//! Communities, enterprises and schools manage their own (S1-8): what an organisation may know of a member who agreed, and
//! nothing else. It is told whether they reported today and whether they may come in; never a colour, a reason or a place.

use crate::place::DivisionCode;
use crate::record::Record;
use crate::state::State;
use crate::time::Date;
use crate::verdict::{
    Challenge, CodeAge, Direction, Kind, ListAge, Outcome, Presented, Question, Scene, Shown,
    Status, VerdictPolicy,
};

/// Which text somebody agreed to. Raised whenever it says something else; who agreed to an earlier one is not asked again
/// while it says no more than that.
pub const TERMS: &str = "2026-11";
/// The most characters of an organisation's name.
pub const MAX_NAME: usize = 60;
/// The most characters of a unit's name.
pub const MAX_UNIT_NAME: usize = 40;
/// The most units of an organisation. P
pub const MOST_UNITS: usize = 500;
/// The most members of a unit. P
pub const MOST_MEMBERS: u32 = 500;
/// The most organisations that one person belongs to. P
pub const MOST_MEMBERSHIPS: usize = 10;
/// The most rows of one roster. P
pub const MOST_ROSTER_ROWS: usize = 500;
/// The most rows of rosters of one organisation on a day. P: who guesses numbers is stopped by it.
pub const MOST_ROSTER_ROWS_A_DAY: usize = 3_000;
/// For how many days an invitation stands. P
pub const INVITATION_DAYS: i32 = 14;

words! {
    /// What an organisation is.
    OrganisationKind {
        /// A residential community.
        Community = "community",
        /// An enterprise or an office.
        Enterprise = "enterprise",
        /// A school or a university.
        School = "school",
    }
}

impl OrganisationKind {
    /// The scene of its gates, whose row of the verdict table says who may come in.
    pub const fn scene(self) -> Scene {
        match self {
            Self::Community => Scene::Community,
            Self::Enterprise => Scene::Workplace,
            Self::School => Scene::School,
        }
    }
}

words! {
    /// Whether a member may come in today.
    Entering {
        /// They may.
        MayEnter = "may_enter",
        /// Somebody asks them at the gate.
        Ask = "ask",
        /// Not today.
        NotToday = "not_today",
    }
}

words! {
    /// By which name an organisation sees a member.
    NameShown {
        /// The surname and stars.
        Masked = "masked",
        /// The whole name.
        Full = "full",
    }
}

/// Whether somebody may come in, by the row of the verdict table of the organisation's scene, for the states that their code
/// has or would have there. Without any state nobody knows: ask.
pub fn entering(
    policy: &VerdictPolicy,
    kind: OrganisationKind,
    states: &[(State, bool)],
) -> Entering {
    let Some(worst) = states.iter().map(|(state, _)| *state).max() else {
        return Entering::Ask;
    };
    let shown = Shown {
        state: worst,
        pop_up: states.iter().any(|(_, pop_up)| *pop_up),
        status: Status::AsIssued,
        kind: Kind::Person,
        code_age: CodeAge::Today,
        list_age: ListAge::Fresh,
        challenge: Challenge::NotAsked,
        seen: false,
    };
    let question = Question {
        scene: kind.scene(),
        direction: Direction::In,
        presented: Presented::Shown(shown),
    };
    match policy.verdict(&question).outcome {
        Outcome::Pass => Entering::MayEnter,
        Outcome::ByHand => Entering::Ask,
        Outcome::Stop => Entering::NotToday,
    }
}

/// Whether a person said something of their health on a date: a check-in of that date, or a declaration that stands.
pub fn reported(record: &Record, on: Date) -> bool {
    let checked_in = record.check_ins.iter().any(|check_in| check_in.on == on);
    let mut declarations = record.declarations.iter();
    checked_in || declarations.any(|d| d.corrected_by.is_none() && d.recorded.date() == on)
}

/// Whether a name can be an organisation's.
pub fn is_name(name: &str, most: usize) -> bool {
    let sound = |c: char| !c.is_control();
    name.trim() == name && (1..=most).contains(&name.chars().count()) && name.chars().all(sound)
}

/// Whether an organisation can lie there: in a city or a county, where one policy says who may come in.
pub fn is_place(division: DivisionCode) -> bool {
    division != DivisionCode::NATION && division != division.province()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(kind: OrganisationKind, state: State, pop_up: bool) -> Entering {
        entering(&VerdictPolicy::default(), kind, &[(state, pop_up)])
    }

    #[test]
    fn s1_8_a_school_and_an_enterprise_say_what_their_gates_would() {
        for kind in [OrganisationKind::School, OrganisationKind::Enterprise] {
            assert_eq!(says(kind, State::Green, false), Entering::MayEnter);
            assert_eq!(says(kind, State::Green, true), Entering::Ask);
            assert_eq!(says(kind, State::Unconfirmed, false), Entering::Ask);
            assert_eq!(says(kind, State::None, false), Entering::Ask);
            assert_eq!(says(kind, State::Yellow, false), Entering::NotToday);
            assert_eq!(says(kind, State::Red, false), Entering::NotToday);
        }
    }

    #[test]
    fn s1_8_nobody_is_kept_from_home() {
        for state in [State::Yellow, State::Red, State::None] {
            assert_eq!(
                says(OrganisationKind::Community, state, false),
                Entering::Ask
            );
        }
    }

    #[test]
    fn s1_8_of_two_cities_the_stricter_counts_and_without_a_state_somebody_asks() {
        let policy = VerdictPolicy::default();
        let both = [(State::Green, false), (State::Red, false)];
        let said = entering(&policy, OrganisationKind::School, &both);
        assert_eq!(said, Entering::NotToday);
        let nothing = entering(&policy, OrganisationKind::School, &[]);
        assert_eq!(nothing, Entering::Ask);
    }

    #[test]
    fn s1_8_what_a_name_and_a_place_must_be() {
        assert!(is_name("杭州市第一中学", MAX_NAME));
        assert!(!is_name("", MAX_NAME) && !is_name(" x", MAX_NAME));
        assert!(!is_name(&"x".repeat(61), MAX_NAME) && !is_name("a\nb", MAX_NAME));
        let place = |text: &str| is_place(text.parse().unwrap());
        assert!(place("330100") && place("330106"));
        assert!(!place("330000") && !place("000000"));
    }
}
