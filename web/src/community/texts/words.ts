// The words of closed lists.
import { both } from '../../shared/i18n/both'

export const words = both({
  zh: {
    why: { symptomatic: '有症状', missing: '缺打卡', help: '求助', new: '新增', ending: '明天解除', moved: '已迁出' },
    task: {
      symptomatic: '有症状，请尽快联系',
      missed_check_in: '有一天没有打卡，请问明原因',
      help: '居民求助',
      confirm: '待确认的代录打卡',
    },
    helpKind: { medicine: '药品', food: '食品', other: '其他' },
    helpState: { open: '待处理', on_the_way: '正在送去', done: '已送到' },
    colour: { yellow: '黄码', red: '红码' },
    symptom: {
      fever: '发热',
      dry_cough: '干咳',
      fatigue: '乏力',
      sore_throat: '咽痛',
      loss_of_smell_or_taste: '嗅觉味觉减退',
      runny_nose: '鼻塞流涕',
      muscle_ache: '肌肉酸痛',
      diarrhoea: '腹泻',
      shortness_of_breath: '呼吸困难',
    },
  },
  en: {
    why: { symptomatic: 'symptoms', missing: 'check-in missing', help: 'asks for help', new: 'new', ending: 'free tomorrow', moved: 'moved' },
    task: {
      symptomatic: 'Has symptoms: get in touch soon',
      missed_check_in: 'A day without a check-in: find out why',
      help: 'Asked for help',
      confirm: 'An entered check-in to confirm',
    },
    helpKind: { medicine: 'Medicine', food: 'Food', other: 'Something else' },
    helpState: { open: 'waits', on_the_way: 'on the way', done: 'brought' },
    colour: { yellow: 'Yellow', red: 'Red' },
    symptom: {
      fever: 'Fever',
      dry_cough: 'Dry cough',
      fatigue: 'Fatigue',
      sore_throat: 'Sore throat',
      loss_of_smell_or_taste: 'Loss of smell or taste',
      runny_nose: 'Runny nose',
      muscle_ache: 'Muscle ache',
      diarrhoea: 'Diarrhoea',
      shortness_of_breath: 'Shortness of breath',
    },
  },
})
