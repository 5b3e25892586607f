// What is typed before it is proposed, and what of it each kind of proposal asks for.
import type { ProposalAsked } from '../../shared/api'
import { addDays } from '../../shared/days'
import { namesPerson, type Kind } from './kinds'

export interface Draft {
  name: string
  documentKind: NonNullable<ProposalAsked['document_kind']>
  documentNumber: string
  colour: NonNullable<ProposalAsked['colour']>
  from: string
  end: string
  /** The number of the quarantine or of the order that is to end early. */
  of: string
  file: { name: string; text: string } | null
  place: string
  basis: ProposalAsked['basis'] | ''
  why: string
}

/** A form in which the law was chosen. */
type Complete = Draft & { basis: ProposalAsked['basis'] }

/** The days of an order as a form begins with. */
const ORDER_DAYS = 14

/** The laws that a proposal can rest on, by their words in the interface. */
export const BASES = [
  'infectious_diseases_39',
  'infectious_diseases_41',
  'infectious_diseases_42',
  'health_emergencies_33',
  'health_emergencies_44',
  'frontier_health_12',
  'emergency_response_49',
] as const satisfies readonly ProposalAsked['basis'][]

/** An empty form on a day, for the first of one's divisions. */
export function emptyDraft(today: string, place: string): Draft {
  return {
    name: '',
    documentKind: 'resident_id',
    documentNumber: '',
    colour: 'yellow',
    from: today,
    end: addDays(today, ORDER_DAYS),
    of: '',
    file: null,
    place,
    basis: '',
    why: '',
  }
}

/** Whether everything that a kind asks for was filled in; whether it can be kept, the server says. */
export function isComplete(kind: Kind, draft: Draft): draft is Complete {
  const common = [draft.place, draft.basis, draft.why.trim(), draft.end]
  const person = namesPerson(kind) ? [draft.name.trim(), draft.documentNumber.trim()] : []
  const own = kind === 'order' ? [draft.from] : kind === 'lifting' || kind === 'order_lifting' ? [draft.of.trim()] : []
  const file = kind === 'risk_list' || kind === 'policy' || kind === 'trust_list' ? [draft.file?.name ?? ''] : []
  return [...common, ...person, ...own, ...file].every((value) => value !== '')
}

/** What the server is asked, of a form that is complete. */
export function askedOf(kind: Kind, draft: Complete): ProposalAsked {
  const common = { kind, why: draft.why.trim(), basis: draft.basis, end: draft.end, place: draft.place }
  const person = {
    name: draft.name.trim(),
    document_kind: draft.documentKind,
    document_number: draft.documentNumber.trim().toUpperCase(),
  }
  const file = { file: draft.file?.name ?? '', text: draft.file?.text ?? '' }
  if (kind === 'order') return { ...common, ...person, colour: draft.colour, from: draft.from }
  if (kind === 'lifting') return { ...common, ...person, order: draft.of.trim() }
  return kind === 'order_lifting' ? { ...common, of: draft.of.trim() } : { ...common, ...file }
}
