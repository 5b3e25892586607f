// Who is signed in, and what is open to them. The cookie is the browser's, and no script reads it; the server is asked.
import { computed, shallowRef } from 'vue'
import { ask, client, Failure, type Staff } from '../../shared/api'
import { isOpen, type Action } from '../logic/access'

/** The member who is signed in; null for nobody. */
export const staff = shallowRef<Staff | null>(null)

/** Whether it was a passkey by which they signed in: only then do they propose and answer. */
export const strong = computed(() => staff.value?.strength === 'passkey')

/** Whether an action is open to the member in some division. */
export function may(action: Action): boolean {
  return isOpen(action, staff.value?.duties ?? [])
}

/** Asks who is signed in. */
export async function meetStaff(): Promise<void> {
  try {
    staff.value = await ask(client.GET('/api/staff/me'))
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason
    if (!reason.offline) staff.value = null
  }
}

/** Takes note that a request was refused because nobody is signed in any more. */
export function noteRefusal(failure: Failure): void {
  if (failure.word === 'not_signed_in') staff.value = null
}
