// Corrections as the server tells them, and what a reviewer does to one. Nothing of them is kept on the device.
import { ask, client, type Correction } from '../../shared/api'
import type { Purpose } from '../logic/opening'

/** What waits in the member's divisions, the most urgent first. */
export function corrections(): Promise<Correction[]> {
  return ask(client.GET('/api/staff/corrections'))
}

/** Opens one for a purpose that the person reads. */
export function openCorrection(id: string, purpose: Purpose): Promise<Correction> {
  return ask(client.POST('/api/staff/corrections/{id}/opening', { params: { path: { id } }, body: { purpose } }))
}

/** The declaration is taken back, or stays; the person reads the words. */
export function decideCorrection(id: string, grant: boolean, words: string): Promise<Correction> {
  return ask(client.POST('/api/staff/corrections/{id}/decision', { params: { path: { id } }, body: { grant, words } }))
}
