// The kinds of proposals, what each needs, and which action opens it.
import type { Proposal } from '../../shared/api'
import type { Action } from './access'

export type Kind = Proposal['kind']

/** The action in the table of access that opens each kind. */
const ACTIONS: Record<Kind, Action> = {
  order: 'propose_order',
  lifting: 'propose_lifting',
  order_lifting: 'propose_lifting',
  risk_list: 'propose_list',
  policy: 'propose_policy',
  trust_list: 'propose_trust_list',
  organisation: 'propose_organisation',
}

export const KINDS = Object.keys(ACTIONS) as Kind[]

type May = (action: Action) => boolean

export function mayPropose(may: May, kind: Kind): boolean {
  return may(ACTIONS[kind])
}

export function mayProposeAnything(may: May): boolean {
  return KINDS.some((kind) => mayPropose(may, kind))
}

/** Whether a kind names a person. */
export function namesPerson(kind: Kind): boolean {
  return kind === 'order' || kind === 'lifting'
}

/** Whether a kind ends something that has a number. */
export function namesNumber(kind: Kind): boolean {
  return kind === 'lifting' || kind === 'order_lifting'
}

/** Whether a kind comes with a file. */
export function hasFile(kind: Kind): boolean {
  return kind === 'risk_list' || kind === 'policy' || kind === 'trust_list'
}
