// The window's day, with the real application and a real model: a library is made, the samples are added, coverage
// is written, a sentence opens its page, the report is exported, the library is locked and unlocked.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import { METER } from './meter.mjs'
import { until, Window } from './webdriver.mjs'

const PASSPHRASE = 'lantern copper gate mitten'
const SCRIPT = 'Slack Water'
const MODEL = 'Coder 0.5B'
const shots = process.env.COLDREAD_SHOTS
const run = promisify(execFile)

let window, scratch
// The display itself: what a person sees, file dialogs included.
const shot = async (name) => {
  await sleep(400)
  await run('import', ['-window', 'root', join(shots, `${name}.png`)])
}
const all = (css) => window.run(`return [...document.querySelectorAll(args[0])].map((e) => e.textContent.trim())`, css)
const press = async (tag, words) => window.click(await window.findText(tag, words))

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'coldread-desktop-'))
  window = await Window.open(process.env.COLDREAD_WINDOW, ['--vault', join(scratch, 'library')])
})

after(async () => {
  await window?.close()
  await rm(scratch, { recursive: true, force: true })
})

test('the first run makes a library', async () => {
  await window.type(await window.find('#passphrase'), PASSPHRASE)
  await window.type(await window.find('#again'), PASSPHRASE)
  await shot('first-run')
  await window.click(await window.find('button[type=submit]'))
  await window.findText('h2', 'Drop scripts here')
  await shot('empty')
})

test('the sample scripts are added, and read', async () => {
  await press('button', 'Add the sample scripts')
  await until(async () => (await all('.pile .name')).length === 2, 'two rows stand in the library', 60_000)
  assert.ok((await all('.pile .name')).includes(SCRIPT))
})

test('another model is chosen', async () => {
  await window.keys('3')
  const row = `//li[.//h2[contains(., ${JSON.stringify(MODEL)})]]//button[contains(., "Use this")]`
  await window.click(await window.findPath(row))
  await until(async () => {
    const chosen = await window.run(`return document.querySelector('li:has(.chosen) h2')?.textContent ?? ''`)
    return chosen.includes(MODEL)
  }, `${MODEL} is in use`)
  await shot('models')
})

test('coverage is written, and the window answers all the while', async (t) => {
  await window.keys('1')
  await press('span', SCRIPT)
  await window.keys('\uE007')
  await window.find('article.page')
  await press('button', 'Write coverage')
  await window.run(METER)
  await window.find('.start [role=progressbar]', 60_000)
  await shot('reading')
  await window.find('[data-claim="synopsis.0"]', 900_000)
  const { frame, answer } = await window.run('return window.meter.end()')
  t.diagnostic(`longest wait for a frame ${frame} ms, for an answer of the application ${answer} ms`)
  assert.ok(frame > 0 && answer > 0, 'nothing was measured')
  await shot('coverage')
})

test('a click on a sentence marks the quote on its page', async () => {
  for (const claim of ['synopsis.0', 'logline']) {
    await window.click(await window.find(`[data-claim="${claim}"]`))
    await window.find('article.page mark.active')
    const tag = await window.run(`return document.querySelector('[data-claim="${claim}"] button').title`)
    const marked = (await all('article.page mark.active')).join(' ')
    const [, page, quote] = tag.match(/^Page (\d+): “(.*?)”(?= “|$)/s)
    assert.equal(flat(marked), flat(quote), 'what is marked is not what is quoted')
    const label = await window.run(`return document.querySelector('mark.active').closest('article').ariaLabel`)
    assert.equal(label, `Page ${page}`)
  }
  await shot('evidence')
})

test('the report is exported through the dialog of the desktop', async () => {
  const path = join(scratch, 'slack-water.html')
  await press('button', 'Export')
  await press('*[@role="menuitem"]', 'To read and print')
  const dialog = await until(async () => (await run('xdotool', ['search', '--onlyvisible', '--name', 'Save'])).stdout.trim().split('\n')[0], 'the dialog is there')
  await run('xdotool', ['windowfocus', '--sync', dialog])
  await run('xdotool', ['key', 'ctrl+a'])
  await run('xdotool', ['type', '--delay', '20', path])
  await run('xdotool', ['key', 'Return'])
  await window.findText('p', path)
  const html = await readFile(path, 'utf8')
  const logline = (await all('[data-claim="logline"] .words, [data-claim="logline"]'))[0].split(/\s*p\d/)[0]
  assert.ok(flat(html.replace(/<[^>]*>/g, '')).includes(flat(logline).slice(0, 60)), 'the logline is not in the file')
})

test('what was found by words opens on its page', async () => {
  await window.keys('\uE009', 'k')
  await window.type(await window.find('[role=dialog] input, dialog input'), 'backpack')
  await window.find('dialog [role=option] mark, [role=dialog] [role=option]')
  await shot('find')
  await window.keys('\uE007')
  await window.find('article.page mark')
})

test('dark is as complete as light', async () => {
  await window.keys('t')
  await until(async () => (await window.run('return document.documentElement.dataset.theme')) === 'dark', 'it is dark')
  await shot('coverage-dark')
  await window.keys('4')
  await window.find('dl.processes, table, h2')
  await shot('privacy-dark')
  await window.keys('1')
  await shot('library-dark')
  await window.keys('t')
  await until(async () => (await window.run('return document.documentElement.dataset.theme')) === 'light', 'it is light')
  await shot('library')
  await window.keys('4')
  await shot('privacy')
})

test('a locked library opens with its passphrase, and the coverage is still there', async () => {
  await window.click(await window.find('button[aria-label="Lock the library"]'))
  await window.type(await window.find('#passphrase'), 'not this one')
  await window.click(await window.find('button[type=submit]'))
  await window.find('[role=alert]')
  await shot('unlock')
  await window.keys('\uE009', 'a')
  await window.keys('\uE003')
  await window.type(await window.find('#passphrase'), PASSPHRASE)
  await window.click(await window.find('button[type=submit]'))
  await window.findText('h1', 'Privacy')
  await window.keys('1')
  await press('span', SCRIPT)
  await window.keys('\uE007')
  await window.find('[data-claim="synopsis.0"]')
})

/** Words with single spaces. */
const flat = (text) => text.replaceAll(/\s+/g, ' ').trim()
