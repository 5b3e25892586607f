// From the text of a code to what this device says about it, without a network: both signatures and the moment, the
// status list that the device holds, its memory, and the one table. A code of another service counts where it is
// recognised, with its own list and with what its state means here.
import {
  recognise,
  stateHere,
  type Kind,
  type KeySet,
  type Recognised,
  type Rules,
  type State,
  type StatusRef,
  type TrustList,
} from '../../credential'
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
  /** Whom the service recognises; `null` where that is not known, and so nobody. */
  readonly trust: TrustList | null
  /** Where the device looks up what those say. */
  readonly theirs: StatusSource
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

/** Texts that are no code: a certificate of release has a name in it. */
const FOREIGN = ['too_long', 'not_a_code', 'release_certificate'] as const

/** Examines what a person shows at `nowMs` of the corrected clock; `null` is the button *no code*. */
export async function examine(
  text: string | null,
  direction: Direction,
  nowMs: number,
  nonce: Rules['nonce'],
  gate: Gate,
): Promise<Examined> {
  if (text === null) return unbelieved(gate, direction, 'no_code')
  const recognised = await recognise(text, gate.keys, gate.trust, nowMs, { ...gate.rules, nonce })
  if ('refused' in recognised) {
    // What is no code of ours may be anything of the person's; it stays here.
    const foreign = FOREIGN.some((refusal) => refusal === recognised.refused)
    return { ...unbelieved(gate, direction, recognised), onlyHere: foreign }
  }
  const code = recognised.ok
  const again = code.presentation === null ? null : gate.memory.take(code.presentation.digest, nowMs)
  if (again !== null) return replayed(gate, direction, again)
  const seenSeconds = gate.memory.see(code.code, nowMs, gate.policy.seen_minutes * 60_000)
  const statuses = recognised.by === null ? gate.statuses : gate.theirs
  const { status, issuedMs } = await statuses.statusOf(code.claims.status)
  const shown = shownOf(recognised, status, seenSeconds !== null, {
    codeAge: codeAge(code.claims.day, dayOf(nowMs)),
    listAge: listAge(issuedMs, nowMs, gate.policy),
  })
  const { claims } = code
  return {
    verdict: judge(gate.policy, { scene: gate.scene, direction, presented: { shown } }),
    state: shown.state,
    kind: claims.kind,
    name: claims.name,
    document: claims.document,
    seenSeconds,
    code: code.code,
    onlyHere: code.challenge === 'failed',
  }
}

function shownOf(
  recognised: Recognised,
  status: Status,
  seen: boolean,
  ages: Pick<Shown, 'codeAge' | 'listAge'>,
): Shown {
  const { claims, challenge } = recognised.ok
  const { popUp, kind } = claims
  return { state: stateHere(recognised), popUp, kind, status, challenge, seen, ...ages }
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
