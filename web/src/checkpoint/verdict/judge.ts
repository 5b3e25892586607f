// The verdict itself: the strictest of what applies, never a stop where nobody is stopped.
//
// This is the page's copy of `VerdictPolicy::verdict` (`crates/domain/src/verdict/judge.rs`), tested against every line
// of its golden file, so that a gate without a network says what the server would say.
import type { Refusal } from '../../credential'
import { stepsOf } from './steps'
import {
  stricter,
  type Direction,
  type Gate,
  type Outcome,
  type Presented,
  type Question,
  type Remark,
  type Scene,
  type Shown,
  type Verdict,
  type VerdictPolicy,
  type Words,
} from './types'

type Reason = readonly [Outcome, Words]

const NEVER_STOPS: readonly Gate[] = ['community_in', 'pharmacy', 'hospital']

/** Refusals that speak of deception; the others merely leave the guard without knowledge. */
const DECEIVES: readonly Refusal[] = [
  'demo',
  'wrong_issuer',
  'issuer_signature',
  'holder_missing',
  'holder_signature',
  'too_old',
  'from_the_future',
]

/** The row for a scene and a direction. Only a community tells the two directions apart. */
export function gateOf(scene: Scene, direction: Direction): Gate {
  return scene === 'community' ? `community_${direction}` : scene
}

/** What the checkpoint does. Every question has an answer. */
export function judge(policy: VerdictPolicy, { scene, direction, presented }: Question): Verdict {
  const gate = gateOf(scene, direction)
  const [wanted, words] = reasonFor(policy, gate, presented)
  const outcome = NEVER_STOPS.includes(gate) && wanted === 'stop' ? 'by_hand' : wanted
  const shown = typeof presented === 'object' && 'shown' in presented ? presented.shown : null
  return { outcome, words, steps: stepsOf(gate, outcome, words, shown), remarks: remarksOf(outcome, shown) }
}

function reasonFor(policy: VerdictPolicy, gate: Gate, presented: Presented): Reason {
  if (presented === 'no_code') return ['by_hand', 'no_code']
  if ('shown' in presented) return forShown(policy, gate, presented.shown)
  const { refused } = presented
  return [DECEIVES.includes(refused) ? policy.deception : 'by_hand', `refused.${refused}`]
}

/** Status before state; of the other reasons the strictest, and of equally strict ones the first. */
function forShown(policy: VerdictPolicy, gate: Gate, shown: Shown): Reason {
  if (shown.status === 'replaced') return [policy.replaced, 'replaced']
  if (shown.status === 'changed') return [shown.state === 'green' ? policy.changed_green : 'by_hand', 'changed']
  const unknown: Reason | null = shown.status === 'unused' ? ['by_hand', 'status_unknown'] : null
  const reasons = [unknown, byChallenge(shown), byState(policy, gate, shown), byList(shown)]
  return reasons.reduce<Reason>(
    (strictest, reason) => (reason !== null && stricter(reason[0], strictest[0]) ? reason : strictest),
    ['pass', 'pass'],
  )
}

function byState(policy: VerdictPolicy, gate: Gate, { state, popUp }: Shown): Reason {
  if (state === 'green' && !popUp) return ['pass', 'pass']
  const key = state === 'green' ? 'pop_up' : state
  const outcome = policy.rows[gate][key]
  if (outcome === 'pass') return ['pass', 'pass']
  if (gate === 'hospital') return [outcome, 'other_entrance']
  if (gate === 'pharmacy') return [outcome, 'serve_at_the_door']
  return [outcome, key === 'none' ? 'no_declaration' : key]
}

function byChallenge({ challenge, kind }: Shown): Reason | null {
  if (challenge === 'not_asked') return null
  if (kind === 'paper' || kind === 'channel') return ['by_hand', 'cannot_answer']
  return challenge === 'failed' ? ['by_hand', 'challenge_failed'] : null
}

function byList({ listAge, state }: Shown): Reason | null {
  const unknown = listAge === 'too_old' || listAge === 'missing'
  return unknown && state === 'green' ? ['by_hand', 'list_too_old'] : null
}

function remarksOf(outcome: Outcome, shown: Shown | null): Remark[] {
  if (shown === null) return []
  const remarks: Remark[] = []
  if (shown.popUp && outcome === 'pass') remarks.push('pop_up')
  if (shown.seen) remarks.push('seen_here')
  if (shown.listAge !== 'fresh') remarks.push('list_old')
  if (shown.codeAge === 'yesterday') remarks.push('confirmed_yesterday')
  if (shown.codeAge === 'older') remarks.push('confirmed_earlier')
  return remarks
}
