// Feedback as the server tells it, and its answers. Nothing of it is kept on the device.
import { ask, client, type FeedbackSeen } from '../../shared/api'

/** What waits in the member's divisions, the oldest first, without its words. */
export function feedbackWaiting(): Promise<FeedbackSeen[]> {
  return ask(client.GET('/api/staff/feedback'))
}

/** One with its words; that it was opened stands in the log. */
export function openFeedback(id: string): Promise<FeedbackSeen> {
  return ask(client.GET('/api/staff/feedback/{id}', { params: { path: { id } } }))
}

/** Answers one. The same answer again is one. */
export function answerFeedback(id: string, words: string): Promise<FeedbackSeen> {
  return ask(client.POST('/api/staff/feedback/{id}/answer', { params: { path: { id } }, body: { words } }))
}
