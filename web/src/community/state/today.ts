// The list of today: as the server gave it, kept sealed for the time without a network, and gone with its day.
import { computed, ref, shallowRef } from 'vue'
import { ask, client, Failure, type CommunityEntry, type CommunityToday, type Why } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { vault } from './device'

/** Which people are shown. */
export type Show = Exclude<Why, 'moved'> | 'reasons' | 'everybody'

export const list = shallowRef<CommunityToday | null>(null)
export const show = ref<Show>('reasons')
/** Whether the last contact failed for want of a network. */
export const offline = ref(false)

/** The people of the list that are asked for: without a network, of those who are kept. */
export const people = computed<CommunityEntry[]>(() => {
  const all = list.value?.people ?? []
  const wanted = show.value
  if (wanted === 'everybody') return all
  return all.filter(({ whys }) => (wanted === 'reasons' ? whys.length > 0 : whys.includes(wanted)))
})

/** Takes up what was kept today. */
export async function openDay(): Promise<void> {
  const kept = await (await vault()).get<CommunityToday>('today')
  if (kept !== undefined && kept.today === dayOf(nowMs())) list.value = kept
}

/** Forgets today's people; what waits to be sent stays. */
export async function dropDay(): Promise<void> {
  list.value = null
  await (await vault()).forgetPeople()
}

async function fetchPage(page: number): Promise<CommunityToday> {
  const query = { page, ...(show.value === 'reasons' ? {} : { show: show.value }) }
  try {
    const answer = await ask(client.GET('/api/staff/community/today', { params: { query } }))
    offline.value = false
    return answer
  } catch (reason) {
    if (reason instanceof Failure) offline.value = reason.offline
    throw reason
  }
}

async function keep(next: CommunityToday): Promise<void> {
  list.value = next
  await (await vault()).put('today', next)
}

/** Reads the list anew. */
export async function load(): Promise<void> {
  await keep(await fetchPage(0))
}

/** Reads the page behind the last one. */
export async function more(): Promise<void> {
  const before = list.value
  if (typeof before?.next !== 'number') return
  const page = await fetchPage(before.next)
  const known = new Set(before.people.map(({ person }) => person))
  const people = [...before.people, ...page.people.filter(({ person }) => !known.has(person))]
  await keep({ ...page, people, moved: before.moved })
}

/** Notes on the list what was just done for a person, before the server has heard of it. */
export async function note(person: string, change: (entry: CommunityEntry) => CommunityEntry): Promise<void> {
  const before = list.value
  if (before === null) return
  const people = before.people.map((entry) => (entry.person === person ? change(entry) : entry))
  await keep({ ...before, people })
}

/** Looks at the clock: at midnight yesterday's people go. Gives whether they did. */
export async function lookAtClock(): Promise<boolean> {
  if (list.value === null || list.value.today === dayOf(nowMs())) return false
  await dropDay()
  return true
}
