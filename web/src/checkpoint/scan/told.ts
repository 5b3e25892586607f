// What the guard is told, and when the server's answer takes the place of the device's own.
//
// The stricter of the two counts. Where the device itself lacks knowledge (no fresh list, an unknown key), the server
// has it, and its answer counts even where it is milder.
import type { State } from '../../credential'
import type { Text } from '../../shared/i18n'
import { stricter, type Outcome, type Words } from '../verdict/types'
import { remarkText, sentence, STEP_TEXTS } from '../verdict/words'
import type { Examined } from './examine'

/** An answer of the server about one scan. */
export interface ServerVerdict {
  readonly number: number
  readonly outcome: Outcome
  readonly state?: State | null
  readonly name_fragment?: string | null
  readonly words: Text
  readonly steps: readonly Text[]
  readonly remarks: readonly Text[]
  readonly refusal?: string | null
}

/** What stands on the screen. */
export interface Told {
  readonly outcome: Outcome
  readonly words: Text
  readonly steps: readonly Text[]
  readonly remarks: readonly Text[]
  readonly state: State | null
  readonly name: string | null
  readonly document: string | null
  /** Whether the server has answered. */
  readonly confirmed: boolean
}

/** Where the device says these, it is the device that lacks something. */
const OWN_LACK: readonly Words[] = [
  'list_too_old',
  'refused.version',
  'refused.issuer_unknown',
  'refused.key_out_of_use',
]

/** What the device says by itself. */
export function toldByDevice({ verdict, state, name, document, seenSeconds }: Examined): Told {
  return {
    outcome: verdict.outcome,
    words: sentence(verdict.words),
    steps: verdict.steps.map((step) => STEP_TEXTS[step]),
    remarks: verdict.remarks.map((remark) => remarkText(remark, seenSeconds)),
    state,
    name,
    document,
    confirmed: false,
  }
}

/** Whether the device may say its answer at once: the server's could only be the same or be told later. */
export function needsNoServer({ verdict }: Examined): boolean {
  return verdict.outcome !== 'pass' && !lacks(verdict.words)
}

/** What is told once the server has answered. */
export function toldByBoth(examined: Examined, answer: ServerVerdict): Told {
  const own = toldByDevice(examined)
  const { verdict, seenSeconds } = examined
  if (!lacks(verdict.words) && !stricter(answer.outcome, verdict.outcome)) {
    // The age of the device's own list says nothing where the server has looked.
    const remarks = verdict.remarks.filter((remark) => remark !== 'list_old')
    return { ...own, remarks: remarks.map((remark) => remarkText(remark, seenSeconds)), confirmed: true }
  }
  const { outcome, words, steps, remarks } = answer
  return {
    ...own,
    outcome,
    words,
    steps,
    remarks,
    state: answer.state ?? own.state,
    name: own.name ?? answer.name_fragment ?? null,
    confirmed: true,
  }
}

function lacks(words: Words): boolean {
  return OWN_LACK.includes(words)
}
