// What is stored about the person: kinds, lives, and taking all of it out.
import { both } from '../../shared/i18n/both'

export const data = both({
  zh: {
    title: '保存了我的哪些数据',
    lead: '系统保存的与您有关的全部内容、每种保存多久、谁看过。',
    count: '{count}条',
    withNothing: '目前没有内容的{count}种',
    notShown: '不在其中的内容及原因',
    log: '谁看过我的资料，为什么',
    exportTitle: '导出全部数据',
    exportWhat: '得到一份可以保存的文件和一份可以阅读、打印的清单。导出会记在您的查看记录里。',
    last6: '输入证件号码后6位确认是您本人',
    export: '导出',
    made: '{when} 导出',
    save: '保存为文件（JSON）',
    print: '打印',
    secret: '其中有您的完整姓名、证件号码和行程，请妥善保管。',
    file: '我的健康码数据',
  },
  en: {
    title: 'What is stored about me',
    lead: 'Everything that the service stores about you, how long each kind is kept, and who looked.',
    count: 'Entries: {count}',
    withNothing: 'Kinds of which there is nothing: {count}',
    notShown: 'What is not among it, and why',
    log: 'Who looked at my data, and why',
    exportTitle: 'Take everything out',
    exportWhat: 'You get a file to keep and a list to read and print. That you took it out stands in your log.',
    last6: 'To show that it is you, give the last six of your document',
    export: 'Take it out',
    made: 'Taken out {when}',
    save: 'Save as a file (JSON)',
    print: 'Print',
    secret: 'It holds your full name, your document and your places. Keep it safe.',
    file: 'my-health-code-data',
  },
})
