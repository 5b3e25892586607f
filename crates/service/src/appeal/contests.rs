//! What an appeal contests: all that colours the person in a city or is about to, but for what an appeal waits against already.

use domain::appeal::{Appeal, AppealState, Contested, DAYS, MOST, MOST_TAKEN_BACK, NAMED_DAYS};
use domain::contact::ExposedBy;
use domain::declaration::Problem;
use domain::facts::{EvidenceKind, EvidenceRef, Exposure};
use domain::ids::{OrderId, ProposalId};
use domain::place::DivisionCode;
use domain::rating::{Decision, Ends};
use domain::record::{Evidence, Record};
use domain::state::State;
use domain::time::Instant;
use storage::AppealRow;

use crate::error::Error;
use crate::event::{answering, leave_out_aside, weighs};
use crate::shared::Shared;

/// What a new appeal against the decision of a city contests, beside those before it; nothing where no order runs.
pub(super) fn contested(
    decisions: &[Decision],
    record: &Record,
    before: &[AppealRow],
    city: DivisionCode,
    now: Instant,
) -> Result<Vec<Contested>, Error> {
    let decision = of_city(decisions, city)?;
    let mut open = orders(decision, record, now);
    if open.is_empty() {
        if decision.state < State::Yellow {
            return Err(nothing());
        }
        let earlier = before.iter().map(|row| &row.appeal);
        still_open(earlier.filter(|a| is_against_colour(a, city, now)))?;
        return Ok(open);
    }
    let mut refusal = None;
    open.retain(|one| {
        let earlier = before.iter().map(|row| &row.appeal);
        let kept = still_open(earlier.filter(|a| a.contests.contains(one)));
        match kept {
            Ok(()) => true,
            // That one waits says more than that another was answered often enough.
            Err(Closed::Waits) => {
                refusal = Some(Closed::Waits);
                false
            }
            Err(closed) => {
                refusal.get_or_insert(closed);
                false
            }
        }
    });
    match refusal {
        Some(closed) if open.is_empty() => Err(closed.into()),
        _ => Ok(open),
    }
}

/// The same of one thing that the person reads of: a visit that an event touches, or that they were named. It can be objected to
/// whatever the colour is.
pub(super) fn contested_alone(
    one: Contested,
    (record, shared): (&Record, &Shared),
    decisions: &[Decision],
    before: &[AppealRow],
    city: DivisionCode,
) -> Result<Vec<Contested>, Error> {
    of_city(decisions, city)?;
    let exposures = match one {
        Contested::Visit(visit) => exposures_by(visit, (record, shared), decisions),
        Contested::Naming(proposal) if is_named_by(proposal.0, record) => vec![proposal.0],
        Contested::Naming(_) | Contested::OfficialOrder(_) | Contested::Order(_) => Vec::new(),
    };
    if exposures.is_empty() {
        return Err(Error::field(
            "about",
            "这条接触记录现在与您无关，请重新查看",
            "is no exposure of yours now; look at the page again",
        ));
    }
    // Those whom the person's page names answer, so that nobody chooses theirs.
    let mut answers = exposures.iter().filter_map(|id| answering(*id, decisions));
    if !answers.any(|decision| decision.jurisdiction == city) {
        return Err(Error::field(
            "city",
            "这条接触记录的异议不由这个城市处理，请重新查看后提交",
            "does not answer disputes of this exposure; look at the page again and send it from there",
        ));
    }
    let earlier = before.iter().map(|row| &row.appeal);
    still_open(earlier.filter(|a| a.contests.contains(&one)))?;
    Ok(vec![one])
}

/// Whether taking a visit away may better a colour: the person is more than a general contact by it, or the colour of a city that
/// they use rests on it, by whatever rule, or an order does.
pub(super) fn does_colour(
    visit: i64,
    (record, shared): (&Record, &Shared),
    decisions: &[Decision],
) -> bool {
    let exposures = shared.exposures(record);
    let mut by_visit = exposures
        .iter()
        .filter(|exposed| exposed.by == ExposedBy::Visit(visit));
    by_visit.any(|exposed| weighs(exposed, record, decisions))
}

/// The exposures by which events touch a visit of a person, as the person's page shows them.
fn exposures_by(
    visit: i64,
    (record, shared): (&Record, &Shared),
    decisions: &[Decision],
) -> Vec<i64> {
    let mut exposures = shared.exposures(record);
    leave_out_aside(&mut exposures, record, decisions);
    let by_visit = exposures
        .iter()
        .filter(|exposed| exposed.by == ExposedBy::Visit(visit));
    by_visit.map(|exposed| exposed.exposure.id).collect()
}

/// Whether an event touches a visit of a person.
pub(super) fn is_met(visit: i64, read: (&Record, &Shared), decisions: &[Decision]) -> bool {
    !exposures_by(visit, read, decisions).is_empty()
}

/// Whether what staff said of a person by a proposal counts: that they are a case or a contact.
fn is_named_by(proposal: i64, record: &Record) -> bool {
    let mut said = record.evidence.iter();
    said.any(|evidence| matches!(evidence, Evidence::Exposure(naming) if naming.id == proposal))
}

fn of_city(decisions: &[Decision], city: DivisionCode) -> Result<&Decision, Error> {
    let decision = decisions.iter().find(|d| d.jurisdiction == city);
    decision.ok_or_else(|| {
        Error::field(
            "city",
            "您没有使用这个城市的健康码，请选择正在使用的城市",
            "is none whose code you use; choose one that you use",
        )
    })
}

/// The orders that colour a person by a decision, those by officials that count and begin later or colour elsewhere, and by what
/// staff named them a case or a contact: whatever the person's pages show.
fn orders(decision: &Decision, record: &Record, now: Instant) -> Vec<Contested> {
    let mut all: Vec<Contested> = Vec::new();
    for reason in &decision.reasons {
        match reason.ends {
            // An order that rests on a naming alone goes with it: there is one thing to object to, and one to lift.
            Ends::CheckIns { order, .. } | Ends::WithOrder { order } => {
                if !rests_on_namings(order, record) {
                    all.push(Contested::Order(OrderId(order)));
                }
            }
            Ends::OfficialOrder => {
                let orders = reason.evidence.iter();
                let orders = orders.filter(|e| e.kind == EvidenceKind::OfficialOrder);
                all.extend(orders.map(|e| Contested::OfficialOrder(ProposalId(e.id))));
            }
            Ends::Window | Ends::Test => {}
        }
    }
    all.extend(
        record
            .evidence
            .iter()
            .filter_map(|evidence| match evidence {
                Evidence::OfficialOrder(order) if order.until > now.date() => {
                    Some(Contested::OfficialOrder(ProposalId(order.id)))
                }
                Evidence::Exposure(naming) if is_told(naming, decision, now) => {
                    Some(Contested::Naming(ProposalId(naming.id)))
                }
                _ => None,
            }),
    );
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a naming colours by a decision, or was said so lately that the person's page shows it.
fn is_told(naming: &Exposure, decision: &Decision, now: Instant) -> bool {
    let reference = EvidenceRef::to(EvidenceKind::Exposure, naming.id);
    let mut reasons = decision.reasons.iter();
    naming.recorded + NAMED_DAYS > now.date()
        || reasons.any(|reason| reason.evidence.contains(&reference))
}

/// Whether an order of a rule was opened by what staff said of the person, and by nothing else.
fn rests_on_namings(order: i64, record: &Record) -> bool {
    let named = |reference: &EvidenceRef| {
        reference.kind == EvidenceKind::Exposure && is_named_by(reference.id, record)
    };
    let mut orders = record.orders.iter();
    let order = orders.find(|one| one.id == order);
    order.is_some_and(|order| !order.evidence.is_empty() && order.evidence.iter().all(named))
}

/// Whether an appeal was made against a city's colour without an order, and still counts.
fn is_against_colour(appeal: &Appeal, city: DivisionCode, now: Instant) -> bool {
    let recent = appeal.made.date() + DAYS > now.date();
    appeal.contests.is_empty() && appeal.jurisdiction == city && (appeal.waits() || recent)
}

/// Why nothing more is said against one thing.
#[derive(Clone, Copy)]
enum Closed {
    /// An appeal against it waits.
    Waits,
    /// There were [`MOST`].
    Often,
    /// [`MOST_TAKEN_BACK`] were taken back before anybody answered.
    TakenBack,
}

fn still_open<'a>(against: impl Iterator<Item = &'a Appeal>) -> Result<(), Closed> {
    let (mut heard, mut taken_back) = (0, 0);
    for appeal in against {
        if appeal.waits() {
            return Err(Closed::Waits);
        }
        // One that nobody answered is none of those that were heard.
        let is_heard = appeal.is_heard();
        heard += usize::from(is_heard);
        taken_back += usize::from(!is_heard && appeal.state == AppealState::Withdrawn);
    }
    if heard >= MOST {
        Err(Closed::Often)
    } else if taken_back >= MOST_TAKEN_BACK {
        Err(Closed::TakenBack)
    } else {
        Ok(())
    }
}

impl From<Closed> for Error {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::Waits => Error::field(
                "city",
                "已有一份申诉正在处理，请等待答复",
                "has an appeal of yours already; wait for its answer",
            ),
            Closed::Often => Error::Invalid(vec![Problem::new(
                "city",
                format!("对同一决定最多申诉{MOST}次；仍可依法申请行政复议"),
                format!(
                    "was appealed against {MOST} times; administrative review by law is open still"
                ),
            )]),
            Closed::TakenBack => Error::Invalid(vec![Problem::new(
                "city",
                format!(
                    "对同一决定已撤回申诉{MOST_TAKEN_BACK}次，不能再次提出；仍可依法申请行政复议"
                ),
                format!(
                    "was appealed against and taken back {MOST_TAKEN_BACK} times; administrative review by law is open still"
                ),
            )]),
        }
    }
}

fn nothing() -> Error {
    Error::field(
        "city",
        "这个城市的健康码现在不是黄码或红码，也没有即将生效的决定，无需申诉",
        "gives you no yellow or red code now, and no order is about to; there is nothing to object to",
    )
}
