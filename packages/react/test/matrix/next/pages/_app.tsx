import type { AppProps } from 'next/app'
import Head from 'next/head'
import { useRouter } from 'next/router'
import { TelemetryPageViews } from '@parel/telemetry-react/next-pages'
import { TelemetryTestProvider } from '@parel/telemetry-react/testing'
import { telemetry } from '../scenarios'
import { useScenarios } from '../steer'

export default function App({ Component, pageProps }: AppProps) {
  useScenarios(useRouter(), '/pages')
  return (
    <TelemetryTestProvider client={telemetry}>
      <Head>
        <link rel="icon" href="data:," />
      </Head>
      <TelemetryPageViews />
      <Component {...pageProps} />
    </TelemetryTestProvider>
  )
}
