// What one's community does: one's door, help that one asked for, check-ins that a worker entered.
import { shallowRef } from 'vue'
import { ask, client, type CheckInAnswer, type HelpKind, type MyCare } from '../../shared/api'
import { newId } from '../../shared/ids'
import { refresh } from './decisions'

export const care = shallowRef<MyCare | null>(null)

export async function loadCare(): Promise<void> {
  care.value = await ask(client.GET('/api/me/care'))
}

/** Asks for help; `id` is that of this request, so that asking again after a lost network asks once. */
export async function askForHelp(id: string, kind: HelpKind, words: string): Promise<void> {
  await ask(client.POST('/api/me/help', { body: { id, kind, words } }))
  await loadCare()
}

/** Says whether a check-in that a worker entered is so; what it says may change the code. */
export async function answerCheckIn(checkIn: string, answer: CheckInAnswer): Promise<void> {
  await ask(client.POST('/api/me/check-in-answers', { body: { check_in: checkIn, answer } }))
  await loadCare()
  await refresh()
}

/** Says at which door one lives. */
export async function setHome(street: string, building: string, door: string): Promise<void> {
  await ask(client.PUT('/api/me/home', { body: { street, building, door } }))
  await loadCare()
}

export { newId }
