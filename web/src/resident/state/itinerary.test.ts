import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { inTheClear, service } from './service.support'
import { withAnswer } from '../logic/itinerary'
import { answers, check, compareItinerary, compared, draft, loadItinerary } from './itinerary'
import { forgetItinerary, forgetItineraryOf } from './itineraryKept'
import { whom } from './whom'

const BEIJING = '110000'
const CHILD = '7'
const RECORDED = '330108'
const told = (member: string | null) => ({ state: 'in_progress', city: { code: BEIJING }, of: member })

/** The page of a member, or one's own. */
async function look(member: string | null): Promise<void> {
  whom.value = member
  await loadItinerary(BEIJING)
}

beforeEach(async () => {
  Object.assign(service, { session: 1, away: false, itinerary: told })
  whom.value = null
  forgetItinerary()
  inTheClear.clear()
  await look(null)
})

it('s0_9_an_answer_names_a_recorded_county_and_is_not_kept_on_the_phone', async () => {
  answers.value = withAnswer(answers.value, '0', RECORDED, false)
  if (draft.value !== null) draft.value.words = 'the hotel has my receipt'
  const kept = [...inTheClear.values()].join()
  expect(kept).toContain('the hotel has my receipt')
  expect(kept).not.toContain(RECORDED)
})

it('s0_18_what_is_typed_for_one_is_there_again_and_nobody_elses', async () => {
  if (draft.value !== null) draft.value.words = 'mine'
  answers.value = withAnswer(answers.value, '0', RECORDED, true)
  await compareItinerary(BEIJING)
  await look(CHILD)
  expect([draft.value?.words, answers.value, compared.value]).toEqual(['', {}, null])
  if (draft.value !== null) draft.value.words = 'for the child'
  await look(null)
  expect(draft.value?.words).toBe('mine')
  await look(CHILD)
  expect(draft.value?.words).toBe('for the child')
  forgetItineraryOf(CHILD)
  expect([...inTheClear.values()].join()).not.toContain('for the child')
  await look(null)
  expect(draft.value?.words).toBe('mine')
})

it('s1_22_an_answer_about_one_that_comes_when_another_is_shown_is_not_shown', async () => {
  let come = (): void => undefined
  const asked = new Promise<void>((resolve) => {
    service.itinerary = (member) => {
      resolve()
      return new Promise((tell) => (come = () => tell(told(member))))
    }
  })
  const late = loadItinerary(BEIJING)
  await asked
  whom.value = CHILD
  come()
  await late
  expect(check.value).toBeNull()
  service.itinerary = told
  await look(CHILD)
  expect(check.value).toMatchObject({ of: CHILD })
})
