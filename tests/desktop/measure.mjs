// How the window keeps up with a feature-length script: seconds from the drop to its outline, minutes to its
// coverage with one core left to the window, memory, and how long a user would have waited for a frame.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { METER } from './meter.mjs'
import { Window } from './webdriver.mjs'

const SCRIPT = resolve(process.argv[2] ?? 'fixtures/scripts/scale/script.fountain')
const MODEL = process.env.COLDREAD_MODEL ?? 'qwen2.5-coder-0.5b-instruct-q4_k_m'
const PASSPHRASE = 'lantern copper gate mitten'
const HOUR = 3_600_000

/** Runs in the page: milliseconds from handing over the file to the first drawn page and strip. */
const OUTLINE = `
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    const there = async (css) => { while (!document.querySelector(css)) await drawn() }
    const began = performance.now()
    await window.__TAURI_INTERNALS__.invoke('import_files', { paths: [args[0]] })
    await there('.pile .name')
    document.querySelector('.pile .name').click()
    await there('article.page .row')
    await there('.ribbon')
    await drawn()
    return performance.now() - began`

const scratch = await mkdtemp(join(tmpdir(), 'coldread-measure-'))
const window = await Window.open(process.env.COLDREAD_WINDOW, ['--vault', join(scratch, 'library')])
try {
  await window.type(await window.find('#passphrase'), PASSPHRASE)
  await window.type(await window.find('#again'), PASSPHRASE)
  await window.click(await window.find('button[type=submit]'))
  await window.findText('h2', 'Drop scripts here')
  await window.run(`return window.__TAURI_INTERNALS__.invoke('choose_model', { id: args[0] })`, MODEL)

  // What a drop does, without the mouse: the file goes in, its row appears, its outline is drawn.
  const outline = await window.run(OUTLINE, SCRIPT)
  console.log(`outline after the drop: ${(outline / 1000).toFixed(2)} s`)

  const began = Date.now()
  await window.keys('c')
  await window.run(METER)
  let peak = 0
  const watching = watchMemory((bytes) => (peak = Math.max(peak, bytes)))
  await window.find('[data-claim="logline"]', HOUR)
  watching.stop()
  const { frame, answer } = await window.run('return window.meter.end()')
  console.log(`coverage from the window: ${((Date.now() - began) / 60_000).toFixed(1)} min`)
  console.log(`memory of all processes at most: ${(peak / 2 ** 30).toFixed(2)} GiB`)
  console.log(`longest wait for a frame: ${frame} ms, for an answer of the application: ${answer} ms`)
} finally {
  await window.close()
  await rm(scratch, { recursive: true, force: true })
}

/** Sums the private memory of the application's processes twice a second. */
function watchMemory(heard) {
  let going = true
  const loop = async () => {
    while (going) {
      let bytes = 0
      for (const pid of await ours()) {
        const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
        bytes += 1024 * Number(rollup.match(/^Pss:\s+(\d+)/m)?.[1] ?? 0)
      }
      heard(bytes)
      await sleep(500)
    }
  }
  void loop()
  return { stop: () => (going = false) }
}

/** The window, its web process, and the workers. */
async function ours() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const names = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')))
  return pids.filter((_, i) => /^(coldread-|WebKit)/.test(names[i]))
}
