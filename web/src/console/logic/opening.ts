// Opening a proposal. What is about a person is shown to the hands that it is in, for a purpose that they choose from a
// list and that the person reads; whoever is asked answers only what they have opened.
import type { Proposal } from '../../shared/api'
import { namesPerson } from './kinds'

/** For which purposes staff look at a person, by their words in the interface. */
export const PURPOSES = ['care', 'investigation', 'appeal', 'review', 'approval', 'audit'] as const
export type Purpose = (typeof PURPOSES)[number]

/**
 * How the content of a proposal lies before its reader: `open` to read; `closed` until they say why they look; `foreign`,
 * for other hands; `gone`, because it was opened and there is nothing.
 */
export type Opening = 'open' | 'closed' | 'foreign' | 'gone'

/** How a proposal lies before its reader; `looked`: they have said why they look. */
export function openingOf(proposal: Pick<Proposal, 'kind' | 'opens' | 'subject'>, looked: boolean): Opening {
  if (!namesPerson(proposal.kind) || proposal.subject) return 'open'
  if (!proposal.opens) return 'foreign'
  return looked ? 'gone' : 'closed'
}

/**
 * A proposal as it stands after an answer, which says nothing of the content: what its reader had opened stays, as long as
 * it is in their hands.
 */
export function keptOpen(before: Proposal, after: Proposal): Proposal {
  if (!after.opens) return after
  const { why = null, subject = null, of = null } = before
  return { ...after, why, subject, of }
}
