// What the page learns of the service when they meet.
import { service } from './service.support'
import { expect, test } from 'vitest'
import { meetServer, tickets } from './time'

test('s2_15_journeys_are_offered_from_tickets_only_where_the_service_asks_for_them', async () => {
  for (const asks of [true, false]) {
    service.tickets = asks
    await meetServer()
    expect(tickets.value).toBe(asks)
  }
})
