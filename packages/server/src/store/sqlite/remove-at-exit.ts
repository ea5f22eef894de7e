/** Has `remove` run at the end of the process, however it ends but by a kill. Returns what runs it now instead. */
export function removeAtExit(remove: () => void): () => void {
  process.on('exit', remove)
  return () => {
    process.off('exit', remove)
    remove()
  }
}
