// Objecting to the decision of the chosen city, and taking an appeal back, whatever it is about.
import { ask, client } from '../../shared/api'
import { newId } from '../../shared/ids'
import { refresh } from './decisions'
import { as, whom } from './whom'

/** Sends an appeal; the decision that comes after it has the appeal with it. */
export async function appeal(city: string, reason: string, evidence: string, id = newId()): Promise<void> {
  await ask(client.POST('/api/appeals', { body: { id, city, reason, evidence } }))
  await refresh()
}

/** Takes one back: of whoever is shown, or of the member who is named. */
export async function withdrawAppeal(id: string, member: string | null = whom.value): Promise<void> {
  await ask(client.POST('/api/appeals/{id}/withdraw', { params: { path: { id } }, ...as(member) }))
  await refresh()
}
