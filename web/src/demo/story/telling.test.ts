// A story that is to play by itself plays on, whatever happens just then.
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { SHOWN_S, useStory } from './telling'

/** The service: what it was asked for, and how it answers the last of it. */
const service = vi.hoisted(() => ({
  asked: [] as number[],
  answer: (told: number): void => {
    throw new Error(`nobody asked for chapter ${told}`)
  },
}))

vi.mock('../../shared/api', () => ({
  Failure: Error,
  ask: (call: Promise<unknown>) => call,
  client: {
    POST: (_path: string, { body }: { body: { read: number } }) => {
      service.asked.push(body.read)
      return new Promise((resolve) => {
        service.answer = (told) => resolve({ told: Array.from({ length: told }), ahead: ['days'], happening: false })
      })
    },
  },
}))

test('n_3_a_story_that_is_to_play_while_a_chapter_happens_plays_on_after_it', async () => {
  vi.useFakeTimers()
  const happened = vi.fn()
  const { playing, tell } = useStory(happened)
  const first = tell()
  playing.value = true
  await nextTick()
  await vi.advanceTimersByTimeAsync(3_000)
  service.answer(1)
  await first
  expect(happened).toHaveBeenCalledOnce()
  expect(playing.value).toBe(true)
  await vi.advanceTimersByTimeAsync(SHOWN_S * 1_000 - 1)
  expect(service.asked).toEqual([0])
  await vi.advanceTimersByTimeAsync(1)
  expect(service.asked).toEqual([0, 1])
  playing.value = false
  service.answer(2)
  await vi.advanceTimersByTimeAsync(2 * SHOWN_S * 1_000)
  expect(service.asked).toEqual([0, 1])
  vi.useRealTimers()
})
