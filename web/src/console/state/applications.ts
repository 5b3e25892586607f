// Applications as the server tells them, and what a reviewer does to one. Nothing of them is kept on the device.
import { ask, client, type Application } from '../../shared/api'
import type { Purpose } from '../logic/opening'

/** What waits in the member's divisions, the most urgent first. */
export function applications(): Promise<Application[]> {
  return ask(client.GET('/api/staff/applications'))
}

/** One; with its words where a purpose is given. */
export function application(id: string, purpose?: Purpose): Promise<Application> {
  const query = purpose === undefined ? {} : { purpose }
  return ask(client.GET('/api/staff/applications/{id}', { params: { path: { id }, query } }))
}

/** It goes through, or not; the applicant reads why. */
export function decide(id: string, accept: boolean, reason: string): Promise<Application> {
  const body = { accept, reason }
  return ask(client.POST('/api/staff/applications/{id}/decision', { params: { path: { id } }, body }))
}
