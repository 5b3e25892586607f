// Who works with this phone: the member who is signed in, and without a network the one whose list is kept for today.
import { computed, ref, shallowRef } from 'vue'
import { ask, client, type Staff } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { meetStaff, staff } from '../../console/state/staff'
import { vault } from './device'
import { dropDay, openDay } from './today'

/** What is kept of a worker for the time without a network. */
export interface KeptWorker {
  readonly day: string
  readonly login: string
  readonly name: string
  readonly office: string
}

const kept = shallowRef<KeptWorker | null>(null)
/** Whether the last contact found nobody signed in: then nothing is shown, whatever is kept. */
const refused = ref(false)

/** Who works: nobody, where the server says that nobody is signed in. */
export const worker = computed<{ login: string; name: string; office: string } | null>(() => {
  const { value } = staff
  if (value !== null) return { login: value.login, name: value.name, office: value.office.name }
  return refused.value ? null : kept.value
})

/** Takes note of who is signed in now: another worker's list and visits are not theirs. */
async function settle(member: Staff): Promise<void> {
  const store = await vault()
  if (kept.value !== null && kept.value.login !== member.login) await store.empty()
  const now: KeptWorker = { day: dayOf(nowMs()), login: member.login, name: member.name, office: member.office.name }
  kept.value = now
  refused.value = false
  await store.put('worker', now)
}

/** Asks who is signed in; without a network, who was today. */
export async function meetWorker(): Promise<void> {
  const store = await vault()
  kept.value = (await store.get<KeptWorker>('worker')) ?? null
  if (kept.value !== null && kept.value.day !== dayOf(nowMs())) {
    kept.value = null
    await dropDay()
  }
  await openDay()
  const reached = await contact()
  if (staff.value !== null) await settle(staff.value)
  else refused.value = reached
}

/** Asks the server, and says whether it answered. */
async function contact(): Promise<boolean> {
  staff.value = null
  await meetStaff()
  if (staff.value !== null) return true
  return ask(client.GET('/api/time')).then(
    () => true,
    () => false,
  )
}

/** Notes who has just signed in. */
export async function cameIn(): Promise<void> {
  if (staff.value !== null) await settle(staff.value)
}

/** Takes note that the server found nobody signed in. */
export function noteRefused(): void {
  staff.value = null
  refused.value = true
}

/** Signs out: the session ends where there is a network, and everything on the phone goes in any case. */
export async function signOut(): Promise<void> {
  await ask(client.DELETE('/api/staff/session')).catch(() => undefined)
  const store = await vault()
  await store.empty()
  await dropDay()
  kept.value = null
  staff.value = null
  refused.value = true
}
