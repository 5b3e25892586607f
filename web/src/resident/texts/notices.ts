// Every notice of the last weeks, also those that were read, and the pop-ups that stand now.
import { both } from '../../shared/i18n/both'

export const notices = both({
  zh: {
    title: '提示和通知',
    lead: '现在的提示，以及近90天内的通知。通知也会以短信提醒，短信中没有颜色、地点和姓名。',
    now: '现在的提示',
    none: '现在没有提示。',
    all: '通知',
    noNotices: '近90天没有通知。',
    unread: '未读',
    read: '已读',
  },
  en: {
    title: 'Pop-ups and notices',
    lead: 'The pop-ups that stand now, and what you were told in the last 90 days. Short messages that go with a notice hold no colour, place or name.',
    now: 'Pop-ups now',
    none: 'None stands now.',
    all: 'Notices',
    noNotices: 'None in the last 90 days.',
    unread: 'New',
    read: 'Read',
  },
})
