// The words of closed lists.
import { both } from '../../shared/i18n/both'
import { helpKinds } from '../../shared/words/help'
import { states } from '../../shared/words/states'
import { symptoms } from '../../shared/words/symptoms'

export const words = both({
  zh: {
    why: { symptomatic: '有症状', missing: '缺打卡', help: '求助', new: '新增', ending: '明天解除', moved: '已迁出' },
    task: {
      symptomatic: '有症状，请尽快联系',
      missed_check_in: '有一天没有打卡，请问明原因',
      help: '居民求助',
      confirm: '待确认的代录打卡',
    },
    helpKind: helpKinds.zh,
    helpState: { open: '待处理', on_the_way: '正在送去', done: '已送到' },
    state: states.zh,
    symptom: symptoms.zh,
  },
  en: {
    why: { symptomatic: 'symptoms', missing: 'check-in missing', help: 'asks for help', new: 'new', ending: 'free tomorrow', moved: 'moved' },
    task: {
      symptomatic: 'Has symptoms: get in touch soon',
      missed_check_in: 'A day without a check-in: find out why',
      help: 'Asked for help',
      confirm: 'An entered check-in to confirm',
    },
    helpKind: helpKinds.en,
    helpState: { open: 'waits', on_the_way: 'on the way', done: 'brought' },
    state: states.en,
    symptom: symptoms.en,
  },
})
