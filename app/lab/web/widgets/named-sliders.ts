// Sliders as ipywidgets draws them, with what they lack for a reader who does not see them: the handle has a name, and says its value as the
// readout does.
import * as controls from '@jupyter-widgets/controls'

type SliderView = controls.FloatSliderView | controls.FloatLogSliderView

function name(view: SliderView): void {
  const handle = view.el.querySelector('.noUi-handle')
  handle?.setAttribute('aria-label', String(view.model.get('description')))
  handle?.setAttribute('aria-valuetext', view.readout.textContent ?? '')
}

export class FloatSliderView extends controls.FloatSliderView {
  override update(options?: unknown): void {
    super.update(options)
    name(this)
  }
}

export class FloatLogSliderView extends controls.FloatLogSliderView {
  override update(options?: unknown): void {
    super.update(options)
    name(this)
  }
}
