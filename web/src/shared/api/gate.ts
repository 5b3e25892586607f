// The checkpoint's part of the interface, as its device speaks it.
import type { Text } from '../i18n'
import type { paths } from '../../generated/api'
import type { Place, State } from './types'

export type Scene = 'community' | 'workplace' | 'transport' | 'school' | 'pharmacy' | 'shop' | 'hospital' | 'highway'

export type Direction = 'in' | 'out'

export interface Checkpoint {
  id: string
  scene: Scene
  name: string
  division: Place
  directions: Direction[]
}

export type Outcome = 'pass' | 'by_hand' | 'stop'

export type ByHand = 'let_through' | 'not_let_through'

/** A scan: with the text of the code, with what the device said about it, or with neither (the button *no code*). */
export interface Scan {
  number: number
  direction: Direction
  at_ms: number
  text?: string
  judged?: { outcome: Outcome; reason: string; state?: State; kind?: 'person' | 'member' | 'paper' | 'channel' }
  by_hand?: ByHand
}

export interface ScanVerdict {
  number: number
  outcome: Outcome
  state?: State
  name_fragment?: string
  words: Text
  steps: Text[]
  remarks: Text[]
  refusal?: string
}

export type VerdictRow = Record<'pop_up' | 'unconfirmed' | 'none' | 'yellow' | 'red', Outcome>

export interface CheckpointRules {
  now_ms: number
  demo: boolean
  verdicts: {
    rows: Record<'community_in' | 'community_out' | Exclude<Scene, 'community'>, VerdictRow>
    replaced: Outcome
    changed_green: Outcome
    deception: Outcome
    list_said_hours: number
    list_by_hand_hours: number
    seen_minutes: number
  }
  max_age_ms: number
  ahead_ms: number
}

type Answer<R, S extends number> = { responses: Record<S, { headers: Record<string, unknown>; content: { 'application/json': R } }> }
type None = { parameters: { query?: never; header?: never; path?: never; cookie?: never } }
type Get<R> = { get: None & { requestBody?: never } & Answer<R, 200> }
type Post<B, R, S extends number> = {
  post: None & { requestBody: { content: { 'application/json': B } } } & Answer<R, S>
}

/** All routes, those of the checkpoint by the names above. */
export interface Routes extends Omit<paths, `/api/checkpoint${string}`> {
  '/api/checkpoint/enrolment': Post<{ code: string }, { token: string; checkpoint: Checkpoint }, 201>
  '/api/checkpoint': Get<Checkpoint>
  '/api/checkpoint/scans': Post<{ scans: Scan[] }, { now_ms: number; verdicts: ScanVerdict[] }, 200>
  '/api/checkpoint/rules': Get<CheckpointRules>
}
