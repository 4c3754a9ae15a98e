/** Puts the dashboard on the page. */
import { render } from 'preact'
import { App } from './app/App.js'
import './styles/index.css'

const root = document.getElementById('app')
if (root !== null) render(<App />, root)
