// What is typed before it is proposed, and what of it each kind of proposal asks for.
import type { Colour, DocumentKind, OrganisationKind, ProposalAsked } from '../../shared/api'
import { addDays } from '../../shared/days'
import { namesArea, namesNumber, namesPerson, needsFile, type Kind } from './kinds'

/** A file that is proposed. */
export interface FileSaid {
  readonly name: string
  readonly text: string
  /** Where it was made of another file: of that one the line of each of its own, the first that of the names of the columns. */
  readonly lines?: readonly number[] | undefined
}

export interface Draft {
  name: string
  documentKind: DocumentKind
  documentNumber: string
  colour: Colour
  from: string
  end: string
  /** The number of the quarantine or of the order that is to end early. */
  of: string
  file: FileSaid | null
  /** The onset of a case, or the last day of a contact, and which kind of contact it is. */
  on: string
  contactClass: 'close' | 'secondary'
  /** What an organisation is, and the login of who is to manage it; it lies in the place. */
  ofKind: OrganisationKind
  manager: string
  /** The six digits of a county, and an area as the lists write it. */
  county: string
  area: string
  place: string
  basis: ProposalAsked['basis'] | ''
  why: string
}

/** A form in which the law was chosen. */
type Complete = Draft & { basis: ProposalAsked['basis'] }

/** The days until the end as a form begins with. */
const DAYS = 14
/** What ends something early is answered within 24 hours; until the second day from now these are whole. */
const ENDING_DAYS = 2

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

/** An empty form of a kind on a day, for the first of one's divisions. */
export function emptyDraft(kind: Kind, today: string, place: string): Draft {
  return {
    name: '',
    documentKind: 'resident_id',
    documentNumber: '',
    colour: 'yellow',
    from: today,
    end: addDays(today, namesNumber(kind) && kind !== 'contact' ? ENDING_DAYS : DAYS),
    of: '',
    file: null,
    on: today,
    contactClass: 'close',
    ofKind: 'school',
    manager: '',
    county: '',
    area: '',
    place,
    basis: '',
    why: '',
  }
}

/** Whether everything that a kind asks for was filled in; whether it can be kept, the server says. */
export function isComplete(kind: Kind, draft: Draft): draft is Complete {
  const common = [draft.place, draft.basis, draft.why.trim(), draft.end]
  const person = namesPerson(kind) ? [draft.name.trim(), draft.documentNumber.trim()] : []
  const from = kind === 'order' ? [draft.from] : []
  const file = needsFile(kind) ? [draft.file?.name ?? ''] : []
  const on = kind === 'case' || kind === 'contact' ? [draft.on] : []
  const organisation = kind === 'organisation' ? [draft.name.trim(), draft.manager.trim()] : []
  const area = namesArea(kind) ? [/^\d{6}$/.test(draft.county.trim()) ? draft.area.trim() : ''] : []
  const number = !namesNumber(kind) || /^[1-9]\d{0,18}$/.test(draft.of.trim())
  return number && [...common, ...person, ...from, ...file, ...on, ...organisation, ...area].every((value) => value !== '')
}

/** What the server is asked, of a form that is complete. */
export function askedOf(kind: Kind, draft: Complete): ProposalAsked {
  return { what: whatOf(kind, draft), why: draft.why.trim(), basis: draft.basis, end: draft.end, place: draft.place }
}

function whatOf(kind: Kind, draft: Complete): ProposalAsked['what'] {
  const person = {
    name: draft.name.trim(),
    document_kind: draft.documentKind,
    document_number: draft.documentNumber.trim().toUpperCase(),
  }
  const { name: file = '', text = '' } = draft.file ?? {}
  const of = draft.of.trim()
  if (kind === 'order') return { kind, ...person, colour: draft.colour, from: draft.from }
  if (kind === 'lifting') return { kind, ...person, order: of }
  if (kind === 'order_lifting') return { kind, of }
  if (kind === 'organisation') {
    const { ofKind: of_kind, place: division } = draft
    return { kind, name: person.name, of_kind, division, manager: draft.manager.trim() }
  }
  if (namesArea(kind)) return { kind, county: draft.county.trim(), area: draft.area.trim() }
  if (kind === 'case') return { kind, ...person, onset: draft.on, text }
  if (kind === 'contact') return { kind, ...person, class: draft.contactClass, on: draft.on, case: of }
  return kind === 'risk_list' || kind === 'events' ? { kind, file, text } : { kind, text }
}
