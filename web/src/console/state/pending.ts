// Lists and policies that came by a command or from a watched place, as the server tells them.
import { ask, client, type Pending } from '../../shared/api'

/** All that wait, then what came last, the newest first. */
export function pending(): Promise<Pending[]> {
  return ask(client.GET('/api/staff/pending'))
}

/** Refuses one that waits, for a reason that whoever may see it reads. */
export function refuse(id: string, reason: string): Promise<Pending> {
  return ask(client.POST('/api/staff/pending/{id}/refuse', { params: { path: { id } }, body: { reason } }))
}
