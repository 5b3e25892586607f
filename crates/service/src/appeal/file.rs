//! Objecting: from the decision's page, or by staff from paper, and taking it back.

use domain::access::Action;
use domain::appeal::{Appeal, Contested, MAX_WORDS, MOST};
use domain::declaration::Problem;
use domain::facts::EvidenceKind;
use domain::identity::{Document, PersonName};
use domain::ids::{AppealId, OrderId, PersonId, ProposalId};
use domain::log::{By, Purpose};
use domain::place::DivisionCode;
use domain::rating::{Decision, Ends};
use domain::staff::Member;
use domain::state::State;
use domain::time::Instant;
use storage::{AppealRow, Field, PersonFacts};

use super::{AppealTold, Words};
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::{Error, Missing};
use crate::log::Deed;
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

impl Service {
    /// Takes an appeal of the person themself, and answers with all of theirs.
    pub async fn appeal(
        &self,
        person: PersonId,
        asked: &AppealAsked,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        let words = words(asked)?;
        self.file_appeal(person, asked, &words, Deed::own("appeal"), now)
            .await?;
        self.appeals_told(person, now).await
    }

    /// Takes an appeal that somebody handed in on paper. Who is not registered with this name and document is not told from who is
    /// registered under another name; either stands in the log.
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
        self.file_appeal(person, asked, &words, deed, now).await?;
        Ok(asked.id)
    }

    /// Takes one's own appeal back.
    pub async fn withdraw_appeal(
        &self,
        person: PersonId,
        id: AppealId,
        now: Instant,
    ) -> Result<Vec<AppealTold>, Error> {
        let all = self.appeals(person, now).await?;
        let row = all.into_iter().find(|row| row.appeal.id == id);
        let row = row.ok_or(Error::Unknown(Missing::Appeal))?;
        let appeal = row.appeal.withdraw(now).map_err(Error::Appeal)?;
        let to = AppealRow { appeal, ..row };
        self.change_appeal(person, &to, Deed::own("withdraw appeal"), now)
            .await?;
        self.appeals_told(person, now).await
    }

    /// Writes what became of an appeal, and what follows from it for the person's code.
    pub(super) async fn change_appeal(
        &self,
        person: PersonId,
        to: &AppealRow,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            draft.batch.change_appeal(to);
            Ok(Drafted::Write(()))
        };
        self.change(person, deed, now, draft).await?;
        // An order that was suspended counts again, or no longer: the change above was decided with the appeal as it was.
        self.rate_again(person, now).await?;
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
    ) -> Result<(), Error> {
        // What opens an order now is written first, so that the appeal names it.
        self.rate(person, now).await?;
        let words = words.sealed()?;
        for _try in 0..TRIES {
            let before = self.appeals(person, now).await?;
            let mut draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
                registered(facts)?;
                if before.iter().any(|row| row.appeal.id == asked.id) {
                    return Ok(Drafted::Leave(()));
                }
                let decided = self.decide(facts, &facts.record, shared, now)?;
                let contests = contested(&decided.decisions, asked.jurisdiction)?;
                among(&before, &contests)?;
                draft.batch.appeal(&AppealRow {
                    appeal: Appeal::new(asked.id, asked.jurisdiction, contests, now),
                    words: words.clone(),
                });
                Ok(Drafted::Write(()))
            };
            let done = self.attempt(person, deed, now, &mut draft).await?;
            if done.is_some() {
                return Ok(());
            }
        }
        Err(Error::Busy)
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

/// What colours the person in a city now.
fn contested(decisions: &[Decision], city: DivisionCode) -> Result<Vec<Contested>, Error> {
    let decision = decisions.iter().find(|d| d.jurisdiction == city);
    let decision = decision.ok_or_else(|| {
        Error::field(
            "city",
            "您没有使用这个城市的健康码，请选择正在使用的城市",
            "is none whose code you use; choose one that you use",
        )
    })?;
    if decision.state < State::Yellow {
        return Err(Error::field(
            "city",
            "这个城市的健康码现在不是黄码或红码，无需申诉",
            "gives you no yellow or red code now; there is nothing to object to",
        ));
    }
    let mut all: Vec<Contested> = Vec::new();
    for reason in &decision.reasons {
        match reason.ends {
            Ends::CheckIns { order, .. } | Ends::WithOrder { order } => {
                all.push(Contested::Order(OrderId(order)));
            }
            Ends::OfficialOrder => {
                let orders = reason.evidence.iter();
                let orders = orders.filter(|e| e.kind == EvidenceKind::OfficialOrder);
                all.extend(orders.map(|e| Contested::OfficialOrder(ProposalId(e.id))));
            }
            Ends::Window | Ends::Test => {}
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Refuses a second appeal while one waits, and more than [`MOST`] against one thing.
fn among(before: &[AppealRow], contests: &[Contested]) -> Result<(), Error> {
    let same = |row: &&AppealRow| {
        let mut theirs = row.appeal.contests.iter();
        contests.is_empty() == row.appeal.contests.is_empty()
            && (contests.is_empty() || theirs.any(|one| contests.contains(one)))
    };
    let against: Vec<_> = before.iter().filter(same).collect();
    if against.iter().any(|row| row.appeal.waits()) {
        return Err(Error::field(
            "city",
            "已有一份申诉正在处理，请等待答复",
            "has an appeal of yours that waits for its answer already",
        ));
    }
    if against.len() >= MOST {
        return Err(Error::Invalid(vec![Problem::new(
            "city",
            format!("对同一决定最多申诉{MOST}次；仍可依法申请行政复议"),
            format!(
                "was appealed against {MOST} times; administrative review by law is open still"
            ),
        )]));
    }
    Ok(())
}
