export default function PhotoModal() {
  return <h1>Photo over the page</h1>
}
