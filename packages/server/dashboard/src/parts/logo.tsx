/** The mark of the page. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M7 20l5-6 5 4 8-10" />
    </svg>
  )
}
