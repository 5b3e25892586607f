//! What a demonstration tells its visitors; whoever starts one brings it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use domain::identity::DocumentKind;
use domain::policy::Text;
use domain::staff::Duty;
use domain::time::Date;
use domain::verdict::Scene;
use service::Error;

use crate::story::Story;

/// A demonstration: its card, its clock, which can be moved by whole days, and the story that it tells of itself.
pub trait Demo: Send + Sync {
    /// What it offers.
    fn card(&self) -> DemoCard;
    /// Has a sample channel's vendor vouch for a phone, and answers with the link and the secret behind it.
    fn open_channel<'a>(&'a self, channel: &'a str, phone: &'a str, city: &'a str) -> Opening<'a>;
    /// Moves the clock by a day and does what a day brings; answers with the new date.
    fn next_day(&self) -> Pin<Box<dyn Future<Output = Result<Date, Error>> + Send + '_>>;
    /// What was told of its story so far.
    fn story(&self) -> Telling<'_>;
    /// Begins what the next chapter tells, where `read` chapters were told and it has not begun, and answers with the story once it has
    /// happened. What has begun goes on to its end, whoever waits for it: an answer that would take too long says that it happens still.
    fn tell(self: Arc<Self>, read: usize) -> Telling<'static>;
}

/// The story, as it is told.
pub type Telling<'a> = Pin<Box<dyn Future<Output = Result<Story, Error>> + Send + 'a>>;

/// A link that a vendor asks for: its address, and the secret behind it.
pub type Opening<'a> = Pin<Box<dyn Future<Output = Result<(String, String), Error>> + Send + 'a>>;

/// What a demonstration offers.
#[derive(Clone)]
pub struct DemoCard {
    /// Where the messages of the simulated phones are read.
    pub inbox_url: String,
    /// Where the letters to the simulated mailboxes are read.
    pub mail_url: String,
    /// People to be.
    pub identities: Vec<DemoIdentity>,
    /// Checkpoints to enrol.
    pub checkpoints: Vec<DemoCheckpoint>,
    /// Members of staff to be.
    pub staff: Vec<DemoStaff>,
    /// A second number of the first of them.
    pub second_phone: String,
    /// Where a real phone on the local network finds the pages.
    pub secure_url: Option<String>,
    /// Where the certificate of the demonstration's authority is fetched.
    pub authority_url: Option<String>,
    /// That certificate, as PEM: served at [`AUTHORITY_PATH`].
    pub authority_pem: Option<String>,
}

/// Where the certificate of a demonstration's authority is served.
pub const AUTHORITY_PATH: &str = "/demo/authority.crt";

/// Somebody who does not exist, and whom the simulated registry knows.
#[derive(Clone)]
pub struct DemoIdentity {
    /// The name.
    pub name: String,
    /// The kind of document.
    pub document_kind: DocumentKind,
    /// Its number.
    pub document_number: String,
    /// The phone, where they have one of the mainland.
    pub phone: Option<String>,
    /// The address for e-mail, where they sign in by one.
    pub email: Option<String>,
    /// The birth date, where the number does not say it.
    pub birth_date: Option<Date>,
    /// The number of a document that came in the place of this one, where there is one to try.
    pub renewed_number: Option<String>,
    /// What to try with them.
    pub note: Text,
}

/// A checkpoint that waits for its device.
#[derive(Clone)]
pub struct DemoCheckpoint {
    /// Its scene.
    pub scene: Scene,
    /// What it is called.
    pub name: String,
    /// The code that enrols a device, once.
    pub code: String,
}

/// A member of staff who waits for a visitor.
#[derive(Clone)]
pub struct DemoStaff {
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// The name of the office.
    pub office: String,
    /// What they may do, and where.
    pub duties: Vec<Duty>,
    /// The code that brings the account into use, once; absent where somebody did.
    pub code: Option<String>,
}
