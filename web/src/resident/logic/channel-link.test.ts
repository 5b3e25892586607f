// What is a link of a channel, and what is none.
import { expect, test } from 'vitest'
import { openedFrom } from './channel-link'

const SECRET = `hcl_${'0f'.repeat(32)}`

test('s2_9_a_link_names_its_secret_and_may_name_a_city', () => {
  expect(openedFrom(`#channel=${SECRET}&city=330100`)).toEqual({ secret: SECRET, city: '330100' })
  expect(openedFrom(`#channel=${SECRET}`)).toEqual({ secret: SECRET, city: null })
  expect(openedFrom(`#channel=${SECRET}&city=here`)).toEqual({ secret: SECRET, city: null })
})

test('s2_9_any_other_address_is_no_link', () => {
  for (const hash of ['', '#/', '#/code', '#channel=', '#channel=hcs_1', `#channel=${SECRET}0`, `#other=${SECRET}`]) {
    expect(openedFrom(hash)).toBeNull()
  }
})
