"""Somebody who has a keyboard only: every stop of Tab on the way must show where the focus is.

`stops` goes through a whole page by Tab; `Hands` goes from control to control as a task needs it.
"""

from __future__ import annotations

from typing import Any

RING = """
const ring = one => {
  const style = getComputedStyle(one);
  return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor].join(" ");
};
"""
BEGUN = f"""() => {{
  {RING}
  const chosen = one => one.type !== "radio" || one.checked ||
    (!document.querySelector(`input[type=radio][name="${{CSS.escape(one.name)}}"]:checked`) &&
     document.querySelector(`input[type=radio][name="${{CSS.escape(one.name)}}"]`) === one);
  const order = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    one => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && chosen(one) &&
      one.checkVisibility({{visibilityProperty: true}}));
  const rest = new Map(order.map(one => [one, ring(one)]));
  const told = one => one.outerHTML.slice(0, 120);
  const place = one => one.getBoundingClientRect();
  const above = order.filter((one, at) => {{
    if (!at || order[at - 1].className === "skip-link" || one.className === "tick") return false;
    const [before, here] = [place(order[at - 1]), place(one)];
    const row = here.top < before.bottom - 2 && here.bottom > before.top + 2;
    return row ? here.right <= before.left + 1 : here.bottom <= before.top + 1 && here.left < before.right - 1;
  }}).map(told);
  window.seen = {{stops: [], dim: []}};
  document.addEventListener("focusin", event => {{
    const one = event.target, scrolls = one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;
    if (rest.has(one) || !scrolls) window.seen.stops.push(rest.has(one) ? order.indexOf(one) : told(one));
    if (rest.has(one) && ring(one) === rest.get(one)) window.seen.dim.push(told(one));
  }});
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  window.seen.stops = [];
  return {{count: order.length, above, odd: order.filter(one => one.tabIndex > 0).map(told)}};
}}"""
AT = f"""wanted => {{
  {RING}
  const one = document.activeElement, place = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {{
    there: one.matches(wanted),
    shown: one === document.body || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: one === document.body || place.bottom > 0 && place.top < innerHeight && place.width > 0,
    told: one.outerHTML.slice(0, 160),
  }};
}}"""
MOST = 400


def stops(page: Any) -> None:
    """Tab goes through all that can be used, in the order in which it is read, shows each, and comes out again."""
    begun = page.evaluate(BEGUN)
    assert begun["odd"] == [], "order of its own"
    assert begun["above"] == [], "is read before what comes before it"
    met = 0
    while met < begun["count"]:
        for _ in range(begun["count"] - met):
            page.keyboard.press("Tab")
        now = page.evaluate("window.seen.stops.length")
        assert now > met, "Tab is trapped"
        met = now
    seen = page.evaluate("window.seen")
    assert seen["stops"][: begun["count"]] == list(range(begun["count"]))
    assert seen["dim"] == [], "nothing shows where the focus is"
    page.keyboard.press("Tab")
    assert page.evaluate("window.seen.stops.slice(-1)[0] !== window.seen.stops.slice(-2)[0]"), "Tab is trapped"


class Hands:
    """Ten fingers on a page, and no mouse."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def to(self, wanted: str) -> None:
        """By Tab to the next control that answers to a selector."""
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(AT, wanted)
            assert at["shown"] and at["inside"], f"the focus is not seen: {at['told']}"
            if at["there"]:
                return
        raise AssertionError(f"Tab does not come to {wanted}")

    def follow(self, wanted: str) -> None:
        """To a link or a button, and to the page that it leads to."""
        self.to(wanted)
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")

    def unfold(self, wanted: str) -> None:
        """Opens a summary."""
        self.to(wanted)
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.parentElement.open")

    def write(self, wanted: str, text: str) -> None:
        """Types into a field over what stands there."""
        self.to(wanted)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, wanted: str, value: str) -> None:
        """In a list: by arrows to the option with this value."""
        self.to(wanted)
        steps = "value => [...document.activeElement.options].findIndex(one => one.value === value)"
        steps = f"({steps})(VALUE) - document.activeElement.selectedIndex".replace("VALUE", repr(value))
        self._arrows(self.page.evaluate(steps))
        assert self.page.evaluate("document.activeElement.value") == value

    def tick(self, name: str, value: str) -> None:
        """Of radios by arrows, of boxes by Space: the one with this value."""
        self.to(f'[name="{name}"]')
        if self.page.evaluate("document.activeElement.type") == "checkbox":
            if self.page.evaluate("document.activeElement.value") != value:
                self.to(f'[name="{name}"][value="{value}"]')
            self.page.keyboard.press("Space")
        else:
            of = f"[...document.querySelectorAll('[name=\"{name}\"]')]"
            at = f"{of}.findIndex(one => one.value === '{value}') - {of}.indexOf(document.activeElement)"
            steps = self.page.evaluate(at)
            self._arrows(steps) if steps else self.page.keyboard.press("Space")
        assert self.page.evaluate("document.activeElement.checked && document.activeElement.value") == value

    def _arrows(self, steps: int) -> None:
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
