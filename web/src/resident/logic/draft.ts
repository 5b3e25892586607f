// A declaration while it is typed. Its ids are made at the first word and never change, so that what is sent again
// after a lost network is one declaration.
import type { Applicant, Area, County, Declaration, DeclarationSaid, MyDeclaration, Place, Symptom, Tick } from '../../shared/api'
import { newId } from '../../shared/ids'
import { toLegs, type DraftLeg } from './legs'
import type { Span } from './stays'

export const SYMPTOMS: readonly Symptom[] = [
  'fever',
  'dry_cough',
  'fatigue',
  'sore_throat',
  'loss_of_smell_or_taste',
  'runny_nose',
  'muscle_ache',
  'diarrhoea',
  'shortness_of_breath',
]

/** The days that the questions look back on. */
export const LOOK_BACK_DAYS = 14
/** The days that a place or a contact may lie back. */
export const REACH_DAYS = 60

export const STEPS = ['who', 'travel', 'contact', 'health', 'review'] as const
export type Step = (typeof STEPS)[number]

/** The answer about the listed areas of a county, with what the ticked ones are called. */
export type DraftTick = { areas: Area[] } | 'elsewhere' | 'unknown' | null

/** The areas of a county as they were loaded: for which county and first day, when, and how many there are; null where that is not known. */
export interface Loaded {
  county: string
  from: string
  ms: number
  count: number | null
}

export interface DraftResidence {
  id: string
  county: County | null
  tick: DraftTick
  loaded: Loaded | null
}

export interface DraftStay {
  id: string
  county: County | null
  abroad: Place | null
  from: string
  to: string
  tick: DraftTick
  loaded: Loaded | null
}

/** The declaration that this one takes the place of. */
export interface Correcting {
  declaration: string
  id: string
  reason: string
  /** What it says; absent where it cannot be read: of a family member, and in a draft of a page from before. */
  said?: MyDeclaration
}

export interface Draft {
  id: string
  city: Place
  step: Step
  applicant: Applicant
  residence: DraftResidence
  left: boolean | null
  stays: DraftStay[]
  /** Journeys by train, flight, coach and ship, whether one left the city or not. */
  legs: DraftLeg[]
  contacted: boolean | null
  contact: string | null
  temperature: string
  well: boolean | null
  felt: Partial<Record<Symptom, 'new' | 'known'>>
  correcting: Correcting | null
  /** What was declared before and stands, where this is declared anew: it adds to that, and repeats none of it. */
  anew?: DeclarationSaid
  /** The day of which it says how the person feels; absent where that is today. */
  speaksOf?: string
  /** For which family member it is, by the link; absent where it is one's own. */
  member?: string
  /** It was sent and no answer came: it is sent again by itself. */
  sending: boolean
}

export function newDraft(city: Place, home: County | null): Draft {
  return {
    id: newId(),
    city,
    step: 'who',
    applicant: 'resident',
    residence: { id: newId(), county: home, tick: null, loaded: null },
    left: null,
    stays: [],
    legs: [],
    contacted: null,
    contact: null,
    temperature: '',
    well: null,
    felt: {},
    correcting: null,
    sending: false,
  }
}

export function newStay(): DraftStay {
  return { id: newId(), county: null, abroad: null, from: '', to: '', tick: null, loaded: null }
}

/** Whether a stay can be kept: a place, days, and an answer about its areas. */
export function isWhole(stay: DraftStay): boolean {
  const place = stay.county !== null || stay.abroad !== null
  const days = stay.from !== '' && stay.to >= stay.from
  return place && days && (stay.abroad !== null || isTicked(stay.tick))
}

/** Whether the question about areas is answered; an empty choice is no answer. */
export function isTicked(tick: DraftTick): boolean {
  return tick !== null && (typeof tick === 'string' || tick.areas.length > 0)
}

/** The days of the stays that have some. */
export function spans(draft: Draft): Span[] {
  return draft.stays.filter((stay) => stay.from !== '' && stay.to !== '')
}

/** The temperature as a number; `null` where none is typed, `NaN` where it is none. */
export function temperatureOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace(/\s*(°|℃|°C)$/i, '')
  if (text === '') return null
  return /^\d{2}(\.\d)?$/.test(text) ? Number(text) : Number.NaN
}

/** Whether a step is answered. */
export function isAnswered(draft: Draft, step: Step): boolean {
  switch (step) {
    case 'who':
      return draft.residence.county !== null && isTicked(draft.residence.tick)
    case 'travel':
      return draft.left === false || (draft.left === true && draft.stays.length > 0 && draft.stays.every(isWhole))
    case 'contact':
      return draft.contacted === false || (draft.contacted === true && draft.contact !== null)
    case 'health': {
      const temperature = temperatureOf(draft.temperature)
      const said = draft.well === true || (draft.well === false && Object.keys(draft.felt).length > 0)
      return said && !Number.isNaN(temperature)
    }
    case 'review':
      return STEPS.filter((other) => other !== 'review').every((other) => isAnswered(draft, other))
  }
}

function tickOf(tick: DraftTick): Tick {
  if (tick === null) return 'unknown'
  return typeof tick === 'string' ? tick : { areas: tick.areas.map((area) => area.id) }
}

function felt(draft: Draft, since: 'new' | 'known'): Symptom[] {
  return draft.well === true ? [] : SYMPTOMS.filter((symptom) => draft.felt[symptom] === since)
}

/** The oldest moment at which areas were loaded: what a list named since then was not asked. */
function loadedMs(draft: Draft): number | null {
  const loaded = [draft.residence.loaded, ...staysOf(draft).map((stay) => stay.loaded)]
  const moments = loaded.flatMap((one) => (one === null ? [] : [one.ms]))
  return moments.length === 0 ? null : Math.min(...moments)
}

function staysOf(draft: Draft): DraftStay[] {
  return draft.left === true ? draft.stays : []
}

/** What is sent: only what the answers say, whatever was typed before they changed. */
export function toDeclaration(draft: Draft): Declaration {
  const ms = loadedMs(draft)
  return {
    id: draft.id,
    city: draft.city.code,
    applicant: draft.applicant,
    residence: {
      id: draft.residence.id,
      county: draft.residence.county?.code ?? '',
      areas: tickOf(draft.residence.tick),
    },
    stays: staysOf(draft).map((stay) => ({
      id: stay.id,
      whereabouts: stay.abroad === null ? { county: stay.county?.code ?? '' } : { abroad: stay.abroad.code },
      from: stay.from,
      to: stay.to,
      areas: stay.abroad === null ? tickOf(stay.tick) : 'elsewhere',
    })),
    legs: toLegs(draft.legs),
    contact: draft.contacted === true ? draft.contact : null,
    symptoms: felt(draft, 'new'),
    known_symptoms: felt(draft, 'known'),
    temperature: temperatureOf(draft.temperature),
    ...(ms === null ? {} : { areas_loaded_ms: ms }),
  }
}

/**
 * Notes what a refusal says of the lists of areas: where it names some, whatever it does not name was looked through at `ms` too, and no
 * list has anything new there.
 */
export function lookedThrough(draft: Draft, refused: Iterable<string>, ms: number): void {
  const named = [...refused].map((field) => field.replace(/^instead\./, ''))
  if (!named.some((field) => field.endsWith('.areas'))) return
  const note = (field: string, { loaded }: { loaded: Loaded | null }) => {
    if (loaded !== null && !named.includes(field)) loaded.ms = Math.max(loaded.ms, ms)
  }
  note('residence.areas', draft.residence)
  staysOf(draft).forEach((stay, index) => note(`stays[${index}].areas`, stay))
}
