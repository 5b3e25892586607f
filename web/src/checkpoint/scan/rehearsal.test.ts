// The scan of nobody goes the whole way: to a verdict, not to a refusal on the way there.
import { expect, test } from 'vitest'
import { rehearse } from './rehearsal'

test('n_1_what_is_rehearsed_before_the_first_scan_is_believed_and_passes', async () => {
  const told = await rehearse()
  expect([told.outcome, told.state, told.name]).toEqual(['pass', 'green', '张三'])
})
