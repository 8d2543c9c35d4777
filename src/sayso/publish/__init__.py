"""Publishing: readings and records become interchange files, pages, tables and footnoted paragraphs.

Nouns arrive; text and files leave, each made for the desk or for others and saying so. Nothing leaves but through
`disclosure`. This room judges nothing: it prints what the record holds.
"""

from sayso.publish.cite import cite_event
from sayso.publish.disclosure import Audience, Clearance, Disclosure, disclose_reading, disclose_record, is_withheld
from sayso.publish.event_page import event_page, record_page
from sayso.publish.interchange import (
    load_schema,
    write_event,
    write_reading,
    write_reading_line,
    write_record,
    write_record_file,
)
from sayso.publish.report_page import report_page
from sayso.publish.tables import write_tables

__all__ = [
    "Audience",
    "Clearance",
    "Disclosure",
    "cite_event",
    "disclose_reading",
    "disclose_record",
    "event_page",
    "is_withheld",
    "load_schema",
    "record_page",
    "report_page",
    "write_event",
    "write_reading",
    "write_reading_line",
    "write_record",
    "write_record_file",
    "write_tables",
]
