// The texts of the sample mini-program.
import { createFace } from '../shared/i18n'
import { both, byLanguage } from '../shared/i18n/both'

const channel = both({
  zh: {
    title: '示例小程序',
    lead: '给接入方看的示例：小程序怎样带着绑定的手机号打开健康码。',
    demo: '演示',
    desk: '演示台',
    app: '小程序',
    phone: '小程序里绑定的手机号',
    phoneSecond: '{phone}（同一证件的第二个号码）',
    signer: '接入方服务器用登记的密钥签署断言，换得一次性链接。密钥不在小程序里。',
    web: '在网页视图中打开',
    webWhat: '推荐。健康码页面用本机密钥出示，断网也能用。',
    server: '由服务器出示',
    serverWhat: '小程序不能签名时使用：每30秒向服务器取一次新码，须联网；要求应答的检查点改为人工核验。',
    who: '确认身份',
    whoLead: '{channel}已担保手机号 {phone}。为保护资料，还需确认您本人。',
    last6: '证件号码后6位',
    last6Wrong: '与登记的资料不符，或此手机号尚未登记。',
    confirm: '确认',
    other: '我用另一个号码登记过',
    name: '姓名',
    document: '居民身份证号码',
    first: '还没有健康码：先在网页视图中登记和申报',
    close: '关闭',
    qr: '健康码，{state}',
    turns: '{seconds}秒后更新',
    late: '没有取到新码，请检查网络；旧码一分钟内失效。',
    state: { green: '绿码', yellow: '黄码', red: '红码', unconfirmed: '蓝码', none: '灰码' },
  },
  en: {
    title: 'Sample mini-program',
    lead: 'For vendors: how an app opens the health code with the phone that is bound there.',
    demo: 'Demo',
    desk: 'Demo desk',
    app: 'Mini-program',
    phone: 'The phone that is bound in the app',
    phoneSecond: '{phone} (a second number of the same document)',
    signer: "The vendor's server signs an assertion with its registered key and gets a link that opens once. The key is not in the app.",
    web: 'Open in the web view',
    webWhat: "Recommended. The code's page signs with a key of this device, and works without a network.",
    server: 'Presented by the server',
    serverWhat:
      'For a runtime that cannot sign: a new code from the server every 30 seconds, with a network. A gate that asks for an answer checks by hand.',
    who: 'Is it you?',
    whoLead: '{channel} has vouched for {phone}. To keep your data safe we also need to know that it is you.',
    last6: 'Last six of your document number',
    last6Wrong: 'This does not fit what was registered, or nobody registered with this number.',
    confirm: 'Confirm',
    other: 'I registered with another number',
    name: 'Name',
    document: 'Resident ID number',
    first: 'No code yet: register and declare in the web view first',
    close: 'Close',
    qr: 'Health code, {state}',
    turns: 'New in {seconds} s',
    late: 'No new code came; look at the network. The old one is dead within a minute.',
    state: { green: 'Green', yellow: 'Yellow', red: 'Red', unconfirmed: 'Blue', none: 'Grey' },
  },
})

export const messages = byLanguage({ channel })
export const face = createFace(messages)
export const { useTexts } = face
