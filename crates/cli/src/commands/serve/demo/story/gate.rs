//! 08:20: a gate without a network. It has fetched the keys before; what two phones show is believed by these alone, and a picture of
//! one of them is not.

use credential::{KeySet, Rules, verify_presentation};
use domain::policy::Text;
use serde_json::json;
use server::{Chapter, ChapterTold};
use service::Error;

use super::cast::{CITY, Who};
use super::{MINUTE_MS, Stage};

impl Stage<'_> {
    pub(super) async fn gate(&self) -> Result<ChapterTold, Error> {
        let mut told = self.blank(Chapter::Gate);
        let wrong = |e: &dyn std::fmt::Display| Error::Refused(e.to_string());
        for who in [Who::Shen, Who::Fang] {
            let visit = self.visit(who).await?;
            let keys = visit.bytes("/.well-known/healthcode-keys").await?;
            let keys = KeySet::decode(&keys).map_err(|e| wrong(&e))?;
            let body = json!({ "city": CITY });
            let shown = visit.post("/api/channels/presentations", &body).await?;
            let text = shown["text"].as_str().unwrap_or_default();
            // From here on the gate asks nobody.
            let (now, rules) = (self.now(), Rules::default());
            let believed = verify_presentation(text, &keys, now, &rules);
            let state = believed.map_err(|e| wrong(&e))?.claims.state;
            let mut person = self.person(who, &visit, None).await?;
            person.state = state;
            told.people.push(person);
            let later = now.plus_ms(MINUTE_MS);
            if let (Who::Shen, Err(refusal)) =
                (who, verify_presentation(text, &keys, later, &rules))
            {
                let words = refusal.guard_words();
                told.said.push(Text::new(words.zh, words.en));
            }
        }
        Ok(told)
    }
}
