import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { TelemetryProvider } from '@parel/telemetry-react'
import { trackRouter } from '@parel/telemetry-react/react-router'
import { CartProvider } from './cart'
import { CartPage } from './pages/cart-page'
import { CategoryPage } from './pages/category-page'
import { HomePage } from './pages/home-page'
import { NotFoundPage } from './pages/not-found-page'
import { OrderPage } from './pages/order-page'
import { ProductPage } from './pages/product-page'
import { SearchPage } from './pages/search-page'
import { Layout } from './parts/layout'
import { telemetry } from './telemetry'

const router = createBrowserRouter([
  {
    element: <Layout />,
    children: [
      { path: '/', element: <HomePage /> },
      { path: '/category/:category', element: <CategoryPage /> },
      { path: '/products/:product', element: <ProductPage /> },
      { path: '/search', element: <SearchPage /> },
      { path: '/cart', element: <CartPage /> },
      { path: '/orders/:order', element: <OrderPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
])
trackRouter(router, telemetry)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')
createRoot(root).render(
  <StrictMode>
    <TelemetryProvider client={telemetry}>
      <CartProvider>
        <RouterProvider router={router} />
      </CartProvider>
    </TelemetryProvider>
  </StrictMode>,
)
