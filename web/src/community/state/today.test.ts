import 'fake-indexeddb/auto'
import { beforeEach, expect, it, vi } from 'vitest'
import { personOf, service } from './service.support'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { bound, choose, dropDay, list, listed, load, lookFurther, more, MOST_KEPT, offline, openDay, people } from './today'

/** As many people, every tenth of whom lacks a check-in. */
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => personOf(String(at), at % 10 === 0 ? ['missing'] : []))

beforeEach(async () => {
  Object.assign(service, { session: 'a', away: false, asked: 0, today: dayOf(nowMs()) })
  await dropDay()
  choose('reasons')
  offline.value = false
})

it('s2_29_everybody_is_kept_and_looked_through_without_a_network', async () => {
  service.people = () => many(120)
  await load()
  expect([people.value.length, listed.value, bound.value]).toEqual([12, 12, null])
  service.away = true
  await expect(load()).rejects.toThrow()
  choose('everybody')
  await lookFurther()
  expect([offline.value, people.value.length]).toEqual([true, 120])
  choose('missing')
  expect(people.value).toHaveLength(12)
  expect(service.asked).toBe(4)
})

it('s2_29_the_kept_list_is_taken_up_after_a_restart', async () => {
  service.people = () => many(120)
  await load()
  vi.resetModules()
  const again = await import('./today')
  await again.openDay()
  again.choose('everybody')
  expect(again.people.value).toHaveLength(120)
})

it('s2_29_of_a_large_community_a_bounded_part_is_kept_and_the_rest_is_asked_for', async () => {
  service.people = () => many(700)
  await load()
  expect(bound.value).toEqual({ count: MOST_KEPT, followed: 700 })
  expect([people.value.length, listed.value]).toEqual([50, 70])
  await more()
  expect(people.value).toHaveLength(70)
  service.away = true
  await expect(load()).rejects.toThrow()
  expect([people.value.length, listed.value]).toEqual([50, null])
  await openDay()
  expect(list.value?.people).toHaveLength(MOST_KEPT)
})
