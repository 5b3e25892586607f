// Proposals as the server tells them, and what one does to them. Nothing of them is kept on the device.
import { ask, client, type Proposal, type ProposalAnswer, type ProposalAsked, type ProposalDraft } from '../../shared/api'
import type { Purpose } from '../logic/opening'
import { signWithPasskey } from '../logic/passkey'
import { noteStanding } from './cases'

/** What waits for an answer of the member, the most urgent first. */
export async function tasks(): Promise<Proposal[]> {
  return (await ask(client.GET('/api/staff/tasks'))).proposals
}

/** A proposal as it was told; the list of cases hears how it stands. */
async function heard(told: Promise<Proposal>): Promise<Proposal> {
  const one = await told
  noteStanding([one])
  return one
}

/** What the member proposed, is asked about or watches over, the newest first. */
export async function proposals(): Promise<Proposal[]> {
  const all = await ask(client.GET('/api/staff/proposals'))
  noteStanding(all)
  return all
}

/** Where a proposal stands; of one that names a person, nothing of whom it is about. */
export function proposal(id: string): Promise<Proposal> {
  return heard(ask(client.GET('/api/staff/proposals/{id}', { params: { path: { id } } })))
}

/** The same with whom it is about, for a purpose that this person reads. */
export function look(id: string, purpose: Purpose): Promise<Proposal> {
  return ask(client.GET('/api/staff/proposals/{id}', { params: { path: { id }, query: { purpose } } }))
}

/**
 * What would be signed, and whom it would change. Nothing is kept of it. What is tried on very many people takes a while:
 * `tell` hears how many were looked at.
 */
export async function draft(asked: ProposalAsked, tell: (lookedAt: number) => void = () => {}): Promise<ProposalDraft> {
  let came = await ask(client.POST('/api/staff/proposals/draft', { body: asked }))
  while ('trying' in came) {
    tell(came.looked_at)
    came = await ask(client.GET('/api/staff/proposals/drafts/{id}', { params: { path: { id: came.trying } } }))
  }
  return came
}

/** Signs a draft with a passkey and proposes it. */
export async function propose(asked: ProposalAsked, drafted: ProposalDraft): Promise<Proposal> {
  const { id, made_ms, challenge, rp_id } = drafted
  const signed = await signWithPasskey(challenge, rp_id)
  return ask(client.POST('/api/staff/proposals', { body: { proposal: asked, id, made_ms, signed } }))
}

/** Agrees with a passkey over what was proposed; there is a challenge for whoever is asked. */
export async function agree({ id, challenge }: Proposal): Promise<Proposal> {
  const signed = await signWithPasskey(challenge ?? '', location.hostname)
  return answer(id, { answer: 'agree', signed })
}

/** Refuses, or takes back what one proposed. */
export function decline(id: string, how: 'refuse' | 'withdraw'): Promise<Proposal> {
  return answer(id, { answer: how })
}

function answer(id: string, body: ProposalAnswer): Promise<Proposal> {
  return heard(ask(client.POST('/api/staff/proposals/{id}/answer', { params: { path: { id } }, body })))
}
