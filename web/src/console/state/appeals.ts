// Appeals as the server tells them, and what one does to them. Nothing of them is kept on the device.
import { ask, client, type Appeal, type AppealAnswer, type AppealOnPaper, type ProposalAsked } from '../../shared/api'
import { addDays, dayOf } from '../../shared/days'
import { nowMs } from '../../shared/clock'
import { liftingOf } from '../logic/lifting'
import type { Purpose } from '../logic/opening'
import { draft, propose } from './proposals'

/** What waits in the member's divisions, the most urgent first. */
export function appeals(): Promise<Appeal[]> {
  return ask(client.GET('/api/staff/appeals'))
}

/** One; with its words where a purpose is given. */
export function appeal(id: string, purpose?: Purpose): Promise<Appeal> {
  const query = purpose === undefined ? {} : { purpose }
  return ask(client.GET('/api/staff/appeals/{id}', { params: { path: { id }, query } }))
}

/** What it contests stays. */
export function reject(id: string, words: string): Promise<Appeal> {
  return answer(id, { answer: 'reject', words })
}

/** Signs the proposals that lift what it contests, one after the other, and says so to the appeal; of a visit there are none, and no law. */
export async function grant(opened: Appeal, words: string, basis: ProposalAsked['basis'] | ''): Promise<Appeal> {
  const until = addDays(dayOf(nowMs()), 7)
  const proposals: string[] = []
  for (const asked of basis === '' ? [] : liftingOf(opened, words, basis, until)) {
    proposals.push((await propose(asked, await draft(asked))).id)
  }
  return answer(opened.id, { answer: 'grant', words, proposals })
}

function answer(id: string, body: AppealAnswer): Promise<Appeal> {
  return ask(client.POST('/api/staff/appeals/{id}/answer', { params: { path: { id } }, body }))
}

/** Takes one down from paper; the number to write on it. */
export async function onPaper(body: AppealOnPaper): Promise<string> {
  return (await ask(client.POST('/api/staff/appeals', { body }))).id
}
