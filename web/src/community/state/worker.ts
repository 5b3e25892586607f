// Who works with this phone: the member who is signed in, and without a network the one whose list is kept for today.
import { computed, ref, shallowRef } from 'vue'
import { ask, client, Failure, type Staff } from '../../shared/api'
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

/** Who works. Nobody, where the server says that nobody is signed in, and until the phone is settled for whoever came. */
export const worker = computed<KeptWorker | null>(() => {
  const known = kept.value
  if (refused.value || known === null) return null
  return staff.value === null || staff.value.login === known.login ? known : null
})

/** Settles the phone for who is signed in now: another worker's list is not theirs. */
async function settle(member: Staff): Promise<void> {
  if (kept.value?.login !== member.login) await dropDay()
  const now: KeptWorker = { day: dayOf(nowMs()), login: member.login, name: member.name, office: member.office.name }
  await (await vault()).put('worker', now)
  kept.value = now
  refused.value = false
}

/** Asks who is signed in; without a network, who was today. */
export async function meetWorker(): Promise<void> {
  const store = await vault()
  kept.value = (await store.get<KeptWorker>('worker')) ?? null
  if (kept.value === null || kept.value.day !== dayOf(nowMs())) {
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

/** Makes sure whose session it is; throws the `Failure` where nobody says so. */
export async function confirmWorker(): Promise<void> {
  try {
    staff.value = await ask(client.GET('/api/staff/me'))
  } catch (reason) {
    if (reason instanceof Failure && reason.word === 'not_signed_in') noteRefused()
    throw reason
  }
  await cameIn()
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

/** Forgets who worked: they have signed out. */
export function forgetWorker(): void {
  kept.value = null
  noteRefused()
}
