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
successors.tsv  county code, year, the code under which its area came in the course of the year; one row for each
                where it was divided, with itself among them where a part kept the code. Of 2010 and later.
neighbours.tsv  county code, then the higher codes of the counties that touch it, blank between. Codes of today.
border.tsv is written by hand: county code, then the countries and regions that it touches.
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


# From here on changes are followed: nobody asks of an older stay which county it was.
FIRST_CHANGE = 2010
# What became of counties whose event names no code, or a wrong one: the events join by name alone, and there are several
# 桥东区 and 矿区.
SUCCESSORS = {
    "130103": (2014, ["130102", "130104"]),  # Shijiazhuang, 国函〔2014〕122号
    "140202": (2018, ["140213"]), "140203": (2018, ["140214"]), "140211": (2018, ["140213", "140214"]),  # Datong
    "140402": (2018, ["140403"]), "140411": (2018, ["140403"]),  # Changzhi
    "330103": (2021, ["330105"]), "330104": (2021, ["330102", "330114"]),  # Hangzhou
    "330109": (2021, ["330109", "330114"]), "330110": (2021, ["330110", "330113"]),
    "350403": (2021, ["350404"]), "350625": (2021, ["350605"]),
    "370802": (2013, ["370811"]),  # Jining
    "410306": (2021, ["410308"]), "410322": (2021, ["410308"]),  # Luoyang
    "431121": (2021, ["431181"]), "520522": (2021, ["520581"]), "532331": (2021, ["532302"]),
    "440306": (2016, ["440306", "440309", "440311"]), "440307": (2016, ["440307", "440310"]),  # Shenzhen
}
# A city that rose from a county: its area is the district of the same extent.
DISTRICT_OF_CITY = {
    "520500": "520502", "520600": "520602", "540200": "540202", "650400": "650402", "650500": "650502",
}
# Codes of the outlines that are no county of the standard.
NO_COUNTY = {"232718", "632825"}


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


def successors(shared, rows):
    """(old code, year, new code) of the counties that ended or were divided since FIRST_CHANGE."""
    still = {row[0] for row in rows if not row[3]}
    ended = {row[0]: int(row[3]) for row in rows if row[3] and row[0] not in still}
    counties = {code: year for code, year in ended.items() if code[4:] != "00" and year >= FIRST_CHANGE}
    # The year is that in whose course the table lets the code end: then both are in force.
    found = {(old, str(counties.get(old, year)), new) for old, (year, news) in SUCCESSORS.items() for new in news}
    for event in read(shared / "change_events_1981_2026.csv"):
        year, old, new = int(event["year"]), event["old_code"][:6], event["new_code"][:6]
        follows = old in counties and new and new != old and abs(year - counties[old]) <= 1
        if follows and old not in SUCCESSORS:
            found.add((old, str(counties[old]), DISTRICT_OF_CITY.get(new, new)))
    missing = counties.keys() - {old for old, _, _ in found}
    assert not missing, missing
    return sorted(found)


def today(code, changes):
    """The codes of today that a code of the outlines stands for."""
    news = [new for old, _, new in changes if old == code]
    return [end for new in news for end in ([new] if new == code else today(new, changes))] or [code]


def neighbours(shared, rows, changes):
    still = {row[0] for row in rows if not row[3]}
    touching = {}
    for pair in read(shared / "neighbours.csv"):
        if not {pair["code"], pair["neighbour"]} & NO_COUNTY:
            for one in now(pair["code"], still, changes):
                for other in now(pair["neighbour"], still, changes):
                    if one != other:
                        touching.setdefault(min(one, other), set()).add(max(one, other))
    return [(code, " ".join(sorted(others))) for code, others in sorted(touching.items())]


def now(code, still, changes):
    if code[:2] in ("81", "82"):
        return []
    codes = [code] if code in still else today(code, changes)
    assert all(known in still for known in codes), code
    return codes


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
    became = successors(shared / "divisions", rows)
    write("successors.tsv", became)
    write("neighbours.tsv", neighbours(shared / "divisions", rows, became))
    write("zones.tsv", zones + list(districts(shared / "divisions")))
    write("streets.tsv", streets(shared / "divisions"))
    write("countries.tsv", list(countries(shared / "countries")))


if __name__ == "__main__":
    main()
