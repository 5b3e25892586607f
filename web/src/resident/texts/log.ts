// Who looked at the person's data.
import { both } from '../../shared/i18n/both'

export const log = both({
  zh: {
    title: '谁看过我的资料',
    lead: '每一次查看和每一次判定都在这里留下一行：谁、何时、为什么。行一旦封存就无法悄悄更改。',
    nothing: '还没有记录',
    who: '{who} · {purpose}',
    unsealed: '尚未封存：本小时结束后封存',
    sealed: '已封存：{hour} 那一小时的第 {number} 行',
    older: '更早的记录',
  },
  en: {
    title: 'Who looked at my data',
    lead: 'Every look and every decision leaves a line here: who, when and why. Once a line is sealed, nobody can change it unnoticed.',
    nothing: 'There is nothing yet',
    who: '{who} · {purpose}',
    unsealed: 'Not sealed yet: it will be when its hour is over',
    sealed: 'Sealed: line {number} of the hour of {hour}',
    older: 'Older lines',
  },
})
