// The style of figures: the lab's own, and what the lab's page says beside it.
import style from '../../../lab/web/style/figure.css?text'
import page from './page.css?text'

export function addStyle(): void {
  const element = document.createElement('style')
  element.textContent = page + style
  document.head.append(element)
}
