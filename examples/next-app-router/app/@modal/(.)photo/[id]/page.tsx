export function generateStaticParams() {
  return [{ id: '7' }]
}

export default function PhotoModal() {
  return (
    <dialog open>
      <h2>Photo over the page</h2>
    </dialog>
  )
}
