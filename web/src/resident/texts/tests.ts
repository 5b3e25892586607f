// What laboratories found, and what it means.
import { both } from '../../shared/i18n/both'

export const tests = both({
  zh: {
    title: '核酸结果',
    none: '还没有结果',
    how: '检测机构按证件号码和姓名上报结果，通常几分钟内显示在这里，保留90天。登记前14天内上报的结果，登记时一并转入。',
    wrong: '结果有误请联系检测机构更正；更正后这里和健康码随之改变。',
    outcome: { positive: '阳性', negative: '阴性', withdrawn: '已撤回' },
    sampled: '采样 {moment}',
    rule: '{city}：{text}',
    file: '由工作人员以文件导入',
  },
  en: {
    title: 'Tests',
    none: 'No results yet',
    how: 'Laboratories report a result by document and name; it is usually here within minutes, and kept for 90 days. Those of the 14 days before you registered came in when you did.',
    wrong: 'If a result is wrong, ask the laboratory to correct it; what stands here and your code follow.',
    outcome: { positive: 'Positive', negative: 'Negative', withdrawn: 'Taken back' },
    sampled: 'Sample of {moment}',
    rule: '{city}: {text}',
    file: 'Imported by staff as a file',
  },
})
