// The field's own words: states, symptoms, kinds of evidence, ways in which a reason ends.
import { both } from '../../shared/i18n/both'
import { evidence } from '../../shared/words/evidence'
import { states } from '../../shared/words/states'
import { symptoms } from '../../shared/words/symptoms'

export const words = both({
  zh: {
    state: states.zh,
    stateSays: {
      green: '未见异常',
      yellow: '需留意',
      red: '需隔离',
      unconfirmed: '待核验',
      none: '未申报',
    },
    shape: {
      green: '圆形，对勾',
      yellow: '三角形，感叹号',
      red: '八角形，横线',
      unconfirmed: '方形，问号',
      none: '虚线圆，短横',
    },
    colour: { red: '红码', yellow: '黄码' },
    symptom: symptoms.zh,
    evidence: evidence.zh,
    level: { high: '高风险', medium: '中风险', low: '低风险' },
    ends: {
      check_ins: '每天打卡，计满{days}天自动解除。今天是第{day}天。',
      check_insBare: '每天打卡，计满天数自动解除。',
      with_order: '随正在进行的隔离一起解除。',
      window: '过了期限自动解除，不需要办理。',
      official_order: '随该决定到期解除。',
      test: '检测结果为阴性后自动解除；未检测的，过了期限解除。',
    },
    missed: '漏打卡{missed}天，已顺延。',
    then: '之后转为{colour}，至{day}。',
    and: '、',
  },
  en: {
    state: states.en,
    stateSays: {
      green: 'Nothing found',
      yellow: 'Take care',
      red: 'Quarantine',
      unconfirmed: 'Being checked',
      none: 'Not declared',
    },
    shape: {
      green: 'circle with a check mark',
      yellow: 'triangle with an exclamation mark',
      red: 'octagon with a bar',
      unconfirmed: 'square with a question mark',
      none: 'broken circle with a dash',
    },
    colour: { red: 'red', yellow: 'yellow' },
    symptom: symptoms.en,
    evidence: evidence.en,
    level: { high: 'high risk', medium: 'medium risk', low: 'low risk' },
    ends: {
      check_ins: 'Check in once a day; it ends by itself after {days} days. Today is day {day}.',
      check_insBare: 'Check in once a day; it ends by itself when the days are counted.',
      with_order: 'Ends with the quarantine that runs.',
      window: 'Ends by itself when its days are over. Nothing to do.',
      official_order: 'Ends with that order.',
      test: 'Ends by itself with a negative result; without a test, when its days are over.',
    },
    missed: 'Days without a check-in, added at the end: {missed}.',
    then: 'Then {colour} until {day}.',
    and: ', ',
  },
})
