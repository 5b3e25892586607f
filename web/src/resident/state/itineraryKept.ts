// What the page holds of itineraries: what is typed and not sent is kept on the phone, by city and family member. What was told last
// is in memory alone, and so are answers, because they name recorded counties.
import { ref, shallowRef, watch } from 'vue'
import type { Comparison, Itinerary } from '../../shared/api'
import type { Answers, ItineraryDraft } from '../logic/itinerary'

const KEY = 'healthcode.itineraries'

/** Of whom something was told: which city, and which family member. */
export interface Told<T> {
  readonly of: string
  readonly what: T
}

// Where it stood before, answers that name recorded counties stood with it.
localStorage.removeItem('healthcode.itinerary')

/** What is typed, kept at every letter. */
export const drafts = ref(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, ItineraryDraft>)
export const lastCheck = shallowRef<Told<Itinerary> | null>(null)
export const lastCompared = shallowRef<Told<Comparison> | null>(null)
export const lastAnswers = ref<Told<Answers> | null>(null)
/** The ids of requests to staff that were sent and not answered. */
export const asking = new Map<string, string>()

watch(
  drafts,
  (typed) => {
    if (Object.keys(typed).length === 0) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(typed))
  },
  { deep: true, flush: 'sync' },
)

/** A family member is none any more: what was typed for them goes. */
export function forgetItineraryOf(member: string): void {
  for (const key of Object.keys(drafts.value)) if (key.endsWith(` ${member}`)) delete drafts.value[key]
}

export function forgetItinerary(): void {
  drafts.value = {}
  asking.clear()
  lastCheck.value = lastCompared.value = lastAnswers.value = null
}
