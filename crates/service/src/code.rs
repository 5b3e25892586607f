//! One-time codes (S0-16..18): six digits to a phone or an address, for one purpose, five minutes, five tries.
//!
//! A sending is on the disk before the message goes out, and a try before it is answered: whatever is tried at once
//! or crashes in between, the limits hold.

use domain::identity::Contact;
use domain::time::Instant;
use gateway::sms::{Language, Purpose, Text};
use storage::{OneTimeCode, WriteError};

use crate::Service;
use crate::error::{Awaited, Error, TooMany};
use crate::texts::{Handed, Urgency};

/// For how long a code is good, in milliseconds.
pub const CODE_MS: i64 = CODE_MINUTES as i64 * 60_000;
const CODE_MINUTES: u8 = 5;
/// How often one code may be tried.
pub const CODE_TRIES: i64 = 5;
/// How many codes a number may be sent, and in how many milliseconds.
pub const CODE_LIMITS: [(usize, i64); 3] = [(1, 60_000), (5, 3_600_000), (10, DAY_MS)];
/// How far back sendings count; a row of which none counts is swept.
pub(crate) const DAY_MS: i64 = 86_400_000;

/// A code was sent, or would have been: the answer is the same for every number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeSent {
    /// After how many seconds the next one may be asked for.
    pub resend_after_s: u32,
    /// For how many seconds this one is good.
    pub expires_s: u32,
}

const fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SignIn => "sign_in",
        Purpose::AddNumber => "add_number",
        Purpose::Family => "family",
        Purpose::Itinerary => "itinerary",
        Purpose::VenueFigures => "venue_figures",
    }
}

impl Service {
    /// Sends a one-time code to a number of the mainland, or to an address for e-mail. The answer says nothing about who
    /// uses it. Where the message cannot be handed over, the next call within the code's life hands the same one over
    /// again, which the sender sends once.
    #[crate::boxed]
    pub async fn send_code(
        &self,
        contact: &Contact,
        purpose: Purpose,
        language: Language,
        now: Instant,
    ) -> Result<CodeSent, Error> {
        // Who gets none is told before anything is noted.
        self.post_to(contact)?;
        let row = self.note_code(contact, purpose, now).await?;
        let text = Text::one_time_code(&self.store.code(&row), purpose, CODE_MINUTES, language)
            .map_err(|error| Error::Refused(error.to_string()))?;
        // In another language it is another message.
        let key = self.store.message_key(&row) ^ language as u64;
        let handed = self.hand_text((contact, &text), (key, Urgency::Code), now);
        let kept_back = match handed.await? {
            Handed::Done(_) => None,
            Handed::Waits(error) => Some(Error::neighbour(error)),
            Handed::OverBudget => Some(Error::Waits {
                neighbour: Awaited::Sms,
                retry_after_s: seconds(CODE_LIMITS[0].1),
            }),
        };
        if let Some(error) = kept_back {
            match self.store.write(self.store.unsend_code(&row)).await {
                // Where it was tried meanwhile, it was sent.
                Ok(()) | Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
            return Err(error);
        }
        Ok(CodeSent {
            resend_after_s: seconds(CODE_LIMITS[0].1),
            expires_s: seconds(row.made.ms() + CODE_MS - now.ms()),
        })
    }

    /// Makes a new code the only one that counts; or the last one again, which was not handed over.
    async fn note_code(
        &self,
        contact: &Contact,
        purpose: Purpose,
        now: Instant,
    ) -> Result<OneTimeCode, Error> {
        loop {
            let rows = self.store.one_time_codes(contact.canonical()).await?;
            let since = now.plus_ms(-DAY_MS);
            // The limits count over all purposes; each row keeps its own sendings.
            let sent = rows.iter().flat_map(|row| &row.sent).copied();
            let mut sent: Vec<Instant> = sent.filter(|at| *at > since).collect();
            sent.sort_unstable();
            within_limits(&sent, now)?;
            let before = rows.iter().find(|row| row.purpose == word(purpose));
            let made = before
                .filter(|row| is_waiting(row, now))
                .map_or(now, |row| row.made);
            let mut own: Vec<Instant> = before.map(|row| row.sent.clone()).unwrap_or_default();
            own.retain(|at| *at > since);
            own.push(made);
            let key = (contact.canonical(), word(purpose));
            let batch = self.store.send_code(before, key, made, &own);
            match self.store.write(batch).await {
                Ok(()) => {}
                // Somebody else asked for one meanwhile: look at the limits again.
                Err(WriteError::Conflict) => continue,
                Err(error) => return Err(error.into()),
            }
            let rows = self.store.one_time_codes(contact.canonical()).await?;
            let row = rows
                .into_iter()
                .find(|row| row.purpose == word(purpose) && row.made == made);
            // It is gone only where somebody else has sent a newer one.
            return row.ok_or(Error::Busy);
        }
    }

    /// Uses a code up. The refusal is one and the same for a wrong, an old, a used and a never sent one.
    pub(crate) async fn use_code(
        &self,
        contact: &Contact,
        purpose: Purpose,
        code: &str,
        now: Instant,
    ) -> Result<(), Error> {
        loop {
            let rows = self.store.one_time_codes(contact.canonical()).await?;
            let open = |row: &&OneTimeCode| {
                let age = now.ms() - row.made.ms();
                row.purpose == word(purpose) && age < CODE_MS && row.tries < CODE_TRIES
            };
            let row = rows.iter().find(open).ok_or(Error::WrongCode)?;
            let right = self.store.is_code(row, code);
            match self.store.write(self.store.try_code(row, right)).await {
                Ok(()) if right => return Ok(()),
                Ok(()) => return Err(Error::WrongCode),
                // Somebody else tried at the same moment: that counts first.
                Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Whether a code was made and could not be handed over, and nobody has tried it.
fn is_waiting(row: &OneTimeCode, now: Instant) -> bool {
    let age_ms = now.ms() - row.made.ms();
    row.open && row.tries == 0 && age_ms < CODE_MS && !row.sent.contains(&row.made)
}

/// Whether one more may be sent at `now`, after those of the last day in their order.
fn within_limits(sent: &[Instant], now: Instant) -> Result<(), Error> {
    let free = CODE_LIMITS.iter().filter_map(|(most, window_ms)| {
        let oldest = sent.len().checked_sub(*most)?;
        Some(sent.get(oldest)?.ms() + window_ms)
    });
    let wait_ms = free.max().unwrap_or(i64::MIN).saturating_sub(now.ms());
    if wait_ms <= 0 {
        return Ok(());
    }
    Err(Error::TooMany {
        what: TooMany::CodesSent,
        retry_after_s: seconds(wait_ms),
    })
}

/// Whole seconds, rounded up.
pub(crate) fn seconds(ms: i64) -> u32 {
    ((ms.max(0) + 999) / 1_000).try_into().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_ms(1_600_000_000_000 + seconds * 1_000)
    }

    fn wait(sent: &[i64], now: i64) -> u32 {
        let sent: Vec<Instant> = sent.iter().map(|second| at(*second)).collect();
        match within_limits(&sent, at(now)) {
            Ok(()) => 0,
            Err(Error::TooMany { retry_after_s, .. }) => retry_after_s,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn s0_16_one_a_minute_five_an_hour_ten_a_day() {
        assert_eq!(wait(&[], 0), 0);
        assert_eq!(wait(&[0], 1), 59);
        assert_eq!(wait(&[0], 60), 0);
        assert_eq!(wait(&[0, 60, 120, 180, 240], 300), 3_300);
        assert_eq!(wait(&[0, 60, 120, 180, 240], 3_600), 0);
        let ten: Vec<i64> = (0..10).map(|n| n * 3_600).collect();
        assert_eq!(wait(&ten, 36_000), 86_400 - 36_000);
        assert_eq!(wait(&ten, 86_400), 0);
    }
}
