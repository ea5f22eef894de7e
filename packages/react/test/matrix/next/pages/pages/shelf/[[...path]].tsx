import { Heading } from '../../../heading'

export default function Shelf() {
  return <Heading before="Shelf with" name="path" />
}
