// What a check of an itinerary shows next, and the places while they are typed. The check itself is the server's; what is typed
// stays on this phone until the server has it.
import type { Comparison, DeclaredPlace, DeclaredPlaceForm, Itinerary, ItineraryCause, ItineraryRequestKind, WasThere } from '../../shared/api'
import type { Text } from '../../shared/i18n'
import { newId } from '../../shared/ids'
import type { Span } from './stays'

/** A place of a list while it is typed: a county of the mainland, or what lies outside. */
export interface DraftPlace extends Span {
  id: string
  place: { kind: 'county' | 'country'; code: string; name: Text; of: Text | null } | null
}

/** What was answered to "were you there?", by number and county. The counties are recorded ones: answers are not kept. */
export type Answers = Readonly<Record<string, boolean>>

/** What of a check is typed and not yet the server's. */
export interface ItineraryDraft {
  places: Record<string, DraftPlace[]>
  /** When a code went out to a number: from when another may follow, and until when it is good, in epoch milliseconds. */
  sent: Record<string, { resendMs: number; expiresMs: number }>
  /** What is said to staff. */
  words: string
}

export type View =
  | { at: 'nothing' | 'begin' | 'compare' | 'passed' | 'failed' | 'staff' | 'theirs' }
  | { at: 'code' | 'places'; number: string }

export function newItineraryDraft(): ItineraryDraft {
  return { places: {}, sent: {}, words: '' }
}

/** Where the person went of their own accord: to the first step, to the places of a number, or to comparing once more. */
export interface Went {
  beginning?: boolean
  mending?: string | null
  again?: boolean
}

/** What to show of a check. Where one went counts as long as there is something to do. */
export function viewOf(check: Itinerary, { beginning = false, mending = null, again = false }: Went = {}): View {
  const { next } = check
  const state = again && (check.state === 'failed' || check.state === 'with_staff') ? 'in_progress' : check.state
  if (state === 'not_required') return { at: 'nothing' }
  if (state === 'passed') return { at: 'passed' }
  if (beginning) return { at: 'begin' }
  if (mending !== null && check.numbers.some(({ id }) => id === mending)) return { at: 'places', number: mending }
  if (state === 'with_staff') return { at: 'staff' }
  // A family member who has a number does it with that number; nobody else is shown it.
  if (check.numbers.length === 0 && next.step !== 'staff') return { at: 'theirs' }
  if (state === 'failed') return { at: 'failed' }
  if (next.step === 'confirm' && next.number != null) return { at: 'code', number: next.number }
  if (next.step === 'places' && next.number != null) return { at: 'places', number: next.number }
  return { at: next.step === 'submit' ? 'compare' : 'begin' }
}

export function newPlace(): DraftPlace {
  return { id: newId(), place: null, from: '', to: '' }
}

/** Whether a place can be kept: where, and from when until when. */
export function isWholePlace({ place, from, to }: DraftPlace): boolean {
  return place !== null && from !== '' && to >= from
}

/** What the server keeps of a number, to be changed. */
export function draftsOf(places: readonly DeclaredPlace[]): DraftPlace[] {
  return places.map(({ county, country, name, from, to }) => ({
    id: newId(),
    place: { kind: county == null ? 'country' : 'county', code: county ?? country ?? '', name, of: null },
    from,
    to,
  }))
}

/** What is sent: whole places alone. */
export function toPlaces(drafts: readonly DraftPlace[]): DeclaredPlaceForm[] {
  return drafts.filter(isWholePlace).flatMap(({ place, from, to }) => {
    if (place === null) return []
    return [place.kind === 'county' ? { county: place.code, from, to } : { country: place.code, from, to }]
  })
}

/** Whether what is typed for a number is other than what the server has of it. */
export function isEdited(typed: readonly DraftPlace[] | undefined, kept: readonly DeclaredPlace[]): boolean {
  return typed !== undefined && JSON.stringify(toPlaces(typed)) !== JSON.stringify(toPlaces(draftsOf(kept)))
}

/** The days of the places that have some. */
export function spansOf(drafts: readonly DraftPlace[]): Span[] {
  return drafts.filter(({ from, to }) => from !== '' && to !== '')
}

const keyOf = (number: string, county: string) => `${number} ${county}`

/** What was answered to "were you there?". */
export function answerTo(answers: Answers, number: string, county: string): boolean | null {
  return answers[keyOf(number, county)] ?? null
}

export function withAnswer(answers: Answers, number: string, county: string, wasThere: boolean): Answers {
  return { ...answers, [keyOf(number, county)]: wasThere }
}

/** The answers as they are sent. */
export function answersOf(answers: Answers): WasThere[] {
  return Object.entries(answers).map(([key, was_there]) => {
    const [number = '', county = ''] = key.split(' ')
    return { number, county, was_there }
  })
}

/** Whether nothing stands against the list any more: no finding, and every question answered. */
export function isSettled({ findings, asked }: Comparison, answers: Answers): boolean {
  return findings.length === 0 && asked.every(({ number, place }) => answerTo(answers, number, place.county ?? '') !== null)
}

const NUMBERED: readonly ItineraryCause[] = ['destination_missing', 'undeclared_place', 'number_unverified', 'abroad_at_border']

/** The number by which a cause is published, from 1 to 4. */
export function causeNumber(cause: ItineraryCause): number {
  return NUMBERED.indexOf(cause) + 1
}

/** Under which cause the help page answers. */
export function helpOf(cause: ItineraryCause) {
  return cause === 'undeclared_place' ? 'place_undeclared' : cause
}

/** Which number a finding sends the person back to: its own, or the first. */
export function numberToMend(check: Itinerary, number: string | null | undefined): string | null {
  return number ?? check.numbers[0]?.id ?? null
}

/** What staff can be asked about as a check stands: who has no number that could be compared, whose record is in doubt, and who is
 *  to be decided about without the carrier's record. */
export function requestKinds({ state, next, causes }: Pick<Itinerary, 'state' | 'next' | 'causes'>): ItineraryRequestKind[] {
  if (next.step === 'staff') return ['no_number']
  if (state === 'to_do' || state === 'in_progress') return ['no_consent']
  if (state !== 'failed') return []
  const has = (cause: ItineraryCause) => causes.some((one) => one.cause === cause)
  const kinds: ItineraryRequestKind[] = []
  if (has('abroad_at_border')) kinds.push('border')
  if (has('abroad_at_border') || has('undeclared_place')) kinds.push('record_wrong')
  if (has('number_unverified') && next.step === 'submit') kinds.push('no_number')
  // Staff decide without the record, too, whatever stood in the way of it.
  return kinds.length > 0 ? kinds : ['no_consent']
}
