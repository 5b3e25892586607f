// The texts of the page that a worker's unit opens.
import { createFace } from '../shared/i18n'
import { both, byLanguage } from '../shared/i18n/both'

const unit = both({
  zh: {
    title: '返岗准备',
    lead: '由返岗人员本人分享。这里只说明各项是否完成，不显示健康码的颜色、原因和地点；每次打开本人都能看到。',
    name: '姓名',
    unit: '单位',
    firstDay: '到岗日期',
    done: '已完成',
    missing: '未完成',
    all: '到岗前的各项均已完成',
    some: '还有未完成的项目，请本人在健康码页面办理',
    items: {
      identity: '身份核验',
      declaration: '健康申报',
      review: '资料复核',
      others: '城市的其他要求',
    },
    again: '重新读取',
    noLink: '请使用返岗人员分享的完整链接打开。',
  },
  en: {
    title: 'Before the first day',
    lead: 'Shared by the worker. It says what is done and what is missing, and no colour, reason or place; the worker reads each time that it is opened.',
    name: 'Name',
    unit: 'Unit',
    firstDay: 'First day',
    done: 'Done',
    missing: 'Missing',
    all: 'Everything before the first day is done',
    some: 'Something is missing: the worker does it on the page of their code',
    items: {
      identity: 'Identity confirmed',
      declaration: 'Health declaration',
      review: 'Answers looked at',
      others: 'What else the city asks for',
    },
    again: 'Read again',
    noLink: 'Open the whole link that the worker shared.',
  },
})

export const messages = byLanguage({ unit })
export const face = createFace(messages)
export const { useTexts } = face
