//! `healthcode staff add`, `list`, `end`, `renew` and `duties`: accounts, and the codes by which they come into use.

use anyhow::bail;
use domain::ids::OfficeId;
use domain::place::DivisionCode;
use domain::staff::Duty;
use domain::time::Instant;
use serde::Serialize;
use service::{Service, StaffDraft, StaffStanding};

use crate::arguments::StaffAdd;
use crate::commands::office;
use crate::edge::{self, House};
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct WithCode<'a> {
    login: &'a str,
    code: String,
}

impl WithCode<'_> {
    fn words(&self) -> String {
        format!(
            "{} brings the account into use with {} within 24 hours, once, on the console's page",
            self.login, self.code
        )
    }
}

pub(crate) fn add(database: &str, asked: &StaffAdd, output: &Output) -> anyhow::Result<Answer> {
    let code = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        let now = clock.now();
        let draft = StaffDraft {
            login: asked.login.clone(),
            name: asked.name.clone(),
            office: office_of(&service, asked, now).await?,
            duties: asked.duties.clone(),
        };
        Ok(service.add_staff(&draft, now).await?)
    })?;
    let added = WithCode {
        login: asked.login.trim(),
        code: code.text().to_owned(),
    };
    output.answer(&added, WithCode::words);
    Ok(Answer::Yes)
}

/// The office of the name that was given, added where it is not there.
async fn office_of(service: &Service, asked: &StaffAdd, now: Instant) -> anyhow::Result<OfficeId> {
    let offices = service.offices(now).await?;
    let known = offices
        .into_iter()
        .find(|office| office.name == asked.office.trim());
    match known {
        Some(office) if office.division == asked.division => Ok(office.id),
        Some(office) => bail!(
            "--division {}: {} works for {}; write that, or another name",
            asked.division,
            office.name,
            office.division
        ),
        None => {
            let draft = office::draft(&asked.office, asked.division);
            Ok(service.add_office(&draft, now).await?.id)
        }
    }
}

pub(crate) fn renew(database: &str, login: &str, output: &Output) -> anyhow::Result<Answer> {
    let code = edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.renew_staff(login, clock.now()).await?)
    })?;
    let renewed = WithCode {
        login,
        code: code.text().to_owned(),
    };
    output.answer(&renewed, WithCode::words);
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct Ended<'a> {
    login: &'a str,
    ended: bool,
}

pub(crate) fn end(database: &str, login: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.end_staff(login, clock.now()).await?)
    })?;
    output.answer(&Ended { login, ended: true }, |ended| {
        format!(
            "{} is signed in nowhere any more, and cannot sign in",
            ended.login
        )
    });
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct WithDuties<'a> {
    login: &'a str,
    duties: Vec<String>,
}

pub(crate) fn set_duties(
    database: &str,
    login: &str,
    duties: &[Duty],
    output: &Output,
) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        Ok(service.set_duties(login, duties, clock.now()).await?)
    })?;
    let duties = duties.iter().map(Duty::to_string).collect();
    output.answer(&WithDuties { login, duties }, |with| {
        format!(
            "{} has these duties from now on: {}",
            with.login,
            with.duties.join(" ")
        )
    });
    Ok(Answer::Yes)
}

#[derive(Serialize)]
struct Listed {
    id: String,
    login: String,
    name: String,
    office: String,
    division: DivisionCode,
    duties: Vec<String>,
    passkeys: usize,
    made: String,
    ended: Option<String>,
    code_ends: Option<String>,
}

impl Listed {
    fn of(standing: StaffStanding) -> Self {
        Self {
            id: standing.id.0.to_string(),
            login: standing.login,
            name: standing.name,
            division: standing.office.division,
            office: standing.office.name,
            duties: standing.duties.iter().map(Duty::to_string).collect(),
            passkeys: standing.passkeys,
            made: standing.made.to_string(),
            ended: standing.ended.map(|ended| ended.to_string()),
            code_ends: standing.code_ends.map(|ends| ends.to_string()),
        }
    }

    fn words(&self) -> String {
        let account = match (&self.ended, &self.code_ends) {
            (Some(ended), _) => format!("left on {ended}"),
            (None, Some(ends)) => format!("waits for its code to be used until {ends}"),
            (None, None) => format!("in use, passkeys: {}", self.passkeys),
        };
        let duties = self.duties.join(" ");
        format!(
            "{} {} ({}): {duties}; {account}",
            self.login, self.name, self.office
        )
    }
}

pub(crate) fn list(database: &str, output: &Output) -> anyhow::Result<Answer> {
    edge::block_on(async {
        let House { service, clock } = edge::open(database).await?;
        for standing in service.staff(clock.now()).await? {
            output.answer(&Listed::of(standing), Listed::words);
        }
        Ok(Answer::Yes)
    })
}
