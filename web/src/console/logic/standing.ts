// Where proposals stand, as a list is looked through.
import type { Proposal } from '../../shared/api'

type Standing = 'open' | 'force' | 'over'

export const FILTERS = ['all', 'asked', 'own', 'open', 'force', 'over'] as const
export type Filter = (typeof FILTERS)[number]

/** Whether a proposal waits, holds or has ended. One that is held does not count before a third has confirmed it. */
export function standingOf({ state, held }: Pick<Proposal, 'state' | 'held'>): Standing {
  if (state === 'confirmed' || state === 'agreed') return 'force'
  if (state === 'in_force') return held ? 'open' : 'force'
  return state === 'awaiting_approval' ? 'open' : 'over'
}

/** Whether a proposal is shown. */
export function fits(proposal: Pick<Proposal, 'state' | 'held' | 'asked' | 'own'>, filter: Filter): boolean {
  if (filter === 'all') return true
  if (filter === 'asked' || filter === 'own') return proposal[filter]
  return standingOf(proposal) === filter
}
