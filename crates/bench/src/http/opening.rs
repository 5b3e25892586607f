//! 100,000 phones open within ten minutes, told in fewer: the minutes are shorter here, and the load so much heavier.

use std::path::Path;
use std::time::Duration;

use anyhow::ensure;
use credential::{KeySet, Rules, verify_presentation};
use simulation::load::{Opened, Opening};

use super::house::{House, NOW};

/// Phones that open.
const PHONES: u64 = 100_000;
/// Ten minutes in two.
const LASTS: Duration = Duration::from_mins(2);
/// Connections that phones share.
const CONNECTIONS: usize = 256;
/// Gates, and the scans of each: one in two seconds.
const GATES: usize = 100;
const SCANS: usize = 60;
const DAY_MS: i64 = 86_400_000;

/// What the morning was like.
pub(crate) struct Morning {
    /// Phones whose code of yesterday a gate without a network believed, before anybody had answered them.
    pub(crate) shown: usize,
    /// Phones that were told to come again, and did.
    pub(crate) shed: usize,
    /// What was seen the first time.
    pub(crate) opened: Opened,
}

/// Lets the morning happen, in a fresh house.
pub(crate) fn opening(parent: &Path) -> anyhow::Result<Morning> {
    let yesterday = NOW.plus_ms(-DAY_MS);
    let mut house = House::new(parent, PHONES, GATES, yesterday)?;
    let codes = house.codes(yesterday)?;
    let keys = house.runtime.block_on(house.service.key_set(NOW))?;
    let keys = KeySet::decode(&keys)?;
    let mut shown = 0;
    for code in &codes {
        let text = code.text(NOW)?;
        shown += usize::from(verify_presentation(&text, &keys, NOW, &Rules::default()).is_ok());
    }
    let mut renewals = Vec::with_capacity(house.phones.len());
    for phone in &house.phones {
        renewals.push(phone.asks(NOW)?.0);
    }
    let mut scans = Vec::with_capacity(GATES);
    for (n, gate) in house.gates.iter_mut().enumerate() {
        let own = codes.iter().skip(n * SCANS).take(SCANS);
        let own: anyhow::Result<Vec<_>> = own
            .map(|code| Ok(gate.scans(&code.text(NOW)?, NOW)))
            .collect();
        scans.push(own?);
    }
    let tool = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let again = renewals.clone();
    let opening = Opening {
        renewals,
        scans,
        lasts: LASTS,
        connections: CONNECTIONS,
    };
    let opened = tool.block_on(opening.happen(house.address))?;
    let next = Opening {
        renewals: opened.shed.iter().map(|n| again[*n].clone()).collect(),
        scans: Vec::new(),
        lasts: LASTS,
        connections: CONNECTIONS,
    };
    let shed = next.renewals.len();
    let later = tool.block_on(next.happen(house.address))?;
    ensure!(
        opened.at_once + later.at_once == again.len(),
        "{} phones have no new code",
        later.shed.len()
    );
    Ok(Morning {
        shown,
        shed,
        opened,
    })
}
