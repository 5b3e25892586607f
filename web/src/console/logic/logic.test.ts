import { describe, expect, it } from 'vitest'
import { deviceName } from './device'
import { timeLeft } from './left'
import { inGroups } from './one-time'
import { failureOf, isBareAddress } from './passkey'
import { hashOf, whereIs } from './where'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

describe('time left', () => {
  it('n_3_a_task_says_how_much_time_is_left_and_that_it_is_over_by_a_word', () => {
    expect(timeLeft(4 * HOUR_MS, 0)).toEqual({ how: 'enough', days: 0, hours: 4, minutes: 0 })
    expect(timeLeft(72 * HOUR_MS, 1)).toEqual({ how: 'enough', days: 3, hours: 0, minutes: 0 })
    expect(timeLeft(5 * MINUTE_MS, 30_000)).toEqual({ how: 'little', days: 0, hours: 0, minutes: 5 })
    expect(timeLeft(0, 0).how).toBe('over')
    expect(timeLeft(0, 90 * MINUTE_MS)).toEqual({ how: 'over', days: 0, hours: 1, minutes: 30 })
  })
})

describe('one-time passwords', () => {
  it('n_3_the_secret_stands_in_groups_for_whoever_types_it', () => {
    expect(inGroups('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP')
  })
})

describe('passkeys', () => {
  it('n_3_what_an_authenticator_refuses_is_said_with_what_to_do', () => {
    expect(failureOf('NotAllowedError').text.en).toContain('Try again')
    expect(failureOf('InvalidStateError').text.en).toContain('sign in with it')
    expect(failureOf('SecurityError').text.en).toContain('proper name')
    expect(failureOf('NotSupportedError').text.en).toContain('the password')
    expect(failureOf('NotAllowedError').offline).toBe(false)
  })

  it('n_3_browsers_make_no_passkeys_for_an_address_of_numbers', () => {
    expect(['127.0.0.1', '::1', '[::1]'].every(isBareAddress)).toBe(true)
    expect(['localhost', 'hz.example', '12306.example'].some(isBareAddress)).toBe(false)
  })
})

describe('devices', () => {
  it('n_3_a_device_is_called_by_its_system_and_browser', () => {
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'
    expect(deviceName(edge)).toBe('Windows · Edge')
    expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1')).toBe('iPhone · Safari')
    expect(deviceName('curl/8')).toBe('Browser')
  })
})

describe('addresses', () => {
  it('n_3_every_screen_has_an_address_and_an_unknown_one_leads_to_the_first', () => {
    expect(whereIs('#/proposals/12')).toEqual({ screen: 'proposal', of: '12' })
    expect(whereIs('#/proposals')).toEqual({ screen: 'proposals', of: '' })
    expect(whereIs('#/propose/order')).toEqual({ screen: 'propose', of: 'order' })
    expect(whereIs('#/pending')).toEqual({ screen: 'pending', of: '' })
    expect(whereIs('#/pending/7')).toEqual({ screen: 'waiting', of: '7' })
    expect(whereIs('')).toEqual({ screen: 'first', of: '' })
    expect(whereIs('#/nowhere')).toEqual({ screen: 'first', of: '' })
    expect(whereIs('#/propose/order_lifting/12')).toEqual({ screen: 'propose', of: 'order_lifting/12' })
    for (const hash of ['#/proposals/12', '#/pending', '#/pending/7', '#/proposals', '#/propose/order', '#/propose/order_lifting/12', '#/tasks', '#/']) {
      expect(hashOf(whereIs(hash))).toBe(hash)
    }
  })
})
