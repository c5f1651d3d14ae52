// The window as it is installed, which no WebDriver can reach: it draws, it is used by the keyboard alone, and the
// kernel's own account of its system calls shows no internet socket, in it or in any process that it starts.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import { until } from './webdriver.mjs'

const run = promisify(execFile)
const binary = join(dirname(process.env.COLDREAD_WINDOW), 'coldread-window')
const shot = join(process.env.COLDREAD_SHOTS, 'release.png')

let scratch, window, calls
const keys = (...names) => run('xdotool', ['key', '--delay', '60', ...names])
const words = (text) => run('xdotool', ['type', '--delay', '30', text])

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'coldread-release-'))
  calls = join(scratch, 'calls')
  const strace = ['-f', '--seccomp-bpf', '-e', 'trace=socket,io_uring_setup', '-o', calls]
  window = spawn('strace', [...strace, binary, '--vault', join(scratch, 'library')], { stdio: 'ignore', detached: true })
})

after(async () => {
  process.kill(-window.pid, 'SIGKILL')
  await rm(scratch, { recursive: true, force: true })
})

/** How many colours stand on the display: an empty window has a handful. */
const colours = async () => {
  await run('import', ['-window', 'root', shot])
  return Number((await run('identify', ['-format', '%k', shot])).stdout)
}

test('it draws', async () => {
  await until(async () => (await colours()) > 60, 'the window shows more than its background', 40_000)
})

test('a library is made and the samples are read without a mouse', async () => {
  await words('lantern copper gate mitten')
  await keys('Tab', 'Tab')
  await words('lantern copper gate mitten')
  await keys('Return')
  await until(async () => (await access(join(scratch, 'library'))) === undefined, 'the library is on disk')
  await sleep(2000)
  const empty = await colours()
  await keys('ctrl+k')
  await sleep(500)
  assert.notEqual(await colours(), empty, 'Ctrl+K opened nothing')
})

test('no process of it has opened an internet socket', async () => {
  const lines = (await readFile(calls, 'utf8')).split('\n')
  assert.ok(lines.some((line) => line.includes('socket(AF_UNIX')), 'strace saw nothing, so nothing is shown')
  const open = lines.filter((line) => /socket\((AF_INET|AF_PACKET|AF_VSOCK)|io_uring_setup/.test(line) && / = \d/.test(line))
  assert.deepEqual(open, [])
})
