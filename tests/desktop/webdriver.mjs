// A small WebDriver client for WebKitWebDriver: what the desktop tests need of the W3C protocol, and no more.
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

export class Window {
  #driver
  #base
  #session

  /** Starts the driver and, through it, the window. */
  static async open(binary, args, port = 4444) {
    const window = new Window()
    window.#driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore' })
    window.#base = `http://127.0.0.1:${port}`
    await until(async () => (await fetch(`${window.#base}/status`)).ok, 'WebKitWebDriver answers')
    const options = { 'webkitgtk:browserOptions': { binary, args } }
    const { sessionId } = await window.#post('/session', { capabilities: { alwaysMatch: options } })
    window.#session = `/session/${sessionId}`
    return window
  }

  async #post(path, body, method = 'POST') {
    const response = await fetch(this.#base + path, {
      method,
      body: method === 'POST' ? JSON.stringify(body) : undefined,
      signal: AbortSignal.timeout(60_000),
    })
    const { value } = await response.json()
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`)
    return value
  }

  /** The first element that the selector finds, waited for. */
  async find(css, patience = 20_000) {
    let found
    await until(async () => {
      found = await this.#post(`${this.#session}/element`, { using: 'css selector', value: css })
      return true
    }, `${css} is there`, patience)
    return found[ELEMENT]
  }

  /** The first element whose accessible text is, or contains, these words. */
  async findText(tag, words, patience = 20_000) {
    return this.findPath(`//${tag}[contains(normalize-space(.), ${JSON.stringify(words)})]`, patience)
  }

  /** The first element that the XPath finds, waited for. */
  async findPath(xpath, patience = 20_000) {
    let found
    await until(async () => {
      found = await this.#post(`${this.#session}/element`, { using: 'xpath', value: xpath })
      return true
    }, `${xpath} is there`, patience)
    return found[ELEMENT]
  }

  async click(element) {
    await this.#post(`${this.#session}/element/${element}/click`, {})
  }

  async type(element, text) {
    await this.#post(`${this.#session}/element/${element}/value`, { text })
  }

  async text(element) {
    return this.#post(`${this.#session}/element/${element}/text`, undefined, 'GET')
  }

  /** Runs a function body in the page and returns its value; promises are awaited. */
  async run(body, ...args) {
    const script = `const done = arguments[arguments.length - 1]; const args = Array.from(arguments).slice(0, -1);
      (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error && error.sentence || error) }))`
    const result = await this.#post(`${this.#session}/execute/async`, { script, args })
    if (result.error) throw new Error(result.error)
    return result.value
  }

  /** Presses keys together, the last one first let go. */
  async keys(...keys) {
    const actions = [
      ...keys.map((value) => ({ type: 'keyDown', value })),
      ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]
    await this.#post(`${this.#session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  async resize(width, height) {
    await this.#post(`${this.#session}/window/rect`, { width, height })
  }

  async close() {
    await this.#post(this.#session, undefined, 'DELETE').catch(() => {})
    this.#driver.kill()
  }
}

/** Waits until a check comes true, and returns what it returned; a check that throws has not come true yet. */
export async function until(check, what, patience = 20_000) {
  const end = Date.now() + patience
  let last
  while (Date.now() < end) {
    try {
      const came = await check()
      if (came) return came
    } catch (error) {
      last = error
    }
    await sleep(100)
  }
  throw new Error(`Waited ${patience / 1000} s in vain until ${what}.${last ? ` Last: ${last.message}` : ''}`)
}
