// The checkpoint's part of the interface. The description knows the rows of the rules as a map from gates; a device
// needs one for every gate, and that is said here.
import type { components, paths } from '../../generated/api'

type Schemas = components['schemas']

export type Scene = Schemas['Scene']
export type Direction = Schemas['Direction']
export type Outcome = Schemas['Outcome']
export type ByHand = Schemas['ByHand']
export type Checkpoint = Schemas['Checkpoint']
export type VerdictRow = Schemas['GateRow']
export type Scan = Schemas['Scan']
export type ScanVerdict = Schemas['Verdict']

type Gate = 'community_in' | 'community_out' | Exclude<Scene, 'community'>

export type CheckpointRules = Omit<Schemas['RulesBody'], 'verdicts'> & {
  verdicts: Omit<Schemas['VerdictValues'], 'rows'> & { rows: Record<Gate, VerdictRow> }
}

type Rules = '/api/checkpoint/rules'

type RulesRoute = paths[Rules]

/** All routes. */
export type Routes = Omit<paths, Rules> & {
  '/api/checkpoint/rules': Omit<RulesRoute, 'get'> & {
    get: Omit<RulesRoute['get'], 'responses'> & {
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': CheckpointRules } } }
    }
  }
}
