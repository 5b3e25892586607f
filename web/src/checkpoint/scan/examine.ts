// From the text of a code to what this device says about it, without a network: both signatures and the moment, the
// status list that the device holds, its memory, and the one table.
import { verifyPresentation, type Kind, type KeySet, type Rules, type State, type StatusRef, type Verified } from '../../credential'
import { dayOf } from '../../shared/days'
import { judge } from '../verdict/judge'
import { codeAge, listAge } from '../verdict/policy'
import type { Direction, Presented, Scene, Shown, Status, Verdict, VerdictPolicy } from '../verdict/types'
import type { Memory } from './memory'

/** What a status list says of a credential; without one nothing is known, and its moment is `null`. */
export interface StatusAnswer {
  readonly status: Status
  readonly issuedMs: number | null
}

/** Where the device looks a status up. */
export interface StatusSource {
  statusOf(ref: StatusRef): Promise<StatusAnswer>
}

/** What the device knows at this gate. */
export interface Gate {
  readonly scene: Scene
  readonly policy: VerdictPolicy
  readonly rules: Omit<Rules, 'nonce'>
  readonly keys: KeySet
  readonly statuses: StatusSource
  readonly memory: Memory
}

/** What the device says. */
export interface Examined {
  readonly verdict: Verdict
  readonly state: State | null
  readonly kind: Kind | null
  /** The name to compare: a fragment, on paper the whole. */
  readonly name: string | null
  /** The end of the document's number, on paper alone. */
  readonly document: string | null
  readonly seenSeconds: number | null
  /** By what the device knows it again while it is held before it; `null` where it is not believed. */
  readonly code: string | null
  /** Whether the text stays here: the server could not say the same from it, or it is none of the server's business. */
  readonly onlyHere: boolean
}

/** Examines what a person shows at `nowMs` of the corrected clock; `null` is the button *no code*. */
export async function examine(
  text: string | null,
  direction: Direction,
  nowMs: number,
  nonce: Rules['nonce'],
  gate: Gate,
): Promise<Examined> {
  if (text === null) return unbelieved(gate, direction, 'no_code')
  const verification = await verifyPresentation(text, gate.keys, nowMs, { ...gate.rules, nonce })
  if ('refused' in verification) {
    // What is no code of ours may be anything of the person's; it stays here.
    const foreign = verification.refused === 'too_long' || verification.refused === 'not_a_code'
    return { ...unbelieved(gate, direction, verification), onlyHere: foreign }
  }
  const code = verification.ok
  const again = code.presentation === null ? null : gate.memory.take(code.presentation.digest, nowMs)
  if (again !== null) return replayed(gate, direction, again)
  const seenSeconds = gate.memory.see(code.code, nowMs, gate.policy.seen_minutes * 60_000)
  const { status, issuedMs } = await gate.statuses.statusOf(code.claims.status)
  const shown = shownOf(code, status, seenSeconds !== null, {
    codeAge: codeAge(code.claims.day, dayOf(nowMs)),
    listAge: listAge(issuedMs, nowMs, gate.policy),
  })
  const { claims } = code
  return {
    verdict: judge(gate.policy, { scene: gate.scene, direction, presented: { shown } }),
    state: claims.state,
    kind: claims.kind,
    name: claims.name,
    document: claims.document,
    seenSeconds,
    code: code.code,
    onlyHere: code.challenge === 'failed',
  }
}

function shownOf(
  { claims, challenge }: Verified,
  status: Status,
  seen: boolean,
  ages: Pick<Shown, 'codeAge' | 'listAge'>,
): Shown {
  const { state, popUp, kind } = claims
  return { state, popUp, kind, status, challenge, seen, ...ages }
}

function unbelieved(gate: Gate, direction: Direction, presented: Presented): Examined {
  const verdict = judge(gate.policy, { scene: gate.scene, direction, presented })
  return {
    verdict,
    state: null,
    kind: null,
    name: null,
    document: null,
    seenSeconds: null,
    code: null,
    onlyHere: false,
  }
}

/** The same presentation a second time is a picture of the first, however young. Only this gate can know. */
function replayed(gate: Gate, direction: Direction, seenSeconds: number): Examined {
  const examined = unbelieved(gate, direction, { refused: 'too_old' })
  const verdict: Verdict = { ...examined.verdict, remarks: ['seen_here'] }
  return { ...examined, verdict, seenSeconds, onlyHere: true }
}
