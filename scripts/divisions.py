#!/usr/bin/env python3
"""Writes crates/domain/data from the public division and country tables.

Usage: scripts/divisions.py [SHARED_DATA]      (default: ../shared/data beside the repository)

Why a script: the tables contradict each other (crates/domain/tests/golden/place_differences.txt lists how),
and what we decided about each contradiction stands here, once. The tests of `domain::place` derive the same
files again and compare, so a stale one is noticed.

divisions.tsv   code, name, first year, last year of every province, city and county since 1980. A year is
                open where it is empty. The timeline holds tables of 31 December: a row whose `end_year` is
                2009 ended in the course of 2010, so its last year here is 2010; in the year of a change both
                the old and the new code are in force.
zones.tsv       code, name of what areas.csv lists and GB/T 2260 does not (statistical zones), then districts
                of Hong Kong and Macau and cities of Taiwan (province code, name), which have no code.
streets.tsv     county code, then "NNNname" for each street (the three digits after the county's), tab between.
countries.tsv   alpha-2, alpha-3, numeric, English, Chinese, further English names (";" between).
"""

import csv
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "crates" / "domain" / "data"

# The four municipalities, Hong Kong, Macau and Taiwan have no cities of their own in the code.
TAIWAN = "710000"  # GB/T 2260; the timeline writes 830000, the prefix of the residence permit
PERMIT_TAIWAN = "830000"

# Counties of areas.csv that came in 2021 and whose event carries no code, or is not there at all.
NEW_2021 = {
    "330113": "临平区", "330114": "钱塘区",  # Hangzhou, 国函〔2021〕29号; the events call 330110 临平区, which is wrong
    "350605": "长泰区",  # Zhangzhou, 国函〔2021〕8号
    "410308": "孟津区",  # Luoyang, 国函〔2021〕10号
    "431181": "祁阳市", "520581": "黔西市", "532302": "禄丰市",  # events without codes
}
# Codes of areas.csv that look like a county's and are none of GB/T 2260.
NOT_OF_THE_STANDARD = {
    "460321", "460322", "460323",  # Sansha's archipelagos: statistics only
    "620201",  # Jiayuguan has no counties: statistics give it one
    "632857",  # 大柴旦行政委员会
    "232761", "232762", "232763", "232764",  # Daxing'anling's districts
}


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(name, rows):
    text = "".join("\t".join(row) + "\n" for row in rows)
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {len(text.encode()) // 1024} KB")


def changes(events):
    """What the events of 2021 and later say by code: {old code: year it ended}, {new code: (name, year)}."""
    ended, began = {}, {}
    for event in events:
        year, old, new = int(event["year"]), event["old_code"][:6], event["new_code"][:6]
        if year < 2021 or event["level"] != "3" or old == new:
            continue
        if old:
            ended[old] = year
        if new:
            began[new] = (event["new_name"], year)
    return ended, began


def is_zone(code):
    return code in NOT_OF_THE_STANDARD or "71" <= code[4:] <= "79"


def divisions(shared):
    timeline = read(shared / "address_code_timeline.csv")
    areas = {row["code"]: row["name"] for row in read(shared / "areas.csv")}
    ended, began = changes(read(shared / "change_events_1981_2026.csv"))
    known = {row["code"] for row in timeline}
    open_codes = {row["code"] for row in timeline if not row["end_year"]}
    rows, zones = [], []
    for row in timeline:
        code, last = row["code"], row["end_year"]
        if code == PERMIT_TAIWAN:
            code = TAIWAN
        if last:
            last = str(int(last) + 1)
        elif code in ended:
            last = str(ended[code])
        elif code[4:] != "00" and code not in areas:
            last = "2021"
        rows.append((code, row["name"], row["start_year"], last))
    # 330102 and 330105 took their neighbours in and kept their codes: `changes` may name them as new.
    for code, (name, year) in began.items():
        if code not in open_codes:
            rows.append((code, name, str(year), ""))
    for code, name in areas.items():
        if code in known or code in began:
            continue
        if code in NEW_2021:
            assert NEW_2021[code] == name, code
            rows.append((code, name, "2021", ""))
        elif is_zone(code):
            zones.append((code, name))
        else:
            sys.exit(f"areas.csv {code} {name}: decide in scripts/divisions.py whether it is a county or a zone")
    rows.sort(key=lambda row: (row[0], int(row[2] or 0), int(row[3] or 9999)))
    return rows, sorted(zones)


def districts(shared):
    """Places of Hong Kong, Macau and Taiwan: names only, they have no code in GB/T 2260."""
    tree = json.loads((shared / "HK-MO-TW.json").read_text(encoding="utf-8"))
    codes = {"香港特别行政区": "810000", "澳门特别行政区": "820000", "台湾省": TAIWAN}
    for province, cities in tree.items():
        for city, names in cities.items():
            for name in [city] if province == "台湾省" else names:
                yield codes[province], name


def streets(shared):
    by_county = {}
    for row in read(shared / "streets.csv"):
        assert row["code"].startswith(row["areaCode"]) and "\t" not in row["name"], row
        by_county.setdefault(row["areaCode"], []).append(row["code"][6:] + row["name"])
    return [(code, *sorted(names)) for code, names in sorted(by_county.items())]


# Which of several English names is shown, where it is not the first.
SHOWN = {
    "CN": "China", "CI": "Côte d'Ivoire", "CZ": "Czechia", "GM": "Gambia", "IR": "Iran", "MK": "North Macedonia",
    "PS": "Palestine", "RU": "Russia", "TZ": "Tanzania", "US": "United States",
}


def countries(shared):
    codes = json.loads((shared / "iso3166_codes.json").read_text(encoding="utf-8"))
    english = json.loads((shared / "iso3166_en.json").read_text(encoding="utf-8"))["countries"]
    chinese = json.loads((shared / "iso3166_zh.json").read_text(encoding="utf-8"))["countries"]
    for alpha2, alpha3, numeric, _ in sorted(codes):
        names = english[alpha2] if isinstance(english[alpha2], list) else [english[alpha2]]
        shown = SHOWN.get(alpha2, names[0])
        also = [name for name in names if name != shown]
        assert len(also) == len(names) - 1, names
        yield alpha2, alpha3, numeric, shown, chinese[alpha2], ";".join(also)


def main():
    shared = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    if not (shared / "divisions").is_dir():
        sys.exit(f"{shared}/divisions is not there; give the data folder as the argument")
    OUT.mkdir(parents=True, exist_ok=True)
    rows, zones = divisions(shared / "divisions")
    write("divisions.tsv", rows)
    write("zones.tsv", zones + list(districts(shared / "divisions")))
    write("streets.tsv", streets(shared / "divisions"))
    write("countries.tsv", list(countries(shared / "countries")))


if __name__ == "__main__":
    main()
