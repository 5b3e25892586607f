//! Family members (S1-15..22): who may hold whose code, what both sides promised, and for how long a wish waits.
//!
//! A link has two owners. Whom it is about decides: by a one-time code on their phone, on their own page, or, without a phone,
//! before somebody who sees them. Nothing here betters a colour: a member's code is made of the member's own decision.
//! *Invariant:* what a guardian may do for a member is the table of access and [`LinkBy::opens`], and nothing else.

use crate::access::{Action, Role};
use crate::ids::{LinkId, PersonId};
use crate::policy::Text;
use crate::time::{Date, Instant};

/// The most family members of one person (P).
pub const MOST_MEMBERS: usize = 5;
/// By how many people somebody is held at most.
pub const MOST_GUARDIANS: usize = 2;
/// The most wishes to hold one person that wait at a time.
pub const MOST_ASKING: usize = 5;
/// For how many days a wish waits, and a member whom nobody has seen is blue (P).
pub const WAIT_DAYS: i64 = 3;
/// For how many days what became of a wish or a link can be read (P).
pub const ENDED_DAYS: i32 = 14;
/// The version of the two commitments; a text that changes has another.
pub const COMMITMENTS_VERSION: u16 = 1;
/// From which age on somebody decides for themself: Civil Code of the PRC, article 17.
const ADULT: i16 = 18;
const DAY_MS: i64 = 86_400_000;

words! {
    /// By what a link holds.
    LinkBy {
        /// It does not yet: the member is asked.
        Asked = "asked",
        /// Nobody has seen the member: they are blue, and everything known of them was typed by the guardian.
        Unseen = "unseen",
        /// Somebody of the staff has seen member and document.
        Seen = "seen",
        /// The member agreed, by a one-time code or on their own page.
        Consent = "consent",
        /// The registry names the guardian of a minor.
        Registry = "registry",
    }
}

impl LinkBy {
    /// Whether the guardian may ask for the member by it.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Asked)
    }

    /// What the guardian may ask for by it: of what the table of access opens to them, whoever nobody has seen has a blue code
    /// and the reasons for it; results of tests are not for who reads them on a phone of their own, and nor is the answer that
    /// they are a contact; and an organisation is agreed to in somebody's place for minors alone.
    pub fn opens(self, action: Action, is_minor: bool) -> bool {
        let is_granted = match self {
            Self::Asked => false,
            Self::Unseen => matches!(
                action,
                Action::ReadOwnAccount
                    | Action::ReadOwnDecision
                    | Action::ReadOwnCare
                    | Action::Issue
            ),
            Self::Seen | Self::Registry => is_minor || action != Action::BelongToOrganisation,
            Self::Consent => is_minor || !asks_age(action),
        };
        let is_of_guardians = action.is_open_to(Role::Guardian) && !action.is_open_to(Role::Anyone);
        is_granted && is_of_guardians
    }
}

/// Whether it depends on the member's age what a guardian may do.
pub const fn asks_age(action: Action) -> bool {
    matches!(
        action,
        Action::BelongToOrganisation | Action::ReadOwnTests | Action::AnswerContact
    )
}

words! {
    /// Where a family member stands, on the guardian's side.
    MemberState {
        /// The member is asked.
        Asked = "asked",
        /// They have a blue code until somebody has seen them.
        Unseen = "unseen",
        /// They are a family member.
        Linked = "linked",
        /// They are none any more, or never became one.
        Ended = "ended",
    }
}

words! {
    /// How a wish or a link ended.
    LinkEnd {
        /// Nobody agreed in time, or nobody saw the member in time.
        Lapsed = "lapsed",
        /// The member does not want it, or whoever saw them does not confirm it.
        Refused = "refused",
        /// The member cut it.
        ByMember = "by_member",
        /// The guardian cut it.
        ByGuardian = "by_guardian",
    }
}

words! {
    /// What the member is to the guardian.
    Relation {
        /// A child.
        Child = "child",
        /// A parent.
        Parent = "parent",
        /// The husband or wife.
        Spouse = "spouse",
        /// A grandparent.
        Grandparent = "grandparent",
        /// A grandchild.
        Grandchild = "grandchild",
        /// A brother or sister.
        Sibling = "sibling",
        /// Somebody whom they look after.
        Ward = "ward",
    }
}

words! {
    /// What a guardian promises; both are asked for, and neither is ticked beforehand.
    Commitment {
        /// What was entered is true.
        IsTrue = "is_true",
        /// The member, or who may decide for them, knows and agrees.
        Agreed = "agreed",
    }
}

impl Commitment {
    /// Its text in version [`COMMITMENTS_VERSION`].
    pub fn text(self) -> Text {
        match self {
            Self::IsTrue => Text::new(
                "本人承诺：以上填写的信息真实、完整。",
                "I promise: what I entered is true and complete.",
            ),
            Self::Agreed => Text::new(
                "本人承诺：该家人（或依法可为其决定的人）知情并同意由本人代办。",
                "I promise: the family member, or who may decide for them by law, knows of this and agrees.",
            ),
        }
    }
}

/// A link, as the member owns it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FamilyLink {
    /// Its id, made on the guardian's page.
    pub id: LinkId,
    /// Who holds the member, or wants to.
    pub guardian: PersonId,
    /// By what.
    pub by: LinkBy,
    /// Since when.
    pub since: Instant,
}

/// When a wish, or an unseen member, lapses.
pub fn waits_until(since: Instant) -> Instant {
    since.plus_ms(WAIT_DAYS * DAY_MS)
}

/// Whether one more may hold somebody whom `links` hold.
pub fn has_room(links: &[FamilyLink], new: LinkId) -> bool {
    let others = links.iter().filter(|l| l.by.counts() && l.id != new);
    others.count() < MOST_GUARDIANS
}

/// Whether somebody is a minor on a date; of whom the birth date is not known, nobody says so.
pub fn is_minor(born: Option<Date>, on: Date) -> bool {
    born.is_some_and(|born| {
        let (from, to) = (born.civil(), on.civil());
        let before_birthday = (to.month(), to.day()) < (from.month(), from.day());
        to.year() - from.year() - i16::from(before_birthday) < ADULT
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn s1_17_eighteen_is_adult_on_the_birthday_and_nobody_guesses() {
        let today = day("2020-02-20");
        assert!(is_minor(Some(day("2002-02-21")), today));
        assert!(!is_minor(Some(day("2002-02-20")), today));
        assert!(!is_minor(None, today));
    }

    /// Everything that a link opens, of an adult and, where it is more, of a minor.
    fn opened(by: LinkBy, is_minor: bool) -> Vec<&'static str> {
        let opened = Action::ALL.iter().filter(|a| by.opens(**a, is_minor));
        opened.map(|action| action.word()).collect()
    }

    #[test]
    fn s1_21_what_a_guardian_may_do_for_a_member_is_a_closed_list() {
        const UNSEEN: [&str; 4] = [
            "read_own_account",
            "read_own_decision",
            "issue",
            "read_own_care",
        ];
        const ADULT_WITH_PHONE: [&str; 16] = [
            "read_own_account",
            "read_own_decision",
            "declare",
            "correct",
            "answer",
            "check_in",
            "issue",
            "print_sheet",
            "print_release",
            "appeal",
            "read_own_care",
            "ask_for_help",
            "answer_check_in",
            "read_own_contacts",
            "read_own_itinerary",
            "ask_about_itinerary",
        ];
        assert!(opened(LinkBy::Asked, true).is_empty());
        for is_minor in [false, true] {
            assert_eq!(opened(LinkBy::Unseen, is_minor), UNSEEN);
        }
        assert_eq!(opened(LinkBy::Consent, false), ADULT_WITH_PHONE);
        let more = |by, is_minor| {
            let mut more = opened(by, is_minor);
            more.retain(|action| !ADULT_WITH_PHONE.contains(action));
            more
        };
        assert_eq!(
            more(LinkBy::Seen, false),
            ["read_own_tests", "answer_contact"]
        );
        for by in [LinkBy::Seen, LinkBy::Registry, LinkBy::Consent] {
            let of_a_minor = ["read_own_tests", "belong_to_organisation", "answer_contact"];
            assert_eq!(more(by, true), of_a_minor);
        }
        for action in Action::ALL {
            let (adult, minor) = [false, true]
                .map(|m| LinkBy::Consent.opens(*action, m))
                .into();
            assert!(adult == minor || asks_age(*action), "{action}");
        }
    }

    #[test]
    fn s1_21_nobody_is_held_by_more_than_two_and_wishes_hold_nobody() {
        let link = |id, by| FamilyLink {
            id: LinkId(id),
            guardian: PersonId(id),
            by,
            since: Instant::from_ms(0),
        };
        let one = link(1, LinkBy::Consent);
        let two = link(2, LinkBy::Registry);
        let wish = link(3, LinkBy::Asked);
        assert!(has_room(&[one, wish], LinkId(4)));
        assert!(!has_room(&[one, two], LinkId(4)));
        assert!(
            has_room(&[one, two], LinkId(2)),
            "the same again is no third"
        );
    }

    #[test]
    fn s1_18_both_commitments_have_words_in_both_languages() {
        for commitment in Commitment::ALL {
            let text = commitment.text();
            assert!(text.en.is_ascii() && !text.zh.is_ascii());
        }
    }
}
