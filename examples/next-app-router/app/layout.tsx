import type { ReactNode } from 'react'
import Link from 'next/link'
import { Tracking } from './tracking'
import './globals.css'

export const metadata = { title: 'Next.js App Router', icons: 'data:,' }

export default function RootLayout({ children, modal }: { readonly children: ReactNode; readonly modal: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Tracking>
          <nav>
            <Link href="/">Home</Link> <Link href="/profile/%40ada">Ada</Link> <Link href="/profile/%40bob">Bob</Link>{' '}
            <Link href="/docs/guide/start">Docs</Link> <Link href="/shop">Shop</Link> <Link href="/photo/7">Photo</Link>{' '}
            <Link href="/old">Old</Link> <a href="/admin/telemetry">Dashboard</a>
          </nav>
          {children}
          {modal}
        </Tracking>
      </body>
    </html>
  )
}
