// The check of an itinerary for a city, step by step as the server keeps it.
//
// *Invariant:* what is shown and sent is of one city and one person: an answer that comes after another was chosen is let go.
import { computed, ref } from 'vue'
import { ask, client, type Itinerary, type ItineraryRequestKind, type Recorded, type ItineraryEvidence } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { newId } from '../../shared/ids'
import type { Language } from '../../shared/language'
import { answersOf, newItineraryDraft, toPlaces, type Answers, type ItineraryDraft } from '../logic/itinerary'
import { refresh } from './decisions'
import { asking, drafts, lastAnswers, lastCheck, lastCompared, type Told } from './itineraryKept'
import { whom } from './whom'

const city = ref('')
const keyOf = (city: string, member: string | null = whom.value) => (member === null ? city : `${city} ${member}`)
/** Of which city and whom the page is. */
const shown = computed(() => keyOf(city.value))
const ofShown = <T>(told: Told<T> | null) => (told !== null && told.of === shown.value ? told.what : null)

/** What is typed, kept at every letter. */
export const draft = computed(() => drafts.value[shown.value] ?? null)
export const check = computed(() => ofShown(lastCheck.value))
/** What the last comparison said: in memory alone, because it may name recorded places. */
export const compared = computed(() => ofShown(lastCompared.value))
/** What was answered to its questions: in memory alone, for the same reason. */
export const answers = computed<Answers>({
  get: () => ofShown(lastAnswers.value) ?? {},
  set: (said) => (lastAnswers.value = { of: shown.value, what: said }),
})

/** The draft of a city and a person: the one begun before, or a new one. */
function draftOf(key: string): ItineraryDraft {
  drafts.value[key] ??= newItineraryDraft()
  return drafts.value[key] as ItineraryDraft
}

/** Takes what the server told of `key`, and shows it unless another was chosen meanwhile. */
function take(key: string, told: Itinerary): void {
  const over = told.state === 'passed' || told.state === 'not_required'
  if (over) delete drafts.value[key]
  else draftOf(key)
  if (key !== shown.value) return
  if (over) lastCompared.value = lastAnswers.value = null
  lastCheck.value = { of: key, what: told }
}

const at = (city: string) => ({ params: { path: { city } } })

export async function loadItinerary(of: string): Promise<void> {
  city.value = of
  const key = shown.value
  take(key, await ask(client.GET('/api/me/itinerary/{city}', at(of))))
}

/** Begins; one that goes on has another day of arrival then, and keeps what was confirmed and said. */
export async function beginItinerary(city: string, arrival: string, consent_version: string): Promise<void> {
  const key = keyOf(city)
  const told = await ask(client.POST('/api/me/itinerary/{city}', { ...at(city), body: { arrival, consent_version } }))
  lastCompared.value = null
  take(key, told)
}

/** Has a code sent to a number, whose text says what it opens. */
export async function sendItineraryCode(city: string, number: string, language: Language): Promise<void> {
  const key = keyOf(city)
  const times = await ask(client.POST('/api/me/itinerary/{city}/code', { ...at(city), body: { number, language } }))
  const now = nowMs()
  draftOf(key).sent[number] = { resendMs: now + times.resend_after_s * 1_000, expiresMs: now + times.expires_s * 1_000 }
}

export async function confirmNumber(city: string, number: string, code: string): Promise<void> {
  const key = keyOf(city)
  take(key, await ask(client.POST('/api/me/itinerary/{city}/confirmation', { ...at(city), body: { number, code } })))
}

/** What the carrier has recorded of a confirmed number: to look at, and kept nowhere. */
export function queryRecord(city: string, number: string): Promise<Recorded> {
  return ask(client.POST('/api/me/itinerary/{city}/record', { ...at(city), body: { number } }))
}

/** Declares the places of a number; `sameAsFirst`: those of the first number, because the person pressed so. */
export async function declarePlaces(city: string, number: string, sameAsFirst: boolean): Promise<void> {
  const key = keyOf(city)
  const places = sameAsFirst ? [] : toPlaces(draftOf(key).places[number] ?? [])
  const body = { number, places, same_as_first: sameAsFirst }
  take(key, await ask(client.PUT('/api/me/itinerary/{city}/places', { ...at(city), body })))
  lastCompared.value = null
  dropPlaces(number, key)
}

/** Lets go of what was typed for a number and not sent. */
export function dropPlaces(number: string, key = shown.value): void {
  delete drafts.value[key]?.places[number]
}

/** Compares, and keeps nothing. */
export async function compareItinerary(city: string): Promise<void> {
  const key = keyOf(city)
  const body = { answers: answersOf(answers.value) }
  lastCompared.value = { of: key, what: await ask(client.POST('/api/me/itinerary/{city}/comparison', { ...at(city), body })) }
}

/** Compares for good. A code that was blue for it is asked for anew. */
export async function submitItinerary(city: string): Promise<void> {
  const key = keyOf(city)
  const body = { answers: answersOf(answers.value) }
  const told = await ask(client.POST('/api/me/itinerary/{city}/submission', { ...at(city), body }))
  lastCompared.value = { of: key, what: told.comparison }
  take(key, told.check)
  await refresh()
}

/** Asks staff; sent again after a lost network it is the same request. */
export async function askStaff(city: string, kind: ItineraryRequestKind, evidence: ItineraryEvidence): Promise<void> {
  const key = keyOf(city)
  const id = asking.get(key) ?? newId()
  asking.set(key, id)
  const body = { id, kind, evidence, words: draftOf(key).words.trim() }
  const told = await ask(client.POST('/api/me/itinerary/{city}/request', { ...at(city), body }))
  asking.delete(key)
  draftOf(key).words = ''
  take(key, told)
  await refresh()
}
