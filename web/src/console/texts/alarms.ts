// The public page of alarms and limits.
import { both } from '../../shared/i18n/both'

export const alarms = both({
  zh: {
    title: '告警与限额',
    lead: '工作人员能改变多少人的颜色，有公开的限额。超过限额或数据不符时，系统告警。这里只有次数，没有任何人的信息。',
    counts: '告警',
    none: '没有告警。',
    noneWhat: '有人超过限额，或数据库里的数据与签名不符时，次数会出现在这里。',
    appeals: '申诉',
    appealsWhat: '等待答复{waiting}件，其中逾期{overdue}件。申诉须由未参与原决定的人员在{hours}小时内答复；对依法作出的决定，逾期未答复即暂停执行。',
    last: '最近一次',
    kind: '种类',
    times: '次数',
    limits: '限额',
    limitsWhat: '在这些时间内最多可以改变多少人的颜色。超过的提议须等另一辖区的第三人确认；同样的人此前提出、还没有确认的，也一并暂停生效。',
    limit: '对象',
    of: {
      altered: '数据被改动，不再读取',
      missing: '数据被删除或换回旧的',
      unsigned: '缺少两人的签名，不读取',
      limit: '超过限额，等第三人确认',
      pending: '名单或规则影响大，暂不生效，等两人同意',
      broken: '收到的文件无法读取，沿用上一份',
    },
    whose: { official: '一名官员', pair: '两名官员合计', office: '一个单位', basis: '一条法律依据', place: '一个城市' },
    window: { hour: '1小时', day: '1天', '7_days': '7天', '30_days': '30天' },
    clocks: '提议须在{approval}小时内批准；对个人的决定须由另一辖区的第三人在{third}小时内确认，否则自动失效。审批人从至少{least}人中抽取；人数不足时，从上级辖区补充。',
    waiting: '现在有{count}份名单或规则等待两人同意；在此之前沿用上一份。',
    alone: '新名单或新规则使一个城市变严的人不到{percent}%、且{hours}小时内合计不到{people}人时自行生效；否则须两人同意。只放宽的直接生效。',
    caption: { counts: '按种类的告警次数', limits: '按对象和时间的限额（人）' },
  },
  en: {
    title: 'Alarms and limits',
    lead: 'How many people staff can recolour has published limits. Going over one, or data that do not hold, raises an alarm. Here are counts and nothing about anybody.',
    counts: 'Alarms',
    none: 'There is no alarm.',
    noneWhat: 'When somebody goes over a limit, or data in the database do not fit their signatures, the count stands here.',
    appeals: 'Appeals',
    appealsWhat:
      '{waiting} wait for an answer, {overdue} of them overdue. Somebody who had no part in the decision answers within {hours} hours; an order by officials is suspended where nobody does.',
    last: 'Last noticed',
    kind: 'Kind',
    times: 'Times',
    limits: 'Limits',
    limitsWhat:
      'How many people can be recoloured in these times at most. What goes over waits for a third from another division, and what the same hands did unconfirmed no longer counts.',
    limit: 'Whose',
    of: {
      altered: 'Data were edited, and are not read',
      missing: 'Data were deleted, or old ones put back',
      unsigned: 'Signatures of two are missing; it is not read',
      limit: 'Over a limit; a third must confirm it',
      pending: 'A list or policy of large effect; the last one stays until two agree',
      broken: 'A file that came cannot be read; the last good one stays',
    },
    whose: {
      official: 'An official',
      pair: 'Two officials together',
      office: 'An office',
      basis: 'A legal basis',
      place: 'A city',
    },
    window: { hour: '1 hour', day: '1 day', '7_days': '7 days', '30_days': '30 days' },
    clocks:
      'A proposal is approved within {approval} hours; an order about a person is confirmed by a third from another division within {third} hours, or it ends by itself. The approver is drawn among {least} at least; where there are fewer, those of the division above are added.',
    waiting: 'Lists or policies that wait for two now: {count}. Until then the last one stays in force.',
    alone:
      'A new list or policy comes into force by itself while it worsens less than {percent} % of each city and, with all of {hours} hours, fewer than {people} people; else two must agree. What only lifts goes through.',
    caption: { counts: 'Alarms by kind', limits: 'Limits by whose and over which time, in people' },
  },
})
