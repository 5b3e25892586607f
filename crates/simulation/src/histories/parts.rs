//! Facts put together, taken apart and taken away. Orders are no parts: they follow from facts.

use domain::facts::Facts;

/// Adds the facts of `more` to those of `facts`.
pub fn merge(facts: &mut Facts, more: Facts) {
    facts.stays.extend(more.stays);
    facts.exposures.extend(more.exposures);
    facts.contacts.extend(more.contacts);
    facts.symptoms.extend(more.symptoms);
    facts.entries.extend(more.entries);
    facts.tests.extend(more.tests);
    facts.official_orders.extend(more.official_orders);
    facts.hospital.extend(more.hospital);
    facts.tests_due.extend(more.tests_due);
    facts.questions.extend(more.questions);
}

/// Each fact alone.
pub fn pieces(facts: &Facts) -> Vec<Facts> {
    let mut pieces = Vec::new();
    let mut alone = |put: &dyn Fn(&mut Facts)| {
        let mut piece = Facts::default();
        put(&mut piece);
        pieces.push(piece);
    };
    for fact in &facts.stays {
        alone(&|piece| piece.stays.push(*fact));
    }
    for fact in &facts.exposures {
        alone(&|piece| piece.exposures.push(*fact));
    }
    for fact in &facts.contacts {
        alone(&|piece| piece.contacts.push(*fact));
    }
    for fact in &facts.symptoms {
        alone(&|piece| piece.symptoms.push(fact.clone()));
    }
    for fact in &facts.entries {
        alone(&|piece| piece.entries.push(*fact));
    }
    for fact in &facts.tests {
        alone(&|piece| piece.tests.push(*fact));
    }
    for fact in &facts.official_orders {
        alone(&|piece| piece.official_orders.push(*fact));
    }
    for fact in &facts.hospital {
        alone(&|piece| piece.hospital.push(*fact));
    }
    for fact in &facts.tests_due {
        alone(&|piece| piece.tests_due.push(*fact));
    }
    pieces
}

/// Takes the fact with this id away.
pub fn withdraw(facts: &mut Facts, id: i64) {
    facts.stays.retain(|f| f.id != id);
    facts.exposures.retain(|f| f.id != id);
    facts.contacts.retain(|f| f.id != id);
    facts.symptoms.retain(|f| f.id != id);
    facts.entries.retain(|f| f.id != id);
    facts.tests.retain(|f| f.id != id);
    facts.official_orders.retain(|f| f.id != id);
    facts.hospital.retain(|f| f.id != id);
    facts.tests_due.retain(|f| f.id != id);
}
