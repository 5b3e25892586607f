//! Members of staff with passkeys, and what they do to proposals.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::passkey::Authenticator;
use domain::ids::{PersonId, ProposalId};
use domain::proposal::{Basis, ProposalState};
use domain::staff::Member;
use domain::state::Colour;
use domain::time::{Date, Instant};
use service::{
    Applicant, EnrolStaff, Error, NewPasskey, OfficeDraft, Party, ProposalAnswer, ProposalAsked,
    ProposalSeen, SignedBy, StaffDraft, WhatAsked,
};

use super::{World, at, code, wait};

/// The pages of the service.
fn party() -> Party {
    Party {
        id: "hz.example".to_owned(),
        origin: "https://hz.example".to_owned(),
    }
}

fn division_of(office: i64) -> &'static str {
    match office {
        ..10 => "330100",
        10..20 => "330200",
        20..30 => "330000",
        _ => "420000",
    }
}

/// A member of staff and what their passkey lies in.
pub(crate) struct Official {
    pub(crate) member: Member,
    pub(crate) login: String,
    key: Authenticator,
}

impl Official {
    /// Their signature over a challenge.
    pub(crate) fn signs(&self, challenge: &[u8]) -> SignedBy {
        SignedBy {
            passkey: self.key.id(),
            assertion: self.key.assert(&party().relying(), challenge).unwrap(),
            party: party(),
        }
    }
}

impl World {
    /// Official `n` of office `office`: an epidemiologist of its division. Offices below 10 are Hangzhou's, those below
    /// 20 Ningbo's, those below 30 the province's, others another province's.
    pub(crate) fn official(&self, n: i64, office: i64) -> Official {
        self.official_as(n, office, "epidemiologist")
    }

    pub(crate) fn official_as(&self, n: i64, office: i64, role: &str) -> Official {
        let (division, now) = (division_of(office), at("2020-02-17 09:00"));
        let name = format!("第{office}办公室");
        let offices = wait(self.service.offices(now)).unwrap();
        let there = offices.into_iter().find(|office| office.name == name);
        let office = there.unwrap_or_else(|| {
            let draft = OfficeDraft {
                name,
                division: code(division),
            };
            wait(self.service.add_office(&draft, now)).unwrap()
        });
        let login = format!("official{n}");
        let draft = StaffDraft {
            login: login.clone(),
            name: "某某".to_owned(),
            office: office.id,
            duties: vec![format!("{role}@{division}").parse().unwrap()],
        };
        let entry = wait(self.service.add_staff(&draft, now)).unwrap();
        let begun = wait(self.service.begin_enrolment(entry.text(), now)).unwrap();
        let key = Authenticator::generate().unwrap();
        let party = party();
        let passkey = NewPasskey {
            challenge: &begun.challenge,
            registration: &key.create(&party.relying(), &begun.challenge),
            device: "电脑",
        };
        let asked = EnrolStaff {
            code: entry.text(),
            password: None,
            passkey: Some((passkey, &party)),
            device: "电脑",
        };
        wait(self.service.enrol_staff(&asked, now)).unwrap();
        let rows = wait(self.service.store().staff_with_login(&login)).unwrap();
        Official {
            member: rows.0.unwrap().member,
            login,
            key,
        }
    }

    /// Drafts, signs and sends.
    pub(crate) fn propose(
        &self,
        by: &Official,
        asked: &ProposalAsked,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let draft = wait(self.service.draft_proposal(&by.member, asked, now))?;
        let signed = by.signs(&draft.challenge);
        wait(
            self.service
                .propose(&by.member, asked, (draft.id, draft.made), &signed, now),
        )
    }

    /// Signs what the official is asked to sign; a challenge of their own where nobody asks them.
    pub(crate) fn agree(
        &self,
        by: &Official,
        id: ProposalId,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let seen = wait(
            self.service
                .proposal_seen(&by.member, id, Some("approval"), now),
        );
        let challenge = seen.ok().and_then(|seen| seen.challenge);
        let challenge = challenge.map_or_else(Vec::new, |c| URL_SAFE_NO_PAD.decode(c).unwrap());
        let answer = ProposalAnswer::Agree(by.signs(&challenge));
        wait(self.service.answer_proposal(&by.member, id, &answer, now))
    }

    pub(crate) fn refuse(
        &self,
        by: &Official,
        id: ProposalId,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let answer = ProposalAnswer::Refuse;
        wait(self.service.answer_proposal(&by.member, id, &answer, now))
    }

    pub(crate) fn withdraw(
        &self,
        by: &Official,
        id: ProposalId,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let answer = ProposalAnswer::Withdraw;
        wait(self.service.answer_proposal(&by.member, id, &answer, now))
    }

    /// Who of the officials is asked now.
    pub(crate) fn asked<'a>(&self, officials: &'a [&Official], id: ProposalId) -> &'a Official {
        let row = wait(self.service.store().proposal(id))
            .unwrap()
            .rows
            .unwrap();
        let asked = row.proposal.asked.unwrap();
        officials.iter().find(|o| o.member.id == asked).unwrap()
    }

    pub(crate) fn proposal_state(&self, id: ProposalId) -> ProposalState {
        let row = wait(self.service.store().proposal(id)).unwrap().rows;
        row.unwrap().proposal.state
    }

    pub(crate) fn settle(&self, now: Instant) {
        wait(self.service.settle_proposals(now)).unwrap();
    }

    /// What the person reads of orders by officials.
    pub(crate) fn told_of_orders(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Vec<service::ExplainedOfficialOrder> {
        let decisions = self.rate_all(person, now);
        let explained = wait(self.service.explain(person, &decisions, now)).unwrap();
        explained.into_iter().next().unwrap().official_orders
    }
}

/// Two weeks of red for whoever has this document.
pub(crate) fn red_for(who: &Applicant, from: Date) -> ProposalAsked {
    ProposalAsked {
        what: WhatAsked::Order {
            name: who.name.clone(),
            document: who.document.clone(),
            colour: Colour::Red,
            from,
        },
        why: "确诊病例的密切接触者".to_owned(),
        basis: Basis::InfectiousDiseases39,
        end: from + 14,
        place: code("330106"),
    }
}

/// The number of a proposal.
pub(crate) fn number(seen: &ProposalSeen) -> ProposalId {
    ProposalId(seen.id.parse().unwrap())
}
