//! What a demonstration says when it is ready: where everything is, who one can be, and what to try.

use std::fmt::Write;

use domain::verdict::Scene;
use serde::Serialize;
use server::DemoCard;
use service::Party;

use super::house::House;
use crate::output::Output;

#[derive(Serialize)]
struct Ready<'a> {
    now: String,
    resident: String,
    checkpoint: String,
    console: String,
    staff_console: String,
    community: String,
    channel: String,
    overview: String,
    demo: String,
    story: String,
    description: String,
    inbox: &'a str,
    mail: &'a str,
    phone: Option<&'a str>,
    authority: Option<&'a str>,
    database: &'a str,
    identities: Vec<Identity<'a>>,
    checkpoints: Vec<Checkpoint<'a>>,
    staff: Vec<Staff<'a>>,
}

#[derive(Serialize)]
struct Identity<'a> {
    name: &'a str,
    document_kind: &'static str,
    document_number: &'a str,
    phone: Option<&'a str>,
    email: Option<&'a str>,
    birth_date: Option<String>,
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Checkpoint<'a> {
    scene: Scene,
    name: &'a str,
    code: &'a str,
}

#[derive(Serialize)]
struct Staff<'a> {
    name: &'a str,
    login: &'a str,
    office: &'a str,
    code: Option<&'a str>,
}

pub(super) fn say((at, party): (&str, &Party), card: &DemoCard, house: &House, output: &Output) {
    let identities = card.identities.iter().map(|identity| Identity {
        name: &identity.name,
        document_kind: identity.document_kind.word(),
        document_number: &identity.document_number,
        phone: identity.phone.as_deref(),
        email: identity.email.as_deref(),
        birth_date: identity.birth_date.map(|date| date.to_string()),
        zh: &identity.note.zh,
        en: &identity.note.en,
    });
    let checkpoints = card.checkpoints.iter().map(|checkpoint| Checkpoint {
        scene: checkpoint.scene,
        name: &checkpoint.name,
        code: &checkpoint.code,
    });
    let staff = card.staff.iter().map(|member| Staff {
        name: &member.name,
        login: &member.login,
        office: &member.office,
        code: member.code.as_deref(),
    });
    let ready = Ready {
        now: house.clock.now().to_string(),
        resident: format!("{at}/"),
        checkpoint: format!("{at}/checkpoint"),
        console: format!("{at}/console"),
        staff_console: format!("{}/console", party.origin),
        community: format!("{}/community", party.origin),
        channel: format!("{at}/channel"),
        overview: format!("{at}/overview"),
        demo: format!("{at}/demo"),
        story: format!("{at}/demo#/story"),
        description: format!("{at}/openapi.json"),
        inbox: &card.inbox_url,
        mail: &card.mail_url,
        phone: card.secure_url.as_deref(),
        authority: card.authority_url.as_deref(),
        database: &house.database,
        identities: identities.collect(),
        checkpoints: checkpoints.collect(),
        staff: staff.collect(),
    };
    output.answer(&ready, |ready| words(ready).unwrap_or_default());
}

fn words(ready: &Ready<'_>) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    writeln!(
        text,
        "healthcode demo, {} by its own clock; Ctrl-C ends it, the next start goes on\n",
        ready.now
    )?;
    faces(&mut text, ready)?;
    who_to_be(&mut text, &ready.identities)?;
    writeln!(text, "\nEnrol a checkpoint with one of these codes:")?;
    for checkpoint in &ready.checkpoints {
        writeln!(
            text,
            "  {}  {} ({})",
            checkpoint.code, checkpoint.name, checkpoint.scene
        )?;
    }
    writeln!(text, "\nWork as one of these (at {}):", ready.staff_console)?;
    for member in &ready.staff {
        let code = member.code.unwrap_or("in use");
        writeln!(
            text,
            "  {code}  {} ({}, {})",
            member.name, member.login, member.office
        )?;
    }
    write!(
        text,
        "\nReal lists are lived by hand, while it serves:\n  healthcode --database {} import risk-areas FILE...",
        ready.database
    )?;
    Ok(text)
}

/// Where to look.
fn faces(text: &mut String, ready: &Ready<'_>) -> std::fmt::Result {
    writeln!(
        text,
        "  begin here   {}  (a morning in the city, in seven chapters)",
        ready.story
    )?;
    writeln!(text, "  residents    {}", ready.resident)?;
    writeln!(text, "  checkpoints  {}", ready.checkpoint)?;
    writeln!(
        text,
        "  rules        {}  (what is in force, for anybody)",
        ready.console
    )?;
    writeln!(
        text,
        "  community    {}  (a worker's day, for a phone: he.mei below has people in quarantine)",
        ready.community
    )?;
    writeln!(
        text,
        "  vendor's app {}  (a sample, both ways)",
        ready.channel
    )?;
    writeln!(text, "  public page  {}", ready.overview)?;
    writeln!(
        text,
        "  demo         {}  (everything on one page; moves a day)",
        ready.demo
    )?;
    writeln!(
        text,
        "  inbox        {}  (the one-time codes of all simulated phones)",
        ready.inbox
    )?;
    writeln!(text, "  mailboxes    {}  (the same by e-mail)", ready.mail)?;
    if let (Some(phone), Some(authority)) = (ready.phone, ready.authority) {
        writeln!(
            text,
            "  real phone   {phone}  (same network; first install {authority})"
        )?;
    }
    Ok(())
}

/// The ready identities, each with what is to be tried as them.
fn who_to_be(text: &mut String, identities: &[Identity<'_>]) -> std::fmt::Result {
    writeln!(text, "\nBe one of these:")?;
    for identity in identities {
        let Identity {
            name,
            document_number,
            ..
        } = identity;
        let reached = match (identity.phone, identity.email) {
            (Some(phone), _) => format!("phone {phone}"),
            (None, Some(email)) => format!("e-mail {email}"),
            (None, None) => "no phone".to_owned(),
        };
        writeln!(text, "  {name}  {document_number}  {reached}")?;
        writeln!(text, "    {}\n    {}", identity.zh, identity.en)?;
    }
    Ok(())
}
