'use client'

import { useParams } from 'next/navigation'

/** Names a page by its parameter. */
export function Heading({ before, name }: { readonly before: string; readonly name: string }) {
  const value = useParams()?.[name]
  return <h1>{value === undefined ? before.split(' ')[0] : `${before} ${decodeURIComponent(String(value).split(',')[0] ?? '')}`}</h1>
}
