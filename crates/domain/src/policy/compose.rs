//! Inheritance: the policy that is in force in a jurisdiction, made of its own file and those above it.

use std::collections::HashSet;

use crate::place::DivisionCode;
use crate::policy::{Condition, LevelFrom, PolicyFile, PopUpEntry, RuleEntry, RuleId, Text};
use crate::purchase::PurchaseClass;
use crate::quarantine::Stage;
use crate::state::Colour;
use crate::time::Date;
use crate::verdict::VerdictPolicy;

/// A policy as `rate` reads it: inheritance resolved, windows filled in.
#[derive(Clone, PartialEq, Debug)]
pub struct Policy {
    /// Whose decisions it makes.
    pub jurisdiction: DivisionCode,
    /// The versions that it is made of, the nation's first: `000000 2020-02-20`.
    pub versions: Vec<(DivisionCode, String)>,
    /// The look-back window in days.
    pub look_back_days: u16,
    /// Up to when lists count for a stay.
    pub level_from: LevelFrom,
    /// Whole days for which a missing check-in is waited for.
    pub grace_days: u16,
    /// Days for which a declaration is in force; absent: until facts change.
    pub declaration_days: Option<u16>,
    /// Days after the end of an order in which it can be appealed against.
    pub appeal_days: u16,
    /// Hours within which staff decide what waits for them.
    pub review_hours: u16,
    /// Whether an entry whose itinerary is not verified makes unconfirmed.
    pub verify_on_entry: bool,
    /// From how many hours before the day of arrival on it can be verified.
    pub verify_hours_before: u16,
    /// What checkpoints do with each state.
    pub verdicts: VerdictPolicy,
    /// The classes of medicine that pharmacies register.
    pub purchase_classes: Vec<PurchaseClass>,
    /// The rules, the nation's first.
    pub rules: Vec<Rule>,
    /// The pop-ups.
    pub pop_ups: Vec<PopUpRule>,
}

/// A rule in force.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// The date since which the file that holds it is in force.
    pub effective: Date,
    /// When it applies; `within_days` is always set.
    pub when: Condition,
    /// The colour that it gives.
    pub colour: Colour,
    /// Days of quarantine.
    pub days: Option<u16>,
    /// A second stage.
    pub then: Option<Stage>,
    /// The first date on which it no longer applies.
    pub ends: Option<Date>,
    /// Why, in words for the person.
    pub reason: Text,
}

/// A pop-up in force.
#[derive(Clone, PartialEq, Debug)]
pub struct PopUpRule {
    /// Its name.
    pub id: RuleId,
    /// When it appears; `within_days` is always set.
    pub when: Condition,
    /// What it says.
    pub text: Text,
    /// Whom to contact and what ends it.
    pub contact: Text,
    /// The first date on which it no longer appears.
    pub ends: Option<Date>,
}

/// Files that do not make a policy together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// Nothing to compose.
    #[error("no policy file is in force for {0} or anything above it")]
    Empty(DivisionCode),
    /// The parent named by `inherits` is not there.
    #[error(
        "inherits: the policy of {parent}, which {child} inherits, is not there; publish it first"
    )]
    MissingParent {
        /// The heir.
        child: DivisionCode,
        /// What it names.
        parent: DivisionCode,
    },
    /// `inherits` names something that does not lie above.
    #[error("inherits: {parent} does not lie above {child}; name its province or 000000")]
    NotAbove {
        /// The heir.
        child: DivisionCode,
        /// What it names.
        parent: DivisionCode,
    },
    /// `without` names a rule that nobody above has.
    #[error("without: {0} inherits no rule or pop-up with the id \"{1}\"; take it out of the list")]
    NothingToLeaveOut(DivisionCode, RuleId),
}

impl ComposeError {
    /// The field of the policy file that says so.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Empty(_) => "jurisdiction",
            Self::MissingParent { .. } | Self::NotAbove { .. } => "inherits",
            Self::NothingToLeaveOut(..) => "without",
        }
    }
}

impl Policy {
    /// The policy that is in force in `jurisdiction`, where `file_of` knows the files: its own or that of the
    /// nearest division above it, and everything that this one inherits.
    pub fn of<'f>(
        jurisdiction: DivisionCode,
        file_of: impl Fn(DivisionCode) -> Option<&'f PolicyFile>,
    ) -> Result<Self, ComposeError> {
        let nearest = jurisdiction.ancestors().find_map(&file_of);
        let mut chain = vec![nearest.ok_or(ComposeError::Empty(jurisdiction))?];
        while let Some((child, Some(parent))) = chain.last().map(|f| (f.jurisdiction, f.inherits)) {
            if parent == child || !child.ancestors().any(|above| above == parent) {
                return Err(ComposeError::NotAbove { child, parent });
            }
            chain.push(file_of(parent).ok_or(ComposeError::MissingParent { child, parent })?);
        }
        chain.reverse();
        Self::compose(jurisdiction, &chain)
    }

    /// The policy made of `chain`: the file of the nation first, the nearest last.
    fn compose(jurisdiction: DivisionCode, chain: &[&PolicyFile]) -> Result<Self, ComposeError> {
        let mut policy = Self {
            jurisdiction,
            versions: Vec::new(),
            look_back_days: 14,
            level_from: LevelFrom::Stay,
            grace_days: 1,
            declaration_days: None,
            appeal_days: 14,
            review_hours: 24,
            verify_on_entry: false,
            verify_hours_before: 24,
            verdicts: VerdictPolicy::default(),
            purchase_classes: PurchaseClass::first(),
            rules: Vec::new(),
            pop_ups: Vec::new(),
        };
        for file in chain {
            policy.lay_over(file)?;
        }
        policy.fill_windows();
        Ok(policy)
    }

    /// The rule with this name.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == *id)
    }

    /// The pop-up with this name.
    pub fn pop_up(&self, id: &RuleId) -> Option<&PopUpRule> {
        self.pop_ups.iter().find(|p| p.id == *id)
    }

    /// Whether a rule or pop-up names a division that holds this county.
    pub fn names(&self, county: DivisionCode) -> bool {
        let rules = self.rules.iter().map(|r| &r.when);
        let mut all = rules.chain(self.pop_ups.iter().map(|p| &p.when));
        all.any(|when| when.stay_at.as_ref().is_some_and(|at| at.hold(county)))
    }

    fn lay_over(&mut self, file: &PolicyFile) -> Result<(), ComposeError> {
        self.versions
            .push((file.jurisdiction, file.version.clone()));
        set(&mut self.look_back_days, file.look_back_days);
        set(&mut self.level_from, file.level_from);
        set(&mut self.grace_days, file.grace_days);
        set(&mut self.appeal_days, file.appeal_days);
        set(&mut self.review_hours, file.review_hours);
        set(&mut self.verify_on_entry, file.verify_on_entry);
        set(&mut self.verify_hours_before, file.verify_hours_before);
        self.verdicts.lay_over(&file.verdict);
        if !file.purchase_classes.is_empty() {
            self.purchase_classes.clone_from(&file.purchase_classes);
        }
        if let Some(days) = file.declaration_days {
            self.declaration_days = (days > 0).then_some(days);
        }
        self.leave_out(file)?;
        for entry in &file.rules {
            let rule = Rule::of(entry, file.effective);
            replace_or_push(&mut self.rules, rule, |r| &r.id);
        }
        for entry in &file.pop_ups {
            replace_or_push(&mut self.pop_ups, PopUpRule::of(entry), |p| &p.id);
        }
        Ok(())
    }

    fn leave_out(&mut self, file: &PolicyFile) -> Result<(), ComposeError> {
        let inherited: HashSet<&RuleId> = self
            .rules
            .iter()
            .map(|r| &r.id)
            .chain(self.pop_ups.iter().map(|p| &p.id))
            .collect();
        if let Some(unknown) = file.without.iter().find(|id| !inherited.contains(id)) {
            return Err(ComposeError::NothingToLeaveOut(
                file.jurisdiction,
                unknown.clone(),
            ));
        }
        self.rules.retain(|r| !file.without.contains(&r.id));
        self.pop_ups.retain(|p| !file.without.contains(&p.id));
        Ok(())
    }

    fn fill_windows(&mut self) {
        let window = self.look_back_days;
        let conditions = self
            .rules
            .iter_mut()
            .map(|r| &mut r.when)
            .chain(self.pop_ups.iter_mut().map(|p| &mut p.when));
        for when in conditions {
            when.within_days.get_or_insert(window);
        }
    }
}

impl Rule {
    fn of(entry: &RuleEntry, effective: Date) -> Self {
        Self {
            id: entry.id.clone(),
            effective,
            when: entry.when.clone(),
            colour: entry.colour,
            days: entry.days,
            then: entry.then,
            ends: entry.ends,
            reason: entry.reason.clone(),
        }
    }
}

impl PopUpRule {
    fn of(entry: &PopUpEntry) -> Self {
        Self {
            id: entry.id.clone(),
            when: entry.when.clone(),
            text: entry.text.clone(),
            contact: entry.contact.clone(),
            ends: entry.ends,
        }
    }
}

fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

fn replace_or_push<T>(list: &mut Vec<T>, item: T, id: impl Fn(&T) -> &RuleId) {
    match list.iter().position(|other| id(other) == id(&item)) {
        Some(position) => list[position] = item,
        None => list.push(item),
    }
}
