"""Files of tools that are known by their fields become logs without a mapping."""

import json
from pathlib import Path

from components.imports.looks.tool import TOOLS, fields_in, tool_of
from tests.imports.sample import Converted, mapping_of


def test_every_mapping_of_a_tool_is_sound_and_fits_its_own_fields() -> None:
    for tool in TOOLS:
        names = {
            *tool.fields,
            *(name for value in tool.mapping.values() for name in fields_in(value)),
        }
        found = tool_of(names)
        assert found
        assert found.mapping.keys() == tool.mapping.keys()
        mapping_of(json.dumps(found.mapping))


def test_a_file_of_acled(tmp_path: Path) -> None:
    data = (
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,assoc_actor_1,actor2,country,"
        "location,source,notes,fatalities,timestamp\n"
        "YEM1,10 May 2025,Battles,Armed clash,Army,Police; Guard,Rebels,Yemen,Taizz,A; B,"
        '"On 10 May, they met.",3,1746900000\n'
    )
    converted = Converted(tmp_path, "a.csv", data)
    (event,) = converted.log.events.values()
    assert (event.title, event.place, event.summary) == (
        "Armed clash",
        "Taizz",
        "On 10 May, they met.",
    )
    assert converted.whens == ["2025-05-10"]
    assert [actor.name for actor in converted.log.actors.values()] == [
        "Army",
        "Police",
        "Guard",
        "Rebels",
    ]
    assert len(event.citations) == 2


def test_a_table_of_plaso(tmp_path: Path) -> None:
    data = (
        "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode\n"
        "05/10/2025,09:00:01,UTC,M...,FILE,NTFS,Modified,-,H,Short,Longer,2,/a,12\n"
    )
    converted = Converted(tmp_path, "a.csv", data)
    (event,) = converted.log.events.values()
    assert (event.title, event.dating, event.actors) == ("Short", "Modified", ())
    assert converted.whens == ["2025-05-10T09:00:01"]


def test_lines_of_timesketch(tmp_path: Path) -> None:
    row = {
        "message": "Logged in",
        "datetime": "2025-05-10T09:00:00.123456+00:00",
        "timestamp": 1746867600123456,
        "timestamp_desc": "Event Logged",
        "data_type": "windows:evtx",
        "tag": ["bad"],
    }
    converted = Converted(tmp_path, "a.jsonl", json.dumps(row))
    (event,) = converted.log.events.values()
    assert (event.title, event.dating) == ("Logged in", "Event Logged")
    assert [topic.name for topic in converted.log.topics.values()] == ["bad", "windows:evtx"]


def test_a_calendar_from_an_interface_of_google(tmp_path: Path) -> None:
    base = {
        "kind": "calendar#event",
        "htmlLink": "https://calendar.example/1",
        "status": "confirmed",
    }
    clock = {
        "start": {"dateTime": "2025-05-10T09:00:00Z"},
        "end": {"dateTime": "2025-05-10T10:00:00Z"},
    }
    day = {"start": {"date": "2025-05-11"}, "end": {"date": "2025-05-12"}}
    people = [{"email": "b@x.example", "displayName": "Bo"}]
    items = [
        {**base, "id": "1", "summary": "A", **clock, "attendees": people},
        {**base, "id": "2", "summary": "B", **day, "status": "tentative"},
    ]
    converted = Converted(tmp_path, "a.json", json.dumps({"summary": "Mine", "items": items}))
    assert converted.whens == ["2025-05-10T09:00:00Z/2025-05-10T10:00:00Z", "2025-05-11"]
    assert [actor.name for actor in converted.log.actors.values()] == ["Bo"]
    assert [event.status for event in converted.log.events.values()] == ["happened", "possible"]


def test_entities_of_wikidata_are_as_exact_as_it_says(tmp_path: Path) -> None:
    def entity(name: str, time: str, precision: int) -> object:
        held = {"time": time, "precision": precision, "calendarmodel": "Q1985727"}
        snak = {"datavalue": {"value": held, "type": "time"}}
        labels = {"en": {"language": "en", "value": name}}
        return {"id": name, "labels": labels, "claims": {"P585": [{"mainsnak": snak}]}}

    entities = {
        "Q1": entity("A", "+1815-06-18T00:00:00Z", 11),
        "Q2": entity("B", "+1812-01-01T00:00:00Z", 9),
        "Q3": entity("C", "-0044-03-15T00:00:00Z", 11),
    }
    converted = Converted(tmp_path, "a.json", json.dumps({"entities": entities}))
    assert converted.whens == ["1815-06-18", "1812", "-0043-03-15"]
    assert [event.title for event in converted.log.events.values()] == ["A", "B", "C"]
