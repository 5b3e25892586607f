// What was declared before, filled in again: to be corrected, or to be said anew.
import { both } from '../../shared/i18n/both'

export const again = both({
  zh: {
    filled: '已按原来的申报填好，只改有误的地方。',
    unchanged: '还没有改动：请在有误的一项旁点“修改”。',
    takenBack: '与原来的申报相比，以下内容将被撤回：',
    notShown: '代家人更正时，这里不显示原来的申报：没有重新填写的内容都将被撤回。',
    healthOn: '{day}感觉怎么样？',
    healthLead: '更正的是{day}的申报，请回答那一天的情况。此后出现的不适，请另行申报。',
    well: '那天没有不适',
    unwell: '那天有不适',
    saidWell: '{day}没有不适。',
  },
  en: {
    filled: 'Filled in as you declared it. Change what was wrong, and nothing else.',
    unchanged: 'Nothing is changed yet: tap "Change" beside what was wrong.',
    takenBack: 'Of what you declared, this is taken back:',
    notShown: 'What a family member declared is not shown here. Whatever you do not say again is taken back.',
    healthOn: 'How did you feel on {day}?',
    healthLead: 'You correct what was said on {day}: answer for that day. What came later is declared anew.',
    well: 'I felt well',
    unwell: 'I did not feel well',
    saidWell: 'I felt well on {day}.',
  },
})
