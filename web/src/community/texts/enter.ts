// Signing in on a phone.
import { both } from '../../shared/i18n/both'

export const enter = both({
  zh: {
    title: '社区工作人员登录',
    lead: '登录后，今天的名单加密保存在本机；退出登录或过了零点即删除。',
    passkey: '用通行密钥登录',
    or: '或用密码',
    login: '登录名',
    secret: '密码',
    oneTime: '动态验证码',
    enter: '用密码登录',
    first: '第一次使用？先启用账号',
    kept: '本机还有{count}条记录，由记录人本人登录后自动提交。',
    bare: '浏览器只为有名字的地址保存通行密钥。请改用：',
  },
  en: {
    title: 'Sign-in for community workers',
    lead: 'Today’s list is then kept sealed on this phone, and removed when you sign out and at midnight.',
    passkey: 'Sign in with a passkey',
    or: 'or by password',
    login: 'Login',
    secret: 'Password',
    oneTime: 'One-time password',
    enter: 'Sign in by password',
    first: 'First time here? Bring your account into use',
    kept: '{count} records wait on this phone; each is sent once whoever recorded it has signed in.',
    bare: 'Browsers keep passkeys only for addresses with a name. Use this one:',
  },
})
