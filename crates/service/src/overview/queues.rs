//! What waits for staff, each queue with its clock. Whoever adds a queue adds it to `Service::queues`.

use domain::appeal;
use domain::application;
use domain::feedback;
use domain::laboratory::{FILE_HOURS, ResultFileState};
use domain::pending::AloneLimits;
use domain::policy::Text;
use domain::time::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Service;
use crate::error::Error;
use crate::shapes;

const HOUR_MS: i64 = 3_600_000;

/// A queue, as anybody reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct QueueTold {
    /// Its word.
    pub id: &'static str,
    /// Its name.
    #[schema(value_type = shapes::Text)]
    pub name: Text,
    /// What follows where its clock runs out.
    #[schema(value_type = shapes::Text)]
    pub then: Text,
    /// How many wait.
    pub waiting: u64,
    /// How many of them wait for longer than they should.
    pub overdue: u64,
    /// Hours of its clock; absent where each kind has its own.
    pub hours: Option<i64>,
}

impl Service {
    /// Every queue, the one that decides about colours first.
    pub(super) async fn queues(&self, now: Instant) -> Result<Vec<QueueTold>, Error> {
        Ok(vec![
            self.appeals_queue(now).await?,
            self.corrections_queue(now).await?,
            self.applications_queue(now).await?,
            self.itinerary_queue(now).await?,
            self.tasks_queue(now).await?,
            self.pending_queue(now).await?,
            self.result_files_queue(now).await?,
            self.feedback_queue(now).await?,
        ])
    }

    async fn appeals_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        Ok(QueueTold {
            id: "appeals",
            name: Text::new("申诉", "Appeals"),
            then: Text::new(
                "逾期未答复，对依法作出的决定或认定即暂停执行",
                "What officials ordered or said is suspended where nobody answers in time",
            ),
            waiting: self.store.appeals_waiting_count(far()).await?,
            overdue: self.store.appeals_waiting_count(now).await?,
            hours: Some(appeal::CLOCK_HOURS),
        })
    }

    async fn corrections_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        Ok(QueueTold {
            id: "corrections",
            name: Text::new("更正申报", "Corrections of declarations"),
            then: Text::new(
                "办结前健康码不变，逾期数公开",
                "Until decided the code stays as it is; what is overdue is public",
            ),
            waiting: self.store.corrections_count(far()).await?,
            overdue: self.store.corrections_count(now).await?,
            // By the city's policy; the nation's own is 24.
            hours: None,
        })
    }

    async fn applications_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        let (waiting, overdue) = self.applications_counted(now).await?;
        Ok(QueueTold {
            id: "applications",
            name: Text::new("申请核验", "Applications under review"),
            then: Text::new(
                "办结前健康码为蓝色或尚未发放，逾期数公开",
                "Until decided the code is blue, or there is none yet; what is overdue is public",
            ),
            waiting,
            overdue,
            hours: Some(application::REVIEW_HOURS),
        })
    }

    async fn itinerary_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        Ok(QueueTold {
            id: "itinerary_requests",
            name: Text::new("行程核验申请", "Requests about itineraries"),
            then: Text::new(
                "办结前健康码在该城市为蓝色，逾期数公开",
                "Until decided the code is blue in that city; what is overdue is public",
            ),
            waiting: self.store.itinerary_requests_count(far()).await?,
            overdue: self.store.itinerary_requests_count(now).await?,
            // By the city's policy; the nation's own is 24.
            hours: None,
        })
    }

    async fn tasks_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        let sum =
            |counts: Vec<(_, i64)>| counts.iter().map(|(_, count)| count.unsigned_abs()).sum();
        Ok(QueueTold {
            id: "community_tasks",
            name: Text::new("社区随访任务", "Tasks of communities"),
            then: Text::new(
                "逾期的任务由检查人员督办",
                "Inspectors follow what is overdue",
            ),
            waiting: sum(self.store.overdue_count(far()).await?),
            overdue: sum(self.store.overdue_count(now).await?),
            hours: None,
        })
    }

    async fn pending_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        let hours = AloneLimits::IN_FORCE.hours;
        let rows = self.store.pending_waiting().await?.rows;
        let late = now.plus_ms(-hours * HOUR_MS);
        Ok(QueueTold {
            id: "pending_lists",
            name: Text::new(
                "等待两人同意的名单和规则",
                "Lists and policies that wait for two people",
            ),
            then: Text::new(
                "在此之前，原名单和规则继续有效",
                "Until then the ones before stay in force",
            ),
            waiting: rows.len() as u64,
            overdue: rows.iter().filter(|row| row.came < late).count() as u64,
            hours: Some(hours),
        })
    }

    async fn result_files_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        let waiting = self.store.result_files_in(ResultFileState::Waiting).await?;
        let late = now.plus_ms(-FILE_HOURS * HOUR_MS);
        let overdue = waiting.rows.iter().filter(|row| row.came < late);
        Ok(QueueTold {
            id: "result_files",
            name: Text::new(
                "等待同意的检测结果文件",
                "Files of test results that wait for somebody to agree",
            ),
            then: Text::new(
                "同意前，文件中的结果都不生效，逾期数公开",
                "Until then nothing in them counts; what is overdue is public",
            ),
            overdue: overdue.count() as u64,
            waiting: waiting.rows.len() as u64,
            hours: Some(FILE_HOURS),
        })
    }

    async fn feedback_queue(&self, now: Instant) -> Result<QueueTold, Error> {
        let hours = feedback::CLOCK_HOURS;
        let late = now.plus_ms(-hours * HOUR_MS);
        let (waiting, overdue) = self.store.count_feedback(late).await?;
        Ok(QueueTold {
            id: "feedback",
            name: Text::new("意见反馈", "Feedback"),
            then: Text::new(
                "凭编号在“帮助与反馈”中查看答复",
                "The answer is read by its number under “Help and feedback”",
            ),
            waiting,
            overdue,
            hours: Some(hours),
        })
    }
}

const fn far() -> Instant {
    Instant::from_ms(i64::MAX)
}
