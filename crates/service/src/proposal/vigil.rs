//! What anybody reads of alarms and limits: counts and rules, and nothing about anybody.

use std::collections::BTreeMap;

use domain::appeal::CLOCK_HOURS;
use domain::application::REVIEW_HOURS;
use domain::community::TaskKind;
use domain::pending::AloneLimits;
use domain::proposal::{Limit, Limits, Rules, Window};
use domain::time::Instant;
use serde::Serialize;
use storage::Alarm;
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::shapes;

/// Alarms of one page.
const PAGE: u32 = 1_000;

/// Alarms, and the limits that raise some of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Vigilance {
    /// Alarms of each kind, as far as there are any.
    pub alarms: Vec<AlarmCount>,
    /// Appeals that wait for their answer.
    pub appeals_waiting: u64,
    /// Those among them whose clock has run out.
    pub appeals_overdue: u64,
    /// Hours in which an appeal is answered.
    pub appeal_hours: i64,
    /// Applications that wait for a reviewer or for the registry.
    pub applications_waiting: u64,
    /// Those among them whose clock has run out.
    pub applications_overdue: u64,
    /// Hours in which an application is decided.
    pub application_hours: i64,
    /// The most people of each limit and window.
    pub limits: Vec<LimitEntry>,
    /// Tasks of communities and reviewers that are overdue, by kind, as far as there are any.
    pub overdue: Vec<TaskCount>,
    /// Hours in which a third confirms an order about a person.
    pub third_hours: i64,
    /// Hours in which a proposal is approved.
    pub approval_hours: i64,
    /// The fewest among whom the approver is drawn, where there are as many.
    pub least_candidates: usize,
    /// Lists and policies that wait for two, because they worsen more than may come into force by itself.
    pub pending: u64,
    /// What comes into force by itself worsens less than so many percent of the people of each city,
    pub alone_city_percent: u64,
    /// and fewer people than this in all,
    pub alone_people: u64,
    /// with all that has come by itself in so many hours.
    pub alone_hours: i64,
}

/// Alarms of a kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct AlarmCount {
    /// What is wrong.
    #[schema(value_type = shapes::AlarmKind)]
    pub kind: &'static str,
    /// How many.
    pub count: u64,
    /// When one was noticed last, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub last_ms: Instant,
}

/// Overdue tasks of a kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct TaskCount {
    /// What was to be done.
    #[schema(value_type = shapes::TaskKind)]
    pub kind: TaskKind,
    /// How many.
    pub count: i64,
    /// In how many hours each was to be done.
    pub hours: i64,
}

/// A limit: so many people over such a time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct LimitEntry {
    /// Whose people are counted together.
    #[schema(value_type = shapes::Limit)]
    pub limit: Limit,
    /// Over which time.
    #[schema(value_type = shapes::Window)]
    pub window: Window,
    /// The most people.
    pub most: u32,
}

impl Service {
    /// Alarms by kind, what is overdue at `now`, and the limits.
    #[crate::boxed]
    pub async fn vigilance(&self, now: Instant) -> Result<Vigilance, Error> {
        let mut counts: BTreeMap<&'static str, (u64, Instant)> = BTreeMap::new();
        let mut after: Option<Alarm> = None;
        loop {
            let page = self.store.alarms(after.as_ref(), PAGE).await?;
            let Some(last) = page.last() else {
                break;
            };
            after = Some(last.alarm.clone());
            for row in &page {
                let count = counts.entry(row.alarm.kind.word()).or_insert((0, row.last));
                count.0 += 1;
                count.1 = count.1.max(row.last);
            }
        }
        let far = Instant::from_ms(i64::MAX);
        let appeals_waiting = self.store.appeals_waiting_count(far).await?;
        let appeals_overdue = self.store.appeals_waiting_count(now).await?;
        let (applications_waiting, applications_overdue) = self.applications_counted(now).await?;
        let overdue = self.store.overdue_count(now).await?;
        let overdue = overdue.into_iter().map(|(kind, count)| TaskCount {
            kind,
            count,
            hours: kind.hours(),
        });
        let overdue = overdue.collect();
        let rules = Rules::IN_FORCE;
        let limits = Limit::ALL.iter().flat_map(|limit| {
            Window::ALL.iter().map(|window| LimitEntry {
                limit: *limit,
                window: *window,
                most: Limits::IN_FORCE.most(*limit, *window),
            })
        });
        let alarm = |(kind, (count, last_ms))| AlarmCount {
            kind,
            count,
            last_ms,
        };
        Ok(Vigilance {
            overdue,
            alarms: counts.into_iter().map(alarm).collect(),
            appeals_waiting,
            appeals_overdue,
            appeal_hours: CLOCK_HOURS,
            applications_waiting,
            applications_overdue,
            application_hours: REVIEW_HOURS,
            limits: limits.collect(),
            third_hours: rules.third_hours,
            approval_hours: rules.approval_hours,
            least_candidates: rules.least_candidates,
            pending: self.store.pending_waiting().await?.rows.len() as u64,
            alone_city_percent: AloneLimits::IN_FORCE.city_percent,
            alone_people: AloneLimits::IN_FORCE.people,
            alone_hours: AloneLimits::IN_FORCE.hours,
        })
    }
}
