// Requests about itineraries as the server tells them, and what a reviewer does to one. Nothing of them is kept on the device.
import { ask, client, type ItineraryRequest } from '../../shared/api'
import type { Purpose } from '../logic/opening'

/** What waits in the member's divisions, the most urgent first. */
export function itineraryRequests(): Promise<ItineraryRequest[]> {
  return ask(client.GET('/api/staff/itinerary-requests'))
}

/** Opens one for a purpose that the person reads. */
export function openItineraryRequest(id: string, purpose: Purpose): Promise<ItineraryRequest> {
  return ask(client.POST('/api/staff/itinerary-requests/{id}/opening', { params: { path: { id } }, body: { purpose } }))
}

/** The itinerary counts as verified, or not; the person reads why. */
export function decideItineraryRequest(id: string, accept: boolean, words: string): Promise<ItineraryRequest> {
  return ask(client.POST('/api/staff/itinerary-requests/{id}/decision', { params: { path: { id } }, body: { accept, words } }))
}
