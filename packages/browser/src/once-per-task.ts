/** Runs `step` as soon as the current task has done its work, once however often it is asked: a page that goes away lives on for its microtasks, but for no timer. */
export function oncePerTask(step: () => unknown): () => void {
  let isAsked = false
  return () => {
    if (!isAsked)
      queueMicrotask(() => {
        isAsked = false
        step()
      })
    isAsked = true
  }
}
