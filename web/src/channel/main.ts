import { createApp } from 'vue'
import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import '../shared/style/base.css'
import App from './App.vue'
import { face } from './texts'

createApp(App).use(face).mount('#app')
