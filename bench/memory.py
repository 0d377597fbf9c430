"""Whether memory stays flat: `python bench/memory.py [CHECKS]`, 50,000 without a number.

The worked examples of all rule sets are asked of `hantei serve`, one after another, four by states of criteria and the
fifth with all findings. What the process holds (resident, in MB) is printed after each tenth; after the first fifth,
in which every rule set is loaded, it may grow by 10 % (bar).
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # in the place of this folder, in which `http` is a file

from bench.http import service, wrk  # noqa: E402 - the checkout is put on the path first
from engine.catalogue import open_catalogue  # noqa: E402 - as above
from service.api.examples import worked_requests  # noqa: E402 - as above

CHECKS, BAR = 50_000, 1.10
SCRIPT = """
local bodies = {{{bodies}}}
local at = 0
request = function()
  at = at + 1
  local path = "/api/v1/checks"
  if at % 5 > 0 then path = path .. "?detail=findings" end
  return wrk.format("POST", path, {{["Content-Type"] = "application/json"}}, bodies[at % #bodies + 1])
end
done = function(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99.0),
    summary.errors.status + summary.errors.connect + summary.errors.read))
end
"""


def main() -> int:
    """Prints the figures; exits 1 where the bar is not met."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else CHECKS
    if shutil.which("wrk") is None:
        print("wrk is not installed: nothing measured")
        return 2
    bodies = [json.dumps(one["value"]) for one in worked_requests(open_catalogue()).values()]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "checks.lua"
        quoted = ",".join(f"[==[{body}]==]" for body in bodies)
        script.write_text(SCRIPT.format(bodies=quoted), encoding="utf-8")
        with service(folder) as (address, pid):
            asked, told = 0, [(0, resident(pid))]
            print(f"{0:8} checks {told[0][1]:7.1f} MB")
            while asked < wanted:
                asked += wrk(address, script, 5, connections=2)[0]
                if asked >= told[-1][0] + wanted / 10 or asked >= wanted:
                    told.append((asked, resident(pid)))
                    print(f"{asked:8} checks {told[-1][1]:7.1f} MB", flush=True)
    settled = next(held for count, held in told if count >= wanted / 5)
    grown = max(held for count, held in told if count >= wanted / 5) / settled
    print(f"grown {grown - 1:.1%} after the first fifth (bar {BAR - 1:.0%})")
    return 0 if grown <= BAR else 1


def resident(pid: int) -> float:
    """What a process holds in memory, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    sys.exit(main())
