// The words of a verdict: what is asked of the table and what it answers. They are those of
// `crates/domain/src/verdict`, and they travel to the server as they stand here.
import type { Challenge, Kind, Refusal, State } from '../../credential'

export const SCENES = ['community', 'workplace', 'transport', 'school', 'pharmacy', 'shop', 'hospital', 'highway'] as const
export type Scene = (typeof SCENES)[number]

export type Direction = 'in' | 'out'

/** A row of the table: a scene, and at a community the direction. */
export type Gate = 'community_in' | 'community_out' | Exclude<Scene, 'community'>

/** What the checkpoint does; a stricter outcome stands later. */
export const OUTCOMES = ['pass', 'by_hand', 'stop'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What the status list says of a credential, by its two bits. */
export const STATUSES = ['as_issued', 'replaced', 'changed', 'unused'] as const
export type Status = (typeof STATUSES)[number]

/** How old the decision is that the code shows. */
export type CodeAge = 'today' | 'yesterday' | 'older'

/** How old the status list of the checkpoint is. */
export type ListAge = 'fresh' | 'old' | 'too_old' | 'missing'

/** What a credential that was believed says, and what is known about it at the gate. */
export interface Shown {
  readonly state: State
  readonly popUp: boolean
  /** `as_issued` where there is no list. */
  readonly status: Status
  readonly kind: Kind
  readonly codeAge: CodeAge
  readonly listAge: ListAge
  readonly challenge: Challenge
  /** Whether this gate saw the code within `seen_minutes`. */
  readonly seen: boolean
}

/** What the person shows: no code, one that is not believed, or one that is. */
export type Presented = 'no_code' | { readonly refused: Refusal } | { readonly shown: Shown }

export interface Question {
  readonly scene: Scene
  readonly direction: Direction
  readonly presented: Presented
}

export const PLAIN_WORDS = [
  'pass',
  'pop_up',
  'unconfirmed',
  'no_declaration',
  'yellow',
  'red',
  'other_entrance',
  'serve_at_the_door',
  'replaced',
  'changed',
  'status_unknown',
  'challenge_failed',
  'cannot_answer',
  'list_too_old',
  'no_code',
] as const
export type PlainWords = (typeof PLAIN_WORDS)[number]

/** The sentence of a verdict, by its id. */
export type Words = PlainWords | `refused.${Refusal}`

export const STEPS = [
  'step_aside',
  'open_code_page',
  'open_with_network',
  'set_clock',
  'scan_again',
  'read_pop_up',
  'finish_on_page',
  'print_sheet',
  'compare_name',
  'compare_document',
  'take_temperature',
  'go_home',
  'tell_community',
  'other_entrance',
  'serve_at_the_door',
  'connect_gate',
] as const
/** One thing that the guard does or asks for. */
export type Step = (typeof STEPS)[number]

export const REMARKS = ['pop_up', 'seen_here', 'list_old', 'confirmed_yesterday', 'confirmed_earlier'] as const
/** What is said beside the verdict. */
export type Remark = (typeof REMARKS)[number]

export interface Verdict {
  readonly outcome: Outcome
  readonly words: Words
  /** At most three, in their order. */
  readonly steps: readonly Step[]
  readonly remarks: readonly Remark[]
}

/** What one gate does with each state. Green passes everywhere. */
export type Row = Record<'pop_up' | 'unconfirmed' | 'none' | 'yellow' | 'red', Outcome>

/** The table's values in force, as the server sends them. */
export interface VerdictPolicy {
  readonly rows: Readonly<Record<Gate, Row>>
  readonly replaced: Outcome
  readonly changed_green: Outcome
  readonly deception: Outcome
  readonly list_said_hours: number
  readonly list_by_hand_hours: number
  readonly seen_minutes: number
}

/** The stricter of two outcomes. */
export function stricter(a: Outcome, b: Outcome): boolean {
  return OUTCOMES.indexOf(a) > OUTCOMES.indexOf(b)
}
