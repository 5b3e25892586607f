//! Objecting: from the decision's page, or by staff from paper, and taking it back.

use domain::access::Action;
use domain::appeal::{Appeal, AppealState, Contested, MAX_WORDS};
use domain::declaration::Problem;
use domain::identity::{Document, PersonName};
use domain::ids::{AppealId, PersonId, ProposalId};
use domain::log::{By, Purpose};
use domain::notice::NoticeKind;
use domain::place::DivisionCode;
use domain::staff::Member;
use domain::time::Instant;
use storage::{AppealRow, Field, PersonFacts};

use super::contests::{contested, contested_alone};
use super::{AppealTold, Words};
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::{Error, Missing};
use crate::log::{Deed, Hand};
use crate::me::word;
use crate::shared::Shared;

/// What a person objects to, and why.
pub struct AppealAsked {
    /// Made on the page: the same id twice is one appeal.
    pub id: AppealId,
    /// The city whose decision it is.
    pub jurisdiction: DivisionCode,
    /// Why it is wrong, in 1 to 1,000 characters.
    pub reason: String,
    /// What shows it, in up to 1,000 characters.
    pub evidence: String,
    /// The visit or the naming that it is about; absent where it is against all that colours in the city.
    pub about: Option<Contested>,
}

/// An appeal on paper, and whose it is by their document.
pub struct AppealOnPaper {
    /// The name in the document.
    pub name: PersonName,
    /// The document, which lies before whoever writes it down.
    pub document: Document,
    /// What it says.
    pub asked: AppealAsked,
}

/// What became of an appeal that was sent.
enum Filed {
    /// It was written, with its line.
    New,
    /// It was there.
    Known,
}

impl Service {
    /// Takes an appeal of the person themself, and answers with all of theirs.
    pub async fn appeal(
        &self,
        by: impl Into<Hand>,
        asked: &AppealAsked,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        let by = by.into();
        let person = by.person;
        let words = words(asked)?;
        self.file_appeal(person, asked, &words, by.deed("appeal"), now)
            .await?;
        self.appeals_told(person, now).await
    }

    /// Takes an appeal that somebody handed in on paper. Who is not registered with this name and document is not told from who is
    /// registered under another name; either stands in the log. Whoever is registered reads of each try, whatever came of it: also a
    /// refusal says of what colour they are.
    #[crate::boxed]
    pub async fn appeal_on_paper(
        &self,
        member: &Member,
        paper: &AppealOnPaper,
        now: Instant,
    ) -> Result<AppealId, Error> {
        let asked = &paper.asked;
        self.admit_staff_in(member, Action::AppealOnPaper, asked.jurisdiction, now)
            .await?;
        let words = Words {
            written_by: Some(member.id),
            ..words(asked)?
        };
        let Some(person) = self.person_by(&paper.name, &paper.document, now).await? else {
            self.note_refusal(member, Action::AppealOnPaper, "nobody", now)
                .await?;
            return Err(Error::Unknown(Missing::Person));
        };
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Appeal,
            action: "appeal on paper",
        };
        let filed = self.file_appeal(person, asked, &words, deed, now).await;
        if !matches!(filed, Ok(Filed::New)) {
            self.note_about(person, deed, &words.reason, now).await?;
        }
        filed.map(|_| asked.id)
    }

    /// Takes one's own appeal back.
    pub async fn withdraw_appeal(
        &self,
        by: impl Into<Hand>,
        id: AppealId,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        let by = by.into();
        let person = by.person;
        let all = self.appeals(person, now).await?;
        let row = all.into_iter().find(|row| row.appeal.id == id);
        let row = row.ok_or(Error::Unknown(Missing::Appeal))?;
        let from = row.appeal.clone();
        let appeal = row.appeal.withdraw(now).map_err(Error::Appeal)?;
        let to = AppealRow { appeal, ..row };
        let deed = by.deed("withdraw appeal");
        self.change_appeal(person, (&from, &to), deed, now).await?;
        self.appeals_told(person, now).await
    }

    /// Writes what became of an appeal, and what follows from it for the person's code.
    pub(super) async fn change_appeal(
        &self,
        person: PersonId,
        (from, to): (&Appeal, &AppealRow),
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            changed(facts, draft, (from, to), now);
            Ok(Drafted::Write(()))
        };
        self.change(person, deed, now, draft).await?;
        Ok(())
    }

    /// Who is registered with a document under a name.
    pub(crate) async fn person_by(
        &self,
        name: &PersonName,
        document: &Document,
        now: Instant,
    ) -> Result<Option<PersonId>, Error> {
        let Some(person) = self.store.holder_of(&document.canonical()).await? else {
            return Ok(None);
        };
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let same = word(&words, Field::Name) == Some(name.full());
        Ok(same.then_some(person))
    }

    async fn file_appeal(
        &self,
        person: PersonId,
        asked: &AppealAsked,
        words: &Words,
        deed: Deed,
        now: Instant,
    ) -> Result<Filed, Error> {
        let holders = self.holders_of_appeal(asked.id, now).await?;
        if holders.iter().any(|holder| *holder != person) {
            return Err(Error::field(
                "id",
                "这个编号已被使用，请换一个新编号重新提交",
                "is taken by another appeal; send it again under a new one",
            ));
        }
        // What opens an order now is written first, so that the appeal names it.
        self.rate(person, now).await?;
        let words = words.sealed()?;
        for _try in 0..TRIES {
            let before = self.appeals(person, now).await?;
            let mut draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
                registered(facts)?;
                if before.iter().any(|row| row.appeal.id == asked.id) {
                    return Ok(Drafted::Leave(Filed::Known));
                }
                let decided = self.decide(facts, &facts.record, shared, now)?;
                let (decisions, city) = (&decided.decisions, asked.jurisdiction);
                let contests = match asked.about {
                    None => contested(decisions, &facts.record, &before, city, now)?,
                    Some(one) => {
                        let of = (&facts.record, shared);
                        contested_alone(one, of, decisions, &before, city)?
                    }
                };
                draft.batch.appeal(&AppealRow {
                    appeal: Appeal::new(asked.id, asked.jurisdiction, contests, now),
                    words: words.clone(),
                });
                Ok(Drafted::Write(Filed::New))
            };
            let done = self.attempt(person, deed, now, &mut draft).await?;
            if let Some((filed, _)) = done {
                return Ok(filed);
            }
        }
        Err(Error::Busy)
    }
}

/// Puts into a draft what became of an appeal. The decision is made with the appeal as it will be: what it alone suspended counts
/// again.
pub(super) fn changed(
    facts: &PersonFacts,
    draft: &mut Draft,
    (from, to): (&Appeal, &AppealRow),
    now: Instant,
) {
    let freed = facts.suspended.iter().filter(|kept| {
        let mut others = kept.by.iter().filter(|id| **id != to.appeal.id);
        let proposal = ProposalId(kept.evidence.id().0);
        others.next().is_none() && !to.appeal.suspends(proposal, now)
    });
    draft
        .record
        .evidence
        .extend(freed.map(|kept| kept.evidence));
    if let Some(kind) = told(from, &to.appeal) {
        draft.tell(kind, to.appeal.id.0, now);
    }
    draft.batch.change_appeal(from, to);
}

/// What the person is told of a change that they did not make themself; of an order that ended another notice tells.
fn told(from: &Appeal, to: &Appeal) -> Option<NoticeKind> {
    match to.state {
        AppealState::Granted | AppealState::Rejected if from.waits() => {
            Some(NoticeKind::AppealAnswered)
        }
        _ if from.suspended.is_none() && to.suspended.is_some() => Some(NoticeKind::Suspended),
        _ => None,
    }
}

fn words(asked: &AppealAsked) -> Result<Words, Error> {
    let (reason, evidence) = (asked.reason.trim(), asked.evidence.trim());
    let mut faults = Vec::new();
    if reason.is_empty() || reason.chars().count() > MAX_WORDS {
        faults.push(Problem::new(
            "reason",
            format!("请用1至{MAX_WORDS}个字符说明为什么不对"),
            format!("say in 1 to {MAX_WORDS} characters why it is wrong"),
        ));
    }
    if evidence.chars().count() > MAX_WORDS {
        faults.push(Problem::new(
            "evidence",
            format!("最多{MAX_WORDS}个字符，请缩短"),
            format!("holds {MAX_WORDS} characters at most; shorten it"),
        ));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(Words {
        reason: reason.to_owned(),
        evidence: evidence.to_owned(),
        ..Words::default()
    })
}
