//! What is said of an event and its contacts.

use std::collections::HashMap;

use domain::contact::{
    Contact, ContactClass, ContactRules, Explanation, Missing, Prepared, Setting, is_held,
};
use serde::Serialize;

use super::matching::Others;
use crate::arguments::ContactsMatch;
use crate::output::{Answer, Output};

/// An event with whom it found.
pub(super) struct Found<'a> {
    pub(super) rules: &'a ContactRules,
    pub(super) others: &'a Others,
    pub(super) event: &'a Prepared<'a>,
    pub(super) id: &'a str,
    pub(super) contacts: Vec<Contact>,
}

/// People of an event by their nearest class; who has two visits is one.
#[derive(Serialize)]
struct Counted<'a> {
    event: &'a str,
    setting: Setting,
    rules: &'a str,
    close: usize,
    secondary: usize,
    general: usize,
    /// Of the general ones those who may be closer, because something is missing.
    undecided: usize,
    held: bool,
}

#[derive(Serialize)]
struct Named<'a> {
    event: &'a str,
    contact: &'a str,
    class: ContactClass,
    rule: &'a str,
    /// Absent where the times are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    overlap_s: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Missing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
}

/// Says how many contacts an event has, and who they are. An event that waits for a second look makes the answer no.
pub(super) fn event(found: &Found<'_>, asked: &ContactsMatch, output: &Output) -> Answer {
    let counted = found.counted();
    output.answer(&counted, |c| {
        let held = if c.held {
            "; held: a second look comes first"
        } else {
            ""
        };
        format!(
            "{} ({}): {} close, {} secondary, {} general, {} of them may be closer{held}",
            c.event, c.setting, c.close, c.secondary, c.general, c.undecided
        )
    });
    let is_told =
        |c: &&Contact| asked.general || c.class != ContactClass::General || c.missing.is_some();
    for contact in found.contacts.iter().filter(is_told) {
        let named = Named {
            event: found.id,
            contact: found.name(contact),
            class: contact.class,
            rule: found
                .rules
                .rule(contact.rule)
                .map_or("", |rule| rule.id.as_str()),
            overlap_s: (contact.overlap_s > 0).then_some(contact.overlap_s),
            missing: contact.missing,
            explanation: asked.explain.then(|| found.explanation(contact)).flatten(),
        };
        output.answer(&named, words);
    }
    Answer::of(!counted.held)
}

impl<'a> Found<'a> {
    fn is_visit(&self) -> bool {
        matches!(
            self.event.setting,
            Setting::Household | Setting::VenueClosed | Setting::VenueOpen
        )
    }

    /// The id of whose visit or leg it is.
    fn name(&self, contact: &Contact) -> &'a str {
        let of_visits = self.others.visits.as_ref().map(|(_, ids)| ids);
        let of_legs = self.others.legs.as_ref().map(|(_, ids)| ids);
        let ids = if self.is_visit() { of_visits } else { of_legs };
        ids.map_or("", |ids| ids.name(contact.row))
    }

    fn explanation(&self, contact: &Contact) -> Option<Explanation> {
        if self.is_visit() {
            let (visits, _) = self.others.visits.as_ref()?;
            return visits.explain(self.rules, self.event, contact);
        }
        let (legs, _) = self.others.legs.as_ref()?;
        legs.explain(self.rules, self.event, contact)
    }

    fn counted(&self) -> Counted<'a> {
        // Contacts come nearest first, so that the first of a person is their nearest.
        let mut people: HashMap<&str, Contact> = HashMap::new();
        for contact in &self.contacts {
            people.entry(self.name(contact)).or_insert(*contact);
        }
        let people: Vec<Contact> = people.into_values().collect();
        let of = |class| {
            people
                .iter()
                .filter(|contact| contact.class == class)
                .count()
        };
        let open = |c: &&Contact| c.class == ContactClass::General && c.missing.is_some();
        Counted {
            event: self.id,
            setting: self.event.setting,
            rules: &self.rules.version,
            close: of(ContactClass::Close),
            secondary: of(ContactClass::Secondary),
            general: of(ContactClass::General),
            undecided: people.iter().filter(open).count(),
            held: is_held(self.rules, &people),
        }
    }
}

fn words(named: &Named<'_>) -> String {
    let overlap = named
        .overlap_s
        .map(|s| format!(", {} min {} s together", s / 60, s % 60));
    let missing = named.missing.map(|what| {
        let what = what.word().replace('_', " ");
        format!(", may be closer: the {what} is not known")
    });
    let mut lines = vec![format!(
        "  {}: {} by {}{}{}",
        named.contact,
        named.class,
        named.rule,
        overlap.unwrap_or_default(),
        missing.unwrap_or_default()
    )];
    if let Some(explanation) = &named.explanation {
        lines.push(format!("    {}", explanation.facts.en));
        lines.push(format!("    {}", explanation.facts.zh));
        for step in &explanation.steps {
            let said = match step.holds {
                Some(true) => "yes",
                Some(false) => "no",
                None => "cannot be said",
            };
            lines.push(format!(
                "    {said}: {} ({}, {})",
                step.text.en, step.rule, step.class
            ));
        }
    }
    lines.join("\n")
}
