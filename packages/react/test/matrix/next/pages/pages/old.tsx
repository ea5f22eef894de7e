export function getServerSideProps() {
  return { redirect: { destination: '/pages/new', permanent: false } }
}

export default function Old() {
  return null
}
