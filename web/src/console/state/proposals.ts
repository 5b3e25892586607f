// Proposals as the server tells them, and what one does to them. Nothing of them is kept on the device.
import { ask, client, type Proposal, type ProposalAnswer, type ProposalAsked, type ProposalDraft } from '../../shared/api'
import { signWithPasskey } from '../logic/passkey'

/** What waits for an answer of the member, the most urgent first. */
export async function tasks(): Promise<Proposal[]> {
  return (await ask(client.GET('/api/staff/tasks'))).proposals
}

/** What the member proposed, is asked about or watches over, the newest first. */
export function proposals(): Promise<Proposal[]> {
  return ask(client.GET('/api/staff/proposals'))
}

export function proposal(id: string): Promise<Proposal> {
  return ask(client.GET('/api/staff/proposals/{id}', { params: { path: { id } } }))
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
  return ask(client.POST('/api/staff/proposals/{id}/answer', { params: { path: { id } }, body }))
}
