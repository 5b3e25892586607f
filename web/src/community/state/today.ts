// The list of today: everybody in quarantine as the server gave them, kept sealed for the time without a network, looked
// through here, and gone with its day. Of a community that is larger than the phone keeps, the server looks through the rest.
import { computed, ref, shallowRef } from 'vue'
import { ask, client, Failure, type CommunityEntry, type CommunityToday, type Why } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { vault } from './device'

/** Which people are shown. */
export type Show = Exclude<Why, 'moved'> | 'reasons' | 'everybody'

/** How many people the phone keeps, but for what the last page brings. */
export const MOST_KEPT = 500

/** Everybody, as far as they are kept. */
const kept = shallowRef<CommunityToday | null>(null)
/** What the server found of a community that is not kept whole. */
const found = shallowRef<CommunityToday | null>(null)
export const show = ref<Show>('reasons')
/** Whether the last contact failed for want of a network. */
export const offline = ref(false)
/** Counts how often the list was dropped: an answer to a question from before belongs to nobody. */
let drops = 0

/** How many are kept of how many, where it is not all. */
export const bound = computed(() => {
  const { value } = kept
  return typeof value?.next === 'number' ? { count: value.people.length, followed: value.followed } : null
})

/** What is shown, before it is looked through. */
export const list = computed(() => (offline.value ? null : found.value) ?? kept.value)

function isShown({ whys }: CommunityEntry): boolean {
  const wanted = show.value
  if (wanted === 'everybody') return true
  return wanted === 'reasons' ? whys.length > 0 : whys.includes(wanted)
}

/** The people of the list that are asked for. */
export const people = computed<CommunityEntry[]>(() => (list.value?.people ?? []).filter(isShown))

/** How many are asked for; null where nobody has counted them. */
export const listed = computed(() => {
  if (!offline.value && found.value !== null) return found.value.listed
  return bound.value === null ? people.value.length : null
})

/** Takes up what was kept today. */
export async function openDay(): Promise<void> {
  const read = await (await vault()).get<CommunityToday | null>('today')
  if (read?.today === dayOf(nowMs())) kept.value = read
}

/** Forgets today's people; what waits to be sent stays. */
export async function dropDay(): Promise<void> {
  drops += 1
  kept.value = null
  found.value = null
  await (await vault()).forgetPeople()
}

async function fetchPage(of: Show, page: number): Promise<CommunityToday> {
  const query = { page, ...(of === 'reasons' ? {} : { show: of }) }
  try {
    const answer = await ask(client.GET('/api/staff/community/today', { params: { query } }))
    offline.value = false
    return answer
  } catch (reason) {
    if (reason instanceof Failure) offline.value = reason.offline
    throw reason
  }
}

/** The pages so far with the next one. */
function joined(before: CommunityToday, page: CommunityToday): CommunityToday {
  const known = new Set(before.people.map(({ person }) => person))
  const people = [...before.people, ...page.people.filter(({ person }) => !known.has(person))]
  return { ...page, people, moved: before.moved }
}

async function keep(next: CommunityToday, asked: number): Promise<void> {
  if (asked !== drops) return
  kept.value = next
  const store = await vault()
  await store.put('today', next)
  // The list was dropped while it was being sealed: what is known since then takes its place.
  if (asked !== drops) await store.put('today', kept.value)
}

/** Reads everybody, page by page, up to what the phone keeps. */
async function loadEverybody(asked: number): Promise<void> {
  let all = await fetchPage('everybody', 0)
  // Who opens the list the first time does not wait for its last page.
  if (kept.value === null) await keep(all, asked)
  while (typeof all.next === 'number' && all.people.length < MOST_KEPT) {
    all = joined(all, await fetchPage('everybody', all.next))
  }
  await keep(all, asked)
}

/** Has the server look through a community that is not kept whole. */
async function search(asked: number): Promise<void> {
  if (bound.value === null) {
    found.value = null
    return
  }
  const of = show.value
  const answer = of === 'everybody' ? kept.value : await fetchPage(of, 0)
  if (asked === drops && of === show.value) found.value = answer
}

/** Reads the list anew. */
export async function load(): Promise<void> {
  const asked = drops
  await loadEverybody(asked)
  await search(asked)
}

/** Shows other people, of those who are kept. */
export function choose(wanted: Show): void {
  show.value = wanted
  found.value = null
}

/** Asks for those of them who are not kept. */
export async function lookFurther(): Promise<void> {
  if (!offline.value) await search(drops)
}

/** Reads the page behind the last one. */
export async function more(): Promise<void> {
  const [before, asked, of] = [found.value, drops, show.value]
  if (typeof before?.next !== 'number') return
  const page = await fetchPage(of, before.next)
  if (asked === drops && of === show.value) found.value = joined(before, page)
}

/** Notes on the list what was just done for a person, before the server has heard of it. */
export async function note(person: string, change: (entry: CommunityEntry) => CommunityEntry): Promise<void> {
  const changed = (of: CommunityToday) => ({ ...of, people: of.people.map((one) => (one.person === person ? change(one) : one)) })
  if (found.value !== null) found.value = changed(found.value)
  if (kept.value !== null) await keep(changed(kept.value), drops)
}

/** Looks at the clock: at midnight yesterday's people go. Gives whether they did. */
export async function lookAtClock(): Promise<boolean> {
  if (kept.value === null || kept.value.today === dayOf(nowMs())) return false
  await dropDay()
  return true
}
