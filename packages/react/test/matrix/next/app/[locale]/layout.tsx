import type { ReactNode } from 'react'
import { Tracking } from '../../tracking'

export const metadata = { title: 'Matrix', icons: 'data:,' }

export function generateStaticParams() {
  return [{ locale: 'en' }]
}

export default function RootLayout({ children, modal }: { readonly children: ReactNode; readonly modal: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Tracking>
          {children}
          {modal}
        </Tracking>
      </body>
    </html>
  )
}
