import type { ReactElement } from 'react'
import { NavLink, Outlet, ScrollRestoration } from 'react-router'
import { useCart } from '../cart'
import { RecordedPanel } from './recorded-panel'
import { TroubleBar } from './trouble-bar'

/** What every page has around it. */
export function Layout(): ReactElement {
  const { products } = useCart()
  return (
    <>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="top">
        <NavLink className="brand" to="/">
          Fennel Street
        </NavLink>
        <nav aria-label="Main">
          <NavLink to="/category/tea">Tea</NavLink>
          <NavLink to="/category/stoneware">Stoneware</NavLink>
          <NavLink to="/search">Search</NavLink>
          <a href="/about.html">About</a>
        </nav>
        <NavLink className="cart" to="/cart">
          Cart <span className="count">{products.length}</span>
        </NavLink>
      </header>
      <main id="content">
        <Outlet />
      </main>
      <TroubleBar />
      <RecordedPanel />
      <ScrollRestoration />
    </>
  )
}
