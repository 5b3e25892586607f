import { createApp } from 'vue'
import '../shared/style/base.css'
import App from './App.vue'
import { face } from './texts'

createApp(App).use(face).mount('#app')
