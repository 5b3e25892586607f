// The check of an itinerary for a city: what the server keeps of it, what is typed and not sent, and the answer of the last
// comparison. What a carrier has recorded is in none of them: it is shown once and kept nowhere.
import { ref, shallowRef, watch } from 'vue'
import { ask, client, type Comparison, type Itinerary, type ItineraryRequestKind, type Recorded, type ItineraryEvidence } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { newId } from '../../shared/ids'
import type { Language } from '../../shared/language'
import { answersOf, newItineraryDraft, toPlaces, type ItineraryDraft } from '../logic/itinerary'
import { refresh } from './decisions'
import { whom } from './whom'

const KEY = 'healthcode.itinerary'

function stored(): ItineraryDraft | null {
  const text = localStorage.getItem(KEY)
  return text === null ? null : (JSON.parse(text) as ItineraryDraft)
}

/** What is typed, kept at every letter. */
export const draft = ref<ItineraryDraft | null>(stored())
export const check = shallowRef<Itinerary | null>(null)
/** What the last comparison said: in memory alone, because it may name recorded places. */
export const compared = shallowRef<Comparison | null>(null)

watch(
  draft,
  (typed) => {
    if (typed === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(typed))
  },
  { deep: true, flush: 'sync' },
)

/** Of which city, and for which family member. */
const keyOf = (city: string) => (whom.value === null ? city : `${city} ${whom.value}`)
/** Of what `check` is. */
let loaded = ''

/** The draft for a city: the one begun before, or a new one. */
function draftFor(city: string): ItineraryDraft {
  const of = keyOf(city)
  if (draft.value?.of !== of) draft.value = newItineraryDraft(of)
  return draft.value as ItineraryDraft
}

function take(city: string, told: Itinerary): void {
  if (told.state === 'passed') draft.value = null
  else draftFor(city)
  check.value = told
}

const at = (city: string) => ({ params: { path: { city } } })

export async function loadItinerary(city: string): Promise<void> {
  if (loaded !== keyOf(city)) check.value = compared.value = null
  loaded = keyOf(city)
  take(city, await ask(client.GET('/api/me/itinerary/{city}', at(city))))
}

/** Begins; one that goes on has another day of arrival then, and keeps what was confirmed and said. */
export async function beginItinerary(city: string, arrival: string, consent_version: string): Promise<void> {
  const told = await ask(client.POST('/api/me/itinerary/{city}', { ...at(city), body: { arrival, consent_version } }))
  compared.value = null
  take(city, told)
}

/** Has a code sent to a number, whose text says what it opens. */
export async function sendItineraryCode(city: string, number: string, language: Language): Promise<void> {
  const times = await ask(client.POST('/api/me/itinerary/{city}/code', { ...at(city), body: { number, language } }))
  const now = nowMs()
  draftFor(city).sent[number] = { resendMs: now + times.resend_after_s * 1_000, expiresMs: now + times.expires_s * 1_000 }
}

export async function confirmNumber(city: string, number: string, code: string): Promise<void> {
  take(city, await ask(client.POST('/api/me/itinerary/{city}/confirmation', { ...at(city), body: { number, code } })))
}

/** What the carrier has recorded of a confirmed number: to look at, and kept nowhere. */
export function queryRecord(city: string, number: string): Promise<Recorded> {
  return ask(client.POST('/api/me/itinerary/{city}/record', { ...at(city), body: { number } }))
}

/** Declares the places of a number; `sameAsFirst`: those of the first number, because the person pressed so. */
export async function declarePlaces(city: string, number: string, sameAsFirst: boolean): Promise<void> {
  const typed = draftFor(city)
  const places = sameAsFirst ? [] : toPlaces(typed.places[number] ?? [])
  const body = { number, places, same_as_first: sameAsFirst }
  take(city, await ask(client.PUT('/api/me/itinerary/{city}/places', { ...at(city), body })))
  compared.value = null
  delete draftFor(city).places[number]
}

const answers = () => answersOf(draft.value?.answers ?? {})

/** Compares, and keeps nothing. */
export async function compareItinerary(city: string): Promise<void> {
  const body = { answers: answers() }
  compared.value = await ask(client.POST('/api/me/itinerary/{city}/comparison', { ...at(city), body }))
}

/** Compares for good. A code that was blue for it is asked for anew. */
export async function submitItinerary(city: string): Promise<void> {
  const body = { answers: answers() }
  const told = await ask(client.POST('/api/me/itinerary/{city}/submission', { ...at(city), body }))
  compared.value = told.comparison
  take(city, told.check)
  await refresh()
}

let asking = newId()

/** Asks staff; sent again after a lost network it is the same request. */
export async function askStaff(city: string, kind: ItineraryRequestKind, evidence: ItineraryEvidence): Promise<void> {
  const body = { id: asking, kind, evidence, words: draftFor(city).words.trim() }
  const told = await ask(client.POST('/api/me/itinerary/{city}/request', { ...at(city), body }))
  asking = newId()
  draftFor(city).words = ''
  take(city, told)
  await refresh()
}

export function forgetItinerary(): void {
  draft.value = null
  check.value = null
  compared.value = null
}
