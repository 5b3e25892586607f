//! Staff of a demonstration and of tests: five offices in three divisions with eleven members, most of whom are simulated.
//!
//! A simulated colleague holds an authenticator in memory, comes into use and signs in by it through the same verbs as
//! everybody, and signs what it is asked to sign ([`Colleague::assert`]). Its key lives as long as the program: the next
//! start gives it a new code and a new key. The members who wait for a visitor are left alone once somebody came.

mod members;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::KeyError;
use credential::passkey::{Assertion, Authenticator};
use domain::ids::{OfficeId, ProposalId, StaffId};
use domain::place::DivisionCode;
use domain::proposal::Kind;
use domain::staff::{Duty, DutyError, Member, Office};
use domain::time::Instant;
use service::{
    EnrolStaff, Error, NewPasskey, OfficeDraft, Party, PasskeyAnswer, ProposalAnswer,
    ProposalAsked, ProposalSeen, Service, SignedBy, StaffDraft, StaffSession, StaffStanding,
};

use members::{MEMBERS, OFFICES};

/// Why staff are not made ready.
#[derive(Debug, thiserror::Error)]
pub enum ColleagueError {
    /// The service refused.
    #[error(transparent)]
    Service(#[from] Error),
    /// An authenticator failed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A duty that is none.
    #[error(transparent)]
    Duty(#[from] DutyError),
}

/// Staff who are ready.
pub struct Staffing {
    /// Who answers by themselves.
    pub colleagues: Vec<Colleague>,
    /// Who waits for a visitor.
    pub waiting: Vec<Waiting>,
}

/// A simulated member of staff.
pub struct Colleague {
    /// Who they are.
    pub standing: StaffStanding,
    authenticator: Authenticator,
}

/// A member whom a visitor may be.
pub struct Waiting {
    /// Who they are.
    pub standing: StaffStanding,
    /// The code that brings the account into use; none once somebody did.
    pub code: Option<String>,
}

impl Colleague {
    /// Brings an account into use by a code, with a passkey of a new authenticator.
    pub async fn enrol(
        service: &Service,
        standing: StaffStanding,
        code: &str,
        party: &Party,
        now: Instant,
    ) -> Result<Self, ColleagueError> {
        let authenticator = Authenticator::generate()?;
        let begun = service.begin_enrolment(code, now).await?;
        let registration = authenticator.create(&party.relying(), &begun.challenge);
        let passkey = NewPasskey {
            challenge: &begun.challenge,
            registration: &registration,
            device: "simulated",
        };
        let asked = EnrolStaff {
            code,
            password: None,
            passkey: Some((passkey, party)),
            device: "simulated",
        };
        service.enrol_staff(&asked, now).await?;
        Ok(Self {
            standing,
            authenticator,
        })
    }

    /// The member.
    pub const fn id(&self) -> StaffId {
        self.standing.id
    }

    /// The id of their passkey.
    pub fn passkey_id(&self) -> Vec<u8> {
        self.authenticator.id()
    }

    /// Signs a challenge, such as the digest of a proposal.
    pub fn assert(&self, party: &Party, challenge: &[u8]) -> Result<Assertion, KeyError> {
        self.authenticator.assert(&party.relying(), challenge)
    }

    /// Agrees, with a signature, to what waits for them and was made before an instant: a colleague reads before they sign. How
    /// many it were.
    pub async fn agree(
        &self,
        service: &Service,
        party: &Party,
        made_before: Instant,
        now: Instant,
    ) -> Result<usize, ColleagueError> {
        let member = self.member();
        let mut waiting = service.proposals_for(&member, now).await?;
        waiting.retain(|seen| seen.made_ms < made_before.ms());
        for seen in &waiting {
            let (Ok(id), Some(challenge)) = (seen.id.parse(), &seen.challenge) else {
                continue;
            };
            let id = ProposalId(id);
            let challenge = URL_SAFE_NO_PAD.decode(challenge).unwrap_or_default();
            self.agree_by(service, party, (id, &challenge[..]), now)
                .await?;
        }
        Ok(waiting.len())
    }

    /// The same for one proposal. Nothing where it is not asked of them.
    pub async fn agree_to(
        &self,
        service: &Service,
        party: &Party,
        id: ProposalId,
        now: Instant,
    ) -> Result<Option<ProposalSeen>, ColleagueError> {
        let waiting = service.proposals_for(&self.member(), now).await?;
        let own = waiting.iter().find(|seen| seen.id == id.0.to_string());
        let Some(challenge) = own.and_then(|seen| seen.challenge.as_ref()) else {
            return Ok(None);
        };
        let challenge = URL_SAFE_NO_PAD.decode(challenge).unwrap_or_default();
        let agreed = self.agree_by(service, party, (id, &challenge[..]), now);
        agreed.await.map(Some)
    }

    /// Agrees with a signature over a challenge, whoever is asked: the service refuses what is not theirs.
    pub async fn agree_by(
        &self,
        service: &Service,
        party: &Party,
        (id, challenge): (ProposalId, &[u8]),
        now: Instant,
    ) -> Result<ProposalSeen, ColleagueError> {
        let answer = ProposalAnswer::Agree(SignedBy {
            passkey: self.passkey_id(),
            assertion: self.assert(party, challenge)?,
            party: party.clone(),
        });
        let member = self.member();
        let answered = service.answer_proposal(&member, id, &answer, now);
        Ok(answered.await?)
    }

    /// Whether they proposed something of a kind in the last 30 days.
    pub async fn has_proposed(
        &self,
        service: &Service,
        kind: Kind,
        now: Instant,
    ) -> Result<bool, ColleagueError> {
        let seen = service.proposals(&self.member(), now).await?;
        Ok(seen.iter().any(|seen| seen.own && seen.kind == kind))
    }

    /// Takes an own proposal back.
    pub async fn withdraw(
        &self,
        service: &Service,
        id: ProposalId,
        now: Instant,
    ) -> Result<ProposalSeen, ColleagueError> {
        let answer = ProposalAnswer::Withdraw;
        let member = self.member();
        let answered = service.answer_proposal(&member, id, &answer, now);
        Ok(answered.await?)
    }

    /// Proposes, with a signature over what the draft says.
    pub async fn propose(
        &self,
        service: &Service,
        party: &Party,
        asked: &ProposalAsked,
        now: Instant,
    ) -> Result<ProposalSeen, ColleagueError> {
        let member = self.member();
        let draft = service.draft_proposal(&member, asked, now).await?;
        let signed = SignedBy {
            passkey: self.passkey_id(),
            assertion: self.assert(party, &draft.challenge)?,
            party: party.clone(),
        };
        let of = (draft.id, draft.made);
        Ok(service.propose(&member, asked, of, &signed, now).await?)
    }

    /// As proposals and appeals know them.
    pub fn member(&self) -> Member {
        Member {
            id: self.standing.id,
            office: self.standing.office.clone(),
            duties: self.standing.duties.clone(),
        }
    }

    /// Signs in by the passkey.
    pub async fn sign_in(
        &self,
        service: &Service,
        party: &Party,
        now: Instant,
    ) -> Result<StaffSession, ColleagueError> {
        let challenge = service.begin_passkey_sign_in(now);
        let assertion = self.assert(party, &challenge)?;
        let answer = PasskeyAnswer {
            challenge: &challenge,
            id: &self.passkey_id(),
            assertion: &assertion,
            device: "simulated",
        };
        let signed_in = service.sign_in_by_passkey(&answer, party, now).await?;
        Ok(service
            .staff_session_of(signed_in.secret.text(), now)
            .await?)
    }
}

/// Adds whatever of offices and members is not there, and makes all ready: the simulated ones with new keys, the others
/// with a code while nobody has come.
pub async fn settle(
    service: &Service,
    party: &Party,
    now: Instant,
) -> Result<Staffing, ColleagueError> {
    let offices = offices(service, now).await?;
    let known = service.staff(now).await?;
    for role in &MEMBERS {
        if known.iter().all(|standing| standing.login != role.login) {
            let draft = StaffDraft {
                login: role.login.to_owned(),
                name: role.name.to_owned(),
                office: offices[role.office],
                duties: duties(role.duties)?,
            };
            service.add_staff(&draft, now).await?;
        }
    }
    let mut staffing = Staffing {
        colleagues: Vec::new(),
        waiting: Vec::new(),
    };
    for standing in service.staff(now).await? {
        let role = MEMBERS.iter().find(|role| role.login == standing.login);
        let Some(role) = role.filter(|_| standing.ended.is_none()) else {
            continue;
        };
        if !role.for_visitors {
            let code = service.renew_staff(role.login, now).await?;
            let colleague = Colleague::enrol(service, standing, code.text(), party, now).await?;
            staffing.colleagues.push(colleague);
            continue;
        }
        staffing.waiting.push(wait(service, standing, now).await?);
    }
    Ok(staffing)
}

/// Who waits for a visitor, each with a fresh code where nobody has come.
pub async fn waiting(service: &Service, now: Instant) -> Result<Vec<Waiting>, Error> {
    let mut all = Vec::new();
    for standing in service.staff(now).await? {
        let role = MEMBERS.iter().find(|role| role.login == standing.login);
        if standing.ended.is_none() && role.is_some_and(|role| role.for_visitors) {
            all.push(wait(service, standing, now).await?);
        }
    }
    Ok(all)
}

async fn wait(service: &Service, standing: StaffStanding, now: Instant) -> Result<Waiting, Error> {
    let code = match standing.code_ends {
        Some(_) => {
            let code = service.renew_staff(&standing.login, now).await?;
            Some(code.text().to_owned())
        }
        None => None,
    };
    Ok(Waiting { standing, code })
}

/// The ids of the offices, in their order.
async fn offices(service: &Service, now: Instant) -> Result<Vec<OfficeId>, ColleagueError> {
    let known: Vec<Office> = service.offices(now).await?;
    let mut ids = Vec::with_capacity(OFFICES.len());
    for (name, division) in OFFICES {
        if let Some(office) = known.iter().find(|office| office.name == name) {
            ids.push(office.id);
            continue;
        }
        let draft = OfficeDraft {
            name: name.to_owned(),
            division: DivisionCode::from_number(division).unwrap_or(DivisionCode::NATION),
        };
        ids.push(service.add_office(&draft, now).await?.id);
    }
    Ok(ids)
}

fn duties(text: &str) -> Result<Vec<Duty>, DutyError> {
    text.split_whitespace().map(str::parse).collect()
}
