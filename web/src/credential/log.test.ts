// Lists that carry a head of the log, as the server signs them (`crates/credential/vectors/log.json`).
import { expect, test } from 'vitest'
import { fromHex, log } from '../../tests/vectors'
import { readKeySet, verifyStatusDifference, verifyStatusList } from './index'

test('n_7_the_head_in_a_list_and_a_difference_is_the_one_that_the_server_put_there', async () => {
  const keys = await readKeySet(fromHex(log.key_set))
  const list = await verifyStatusList(fromHex(log.status_list.bytes), keys, log.list, log.now_ms)
  expect(list.log).toEqual(log.status_list.log)
  const difference = await verifyStatusDifference(fromHex(log.status_difference.bytes), keys, log.list, log.now_ms)
  expect(difference.log).toEqual(log.status_difference.log)
})
