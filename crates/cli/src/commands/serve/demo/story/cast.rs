//! The three of the story: how they come in, and what their own page says of them.

use domain::identity::{Document, PersonName};
use domain::policy::Text;
use domain::state::State;
use domain::time::Date;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use server::{Demo, DemoIdentity, PersonTold};
use service::Error;

use super::super::{identities, list};
use super::Stage;
use super::visit::Visit;

/// The city of the story: Hangzhou.
pub(super) const CITY: &str = "330100";
/// The sample channel in which they act; a visitor opens the other one, and neither takes the other's place.
const CHANNEL: &str = "sample-b";
/// The train in which one of them met a case, and how long before the story's day.
pub(super) const TRAIN: &str = "G7523";
pub(super) const TRAIN_DAYS_AGO: i32 = 2;
/// Ids of a declaration begin with the millisecond of the story's morning; each of the people has so many of them.
const IDS: i64 = 1_000;
const IDS_EACH: i64 = 10;

/// Who.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// She was nowhere, and took the train in the carriage behind.
    Shen,
    /// He was in Xiaoshan.
    Fang,
    /// He took the train in the carriage of the case.
    Jiang,
}

impl Who {
    pub(super) const ALL: [Self; 3] = [Self::Shen, Self::Fang, Self::Jiang];

    /// As the demonstration offers them.
    pub(super) fn identity(self) -> Result<DemoIdentity, Error> {
        let mut all = identities::of_the_morning().into_iter();
        let own = all.nth(self as usize);
        own.ok_or_else(|| Error::Refused("the people of the story are missing".to_owned()))
    }

    /// The document, as staff write it down.
    pub(super) fn written(self, today: Date) -> Result<(PersonName, Document), Error> {
        let shown = self.identity()?;
        let wrong = |e: &dyn std::fmt::Display| Error::Refused(e.to_string());
        let name = PersonName::parse(&shown.name).map_err(|e| wrong(&e))?;
        let document = Document::parse(shown.document_kind, &shown.document_number, today);
        Ok((name, document.map_err(|e| wrong(&e))?))
    }

    const fn county(self) -> &'static str {
        match self {
            Self::Shen => "330102",
            Self::Fang => "330105",
            Self::Jiang => "330108",
        }
    }

    /// The seat in the train; none of who did not take it.
    const fn seat(self) -> Option<&'static str> {
        match self {
            Self::Shen => Some("6车7A"),
            Self::Fang => None,
            Self::Jiang => Some("5车12F"),
        }
    }
}

impl Stage<'_> {
    /// A session of somebody of the story, who is registered.
    pub(super) async fn visit(&self, who: Who) -> Result<Visit, Error> {
        let story = &self.demo.story;
        let held = story.sessions.of(who);
        if let Some(visit) = held.map(|cookie| Visit::with(story.at, cookie))
            && visit.is_person().await
        {
            return Ok(visit);
        }
        let visit = self.open(who).await?;
        let body = json!({ "document_last6": last6(&who.identity()?) });
        visit.post("/api/sign-in/document", &body).await?;
        story.sessions.keep(who, &visit);
        Ok(visit)
    }

    /// The same of who may have to register first.
    pub(super) async fn arrive(&self, who: Who) -> Result<Visit, Error> {
        let shown = who.identity()?;
        let visit = self.open(who).await?;
        let body = json!({
            "name": shown.name, "document_kind": shown.document_kind.word(), "document_number": shown.document_number,
            "street": "文汇路1号",
        });
        if visit.post("/api/registration", &body).await.is_err() {
            // A chapter that was cut off has registered them already.
            return self.visit(who).await;
        }
        self.demo.story.sessions.keep(who, &visit);
        Ok(visit)
    }

    /// A session of the phone: the channel vouches for it.
    async fn open(&self, who: Who) -> Result<Visit, Error> {
        let shown = who.identity()?;
        let phone = shown.phone.unwrap_or_default();
        let (_, secret) = self.demo.open_channel(CHANNEL, &phone, CITY).await?;
        Visit::open(self.demo.story.at, &secret).await
    }

    /// What they declare in the morning. Its ids are made of who and when: said again, it is the same declaration.
    pub(super) fn declaration(&self, who: Who) -> Value {
        let first = self.began.ms() * IDS + who as i64 * IDS_EACH;
        let id = |part: i64| (first + part).to_string();
        let today = self.began.date();
        let stays = match who {
            Who::Fang => json!([{
                "id": id(2), "whereabouts": { "county": list::NEW_COUNTY.to_string() },
                "from": today - 4, "to": today - 3, "areas": "elsewhere",
            }]),
            Who::Shen | Who::Jiang => json!([]),
        };
        let leg = |seat: &str| {
            json!({
                "id": id(3), "kind": "train", "number": TRAIN, "date": today - TRAIN_DAYS_AGO, "seat": seat,
                "board": "上海虹桥", "alight": "杭州东",
            })
        };
        json!({
            "id": id(0), "city": CITY, "applicant": "resident",
            "residence": { "id": id(1), "county": who.county(), "areas": "elsewhere" },
            "stays": stays, "legs": who.seat().map(leg).into_iter().collect::<Vec<_>>(),
        })
    }

    /// What the person's own page says now.
    pub(super) async fn person(
        &self,
        who: Who,
        visit: &Visit,
        before: Option<State>,
    ) -> Result<PersonTold, Error> {
        let decision = decision(visit).await?;
        let shown = who.identity()?;
        let state: Option<State> = read(&decision["state"]);
        let state = state.ok_or_else(|| Error::Refused("no state came".to_owned()))?;
        let reason: Option<Text> = read(&decision["reasons"][0]["text"]);
        Ok(PersonTold {
            last6: last6(&shown),
            name: shown.name,
            phone: shown.phone.unwrap_or_default(),
            before: before.filter(|before| *before != state),
            state,
            free_from: read(&decision["free_from"]),
            what_to_do: read(&decision["what_to_do"]).filter(|_| reason.is_some()),
            reason,
        })
    }
}

/// The decision of the story's city, as the page of whoever it is about shows it.
pub(super) async fn decision(visit: &Visit) -> Result<Value, Error> {
    let answer = visit.get("/api/decisions").await?;
    let mut all = answer["decisions"].as_array().into_iter().flatten();
    let own = all.find(|decision| decision["city"]["code"] == CITY);
    own.cloned()
        .ok_or_else(|| Error::Refused("no decision came".to_owned()))
}

/// A part of an answer, where it is one.
pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

fn last6(shown: &DemoIdentity) -> String {
    let number = &shown.document_number;
    number
        .get(number.len().saturating_sub(6)..)
        .unwrap_or_default()
        .to_owned()
}
