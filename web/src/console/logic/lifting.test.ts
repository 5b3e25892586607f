import { expect, test } from 'vitest'
import type { Appeal } from '../../shared/api'
import { liftingOf } from './lifting'

const CLOSED: Appeal = {
  id: '7',
  city: { code: '330100', zh: '杭州市', en: 'Hangzhou' },
  made_ms: 0,
  due_ms: 0,
  state: 'waiting',
  overdue: false,
  suspends: false,
  lifting: false,
  own_hands: false,
  same_office: false,
  contests: [
    { kind: 'official_order', id: '11' },
    { kind: 'order', id: '12' },
    { kind: 'naming', id: '13' },
  ],
}

const OPENED: Appeal = {
  ...CLOSED,
  opened: {
    name: '张三',
    document_kind: 'passport',
    document_number: 'E12345678',
    reason: '不对',
    evidence: '',
    on_paper: false,
    exposures: [],
  },
}

test('n_3_each_order_that_an_appeal_contests_is_lifted_by_a_proposal_of_its_own', () => {
  const asked = liftingOf(OPENED, '确有错误', 'infectious_diseases_39', '2022-07-21')
  expect(asked.map(({ what }) => what)).toEqual([
    { kind: 'order_lifting', of: '11' },
    { kind: 'lifting', name: '张三', document_kind: 'passport', document_number: 'E12345678', order: '12' },
    { kind: 'order_lifting', of: '13' },
  ])
  expect(asked.every(({ place }) => place === '330100')).toBe(true)
  const visit: Appeal = { ...OPENED, contests: [{ kind: 'visit', id: '14' }] }
  expect(liftingOf(visit, '', 'infectious_diseases_39', '2022-07-21')).toEqual([])
  expect(liftingOf(CLOSED, '', 'infectious_diseases_39', '2022-07-21')).toEqual([])
})
