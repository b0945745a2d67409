"""Print the public holidays that ship with the package, as the holidays library has them.

python scripts/free_days.py > src/ringback/readers/free_days.toml
"""

from __future__ import annotations

from ringback.readers.calendar import COUNTRIES, from_library

YEARS = range(2026, 2030)

print(
    "# Public holidays by country and year, from the holidays library: scripts/free_days.py writes this file."
)
for country in COUNTRIES:
    print(f"\n[{country}]")
    for year in YEARS:
        days = ", ".join(day.isoformat() for day in sorted(from_library(country, year)))
        print(f"{year} = [{days}]")
