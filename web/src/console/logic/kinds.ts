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
  events: 'propose_events',
  case: 'propose_case',
  contact: 'propose_case',
  whole_county: 'propose_list',
  whole_county_end: 'propose_list',
}

export const KINDS = Object.keys(ACTIONS) as Kind[]

type May = (action: Action) => boolean

export function mayPropose(may: May, kind: Kind): boolean {
  return may(ACTIONS[kind])
}

export function mayProposeAnything(may: May): boolean {
  return KINDS.some((kind) => mayPropose(may, kind))
}

/** Whether a kind says something of a named person that a third confirms and another proposal ends early. */
export function makesEvidence(kind: Kind): boolean {
  return kind === 'order' || kind === 'case' || kind === 'contact'
}

/** Whether a kind names a person. */
export function namesPerson(kind: Kind): boolean {
  return kind === 'lifting' || makesEvidence(kind)
}

/** Whether a kind ends something that has a number. */
export function namesNumber(kind: Kind): boolean {
  return kind === 'lifting' || kind === 'order_lifting' || kind === 'contact'
}

/** Whether a kind comes with a file. */
export function hasFile(kind: Kind): boolean {
  return kind === 'risk_list' || kind === 'policy' || kind === 'trust_list' || kind === 'events' || kind === 'case'
}

/** Whether a kind says something of a listed area. */
export function namesArea(kind: Kind): kind is 'whole_county' | 'whole_county_end' {
  return kind === 'whole_county' || kind === 'whole_county_end'
}

/** Whether what a kind brings stays until another proposal, so that its date is one to look at it again. */
export function looksAgain(kind: Kind): boolean {
  return hasFile(kind) || namesArea(kind)
}

/** Whether it cannot be proposed without its file: where a case was may be unknown. */
export function needsFile(kind: Kind): boolean {
  return hasFile(kind) && kind !== 'case'
}
