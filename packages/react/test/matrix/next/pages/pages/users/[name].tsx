import { Heading } from '../../../heading'

export default function User() {
  return <Heading before="User" name="name" />
}
