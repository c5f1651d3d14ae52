// How long the window keeps a user waiting.

/** Runs in the page: how long a frame and an answer of the application keep a user waiting, at worst. */
export const METER = `
  const meter = { frame: 0, answer: 0, going: true }
  const frames = async () => {
    while (meter.going) {
      const asked = performance.now()
      await new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn)))
      meter.frame = Math.max(meter.frame, Math.round(performance.now() - asked))
      await new Promise((rest) => setTimeout(rest, 50))
    }
  }
  const answers = async () => {
    while (meter.going) {
      const asked = performance.now()
      await window.__TAURI_INTERNALS__.invoke('jobs')
      meter.answer = Math.max(meter.answer, Math.round(performance.now() - asked))
      await new Promise((rest) => setTimeout(rest, 250))
    }
  }
  frames()
  answers()
  meter.end = () => ((meter.going = false), { frame: meter.frame, answer: meter.answer })
  window.meter = meter`
