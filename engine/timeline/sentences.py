"""A change of the rules in words, in both languages."""

from __future__ import annotations

from engine.diagnostics import Text
from engine.timeline.events import Event, How, Kind

_WHAT = {
    Kind.CRITERION: Text("criterion", "基準"),
    Kind.PARAMETER: Text("parameter", "数値"),
    Kind.VALUE: Text("value", "計算値"),
    Kind.LIST: Text("list", "一覧"),
    Kind.TABLE: Text("table", "表"),
}
_HOW = {
    How.BEGINS: Text("begins on {day}", "{day} に始まります"),
    How.CHANGES: Text("changes on {day}", "{day} に変わります"),
    How.ENDS: Text("ends before {day}", "{day} より前に終わります"),
    How.NOT_EVIDENCED: Text("is not evidenced from {day} on", "{day} 以降は根拠がありません"),
    How.PUBLISHED: Text("is published on {day}", "{day} に公表されます"),
    How.PRINTED: Text("is printed anew on {day}", "{day} 付けで新たに示されます"),
}
_MEMBER = {
    How.JOINS: Text("{item} is on {list} from {day} on", "{item} が {day} から{list}に加わります"),
    How.MAY_HAVE_JOINED: Text(
        "{item} may be on {list} from {day} on, the exact day is not evidenced",
        "{item} は {day} 以降{list}に加わった可能性がありますが、正確な日の根拠がありません",
    ),
    How.LEAVES: Text("{item} is no longer on {list} from {day} on", "{item} が {day} から{list}を外れます"),
}
_COVERS = {
    How.BEGINS: Text("the days that the rule set covers begin on {day}", "{day} から規則集の対象期間に入ります"),
    How.ENDS: Text("the days that the rule set covers end before {day}", "規則集の対象期間は {day} より前に終わります"),
    How.PUBLISHED: Text(
        "the rules of the covered days are published as a whole on {day}", "対象期間の規則は {day} にすべて公表されます"
    ),
}


def sentence(event: Event) -> Text:
    """What happens, as part of a sentence; the passage is not in it."""
    if event.kind is Kind.COVERS:
        return _filled(_COVERS[event.how], event)
    if event.how in _MEMBER:
        return _filled(_MEMBER[event.how], event)
    what, how = _WHAT[event.kind], _filled(_HOW[event.how], event)
    return Text(
        f"{event.title.en} ({what.en}) {how.en}",
        f"{event.title.ja}（{what.ja}）は {how.ja}",
    )


def _filled(text: Text, event: Event) -> Text:
    day, items = event.on.isoformat(), ", ".join(event.items)
    return Text(
        text.en.format(day=day, item=items, list=f"the list of {event.title.en}"),
        text.ja.format(day=day, item=items, list=f"一覧「{event.title.ja}」"),
    )
