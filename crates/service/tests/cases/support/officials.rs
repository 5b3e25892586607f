//! Members of staff with passkeys, and what they do to proposals.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credential::passkey::{Authenticator, RelyingParty, register};
use domain::ids::{OfficeId, PersonId, ProposalId, StaffId};
use domain::proposal::{Basis, ProposalState};
use domain::staff::{Member, Office};
use domain::state::Colour;
use domain::time::{Date, Instant};
use service::{Applicant, Error, ProposalAnswer, ProposalAsked, ProposalSeen, SignedBy, WhatAsked};
use storage::{OfficeRow, Proofs, StaffPasskey, StaffSessionRow, Strength};

use super::{World, at, code, wait};

/// The pages of the service.
const ORIGIN: &str = "https://hz.example";
const PARTY: RelyingParty<'_> = RelyingParty {
    id: "hz.example",
    origin: ORIGIN,
};

/// A member of staff and what their passkey lies in.
pub(crate) struct Official {
    pub(crate) member: Member,
    key: Authenticator,
}

impl Official {
    /// Their signature over a challenge.
    pub(crate) fn signs(&self, challenge: &[u8]) -> SignedBy {
        SignedBy {
            passkey: self.key.id(),
            assertion: self.key.assert(&PARTY, challenge).unwrap(),
            origin: ORIGIN.to_owned(),
        }
    }
}

impl World {
    /// Official `n` of office `office`: an epidemiologist of its division. Offices below 10 are Hangzhou's, those below
    /// 20 Ningbo's, others the province's.
    pub(crate) fn official(&self, n: i64, office: i64) -> Official {
        self.official_as(n, office, "epidemiologist")
    }

    pub(crate) fn official_as(&self, n: i64, office: i64, role: &str) -> Official {
        let division = match office {
            ..10 => "330100",
            10..20 => "330200",
            _ => "330000",
        };
        let office = Office {
            id: OfficeId(office),
            name: format!("第{office}办公室"),
            division: code(division),
        };
        let member = Member {
            id: StaffId(n),
            office: office.clone(),
            duties: vec![format!("{role}@{division}").parse().unwrap()],
        };
        let (store, now) = (self.service.store(), at("2020-02-17 09:00"));
        let there = wait(store.offices()).unwrap().0;
        if there.iter().all(|row| row.office.id != office.id) {
            let row = OfficeRow { office, made: now };
            wait(store.write(store.add_office(&row))).unwrap();
        }
        let (login, entry) = (format!("official{n}"), format!("CODE{n}"));
        let ends = now.plus_ms(86_400_000);
        let batch = store.add_staff(&member, (&login, "某某"), now, (&entry, ends));
        wait(store.write(batch)).unwrap();
        let key = Authenticator::generate().unwrap();
        let passkey = register(&key.create(&PARTY, b"enrolment"), b"enrolment", &PARTY).unwrap();
        let passkey = StaffPasskey::new(passkey.id, passkey.key.raw().to_vec(), 0, "电脑", now);
        let row = wait(store.staff_with_code(&entry)).unwrap().0.unwrap();
        let proofs = Proofs {
            password: None,
            passkey: Some(&passkey),
        };
        let opened = StaffSessionRow {
            id: n,
            hash: store.staff_session_hash(&format!("secret {n}")),
            strength: Strength::Passkey,
            device: "电脑".into(),
            made: now,
            used: now,
        };
        wait(store.write(store.enrol_staff(&row, &proofs, &opened))).unwrap();
        Official { member, key }
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
        let seen = wait(self.service.proposal_seen(&by.member, id, now));
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
