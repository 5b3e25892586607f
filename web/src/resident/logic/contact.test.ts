import { expect, test } from 'vitest'
import { contactBody } from './contact'

test('s2_16_a_contact_is_sent_as_what_it_is', () => {
  expect(contactBody({ by: 'phone', typed: ' 138 0000-0011 ' })).toEqual({ phone: '13800000011' })
  expect(contactBody({ by: 'email', typed: ' max-a@example.org ' })).toEqual({ email: 'max-a@example.org' })
})
