// <cr-slider>: an SVG whose groups [data-frame] are shown one at a time by a native range input.
// Without this script the figure stands as a picture and the control stays hidden.

class CrSlider extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.output = this.querySelector("output");
    this.frames = [...this.querySelectorAll("[data-frame]")];
    this.labels = JSON.parse(this.dataset.labels);
    this.input.oninput = () => this.show(this.input.valueAsNumber);
    this.querySelector(".cr-control").hidden = false;
    this.show(this.input.valueAsNumber);
  }

  show(now) {
    const trail = "trail" in this.dataset;
    for (const group of this.frames) {
      const index = Number(group.dataset.frame);
      const seen = index === now || (trail && index < now);
      group.setAttribute("display", seen ? "inline" : "none");
      group.setAttribute("opacity", index === now ? "1" : "0.25");
    }
    this.output.textContent = this.labels[now];
    this.input.setAttribute("aria-valuetext", this.labels[now]);
  }
}

if (!customElements.get("cr-slider")) {
  customElements.define("cr-slider", CrSlider);
}
