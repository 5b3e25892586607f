// Words that stand on every screen.
import { both } from '../../shared/i18n/both'

export const common = both({
  zh: {
    name: '健康码',
    back: '返回',
    close: '关闭',
    next: '继续',
    save: '保存',
    cancel: '取消',
    retry: '重试',
    change: '修改',
    searching: '正在查找…',
    nothing: '没有找到，请换个说法',
    larger: '大字',
    normal: '标准字号',
    account: '我的资料',
    demo: '演示',
    demoDesk: '演示台',
    loading: '正在打开…',
    insecure: '本页不是安全连接，健康码无法使用',
    insecureWhat:
      '浏览器只在安全连接（https）下允许本机生成密钥，因此这里不能登录和亮码。请改用 https 地址打开本页；演示时请打开“演示台”，按其中的步骤信任证书。',
  },
  en: {
    name: 'Health code',
    back: 'Back',
    close: 'Close',
    next: 'Continue',
    save: 'Save',
    cancel: 'Cancel',
    retry: 'Try again',
    change: 'Change',
    searching: 'Searching…',
    nothing: 'Nothing found; try other words',
    larger: 'Larger text',
    normal: 'Normal text',
    account: 'My data',
    demo: 'Demo',
    demoDesk: 'Demo desk',
    loading: 'Opening…',
    insecure: 'This connection is not secure, so the code cannot work here',
    insecureWhat:
      'Browsers make keys only over a secure connection (https), so signing in and showing a code are not possible here. Open this page by its https address; in a demo, the demo desk has the steps to trust its certificate.',
  },
})
