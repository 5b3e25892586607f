// Before the first day of work.
import { both } from '../../shared/i18n/both'

export const firstDay = both({
  zh: {
    title: '到岗前的准备',
    none: '只有返岗人员需要办理。请在“我的”页面填写工作单位和到岗日期。',
    open: '到岗前还缺什么',
    on: '{day}到岗',
    all: '各项均已完成，可以按时到岗。',
    some: '还有{count}项未完成。',
    done: '已完成',
    missing: '未完成',
    link: '给单位的链接',
    linkWhat: '单位打开后只看到各项是否完成，看不到颜色、原因和地点。到岗次日自动失效，您也可以随时停用；每次打开都记入您的日志。',
    make: '生成链接',
    makeAgain: '重新生成（原链接失效）',
    copy: '复制链接',
    copied: '已复制，可以发给单位。',
    until: '链接有效至{day}。',
    end: '停用链接',
  },
  en: {
    title: 'Before your first day',
    none: 'This is for who returns to work: say your unit and first day on the page "Me".',
    open: 'What is missing before the first day',
    on: 'First day: {day}',
    all: 'Everything is done: you can begin on the day.',
    some: '{count} still missing.',
    done: 'Done',
    missing: 'Missing',
    link: 'A link for your unit',
    linkWhat:
      'The unit reads what is done and what is missing, and no colour, reason or place. It ends by itself on the day after the first one; you can end it at any time, and your log says each time that it is opened.',
    make: 'Make a link',
    makeAgain: 'Make another (this one ends)',
    copy: 'Copy the link',
    copied: 'Copied: send it to your unit.',
    until: 'The link lives until {day}.',
    end: 'End the link',
  },
})
