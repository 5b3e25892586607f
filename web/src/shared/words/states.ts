// What a code's states are called on every screen; `crates/service/src/explain/words.rs` says the same.
import { both } from '../i18n/both'

export const states = both({
  zh: { green: '绿码', yellow: '黄码', red: '红码', unconfirmed: '蓝码', none: '灰码' },
  en: { green: 'Green', yellow: 'Yellow', red: 'Red', unconfirmed: 'Not confirmed', none: 'No code' },
})
